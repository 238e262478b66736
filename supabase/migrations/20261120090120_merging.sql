-- The same event in several posts: what embed-events compares, what it decides, and what an operator
-- decided before (part_posts, join_posts).

----------------------------------------------------------------------------------------------------
-- Decisions of operators

-- By source and id of the post, not by row: a post that is deleted and loaded again keeps its decisions.
create table public.merge_decisions (
  source_a text not null,
  source_id_a text not null,
  source_b text not null,
  source_id_b text not null,
  is_same boolean not null,
  decided_at timestamptz not null,
  primary key (source_a, source_id_a, source_b, source_id_b),
  constraint merge_decisions_in_order check ((source_a, source_id_a) < (source_b, source_id_b))
);
comment on table public.merge_decisions is
  'Pairs of posts that an operator parted or joined; every merge keeps to them.';

create index merge_decisions_b on public.merge_decisions (source_b, source_id_b);

alter table public.merge_decisions enable row level security;
revoke all on public.merge_decisions from anon, authenticated, service_role;
grant select, insert, update, delete on public.merge_decisions to service_role;

----------------------------------------------------------------------------------------------------
-- Whether there is anything to merge

create table public.merge_state (
  id boolean primary key default true check (id),
  seen jsonb
);
comment on table public.merge_state is 'One row: which changes the last merge has seen. Null: merge again.';
insert into public.merge_state default values;

alter table public.merge_state enable row level security;
revoke all on public.merge_state from anon, authenticated, service_role;
grant select, update on public.merge_state to service_role;

-- When the latest change was, up to p_until, and a fingerprint of all changes of the minute before it: rows
-- become visible at commit, later than their updated_at. p_own: rows that count although they changed later.
create function private.event_changes(p_until timestamptz, p_own uuid[] default '{}') returns jsonb
language sql stable set search_path = '' set timezone = 'UTC' as $$
  with latest as (
    select greatest(
      (select max(updated_at) from public.events where updated_at <= p_until),
      (select max(updated_at) from public.events where id = any (p_own))) as at
  )
  select jsonb_build_object('until', l.at, 'print', (
    select sum(hashtextextended(e.id::text || e.updated_at::text, 0))::text from public.events e
    where e.updated_at > l.at - interval '1 minute' and (e.updated_at <= p_until or e.id = any (p_own))))
  from latest l
$$;

revoke all on function private.event_changes(timestamptz, uuid[]) from public, anon, authenticated;
grant execute on function private.event_changes(timestamptz, uuid[]) to service_role;

----------------------------------------------------------------------------------------------------
-- Merging

-- {changes, events, decisions}: upcoming events with what tells whether two are one, those merged already
-- among them, and decisions on pairs of them. Null where nothing changed since the last merge. Of captions
-- as much as is read of any (CAPTION_LIMIT of _shared/text/caption.ts).
create function public.merge_candidates(p_now timestamptz) returns jsonb
language plpgsql stable set search_path = '' as $$
declare v_changes jsonb := private.event_changes('infinity');
begin
  if v_changes = (select seen from public.merge_state) then return null; end if;
  return (
    with candidates as (
      select e.* from public.events e
      where e.kind = 'event' and e.title is not null and e.starts_at > p_now - interval '24 hours'
    )
    select jsonb_build_object(
      'changes', v_changes,
      'events', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', id, 'source', source, 'account', case when account_handle is not null
            then jsonb_build_object('handle', account_handle, 'name', account_name) end,
          'title', title, 'starts_at', starts_at, 'is_all_day', is_all_day, 'location', location,
          'organisers', organisers || named_organisers, 'posted_at', posted_at, 'first_seen', created_at,
          'caption', left(caption, 8000), 'is_hidden', hidden_at is not null, 'canonical_id', canonical_id)
          order by posted_at, created_at, id), '[]')
        from candidates),
      'decisions', (
        select coalesce(jsonb_agg(jsonb_build_object('a', a.id, 'b', b.id, 'is_same', d.is_same)
          order by d.decided_at, a.id, b.id), '[]')
        from public.merge_decisions d
        join candidates a on (a.source, a.source_id) = (d.source_a, d.source_id_a)
        join candidates b on (b.source, b.source_id) = (d.source_b, d.source_id_b))));
end $$;

-- p_rows: [{id, canonical_id}], null for an event that stands for itself. A canonical event without a place,
-- an end or a picture takes them from posts of its own account that were merged into it. p_changes: what
-- merge_candidates answered; changes since then are merged next time. Answers how many rows changed.
create function public.set_canonicals(p_rows jsonb, p_changes jsonb default null) returns integer
language plpgsql set search_path = '' as $$
declare
  v_until timestamptz := p_changes ->> 'until';
  v_is_current boolean := private.event_changes(v_until) = p_changes;
  v_written uuid[];
