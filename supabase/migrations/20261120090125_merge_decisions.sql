-- What operators do about events that are one: hiding one of several, part_posts, join_posts, forget_decision.

-- A hidden event leaves its group; if it was shown for it, the earliest of the others is shown now.
create function private.leave_group() returns trigger
language plpgsql set search_path = '' as $$
declare v_heir uuid;
begin
  perform from public.events e where e.canonical_id = new.id order by e.id for no key update;
  select e.id into v_heir from public.events e
  where e.canonical_id = new.id and e.hidden_at is null
  order by e.posted_at, e.created_at, e.id limit 1;
  update public.events e set canonical_id = case when e.id <> new.id then nullif(v_heir, e.id) end
  where e.canonical_id = new.id or e.id = new.id and e.canonical_id is not null;
  return null;
end $$;

-- It locks the hidden event first and its group after that: in no order, so it goes alone as deletions do.
create trigger events_go_alone before update of hidden_at on public.events
  for each statement execute function private.take_turn('alone');

create trigger events_leave_group after update of hidden_at on public.events
  for each row when (old.hidden_at is null and new.hidden_at is not null)
  execute function private.leave_group();

revoke all on function private.leave_group() from public, anon, authenticated;

----------------------------------------------------------------------------------------------------
-- Operator

-- The two events as merge_decisions names them.
create function private.pair_of_posts(p_a uuid, p_b uuid)
returns table (source_a text, external_id_a text, number_a smallint,
               source_b text, external_id_b text, number_b smallint)
language plpgsql stable set search_path = '' as $$
declare
  v_found integer;
begin
  select count(*) into v_found from public.events e where e.id in (p_a, p_b);
  if v_found < 2 then
    raise exception 'Cannot decide about posts as two are needed: % of % and % found', v_found, p_a, p_b
      using errcode = 'invalid_parameter_value', hint = 'Name the ids of two rows of events';
  end if;
  return query
    with pair as (
      select p.source, p.external_id, e.number from public.events e join public.posts p on p.id = e.post_id
      where e.id in (p_a, p_b)
    )
    select a.*, b.* from pair a join pair b on a < b;
end $$;

create function private.decide_posts(p_now timestamptz, p_a uuid, p_b uuid, p_is_same boolean) returns void
language sql set search_path = '' as $$
  insert into public.merge_decisions as d
    (source_a, external_id_a, number_a, source_b, external_id_b, number_b, is_same, decided_at)
  select p.*, p_is_same, p_now from private.pair_of_posts(p_a, p_b) p
  on conflict (source_a, external_id_a, number_a, source_b, external_id_b, number_b)
    do update set is_same = excluded.is_same, decided_at = excluded.decided_at;
  update public.merge_state set seen = null;
$$;

create function public.part_posts(p_now timestamptz, p_a uuid, p_b uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.lock_events(array[p_a, p_b]);
  perform private.decide_posts(p_now, p_a, p_b, false);
  -- At once; where another event stands for both, the second leaves it.
  update public.events e set canonical_id = null
  where e.canonical_id is not null
    and (e.id = p_a and e.canonical_id = p_b
      or e.id = p_b and e.canonical_id in (p_a, (select a.canonical_id from public.events a where a.id = p_a)));
end $$;
comment on function public.part_posts is 'These are two events, now and whenever events are merged.';

create function public.join_posts(p_now timestamptz, p_a uuid, p_b uuid) returns void
language plpgsql set search_path = '' as $$
begin
  if p_a <> p_b and 1 = (select count(distinct e.post_id) from public.events e where e.id in (p_a, p_b)
                         having count(*) = 2) then
    raise exception 'Cannot join two events of one post: % and %', p_a, p_b
      using errcode = 'invalid_parameter_value', hint = 'Hide the one that is not to be shown';
  end if;
  perform private.decide_posts(p_now, p_a, p_b, true);
end $$;
comment on function public.join_posts is
  'These are one event, from the next run of embed-events on, whatever their posts name.';

create function public.forget_decision(p_a uuid, p_b uuid) returns boolean
language plpgsql set search_path = '' as $$
declare v_was_there boolean;
begin
  with forgotten as (
    delete from public.merge_decisions d using private.pair_of_posts(p_a, p_b) p
    where (d.source_a, d.external_id_a, d.number_a, d.source_b, d.external_id_b, d.number_b)
      = (p.source_a, p.external_id_a, p.number_a, p.source_b, p.external_id_b, p.number_b)
    returning 1
  )
  select exists (select from forgotten) into v_was_there;
  update public.merge_state set seen = null;
  return v_was_there;
end $$;
comment on function public.forget_decision is
  'Takes back part_posts or join_posts. False: nothing was decided about these two.';

create function public.hide_event(p_now timestamptz, p_id uuid) returns integer
language plpgsql set search_path = '' as $$
declare v_ids uuid[];
begin
  perform private.go_alone();
  v_ids := array(
    select e.id from public.events e
    where coalesce(e.canonical_id, e.id)
      = (select coalesce(p.canonical_id, p.id) from public.events p where p.id = p_id)
    order by e.id for no key update);
  -- Those that are merged first: each that is hidden leaves its group.
  update public.events e set hidden_at = p_now
  where e.id = any (v_ids) and e.canonical_id is not null and e.hidden_at is null;
  update public.events e set hidden_at = p_now where e.id = any (v_ids) and e.hidden_at is null;
  return cardinality(v_ids);
end $$;
comment on function public.hide_event is
  'Hides all posts of an event, whichever of them is named. Answers how many they are.';

revoke all on function private.pair_of_posts(uuid, uuid), private.decide_posts(timestamptz, uuid, uuid, boolean)
  from public, anon, authenticated;
grant execute on function private.pair_of_posts(uuid, uuid), private.decide_posts(timestamptz, uuid, uuid, boolean)
  to service_role;

select private.service_only(
  'part_posts', 'join_posts', 'forget_decision', 'hide_event');
