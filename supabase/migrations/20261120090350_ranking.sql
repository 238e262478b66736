-- What ranking reads: upcoming events, vectors as bytes, members, and what everybody did. Each answers
-- one JSON value (a select would be cut at 1000 rows) or raw bytes; row shapes are those of
-- _shared/ranking/types.ts. Votes on a merged post, and who was shown it, are those of the event it tells of.

-- An event as the API shows it: Event of _shared/event.ts.
create function private.event_as_json(e public.events) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', e.id, 'title', e.title, 'summary', e.summary, 'starts_at', e.starts_at, 'ends_at', e.ends_at, 'is_all_day', e.is_all_day,
    'location', e.location, 'is_online', e.is_online, 'category', e.category, 'organisers', e.organisers, 'url', e.url, 'image_url', e.image_url)
$$;
revoke all on function private.event_as_json(public.events) from public, anon, authenticated;
grant execute on function private.event_as_json(public.events) to service_role;

-- Upcoming events that changed since the watermark of the last call (null: all), and those that went.
-- Asked by every warm function: an index scan of each table finds the few, where one condition on both
-- would read all rows of both; and what is planned without knowing p_since expects a third of them.
create function public.upcoming_events(p_now timestamptz, p_model text, p_since timestamptz default null) returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  v_ids uuid[];
  v_watermark timestamptz;
  v_model text := private.current_model(p_model);
begin
  if p_since is null then
    v_ids := array(select id from public.events where is_published and upcoming_until > p_now);
    v_watermark := greatest(
      (select max(updated_at) from public.events),
      (select max(updated_at) from public.event_embeddings where model = v_model));
  else
    select array_agg(distinct id), max(updated_at) into v_ids, v_watermark from (
      -- Rows become visible at commit, later than their updated_at: look back a minute.
      select id, updated_at from public.events where updated_at > p_since - interval '1 minute'
      union all
      select event_id, updated_at from public.event_embeddings where updated_at > p_since - interval '1 minute' and model = v_model) c;
  end if;
  return (
    with changed as (
      select e as event, x.updated_at as embedded_at, e.is_published and e.upcoming_until > p_now as is_upcoming
      from public.events e
      left join public.event_embeddings x on x.event_id = e.id and x.model = v_model
      where e.id = any (v_ids)
    )
    select jsonb_build_object(
      'watermark', v_watermark,
      -- Rows that are deleted leave no trace: whoever holds more than this must load everything anew.
      'upcoming', (select count(*) from public.events e
        where e.is_published and e.upcoming_until > p_now),
      'events', coalesce(jsonb_agg(jsonb_build_object(
          'event', private.event_as_json(event), 'posted_at', (event).posted_at, 'embedded_at', embedded_at)
        order by (event).starts_at, (event).id) filter (where is_upcoming), '[]'),
      'gone', coalesce(jsonb_agg((event).id) filter (where not is_upcoming), '[]'))
    from changed);
end $$;

-- 16 bytes of uuid, then halfvec_send: int16 dimensions, int16 zero, a big-endian half float each.
create function public.event_vectors(p_model text, p_ids uuid[]) returns public."application/octet-stream"
language sql stable set search_path = '' as $$
  select coalesce(string_agg(uuid_send(event_id) || extensions.halfvec_send(embedding), ''::bytea), ''::bytea)
  from public.event_embeddings where model = (select private.current_model(p_model)) and event_id = any (p_ids)
$$;
comment on function public.event_vectors is 'Vectors of these events as one binary blob (Accept: application/octet-stream).';

-- Members as ranking wants them; the facts of events voted on come once for all members.
create function public.ranking_members(p_now timestamptz, p_user_ids uuid[]) returns jsonb
language sql stable set search_path = '' as $$
  with latest as (
    select distinct on (f.user_id, coalesce(e.canonical_id, e.id))
           f.user_id, coalesce(e.canonical_id, e.id) as event_id, f.action, f.voted_at
    from public.feedback_logs f join public.events e on e.id = f.event_id
    where f.user_id = any (p_user_ids)
    order by f.user_id, coalesce(e.canonical_id, e.id), f.voted_at desc
  ), votes as (
    select * from (select l.*, row_number() over (partition by user_id order by voted_at desc) as nth from latest l) v
    where nth <= 200  -- older votes hardly weigh
  ), shown as (
    select l.user_id, coalesce(e.canonical_id, e.id) as event_id,
           -- A list that is loaded twice was not passed over.
           count(distinct l.shown_at::date) filter (where l.shown_at < p_now - interval '12 hours') as days,
           bool_or(m.status in ('queued', 'sending', 'sent', 'unknown')) as was_mailed
    from public.recommendation_logs l
    join public.events e on e.id = l.event_id and e.upcoming_until > p_now
    left join public.email_logs m on m.id = l.email_id
    where l.user_id = any (p_user_ids)
    group by l.user_id, coalesce(e.canonical_id, e.id)
  )
  select jsonb_build_object(
    'members', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', u.id,
        'preferences', (select coalesce(jsonb_object_agg(category, weight), '{}') from public.user_preferences p where p.user_id = u.id),
        'votes', (select coalesce(jsonb_agg(jsonb_build_object('event_id', event_id, 'action', action, 'voted_at', voted_at)), '[]')
                  from votes v where v.user_id = u.id),
        'days_shown', (select coalesce(jsonb_object_agg(event_id, days), '{}') from shown s where s.user_id = u.id and s.days > 0),
        'mailed', (select coalesce(jsonb_agg(event_id) filter (where was_mailed), '[]') from shown s where s.user_id = u.id)))
      from public.users u where u.id = any (p_user_ids)), '[]'),
    'events', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', e.id, 'title', coalesce(e.title, ''), 'starts_at', coalesce(e.starts_at, e.posted_at),
        'category', e.category, 'organisers', e.organisers))
      from public.events e where e.id in (select event_id from votes)), '[]'))
