-- Which mails are not to be sent any more: the address is suppressed, the reader left, moved or chose another
-- time, the event was called off, the newsletter cancelled.

create trigger users_take_turn before update or delete on public.users
  for each statement execute function private.take_turn();
-- A vote locks itself and then a preference; the deletion of a member does so the other way round.
create trigger feedback_logs_take_turn before insert or update or delete on public.feedback_logs
  for each statement execute function private.take_turn('shared');

-- Takes queued mails out of the queue. Expired: never sent, so never shown, and the mail is made anew if it is wanted
-- again while its window is open. Unknown: it may have arrived once, and would be another now: an operator decides.
-- Cancelled: the newsletter was, for good.
create function private.withdraw_mails(p_ids uuid[], p_status text, p_why text) returns integer
language sql set search_path = '' as $$
  select private.share_turn();
  with queued as (
    select m.id from public.email_logs m where m.id = any (p_ids) and m.status = 'queued'
    order by m.id
    for no key update
  ), withdrawn as (
    update public.email_logs m set status = p_status, error = concat_ws('; ', p_why, m.error)
    from queued where m.id = queued.id
    returning m.id, m.status
  ), unshown as (
    delete from public.recommendation_logs l using withdrawn w where l.email_id = w.id and w.status <> 'unknown'
  )
  select count(*)::integer from withdrawn
$$;

