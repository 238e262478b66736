-- What the stages do to events: ingest, classify, embed. Claim, complete and fail are one statement
-- each. A claim counts the attempt and takes a lease; (attempt, hash) is the fence: whoever comes back
-- after the lease was taken over, or after the caption changed, changes nothing.

----------------------------------------------------------------------------------------------------
-- Ingest

-- The last of several entries for one post wins.
create function private.read_posts(p_posts jsonb)
returns table (source text, source_id text, caption text, image_url text, url text, posted_at timestamptz,
               account_handle text, account_name text)
language sql immutable set search_path = '' as $$
  select distinct on (p.source, p.source_id)
    p.source, p.source_id, p.caption, p.image_url, p.url, p.posted_at, p.account_handle, p.account_name
  from rows from (
    jsonb_to_recordset(p_posts) as (source text, source_id text, caption text, image_url text, url text,
      posted_at timestamptz, account_handle text, account_name text)
  ) with ordinality as p (source, source_id, caption, image_url, url, posted_at, account_handle, account_name, position)
  order by p.source, p.source_id, p.position desc
$$;
revoke all on function private.read_posts(jsonb) from public, anon, authenticated;
grant execute on function private.read_posts(jsonb) to service_role;

-- New posts first, by key; then those that are there, by id: one upsert would lock them in the order of the keys.
create function public.ingest_posts(p_posts jsonb)
returns table (inserted integer, updated integer, unchanged integer)
language plpgsql set search_path = '' as $$
begin
  perform private.share_turn();
  -- Who published first has the name.
  perform private.name_of_account(a.source, a.account_handle, a.account_name)
  from (
    select * from (
      select distinct on (p.source, p.account_handle) p.* from private.read_posts(p_posts) p
      where p.account_handle is not null order by p.source, p.account_handle, p.posted_at) p
    order by p.posted_at, p.source, p.account_handle) a;
  insert into public.events (source, source_id, caption, image_url, url, posted_at, account_handle, account_name)
  select * from private.read_posts(p_posts) p order by p.source, p.source_id
  on conflict (source, source_id) do nothing;
  get diagnostics inserted = row_count;
  perform private.lock_events(array(
    select e.id from public.events e join private.read_posts(p_posts) using (source, source_id)));
  update public.events e set
    caption = p.caption, image_url = p.image_url, url = p.url, posted_at = p.posted_at,
    -- An export that says no account takes away none.
    account_handle = coalesce(p.account_handle, e.account_handle),
    account_name = case when p.account_handle is null then e.account_name else p.account_name end,
    -- A new caption starts afresh; a new picture costs nobody a second classification.
    classify_attempts = case when e.caption = p.caption then e.classify_attempts else 0 end,
    classify_not_before = case when e.caption = p.caption then e.classify_not_before else '-infinity' end,
    classify_error = case when e.caption = p.caption then e.classify_error end,
    embed_attempts = case when e.caption = p.caption then e.embed_attempts else 0 end,
    embed_not_before = case when e.caption = p.caption then e.embed_not_before else '-infinity' end,
    embed_error = case when e.caption = p.caption then e.embed_error end
  from private.read_posts(p_posts) p
  where (e.source, e.source_id) = (p.source, p.source_id)
    and ((e.caption, e.image_url, e.url, e.posted_at) is distinct from (p.caption, p.image_url, p.url, p.posted_at)
      or p.account_handle is not null
        and (e.account_handle, e.account_name) is distinct from (p.account_handle, p.account_name));
  get diagnostics updated = row_count;
  unchanged := (select count(*) from private.read_posts(p_posts)) - inserted - updated;
  return next;
end $$;
comment on function public.ingest_posts is 'Upserts posts by (source, source_id). Unchanged posts are not written; a changed caption re-opens classification and embedding.';

----------------------------------------------------------------------------------------------------
-- Classification

-- After so many attempts a row is given up: it stays, with its error, until retry_events or a new caption.
create function private.max_attempts() returns integer
language sql immutable set search_path = '' as 'select 5';

-- What a claim leaves in a row, and only a worker that lives takes away. Such a row may be what the worker
-- died of: it is claimed alone, so that no other is given up for having been beside it.
create function private.lost_error(p_attempt integer) returns text
language sql immutable set search_path = '' as $$ select format('attempt %s did not report back', p_attempt) $$;

revoke all on function private.max_attempts(), private.lost_error(integer) from public, anon, authenticated;
grant execute on function private.max_attempts(), private.lost_error(integer) to service_role;

create function public.claim_classifications(p_now timestamptz, p_limit integer, p_lease interval)
returns table (id uuid, caption text, posted_at timestamptz, hash text, attempt smallint)
language sql set search_path = '' as $$
  with due as materialized (
    select e.id, e.classify_not_before as not_before, e.posted_at, e.classify_error = private.lost_error(e.classify_attempts) as was_lost
    from public.events e
    where e.classified_hash is distinct from e.caption_hash
      and e.classify_attempts < private.max_attempts()
      and e.classify_not_before <= p_now
    -- Fresh rows before those that failed, and the newest first: they are the likeliest to be yet to come.
    order by e.classify_not_before, e.posted_at desc
    limit p_limit
    for no key update skip locked
  ), counted as (
    select id, row_number() over w as nth, count(*) filter (where was_lost) over w as lost
    from due window w as (order by not_before, posted_at desc, id)
  )
  update public.events e set
    classify_attempts = e.classify_attempts + 1,
    classify_not_before = p_now + p_lease,
    classify_error = private.lost_error(e.classify_attempts + 1)
  from counted c where e.id = c.id and (c.lost = 0 or c.nth = 1)
  returning e.id, e.caption, e.posted_at, e.caption_hash, e.classify_attempts
