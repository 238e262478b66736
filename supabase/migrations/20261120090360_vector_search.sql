-- Nearest events by vector in the database: for what does not fit, or does not pay, in the memory of
-- a function. _shared/edge/catalogue/nearest.ts decides between the two.

-- Half as many neighbours as by default: an insert then costs a third (which the embedded stack feels,
-- at ten milliseconds each), and a search walks on until it has enough anyway.
create index event_embeddings_nearest on public.event_embeddings
  using hnsw (embedding extensions.halfvec_cosine_ops) with (m = 8, ef_construction = 64);

-- Upcoming events nearest to a vector, by cosine, best first. The index is walked in order until enough
-- of its events pass the filters, so filters cost time, never results. Twice as many as asked for come
-- out of it, as it compares half floats; they are ordered by float32.
create function public.nearest_events(
  p_query real[],
  p_model text,
  p_now timestamptz,
  p_limit integer,
  p_exclude uuid[] default '{}',
  p_categories text[] default null,
  p_from timestamptz default null,
  p_to timestamptz default null
) returns table (event jsonb, score double precision)
language plpgsql volatile set search_path = '' as $$
declare v_model text := private.current_model(p_model);
begin
  -- Not as settings of the function: those of an extension are unknown until it is first used.
  perform set_config('hnsw.iterative_scan', 'strict_order', true),
          set_config('hnsw.ef_search', greatest(100, least(4 * p_limit, 1000))::text, true);
  return query
    with near as (
      select x.event_id, x.embedding
      from public.event_embeddings x
      join public.events e on e.id = x.event_id
      where x.model = v_model
        and e.is_published
        and e.upcoming_until > p_now
        and e.id <> all (p_exclude)
        and (p_categories is null or e.category = any (p_categories))
        and (p_from is null or e.starts_at >= p_from)
        and (p_to is null or e.starts_at < p_to)
      order by x.embedding operator(extensions.<=>) p_query::extensions.halfvec
      limit 2 * p_limit
    )
    select private.event_as_json(e), 1 - (n.embedding::extensions.vector operator(extensions.<=>) p_query::extensions.vector) as cosine
    from near n
    join public.events e on e.id = n.event_id
    order by cosine desc
    limit p_limit;
end $$;
comment on function public.nearest_events is 'Upcoming events nearest to a vector, with their cosines; filters as those of recommend.';

-- {pairs, low, quarter, median}: the cosines of the latest events of a model among each other, by which
-- _shared/ranking/likeness.ts tells the alike from others.
create function public.cosine_levels(p_model text) returns jsonb
language sql stable set search_path = '' as $$
  with latest as materialized (
    select event_id, embedding from public.event_embeddings where model = p_model
    order by updated_at desc, event_id limit 100
  ), cosines as (
    select 1 - (a.embedding operator(extensions.<=>) b.embedding) as cosine
    from latest a join latest b on b.event_id > a.event_id
  )
  select jsonb_build_object(
    'pairs', count(*),
    'low', coalesce(percentile_cont(0.1) within group (order by cosine), 0),
    'quarter', coalesce(percentile_cont(0.25) within group (order by cosine), 0),
    'median', coalesce(percentile_cont(0.5) within group (order by cosine), 0))
  from cosines where cosine <> 'NaN'
$$;

-- The event that a post tells of, past ones too: of merged posts the one that stands for them.
create function public.published_event(p_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select private.event_as_json(e)
  from public.events p join public.events e on e.id = coalesce(p.canonical_id, p.id)
  where p.id = p_id and e.is_published
$$;

select private.service_only('nearest_events', 'cosine_levels', 'published_event');
