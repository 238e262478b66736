-- What ranking reads: upcoming events, vectors as bytes, and members. Each answers
-- one JSON value (a select would be cut at 1000 rows) or raw bytes; row shapes are those of
-- _shared/ranking/types.ts. Votes on a merged post, and who was shown it, are those of the event it tells of.

-- An event as the API shows it: Event of _shared/event/event.ts.
create function private.event_as_json(e public.events) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', e.id, 'title', e.title, 'summary', e.summary, 'starts_at', e.starts_at, 'ends_at', e.ends_at, 'is_all_day', e.is_all_day,
    'location', e.location, 'is_online', e.is_online, 'category', e.category, 'organisers', e.organisers, 'url', e.url, 'image_url', e.image_url)
$$;
revoke all on function private.event_as_json(public.events) from public, anon, authenticated;
grant execute on function private.event_as_json(public.events) to service_role;

-- Whether a row may have been invisible at this snapshot: rows become visible at commit, later than their
-- updated_at. All that was under way then has a number from its xmin on, subtransactions too.
create function private.is_after(p_xmin xid, p_snapshot pg_snapshot) returns boolean
language sql stable set search_path = '' as $$
  select case when n.row <= n.now then n.row else n.row - 4294967296 end >= pg_snapshot_xmin(p_snapshot)::text::bigint
  from (
    -- A row knows the last 32 bits; it is younger than four billion transactions.
    select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as now,
           (pg_snapshot_xmax(pg_current_snapshot())::text::bigint >> 32 << 32) + p_xmin::text::bigint as row) n
$$;
revoke all on function private.is_after(xid, pg_snapshot) from public, anon, authenticated;
grant execute on function private.is_after(xid, pg_snapshot) to service_role;

-- Upcoming events that changed since a call (its watermark and snapshot; null: all), and those that went;
-- only those that start before p_before.
-- Asked by every warm function: an index scan of each table finds the few, where one condition on both
-- would read all rows of both; and what is planned without knowing p_since expects a third of them.
create function public.upcoming_events(
  p_now timestamptz, p_model text, p_since timestamptz default null, p_snapshot text default null,
  p_before timestamptz default 'infinity'
) returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  v_ids uuid[];
  -- Who committed since may have written up to a minute before.
  v_after timestamptz := p_since - interval '1 minute';
  v_snapshot pg_snapshot := p_snapshot::pg_snapshot;
  v_model text := private.current_model(p_model);
begin
  if p_since is null then
    v_ids := array(select id from public.events where is_published and upcoming_until > p_now and starts_at < p_before);
  else
    select array_agg(distinct id) into v_ids from (
      select id from public.events
      where updated_at > v_after and (v_snapshot is null or private.is_after(xmin, v_snapshot))
      union all
      select event_id from public.event_embeddings
      where updated_at > v_after and model = v_model and (v_snapshot is null or private.is_after(xmin, v_snapshot))) c;
  end if;
  return (
    with changed as (
      select e as event, x.updated_at as embedded_at, e.is_published and e.upcoming_until > p_now and e.starts_at < p_before as is_upcoming
      from public.events e
      left join public.event_embeddings x on x.event_id = e.id and x.model = v_model
      where e.id = any (v_ids)
    )
    select jsonb_build_object(
      'watermark', now(),
      'snapshot', pg_current_snapshot()::text,
      -- Rows that are deleted leave no trace: whoever holds more than this must load everything anew.
      'upcoming', (select count(*) from public.events e
        where e.is_published and e.upcoming_until > p_now and e.starts_at < p_before),
      -- Rows: names of columns would be a third of it.
      'events', coalesce(jsonb_agg(jsonb_build_array(
          (event).id, (event).title, (event).summary, (event).starts_at, (event).ends_at, (event).is_all_day,
          (event).location, (event).is_online, (event).category, (event).organisers, (event).url, (event).image_url,
          date_trunc('second', (event).posted_at), extract(epoch from embedded_at))
        order by (event).starts_at, (event).id) filter (where is_upcoming), '[]'),
      'gone', coalesce(jsonb_agg((event).id) filter (where not is_upcoming), '[]'))
    from changed);
end $$;

-- What functions are sent of a vector, half as long: int16 of dimensions, float32 of what one step is
-- worth, and a count of steps, -127..127, a dimension. Cosines are off by less than a thousandth.
create function private.vector_code(p_vector extensions.halfvec) returns bytea
language sql immutable set search_path = '' as $$
  select int2send(count(*)::smallint) || float4send(s.step)
    || string_agg(substr(int2send(coalesce(round(v.x / nullif(s.step, 0)), 0)::smallint), 2), ''::bytea order by v.n)
  from (select (max(abs(x)) / 127)::real as step from unnest(p_vector::real[]) x) s
  cross join unnest(p_vector::real[]) with ordinality v (x, n)
  group by s.step
$$;
revoke all on function private.vector_code(extensions.halfvec) from public, anon, authenticated;
grant execute on function private.vector_code(extensions.halfvec) to service_role;
alter table public.event_embeddings
  add column code bytea not null generated always as (private.vector_code(embedding)) stored;
comment on column public.event_embeddings.code is 'The vector in a byte a dimension, as functions are sent it.';

-- Records: 16 bytes of uuid, then the code.
create function public.event_vectors(p_model text, p_ids uuid[]) returns public."application/octet-stream"
language sql stable set search_path = '' as $$
  select coalesce(string_agg(uuid_send(event_id) || code, ''::bytea), ''::bytea)
  from public.event_embeddings where model = (select private.current_model(p_model)) and event_id = any (p_ids)
$$;
comment on function public.event_vectors is 'Vectors of these events as one binary blob (Accept: application/octet-stream).';

-- Members as ranking wants them. The facts of events voted on come once for all members, as rows
-- [id, title, starts_at, category, organisers]; votes are rows [place of the event, action, voted_at].
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
  ), numbered as (
    select event_id, row_number() over (order by event_id) - 1 as nth from (select distinct event_id from votes) d
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
        'time_zone', u.time_zone,
        'preferences', (select coalesce(jsonb_object_agg(category, weight), '{}') from public.user_preferences p where p.user_id = u.id),
        'votes', (select coalesce(jsonb_agg(jsonb_build_array(n.nth, v.action, date_trunc('second', v.voted_at))), '[]')
                  from votes v join numbered n using (event_id) where v.user_id = u.id),
        'days_shown', (select coalesce(jsonb_object_agg(event_id, days), '{}') from shown s where s.user_id = u.id and s.days > 0),
        'mailed', (select coalesce(jsonb_agg(event_id) filter (where was_mailed), '[]') from shown s where s.user_id = u.id)))
      from public.users u where u.id = any (p_user_ids)), '[]'),
    'events', coalesce((
      select jsonb_agg(jsonb_build_array(
        e.id, e.title, coalesce(e.starts_at, e.posted_at), e.category, e.organisers) order by n.nth)
      from public.events e join numbered n on n.event_id = e.id), '[]'))
$$;

select private.service_only('upcoming_events', 'event_vectors', 'ranking_members');
