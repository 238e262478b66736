-- The same event in several posts: what embed-events compares, what it decides, and what an operator
-- decided before (part_posts, join_posts).

----------------------------------------------------------------------------------------------------
-- Decisions of operators

-- By the post's id at its source and the number of the event in it, not by row: a post that is deleted and loaded
-- again keeps its decisions.
create table public.merge_decisions (
  source_a text not null,
  external_id_a text not null,
  number_a smallint not null,
  source_b text not null,
  external_id_b text not null,
  number_b smallint not null,
  is_same boolean not null,
  decided_at timestamptz not null,
  primary key (source_a, external_id_a, number_a, source_b, external_id_b, number_b),
  constraint merge_decisions_in_order check
    ((source_a, external_id_a, number_a) < (source_b, external_id_b, number_b))
);
comment on table public.merge_decisions is
  'Pairs of events that an operator parted or joined; every merge keeps to them.';

create index merge_decisions_b on public.merge_decisions (source_b, external_id_b, number_b);

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
-- among them, and decisions on pairs of them. Null where nothing changed since the last merge. Of texts as much
-- as is read of any (CAPTION_LIMIT of _shared/text/caption.ts).
create function public.merge_candidates(p_now timestamptz) returns jsonb
language plpgsql stable set search_path = '' as $$
declare v_changes jsonb := private.event_changes('infinity');
begin
  if v_changes = (select seen from public.merge_state) then return null; end if;
  return (
    with candidates as (
      select e.*, p.source, p.external_id, p.account_handle, p.account_name, p.created_at as first_seen
      from public.events e join public.posts p on p.id = e.post_id
      where e.withdrawn_at is null and e.starts_at > p_now - interval '24 hours'
    )
    select jsonb_build_object(
      'changes', v_changes,
      'events', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', id, 'post_id', post_id, 'source', source, 'account', case when account_handle is not null
            then jsonb_build_object('handle', account_handle, 'name', account_name) end,
          'title', title, 'starts_at', starts_at, 'is_all_day', is_all_day, 'location', location,
          'organisers', organisers || named_organisers, 'posted_at', posted_at, 'first_seen', first_seen,
          'caption', left(excerpt, 8000), 'is_hidden', hidden_at is not null, 'canonical_id', canonical_id)
          order by posted_at, first_seen, id), '[]')
        from candidates),
      'decisions', (
        select coalesce(jsonb_agg(jsonb_build_object('a', a.id, 'b', b.id, 'is_same', d.is_same)
          order by d.decided_at, a.id, b.id), '[]')
        from public.merge_decisions d
        join candidates a on (a.source, a.external_id, a.number) = (d.source_a, d.external_id_a, d.number_a)
        join candidates b on (b.source, b.external_id, b.number) = (d.source_b, d.external_id_b, d.number_b))));
end $$;

-- p_rows: [{id, canonical_id}], null for an event that stands for itself. A canonical event without a place,
-- an end or a picture takes them from posts of its own account that were merged into it. p_changes: what
-- merge_candidates answered; changes since then are merged next time. Answers how many rows changed.
create function public.set_canonicals(p_rows jsonb, p_changes jsonb default null) returns integer
language plpgsql set search_path = '' set timezone = 'UTC' as $$
declare
  v_until timestamptz := p_changes ->> 'until';
  v_is_current boolean := private.event_changes(v_until) = p_changes;
  v_written uuid[];
begin
  perform private.lock_events(array(
    select unnest(array[r.id, r.canonical_id, w.id])
    from jsonb_to_recordset(p_rows) as r (id uuid, canonical_id uuid)
    left join public.events w on w.canonical_id = r.id and w.withdrawn_at is not null));
  with rows as (
    -- An event that was deleted since the rows were made out stands for nothing.
    select r.id, c.id as canonical_id from jsonb_to_recordset(p_rows) as r (id uuid, canonical_id uuid)
    left join public.events c on c.id = r.canonical_id
    where c.hidden_at is null and c.withdrawn_at is null  -- since then
  ), facts as (
    select r.canonical_id,
           (array_agg(e.location order by e.posted_at desc) filter (where e.location is not null))[1] as location,
           (array_agg(e.ends_at order by e.posted_at desc) filter (where e.ends_at is not null))[1] as ends_at,
           (array_agg(e.image_url order by e.posted_at desc) filter (where e.image_url is not null))[1] as image_url
    from rows r
    join public.events e on e.id = r.id
    join public.events c on c.id = r.canonical_id
    join public.posts ep on ep.id = e.post_id
    join public.posts cp on cp.id = c.post_id
    where (ep.source, ep.account_handle) = (cp.source, cp.account_handle)
      and e.hidden_at is null and e.withdrawn_at is null
    group by r.canonical_id
  ), written as (
    update public.events e set
      canonical_id = case when e.hidden_at is null then r.canonical_id end,
      location = coalesce(e.location, f.location),
      ends_at = coalesce(e.ends_at, case when f.ends_at >= e.starts_at then f.ends_at end),
      image_url = coalesce(e.image_url, f.image_url),
      filled = e.filled || jsonb_strip_nulls(jsonb_build_object(
        'location', case when e.location is null then f.location end,
        'ends_at', case when e.ends_at is null and f.ends_at >= e.starts_at then f.ends_at end,
        'image_url', case when e.image_url is null then f.image_url end))
    from rows r left join facts f on f.canonical_id = r.id
    where e.id = r.id
      and (e.canonical_id is distinct from case when e.hidden_at is null then r.canonical_id end
        or e.location is null and f.location is not null
        or e.ends_at is null and f.ends_at >= e.starts_at
        or e.image_url is null and f.image_url is not null)
    returning e.id
  ), behind as (
    -- What was withdrawn stands behind the same event as the one that took its place.
    update public.events w set canonical_id = r.canonical_id
    from rows r
    where w.canonical_id = r.id and r.canonical_id <> w.id and w.withdrawn_at is not null
    returning w.id
  )
  select coalesce(array_agg(id), '{}') into v_written
  from (select id from written union all select id from behind) both_written;
  update public.merge_state set seen = case when v_is_current then private.event_changes(v_until, v_written) end;
  return cardinality(v_written);
end $$;
comment on function public.set_canonicals is 'Merges events that are one, and parts those that are not.';

select private.service_only('merge_candidates', 'set_canonicals');
