-- What everybody did: how events, members and pairs are counted, a portion at a time.

-- The title without what differs from one time to the next, as seriesKey of _shared/ranking/series.ts. By
-- code points: classes of letters depend on the database's locale.
create function private.series_key(p_title text) returns text
language sql immutable set search_path = '' as $$
  select btrim(regexp_replace(regexp_replace(regexp_replace(
    lower(normalize(coalesce(p_title, ''), nfkc)),
    '[0-9]+(st|nd|rd|th|am|pm)?', ' ', 'g'),
    '\m(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?s?\M'
      '|\m(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?)\M'
      '|\m(sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\M',
    ' ', 'g'),
    '[\u0001-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u0300-\u036f\u2000-\u206f'
      '\u20a0-\u20ff\u2190-\u2bff\u3000-\u3004\u3007-\u3030\ufe00-\ufe6f\uff00-\uff20\U0001f000-\U0001fbff]+',
    ' ', 'g'))
$$;

-- Takes over the facts of these events and notes whose counts that changes. p_tells: whether it does.
create function private.count_events(p_ids uuid[], p_tells boolean) returns void
language plpgsql set search_path = '' as $$
declare v_changed uuid[];
begin
  insert into public.community_organisers (name)
  select distinct o from public.events e cross join lateral unnest(e.organisers) o where e.id = any (p_ids)
  order by o
  on conflict (name) do nothing;
  with facts as (
    select e.id, coalesce(e.canonical_id, e.id) as target_id, e.starts_at, e.upcoming_until, e.is_published, e.category,
           array(select o.number from public.community_organisers o
                 where o.name = any (e.organisers) order by 1) as organisers,
           hashtextextended(array_to_string(e.organisers, e'\n') || e'\n\n' || private.series_key(e.title), 0) as series
    from public.events e where e.id = any (p_ids)
  ), before as (
    select c.event_id, c.target_id, c.starts_at, c.organisers
    from public.community_events c where c.event_id = any (p_ids)
  ), written as (
    insert into public.community_events as c
      (event_id, target_id, starts_at, until, is_published, category, organisers, series)
    select id, target_id, starts_at, upcoming_until, is_published, category, organisers, series from facts
    where starts_at is not null or exists (select from before b where b.event_id = facts.id)
    on conflict (event_id) do update set
      target_id = excluded.target_id, starts_at = excluded.starts_at, until = excluded.until,
      is_published = excluded.is_published, category = excluded.category,
      organisers = excluded.organisers, series = excluded.series
  ), gone as (
    delete from public.community_events c
    where c.event_id = any (p_ids) and not exists (select from facts f where f.id = c.event_id)
  )
  select array_agg(f.id) into v_changed
  from facts f left join before b on b.event_id = f.id
  where (b.target_id, b.starts_at, b.organisers) is distinct from (f.target_id, f.starts_at, f.organisers);
  if not p_tells or v_changed is null then return; end if;
  insert into public.community_changes (user_id)
  select distinct f.user_id from public.feedback_logs f
  where f.event_id = any (v_changed || array(
    select c.event_id from public.community_events c
    where c.target_id = any (v_changed) and c.target_id <> c.event_id));
end $$;

-- Whether a member is one of those that pairs are counted over.
create function private.is_paired(p_user_id uuid, p_share integer) returns boolean
language sql immutable set search_path = '' as $$ select hashtextextended(p_user_id::text, 0) & (p_share - 1) = 0 $$;

-- A hostile member may know every organiser; what they add to the pairs grows with the square.
create function private.max_paired_organisers() returns integer
language sql immutable set search_path = '' as 'select 200';