$$;

-- What everybody did in the year before p_now: past events with their votes, organisers that share
-- members, and upcoming events with votes and the members they were shown to. The dearest statement of all
-- (docs/postgres.md has its cost): windows in place of self-joins, and nothing compiled for one use.
create function public.ranking_community(p_now timestamptz) returns jsonb
language sql stable set search_path = '' set jit = off set work_mem = '64MB' as $$
  with chosen as materialized (
    select distinct f.user_id, e.id, e.starts_at, e.organisers
    from public.feedback_logs f
    join public.events p on p.id = f.event_id
    join public.events e on e.id = coalesce(p.canonical_id, p.id)
    where f.action in ('like', 'going') and f.voted_at < p_now and e.starts_at > p_now - interval '365 days'
  ), organisers as materialized (
    -- Numbers are quicker to sort and to count than names.
    select name, (row_number() over (order by name))::integer as number from (select distinct unnest(organisers) as name from chosen) o
  ), positive as materialized (
    select c.user_id, c.id, o.number, c.starts_at = min(c.starts_at) over (partition by c.user_id, o.number) as is_first
    from chosen c cross join lateral unnest(c.organisers) as n (name) join organisers o using (name)
  ), first_votes as (
    select id, count(*) as n from (
      select id, user_id from positive group by id, user_id having bool_and(is_first)) f
    group by id
  ), first_ever as (
    select id, count(*) as n from (
      select id, starts_at = min(starts_at) over (partition by user_id) as is_first from chosen) c
    where is_first group by id
  ), votes as (
    select id as event_id, count(*) as n from chosen group by id
  ), voters as materialized (
    -- What a member adds to the pairs grows with the square of their organisers, and ten thousand tell as much.
    select user_id from (select distinct user_id from chosen) v
    order by hashtextextended(user_id::text, 0)
    limit 10000
  ), memberships as materialized (
    select distinct user_id, number from positive join voters using (user_id)
  ), pairs as (
    select a.number as a, b.number as b, count(*) as members
    from memberships a join memberships b on b.user_id = a.user_id and b.number >= a.number
    group by a.number, b.number
  ), audiences as (
    select coalesce(e.canonical_id, e.id) as event_id, count(distinct l.user_id) as n
    from public.recommendation_logs l join public.events e on e.id = l.event_id
    where l.shown_at < p_now and e.starts_at > p_now - interval '24 hours' group by 1
  )
  select jsonb_build_object(
    'past', coalesce((
      select jsonb_agg(jsonb_build_object('id', e.id, 'title', e.title, 'starts_at', e.starts_at, 'category', e.category,
                                          'organisers', e.organisers, 'votes', coalesce(v.n, 0), 'first_votes', coalesce(f.n, 0), 'first_ever', coalesce(r.n, 0)))
      from public.events e
      left join votes v on v.event_id = e.id
      left join first_votes f on f.id = e.id
      left join first_ever r on r.id = e.id
      where e.is_published and e.starts_at < p_now and e.starts_at > p_now - interval '365 days'), '[]'),
    'pairs', coalesce((
      select jsonb_agg(jsonb_build_object('organiser_a', a.name, 'organiser_b', b.name, 'members', p.members))
      from pairs p join organisers a on a.number = p.a join organisers b on b.number = p.b), '[]'),
    'upcoming', coalesce((
      select jsonb_agg(jsonb_build_object('id', e.id, 'votes', coalesce(v.n, 0), 'members_shown', coalesce(a.n, 0)))
      from public.events e
      left join votes v on v.event_id = e.id
      left join audiences a on a.event_id = e.id
      where e.is_published and e.upcoming_until > p_now), '[]'),
    'members', (select count(*) from public.users),
    'voters', (select count(*) from voters))
$$;
select private.service_only('upcoming_events', 'event_vectors', 'ranking_members', 'ranking_community');