$$;

create function public.complete_classification(p_id uuid, p_hash text, p_attempt smallint, p_classified_by text, p_extraction jsonb)
returns boolean
language sql set search_path = '' as $$
  with written as (
    update public.events e set
      kind = x.kind, title = x.title, summary = x.summary,
      starts_at = x.starts_at, ends_at = x.ends_at, is_all_day = coalesce(x.is_all_day, false),
      location = x.location, is_online = coalesce(x.is_online, false), named_organisers = coalesce(x.organisers, '{}'),
      category = x.category, confidence = x.confidence, needs_review = coalesce(x.needs_review, false),
      classified_hash = p_hash, classified_by = p_classified_by,
      classify_attempts = 0, classify_not_before = '-infinity', classify_error = null,
      embed_attempts = 0, embed_not_before = '-infinity', embed_error = null
    from jsonb_to_record(p_extraction) as x (
      kind text, title text, summary text, starts_at timestamptz, ends_at timestamptz, is_all_day boolean,
      location text, is_online boolean, organisers text[], category text, confidence real, needs_review boolean)
    where e.id = p_id and e.caption_hash = p_hash and e.classify_attempts = p_attempt
    returning 1
  )
  select exists (select from written)
$$;
comment on function public.complete_classification is 'Writes an extraction; false where the claim was lost or the caption changed meanwhile.';

create function public.fail_classification(p_id uuid, p_hash text, p_attempt smallint, p_error text, p_retry_at timestamptz, p_counts boolean default true)
returns boolean
language sql set search_path = '' as $$
  with written as (
    update public.events e set
      classify_error = left(p_error, 2000),
      classify_not_before = coalesce(p_retry_at, 'infinity'),
      classify_attempts = case when p_counts then e.classify_attempts else e.classify_attempts - 1 end
    where e.id = p_id and e.caption_hash = p_hash and e.classify_attempts = p_attempt
    returning 1
  )
  select exists (select from written)
$$;
comment on function public.fail_classification is 'Keeps the error and the next try in one write. p_retry_at null: given up. p_counts false: the row was not to blame (provider down), the attempt is given back.';

----------------------------------------------------------------------------------------------------
-- Embedding

create function public.claim_embeddings(p_now timestamptz, p_model text, p_limit integer, p_lease interval)
returns table (id uuid, title text, organisers text[], category text, location text, caption text, hash text, attempt smallint)
language sql set search_path = '' as $$
  with stale as materialized (
    -- By two indexes alone: nearly always there is none. A row that is to be locked would be fetched first.
    select e.id
    from public.events e
    left join public.event_embeddings x on x.event_id = e.id
    where e.text_hash is not null and (x.event_id is null or x.model <> (select private.current_model(p_model)) or x.text_hash <> e.text_hash)
  ), due as materialized (
    select e.id, e.embed_not_before as not_before, e.starts_at, e.embed_error = private.lost_error(e.embed_attempts) as was_lost
    from public.events e
    where e.id = any (array(select s.id from stale s))
      and e.text_hash is not null
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
  returning e.id, e.title, e.organisers, e.category, e.location, e.caption, e.text_hash, e.embed_attempts
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
    on conflict (event_id) do update set embedding = excluded.embedding, model = excluded.model, text_hash = excluded.text_hash
    returning x.event_id
  ), written as (
    update public.events e set embed_attempts = 0, embed_not_before = '-infinity', embed_error = null
    from stored where e.id = stored.event_id
    returning 1
  )
  select count(*)::integer into v_count from written;
  return v_count;
end $$;
comment on function public.complete_embeddings is 'p_rows: [{id, hash, attempt, embedding: "[0.1,...]"}]. p_asked: the model as the settings name it. Answers how many were written; rows whose text changed meanwhile are left to be embedded again.';

create function public.fail_embeddings(p_rows jsonb, p_error text, p_retry_at timestamptz, p_counts boolean default true)
returns integer
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

----------------------------------------------------------------------------------------------------
-- Operator

create function public.retry_events(p_stage text, p_ids uuid[] default null)
returns integer
language plpgsql set search_path = '' as $$
declare
  v_ids uuid[];
  v_count integer;
begin
  if p_stage not in ('classify-events', 'embed-events') then
    raise exception 'Cannot retry a stage as it must be classify-events or embed-events: current value is %', p_stage
      using errcode = 'invalid_parameter_value';
  end if;
  v_ids := array(
    select e.id from public.events e
    where (p_ids is null or e.id = any (p_ids)) and (e.classify_error is not null or e.embed_error is not null));
  perform private.lock_events(v_ids);
  with written as (
    update public.events e set
      classify_attempts = case when p_stage = 'classify-events' then 0 else e.classify_attempts end,
      classify_not_before = case when p_stage = 'classify-events' then '-infinity' else e.classify_not_before end,
      embed_attempts = case when p_stage = 'embed-events' then 0 else e.embed_attempts end,
      embed_not_before = case when p_stage = 'embed-events' then '-infinity' else e.embed_not_before end
    where e.id = any (v_ids)
      and case p_stage
            when 'classify-events' then e.classified_hash is distinct from e.caption_hash and e.classify_error is not null
            when 'embed-events' then e.embed_error is not null
          end
    returning 1
  )
  select count(*)::integer into v_count from written;
  return v_count;
end $$;
comment on function public.retry_events is 'Gives failed rows their attempts back. p_stage: classify-events or embed-events; p_ids null: all failed rows of the stage.';

select private.service_only(
  'ingest_posts', 'claim_classifications', 'complete_classification', 'fail_classification',
  'claim_embeddings', 'complete_embeddings', 'fail_embeddings', 'retry_events');