-- Takes off what these members added, and adds what they add now. p_share null: leaves pairs alone.
create function private.count_members(p_now timestamptz, p_ids uuid[], p_share integer) returns void
language plpgsql set search_path = '' set plan_cache_mode = force_custom_plan set work_mem = '16MB' set jit = off as $$
begin
  with voted as (
    select distinct on (f.user_id, e.event_id) f.user_id, e.event_id, e.starts_at, e.organisers, f.action
    from public.feedback_logs f
    join public.users u on u.id = f.user_id and u.confirmed_from <= p_now
    join public.community_events p on p.event_id = f.event_id
    join public.community_events e on e.event_id = p.target_id and e.starts_at > u.created_at
    where f.user_id = any (p_ids)
    order by f.user_id, e.event_id, f.voted_at desc, f.id desc
  ), chosen as (
    select user_id, event_id, starts_at, organisers,
           starts_at = min(starts_at) over (partition by user_id) as is_first_ever
    from voted where action in ('like', 'going')
  ), visits as (
    select c.user_id, c.event_id, o.number,
           c.starts_at = min(c.starts_at) over (partition by c.user_id, o.number) as is_first
    from chosen c cross join lateral unnest(c.organisers) o (number)
  ), firsts as (
    select user_id, event_id from visits group by user_id, event_id having bool_and(is_first)
  ), fresh as (
    select c.user_id, array_agg(c.event_id order by c.event_id) as events,
           array_agg(((f.event_id is not null)::integer + 2 * c.is_first_ever::integer)::smallint
             order by c.event_id) as kinds
    from chosen c left join firsts f using (user_id, event_id) group by c.user_id
  ), known as (
    select user_id, array_agg(number order by number) as organisers
    from (select distinct user_id, number from visits) v group by user_id
  ), after as materialized (
    select i.user_id, coalesce(f.events, '{}') as events, coalesce(f.kinds, '{}') as kinds,
           coalesce(k.organisers, '{}') as organisers,
           case when u.confirmed_from > p_now and isfinite(u.confirmed_from) then u.confirmed_from end as recount_at
    from unnest(p_ids) i (user_id)
    left join fresh f using (user_id) left join known k using (user_id) left join public.users u on u.id = i.user_id
  ), before as materialized (
    select * from public.community_members where user_id = any (p_ids)
  ), event_changes as (
    select event_id, sum(n) as votes, sum(n * (kind & 1)) as first_votes, sum(n * (kind >> 1)) as first_ever
    from (
      select v.event_id, v.kind, -1 as n from before b cross join lateral unnest(b.events, b.kinds) v (event_id, kind)
      union all
      select v.event_id, v.kind, 1 from after a cross join lateral unnest(a.events, a.kinds) v (event_id, kind)) c
    group by event_id
  ), events_written as (
    update public.community_events e set
      votes = e.votes + c.votes, first_votes = e.first_votes + c.first_votes, first_ever = e.first_ever + c.first_ever
    from event_changes c
    where e.event_id = c.event_id and (c.votes, c.first_votes, c.first_ever) <> (0, 0, 0)
  ), organiser_changes as (
    select number, sum(n) as n from (
      select unnest(organisers) as number, -1 as n from before
      union all select unnest(organisers), 1 from after) c
    group by number having sum(n) <> 0
  ), organisers_written as (
    update public.community_organisers o set members = o.members + c.n
    from organiser_changes c where o.number = c.number
  ), paired as (
    select c.n, c.organisers[:private.max_paired_organisers()] as organisers
    from after a left join before b using (user_id)
    cross join lateral (values (-1, b.organisers), (1, a.organisers)) c (n, organisers)
    where b.organisers is distinct from a.organisers and private.is_paired(a.user_id, p_share)
  ), pairs_written as (
    insert into public.community_pairs as p (a, b, members)
    select x.a, y.b, sum(c.n)
    from paired c cross join lateral unnest(c.organisers) x (a) cross join lateral unnest(c.organisers) y (b)
    where y.b >= x.a
    group by x.a, y.b having sum(c.n) <> 0
    on conflict (a, b) do update set members = p.members + excluded.members
  )
  insert into public.community_members as m (user_id, events, kinds, organisers, recount_at)
  select * from after
  on conflict (user_id) do update set
    events = excluded.events, kinds = excluded.kinds, organisers = excluded.organisers,
    recount_at = excluded.recount_at;
  delete from public.community_members m where m.user_id = any (p_ids) and m.events = '{}' and m.recount_at is null;
  delete from public.community_pairs where members = 0;
end $$;

-- Counts the pairs of so many organisers over all paired members.
create function private.count_pairs(p_from integer, p_to integer, p_share integer) returns void
language plpgsql set search_path = '' set work_mem = '64MB' set jit = off as $$
begin
  delete from public.community_pairs where a > p_from and a <= p_to;
  insert into public.community_pairs (a, b, members)
  select x.a, y.b, count(*)
  from (
    select organisers[:private.max_paired_organisers()] as organisers
    from public.community_members where organisers <> '{}' and private.is_paired(user_id, p_share)) m
  cross join lateral unnest(m.organisers) x (a)
  cross join lateral unnest(m.organisers) y (b)
  where x.a > p_from and x.a <= p_to and y.b >= x.a
  group by x.a, y.b;
end $$;

revoke all on function private.series_key(text), private.count_events(uuid[], boolean), private.max_paired_organisers(),
  private.is_paired(uuid, integer), private.count_members(timestamptz, uuid[], integer),
  private.count_pairs(integer, integer, integer)
  from public, anon, authenticated;
