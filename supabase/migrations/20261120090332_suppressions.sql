-- What an operator does about addresses that nothing is sent to.

create function public.suppress_address(p_now timestamptz, p_address text, p_reason text) returns void
language plpgsql set search_path = '' as $$
begin
  if p_address !~ '^[^@[:space:]]+@[^@[:space:]]+$' then
    raise invalid_parameter_value using message = format('Cannot suppress %L as it is no address', p_address), hint = 'name@example.org, without the name beside it';
  end if;
  perform private.suppress(p_now, p_address, p_reason);
end $$;
comment on function public.suppress_address is 'Writes to an address no more, until lift_suppression.';

create function public.lift_suppression(p_now timestamptz, p_address text) returns boolean
language sql set search_path = '' as $$
  with lifted as (
    update public.suppressions set lifted_at = p_now where address = lower(p_address) and lifted_at is null returning 1
  )
  select exists (select from lifted)
$$;
comment on function public.lift_suppression is 'Writes to an address again. False: it was not suppressed.';

create function public.suppression_causes()
returns table (cause text, addresses bigint, held bigint, example text, first timestamptz, latest timestamptz)
language sql stable set search_path = '' as $$
  select s.cause, count(*) filter (where not s.is_held), count(*) filter (where s.is_held),
         (array_agg(s.address || ': ' || s.reason order by s.since desc))[1], min(s.since), max(s.since)
  from public.suppressions s
  where s.lifted_at is null or s.is_held
  group by s.cause
  order by max(s.since) desc, s.cause
$$;
comment on function public.suppression_causes is 'Suppressed addresses by what the servers said, the latest first. held: over the limit of a run, and not in force.';

create function public.lift_suppressions(p_now timestamptz, p_cause text) returns integer
language sql set search_path = '' as $$
  with lifted as (
    update public.suppressions set lifted_at = p_now, is_held = false
    where cause = p_cause and (lifted_at is null or is_held) returning 1
  )
  select count(*)::integer from lifted
$$;
comment on function public.lift_suppressions is 'Writes again to all addresses of a cause of suppression_causes. Answers how many.';

create function public.confirm_suppressions(p_now timestamptz, p_cause text default null) returns integer
language plpgsql set search_path = '' as $$
declare
  v_addresses text[] := array(
    select s.address from public.suppressions s where s.is_held and (p_cause is null or s.cause = p_cause) order by s.address);
begin
  perform private.lock_mails(array(
    select m.id from public.email_logs m where lower(m.to_address) = any (v_addresses) and m.status = 'queued'));
  perform private.suppress(p_now, s.address, s.reason) from public.suppressions s
  where s.address = any (v_addresses) and s.is_held;
  return cardinality(v_addresses);
end $$;
comment on function public.confirm_suppressions is 'Puts held suppressions in force, all or those of a cause. Answers how many.';

select private.service_only(
  'suppress_address', 'lift_suppression', 'suppression_causes', 'lift_suppressions', 'confirm_suppressions');
