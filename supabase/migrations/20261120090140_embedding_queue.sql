-- Embedding: claim, complete and fail as in reading; the fence is (attempt, text_hash).
create function public.claim_embeddings(p_now timestamptz, p_model text, p_limit integer, p_lease interval)
returns table (id uuid, title text, organisers text[], category text, location text, excerpt text,
               hash text, attempt smallint)
language sql set search_path = '' as $$
  with stale as materialized (
    -- By two indexes alone: nearly always there is none. A row that is to be locked would be fetched first.
    select e.id
    from public.events e
    left join public.event_embeddings x on x.event_id = e.id
    where e.withdrawn_at is null
      and (x.event_id is null or x.model <> (select private.current_model(p_model)) or x.text_hash <> e.text_hash)
  ), due as materialized (
    select e.id, e.embed_not_before as not_before, e.starts_at,
      e.embed_error = private.lost_error(e.embed_attempts) as was_lost
    from public.events e
    where e.id = any (array(select s.id from stale s))
      and e.withdrawn_at is null
      and e.embed_attempts < private.max_attempts()
      and e.embed_not_before <= p_now
    order by e.embed_not_before, e.starts_at desc nulls last
    limit p_limit
    for no key update skip locked
  ), counted as (
    select id, row_number() over w as nth, count(*) filter (where was_lost) over w as lost
    from due window w as (order by not_before, starts_at desc nulls last, id)
  )
  update public.events e set
    embed_attempts = e.embed_attempts + 1,
    embed_not_before = p_now + p_lease,
    embed_error = private.lost_error(e.embed_attempts + 1)
  from counted c where e.id = c.id and (c.lost = 0 or c.nth = 1)
  returning e.id, e.title, e.organisers, e.category, e.location, e.excerpt, e.text_hash, e.embed_attempts
$$;

create function public.complete_embeddings(p_model text, p_rows jsonb, p_asked text default null)
returns integer
language plpgsql set search_path = '' as $$
declare
  v_before text := private.current_model(coalesce(p_asked, p_model));
  v_count integer;
begin
  perform private.lock_events(array(
    select r.id from jsonb_to_recordset(p_rows) as r (id uuid)
    union select x.event_id from public.event_embeddings x where v_before <> p_model and x.model = v_before));
  perform private.set_current_model(coalesce(p_asked, p_model), p_model);
  with fresh as (
    select r.id, r.hash, r.embedding
    from jsonb_to_recordset(p_rows) as r (id uuid, hash text, attempt smallint, embedding text)
    join public.events e on e.id = r.id and e.embed_attempts = r.attempt and e.text_hash = r.hash
  ), stored as (
    insert into public.event_embeddings as x (event_id, embedding, model, text_hash)
    select f.id, f.embedding::extensions.halfvec, p_model, f.hash from fresh f
    on conflict (event_id) do update
      set embedding = excluded.embedding, model = excluded.model, text_hash = excluded.text_hash
    returning x.event_id
  ), written as (
    update public.events e set embed_attempts = 0, embed_not_before = '-infinity', embed_error = null
    from stored where e.id = stored.event_id
    returning 1
  )
  select count(*)::integer into v_count from written;
  return v_count;
end $$;
comment on function public.complete_embeddings is
  'p_rows: [{id, hash, attempt, embedding: "[0.1,...]"}]. p_asked: the model as the settings name it. Answers how '
  'many were written; rows whose text changed meanwhile are left to be embedded again.';

create function public.fail_embeddings(
  p_rows jsonb, p_error text, p_retry_at timestamptz, p_counts boolean default true
) returns integer
language sql set search_path = '' as $$
  select private.lock_events(array(select r.id from jsonb_to_recordset(p_rows) as r (id uuid)));
  with written as (
    update public.events e set
      embed_error = left(p_error, 2000),
      embed_not_before = coalesce(p_retry_at, 'infinity'),
      embed_attempts = case when p_counts then e.embed_attempts else e.embed_attempts - 1 end
    from jsonb_to_recordset(p_rows) as r (id uuid, attempt smallint)
    where e.id = r.id and e.embed_attempts = r.attempt
    returning 1
  )
  select count(*)::integer from written
$$;

create function public.retry_embeddings(p_ids uuid[] default null) returns integer
language plpgsql set search_path = '' as $$
declare
  v_ids uuid[] := array(
    select e.id from public.events e where (p_ids is null or e.id = any (p_ids)) and e.embed_error is not null);
  v_count integer;
begin
  perform private.lock_events(v_ids);
  update public.events e set embed_attempts = 0, embed_not_before = '-infinity'
  where e.id = any (v_ids) and e.embed_error is not null;
  get diagnostics v_count = row_count;
  return v_count;
end $$;
comment on function public.retry_embeddings is
  'Gives events that could not be embedded their attempts back; p_ids null: all of them.';

select private.service_only('claim_embeddings', 'complete_embeddings', 'fail_embeddings', 'retry_embeddings');