-- For functions that write several mails in more than one statement.
create function private.lock_mails(p_ids uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.share_turn();
  perform from public.email_logs m where m.id = any (p_ids) order by m.id for no key update;
end $$;

-- The mails that a suppression of this address withdraws, and these.
create function private.lock_mails_to(p_address text, p_ids uuid[] default '{}') returns void
language sql set search_path = '' as $$
  select private.lock_mails(array(
    select m.id from public.email_logs m where lower(m.to_address) = lower(p_address) and m.status = 'queued') || p_ids)
$$;

-- Whether one address more is too much without an operator: over 5, and over 5 % of the mails sent, of this run or of the
-- last three days. Reports and webhooks have no run of their own.
create function private.suppresses_too_many(p_now timestamptz, p_run text) returns boolean
language sql stable set search_path = '' as $$
  select s.of_run >= greatest(5, floor(m.of_run * 0.05)) and p_run <> 'reports' or s.of_all >= greatest(5, floor(m.of_all * 0.05))
  from (
    select count(*) filter (where s.run = p_run) as of_run, count(*) as of_all from public.suppressions s
    where s.run is not null and not s.is_held and s.since > p_now - interval '3 days') s
  cross join (
    select count(*) filter (where m.lease_owner = p_run) as of_run, count(*) as of_all from public.email_logs m
    where m.status in ('sent', 'bounced') and m.sent_at > p_now - interval '3 days') m
$$;

-- p_run: null where an operator or the reader wants it.
create function private.suppress(p_now timestamptz, p_address text, p_reason text, p_run text default null) returns void
language plpgsql set search_path = '' as $$
declare v_held boolean := p_run is not null and private.suppresses_too_many(p_now, p_run);
begin
  perform private.lock_mails_to(p_address);
  insert into public.suppressions as s (address, reason, since, run, is_held, lifted_at)
  values (lower(p_address), left(p_reason, 2000), p_now, p_run, v_held, case when v_held then p_now end)
  on conflict (address) do update set
    reason = excluded.reason, since = excluded.since, run = excluded.run, is_held = excluded.is_held, lifted_at = excluded.lifted_at
    where s.lifted_at is not null;
  if v_held then return; end if;
  perform private.withdraw_mails(
    array(select m.id from public.email_logs m where lower(m.to_address) = lower(p_address) and m.status = 'queued'),
    'expired', 'the address is suppressed');
end $$;

-- An address did not take a mail. hard: it never will. soft: three newsletters in a row, and it is given up.
create function private.note_bounce(p_now timestamptz, p_id uuid, p_bounce text, p_detail text, p_run text default null) returns void
language plpgsql set search_path = '' as $$
declare v_address text;
begin
  update public.email_logs set bounce = p_bounce where id = p_id returning lower(to_address) into v_address;
  if p_bounce = 'hard' or 3 = (
    select count(*) filter (where b.bounce = 'soft') from (
      select m.bounce from public.email_logs m
      where lower(m.to_address) = v_address and m.status in ('sent', 'bounced', 'failed', 'unknown')
        and m.created_for > coalesce((select lifted_at from public.suppressions x where x.address = v_address and not x.is_held), '-infinity')
        -- Of older mails those that arrived may be deleted already, and would not stand between.
        and m.created_for > p_now - (select make_interval(days => r.mails) from public.retention r)
      order by m.created_for desc limit 3) b)
  then
    perform private.suppress(p_now, v_address, p_detail, p_run);
  end if;
end $$;

-- Members left, moved, were blocked or chose another time: what is queued for them must not go where they do not want
-- it any more, nor into their night. Definer: members change their profile, and see nothing of the outbox.
create function private.withdraw_mails_of_members() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_mails jsonb;
begin
  select jsonb_object_agg(w.why, w.ids) into v_mails from (
    select c.why, jsonb_agg(m.id) as ids from (
      select n.id, case when n.newsletter_frequency = 'off' then 'unsubscribed'
                        when n.email is distinct from o.email then 'the address changed'
                        when n.blocked_until is distinct from o.blocked_until then 'the account was blocked'
                        else 'the time changed' end as why
      from old_rows o join new_rows n using (id)
      where (n.email, n.blocked_until, n.time_zone, n.newsletter_frequency, n.newsletter_weekday, n.newsletter_hour)
        is distinct from
        (o.email, o.blocked_until, o.time_zone, o.newsletter_frequency, o.newsletter_weekday, o.newsletter_hour)) c
    join public.email_logs m on m.user_id = c.id and m.status = 'queued'
    -- Another hour is no reason to write anew what may have arrived once.
    where m.requeued_at is null or c.why <> 'the time changed'
    group by c.why) w;
  if v_mails is null then return null; end if;
  perform private.lock_mails(array(select jsonb_array_elements_text(w.value)::uuid from jsonb_each(v_mails) w));
  perform private.withdraw_mails(array(select jsonb_array_elements_text(w.value)::uuid), 'expired', w.key)
  from jsonb_each(v_mails) w;
  return null;
end $$;

create trigger users_withdraw_mails after update on public.users
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.withdraw_mails_of_members();

-- Events were called off, moved or renamed. Mails that tell of them as they were are made anew while their window is
-- open, but for those that may have arrived once: a second copy must be the same, or there is none. A post that was
-- merged into another tells of the event that this one tells of.
create function private.recall_events() returns trigger
language plpgsql set search_path = '' as $$
declare
  v_events uuid[];
  v_why text;
  v_ids uuid[];
  v_requeued uuid[];
begin
  select array_agg(o.id), 'changed or called off: ' || string_agg(o.title, ', ' order by o.title) into v_events, v_why
  from old_rows o join new_rows n using (id)
  where o.is_published and n.canonical_id is null
    and (n.is_published, n.facts_hash) is distinct from (o.is_published, o.facts_hash);
  if v_events is null then return null; end if;
  select array_agg(m.id) filter (where m.requeued_at is null), array_agg(m.id) filter (where m.requeued_at is not null)
    into v_ids, v_requeued
  from public.events e
  join public.recommendation_logs l on l.event_id = e.id
  join public.email_logs m on m.id = l.email_id and m.status = 'queued'
  where e.id = any (v_events) or e.canonical_id = any (v_events);
  perform private.lock_mails(v_ids || v_requeued);
  perform private.withdraw_mails(v_ids, 'expired', v_why), private.withdraw_mails(v_requeued, 'unknown', v_why);
  return null;
end $$;

create trigger events_recall after update on public.events
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.recall_events();

-- Before, as afterwards nothing tells any more which mails it is in.
create function private.recall_deleted_event() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform private.withdraw_mails(
    array_agg(m.id), case when m.requeued_at is null then 'expired' else 'unknown' end,
    'changed or called off: ' || old.title)
  from public.recommendation_logs l join public.email_logs m on m.id = l.email_id
  where l.event_id = old.id and m.status = 'queued'
  group by m.requeued_at is null;
  -- What is sent again later, if it is, has no trace of the event then: its time is over.
  update public.email_logs m set expires_at = '-infinity'
  from public.recommendation_logs l
  where l.event_id = old.id and m.id = l.email_id and m.status in ('sending', 'unknown', 'failed');
  return old;
end $$;

create trigger events_recall_deleted before delete on public.events
  for each row execute function private.recall_deleted_event();

-- Whether a mail still has a newsletter, a reader and an address. Triggers withdraw what is queued at once; this
-- is asked of what was under way meanwhile: being queued, claimed, or unknown. In PL/pgSQL, which plans it once.
create function private.has_reader(m public.email_logs, p_now timestamptz) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (select from public.newsletters n where n.id = m.newsletter_id and n.status <> 'cancelled')
    and exists (select from public.users u where u.id = m.user_id and u.newsletter_frequency <> 'off'
                and u.email = m.to_address and u.confirmed_from <= p_now)
    and not exists (select from public.suppressions x where x.address = lower(m.to_address) and x.lifted_at is null);
end $$;

-- Whether all its events take place as it tells.
create function private.is_true(m public.email_logs) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return not exists (
    select from public.recommendation_logs l
    join public.events e on e.id = l.event_id
    left join public.events c on c.id = e.canonical_id
    where l.email_id = m.id
      and (not coalesce(c.is_published, e.is_published) or l.told <> coalesce(c.facts_hash, e.facts_hash)));
end $$;

create function private.is_wanted(m public.email_logs, p_now timestamptz) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return private.has_reader(m, p_now) and private.is_true(m);
end $$;

-- Of these mails those that are queued and not wanted.
create function private.withdraw_unwanted(p_now timestamptz, p_ids uuid[]) returns void
language sql set search_path = '' as $$
  select private.lock_mails(p_ids);
  select private.withdraw_mails(array_agg(q.id), q.status, 'no longer wanted') from (
    select m.id, case when n.status = 'cancelled' then 'cancelled'
                      when m.requeued_at is not null and private.has_reader(m, p_now) then 'unknown'
                      else 'expired' end as status
    from public.email_logs m join public.newsletters n on n.id = m.newsletter_id
    where m.status = 'queued' and m.id = any (p_ids) and not private.is_wanted(m, p_now)) q
  group by q.status
$$;

revoke all on function
  private.withdraw_mails(uuid[], text, text), private.lock_mails(uuid[]), private.lock_mails_to(text, uuid[]),
  private.suppresses_too_many(timestamptz, text), private.suppress(timestamptz, text, text, text),
  private.note_bounce(timestamptz, uuid, text, text, text),
  private.has_reader(public.email_logs, timestamptz), private.is_true(public.email_logs),
  private.is_wanted(public.email_logs, timestamptz),
  private.withdraw_unwanted(timestamptz, uuid[]),
  private.withdraw_mails_of_members(), private.recall_events(), private.recall_deleted_event()
  from public, anon, authenticated;
grant execute on function
  private.withdraw_mails(uuid[], text, text), private.lock_mails(uuid[]), private.lock_mails_to(text, uuid[]),
  private.suppresses_too_many(timestamptz, text), private.suppress(timestamptz, text, text, text),
  private.note_bounce(timestamptz, uuid, text, text, text),
  private.has_reader(public.email_logs, timestamptz), private.is_true(public.email_logs),
  private.is_wanted(public.email_logs, timestamptz),
  private.withdraw_unwanted(timestamptz, uuid[])
  to service_role;
