-- What ranking reads: upcoming events, vectors as bytes, members, and what everybody did. Each answers
-- one JSON value (a select would be cut at 1000 rows) or raw bytes; row shapes are those of
-- _shared/ranking/types.ts. Votes and impressions of a merged post are those of the event it tells of.

-- Upcoming events that changed since the watermark of the last call (null: all), and those that went.
create function public.upcoming_events(p_now timestamptz, p_model text, p_since timestamptz default null) returns jsonb
language sql stable set search_path = '' as $$
  with changed as (
    select e.*, x.updated_at as embedded_at, greatest(e.updated_at, x.updated_at) as changed_at,
           e.is_published and e.starts_at > p_now - case when e.is_all_day then interval '24 hours' else interval '0' end as is_upcoming
    from public.events e
    left join public.event_embeddings x on x.event_id = e.id and x.model = p_model
    -- Rows become visible at commit, later than their updated_at: look back a minute.
    where p_since is null or e.updated_at > p_since - interval '1 minute' or x.updated_at > p_since - interval '1 minute'
  )
  select jsonb_build_object(
    'watermark', max(changed_at),
    -- Rows that are deleted leave no trace: whoever holds more than this must load everything anew.
    'upcoming', (select count(*) from public.events e
      where e.is_published and e.starts_at > p_now - case when e.is_all_day then interval '24 hours' else interval '0' end),
    'events', coalesce(jsonb_agg(jsonb_build_object(
        'event', jsonb_build_object(
          'id', id, 'title', title, 'summary', summary, 'starts_at', starts_at, 'ends_at', ends_at, 'is_all_day', is_all_day,
          'location', location, 'is_online', is_online, 'category', category, 'organisers', organisers, 'url', url, 'image_url', image_url),
        'posted_at', posted_at, 'embedded_at', embedded_at)
      order by starts_at, id) filter (where is_upcoming), '[]'),
    'gone', coalesce(jsonb_agg(id) filter (where not is_upcoming and p_since is not null), '[]'))
  from changed
$$;

-- 16 bytes of uuid, then halfvec_send: int16 dimensions, int16 zero, a big-endian half float each.
create function public.event_vectors(p_model text, p_ids uuid[]) returns public."application/octet-stream"
language sql stable set search_path = '' as $$
  select coalesce(string_agg(uuid_send(event_id) || extensions.halfvec_send(embedding), ''::bytea), ''::bytea)
  from public.event_embeddings where model = p_model and event_id = any (p_ids)
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
           count(distinct l.shown_at::date) as days,
           bool_or(m.status in ('queued', 'sending', 'sent', 'unknown')) as was_mailed
    from public.recommendation_logs l
    join public.events e on e.id = l.event_id and e.starts_at > p_now - interval '24 hours'
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
        'impressions', (select coalesce(jsonb_object_agg(event_id, days), '{}') from shown s where s.user_id = u.id),
        'mailed', (select coalesce(jsonb_agg(event_id) filter (where was_mailed), '[]') from shown s where s.user_id = u.id)))
      from public.users u where u.id = any (p_user_ids)), '[]'),
    'events', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', e.id, 'title', coalesce(e.title, ''), 'starts_at', coalesce(e.starts_at, e.posted_at),
        'category', e.category, 'organisers', e.organisers))
      from public.events e where e.id in (select event_id from votes)), '[]'))
$$;

-- What everybody did, before p_now: past events with their votes, organisers that share members, and
-- upcoming events with votes and days shown.
create function public.ranking_community(p_now timestamptz) returns jsonb
language sql stable set search_path = '' as $$
  with chosen as (
    select distinct f.user_id, e.id, e.starts_at, e.organisers
    from public.feedback_logs f
    join public.events p on p.id = f.event_id
    join public.events e on e.id = coalesce(p.canonical_id, p.id)
    where f.action in ('like', 'going') and f.voted_at < p_now
  ), positive as (
    select c.user_id, c.id, c.starts_at, o.organiser
    from chosen c cross join lateral unnest(c.organisers) as o (organiser)
  ), firsts as (
    select user_id, organiser, min(starts_at) as first_at from positive group by user_id, organiser
  ), first_votes as (
    select p.id, count(distinct p.user_id) as n
    from positive p
    where not exists (
      select from positive q join firsts f on f.user_id = q.user_id and f.organiser = q.organiser
      where q.id = p.id and q.user_id = p.user_id and f.first_at < p.starts_at)
    group by p.id
  ), first_ever as (
    select c.id, count(*) as n from chosen c
    where not exists (select from chosen d where d.user_id = c.user_id and d.starts_at < c.starts_at)
    group by c.id
  ), votes as (
    select id as event_id, count(*) as n from chosen group by id
  ), memberships as (
    select distinct user_id, organiser from positive
  ), pairs as (
    select a.organiser as organiser_a, b.organiser as organiser_b, count(*) as members
    from memberships a join memberships b on b.user_id = a.user_id and b.organiser >= a.organiser
    group by a.organiser, b.organiser
  ), impressions as (
    select coalesce(e.canonical_id, e.id) as event_id, count(*) as n
    from public.recommendation_logs l join public.events e on e.id = l.event_id
    where l.shown_at < p_now group by 1
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
    'pairs', coalesce((select jsonb_agg(to_jsonb(p)) from pairs p), '[]'),
    'upcoming', coalesce((
      select jsonb_agg(jsonb_build_object('id', e.id, 'votes', coalesce(v.n, 0), 'impressions', coalesce(i.n, 0)))
      from public.events e
      left join votes v on v.event_id = e.id
      left join impressions i on i.event_id = e.id
      where e.is_published and e.starts_at >= p_now - interval '24 hours'), '[]'),
    'members', (select count(*) from public.users),
    'voters', (select count(distinct user_id) from chosen))
$$;

select private.service_only('upcoming_events', 'event_vectors', 'ranking_members', 'ranking_community');