begin
  perform private.lock_events(array(
    select unnest(array[r.id, r.canonical_id]) from jsonb_to_recordset(p_rows) as r (id uuid, canonical_id uuid)));
  with rows as (
    -- An event that was deleted since the rows were made out stands for nothing.
    select r.id, c.id as canonical_id from jsonb_to_recordset(p_rows) as r (id uuid, canonical_id uuid)
    left join public.events c on c.id = r.canonical_id
    where c.hidden_at is null  -- since then
  ), facts as (
    select r.canonical_id,
           (array_agg(e.location order by e.posted_at desc) filter (where e.location is not null))[1] as location,
           (array_agg(e.ends_at order by e.posted_at desc) filter (where e.ends_at is not null))[1] as ends_at,
           (array_agg(e.image_url order by e.posted_at desc) filter (where e.image_url is not null))[1] as image_url
    from rows r
    join public.events e on e.id = r.id
    join public.events c on c.id = r.canonical_id
    where (e.source, e.account_handle) = (c.source, c.account_handle) and e.hidden_at is null
    group by r.canonical_id
  ), written as (
    update public.events e set
      canonical_id = case when e.hidden_at is null then r.canonical_id end,
      location = coalesce(e.location, f.location),
      ends_at = coalesce(e.ends_at, case when f.ends_at >= e.starts_at then f.ends_at end),
      image_url = coalesce(e.image_url, f.image_url)
    from rows r left join facts f on f.canonical_id = r.id
    where e.id = r.id
      and (e.canonical_id is distinct from case when e.hidden_at is null then r.canonical_id end
        or e.location is null and f.location is not null
        or e.ends_at is null and f.ends_at >= e.starts_at
        or e.image_url is null and f.image_url is not null)
    returning e.id
  )
  select coalesce(array_agg(id), '{}') into v_written from written;
  update public.merge_state set seen = case when v_is_current then private.event_changes(v_until, v_written) end;
  return cardinality(v_written);
end $$;
comment on function public.set_canonicals is 'Merges posts that tell of one event, and parts those that do not.';

----------------------------------------------------------------------------------------------------
-- Hiding one post of several

-- A hidden post leaves its group; if it was shown for it, the earliest of the others is shown now.
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

-- It locks the hidden post first and its group after that: in no order, so it goes alone as deletions do.
create trigger events_go_alone before update of hidden_at on public.events
  for each statement execute function private.take_turn('alone');

create trigger events_leave_group after update of hidden_at on public.events
  for each row when (old.hidden_at is null and new.hidden_at is not null)
  execute function private.leave_group();

revoke all on function private.leave_group() from public, anon, authenticated;

----------------------------------------------------------------------------------------------------
-- Operator

-- The two posts as merge_decisions names them.
create function private.pair_of_posts(p_a uuid, p_b uuid)
returns table (source_a text, source_id_a text, source_b text, source_id_b text)
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
    select a.source, a.source_id, b.source, b.source_id
    from public.events a join public.events b on (a.source, a.source_id) < (b.source, b.source_id)
    where a.id in (p_a, p_b) and b.id in (p_a, p_b);
end $$;

create function private.decide_posts(p_now timestamptz, p_a uuid, p_b uuid, p_is_same boolean) returns void
language sql set search_path = '' as $$
  insert into public.merge_decisions as d (source_a, source_id_a, source_b, source_id_b, is_same, decided_at)
  select p.*, p_is_same, p_now from private.pair_of_posts(p_a, p_b) p
  on conflict (source_a, source_id_a, source_b, source_id_b)
    do update set is_same = excluded.is_same, decided_at = excluded.decided_at;
  update public.merge_state set seen = null;
$$;

create function public.part_posts(p_now timestamptz, p_a uuid, p_b uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.lock_events(array[p_a, p_b]);
  perform private.decide_posts(p_now, p_a, p_b, false);
  -- At once; where another post stands for both, the second leaves it.
  update public.events e set canonical_id = null
  where e.canonical_id is not null
    and (e.id = p_a and e.canonical_id = p_b
      or e.id = p_b and e.canonical_id in (p_a, (select a.canonical_id from public.events a where a.id = p_a)));
end $$;
comment on function public.part_posts is 'These two posts are two events, now and whenever posts are merged.';

create function public.join_posts(p_now timestamptz, p_a uuid, p_b uuid) returns void
language sql set search_path = '' as 'select private.decide_posts(p_now, p_a, p_b, true)';
comment on function public.join_posts is
  'These two posts tell of one event, from the next run of embed-events on, whatever they name.';

create function public.forget_decision(p_a uuid, p_b uuid) returns boolean
language plpgsql set search_path = '' as $$
declare v_was_there boolean;
begin
  with forgotten as (
    delete from public.merge_decisions d using private.pair_of_posts(p_a, p_b) p
    where (d.source_a, d.source_id_a, d.source_b, d.source_id_b)
      = (p.source_a, p.source_id_a, p.source_b, p.source_id_b)
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
  'merge_candidates', 'set_canonicals', 'part_posts', 'join_posts', 'forget_decision', 'hide_event');
