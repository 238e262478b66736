-- Reading: from posts to events. Claim, complete and fail are one call each. A claim counts the attempt and
-- takes a lease; (attempt, hash) is the fence: a worker that comes back after the lease was taken over, or after
-- the post changed, changes nothing.

-- After so many attempts a row is given up: it stays, with its error, until an operator retries it or it changes.
create function private.max_attempts() returns integer
language sql immutable set search_path = '' as 'select 5';

-- How many events of a post are kept.
create function private.max_events_of_post() returns integer
language sql immutable set search_path = '' as 'select 12';

-- What a claim leaves in a row, and only a worker that lives takes away. Such a row may be what the worker
-- died of: it is claimed alone, so that no other is given up for having been beside it.
create function private.lost_error(p_attempt integer) returns text
language sql immutable set search_path = '' as $$ select format('attempt %s did not report back', p_attempt) $$;

create function public.claim_posts(p_now timestamptz, p_limit integer, p_lease interval)
returns table (id uuid, text text, given jsonb, posted_at timestamptz, hash text, attempt smallint, events jsonb)
language sql set search_path = '' as $$
  with due as materialized (
    select p.id, p.read_not_before as not_before, p.posted_at,
      p.read_error = private.lost_error(p.read_attempts) as was_lost
    from public.posts p
    where p.read_hash is distinct from p.content_hash
      and p.withdrawn_at is null
      and p.read_attempts < private.max_attempts()
      and p.read_not_before <= p_now
    -- Fresh rows before those that failed, and the newest first: they are the likeliest to be yet to come.
    order by p.read_not_before, p.posted_at desc
    limit p_limit
    for no key update skip locked
  ), counted as (
    select id, row_number() over w as nth, count(*) filter (where was_lost) over w as lost
    from due window w as (order by not_before, posted_at desc, id)
  )
  update public.posts p set
    read_attempts = p.read_attempts + 1,
    read_not_before = p_now + p_lease,
    read_error = private.lost_error(p.read_attempts + 1)
  from counted c where p.id = c.id and (c.lost = 0 or c.nth = 1)
  returning p.id, p.text, p.given, p.posted_at, p.content_hash, p.read_attempts, (
    -- As the last reading had them: an operator may have corrected what the next one finds again.
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', e.id,
      'title', coalesce(e.read_facts ->> 'title', e.title),
      'starts_at', case when e.read_facts ? 'starts_at' then e.read_facts -> 'starts_at' else to_jsonb(e.starts_at) end,
      'is_all_day', coalesce((e.read_facts ->> 'is_all_day')::boolean, e.is_all_day),
      'is_withdrawn', e.withdrawn_at is not null) order by e.number), '[]')
    from public.events e where e.post_id = p.id)
$$;

-- A post of an account is by that account alone, whomever it names. One without is by whom it names, but for
-- names and handles of accounts, which speak for themselves.
create function private.organisers_of(p public.posts, p_named text[]) returns text[]
language plpgsql set search_path = '' as $$
begin
  if p.account_handle is not null then
    return array[private.name_of_account(p.source, p.account_handle, p.account_name)];
  end if;
  return array(
    select n.name from unnest(p_named) with ordinality n (name, position)
    where not exists (
      select from public.accounts a
      where private.club_key(n.name) in (private.club_key(a.known_as), private.club_key(a.handle)))
    order by n.position);
end $$;

-- The columns that a reading writes as it read them, of one event of a post.
create function private.facts_as_read(p public.posts, p_event jsonb) returns jsonb
language sql set search_path = '' set timezone = 'UTC' as $$
  select jsonb_build_object(
    'excerpt', coalesce(x.excerpt, p.text), 'title', x.title, 'summary', x.summary,
    'starts_at', x.starts_at, 'ends_at', x.ends_at, 'is_all_day', coalesce(x.is_all_day, false),
    'location', x.location, 'is_online', coalesce(x.is_online, false),
    'named_organisers', coalesce(x.organisers, '{}'),
    'organisers', private.organisers_of(p, coalesce(x.organisers, '{}')),
    'category', x.category, 'confidence', x.confidence, 'needs_review', coalesce(x.needs_review, false),
    'url', coalesce(x.url, p.url), 'image_url', coalesce(x.image_url, p.image_url), 'posted_at', p.posted_at)
  from jsonb_to_record(p_event) as x (
    excerpt text, title text, summary text, starts_at timestamptz, ends_at timestamptz, is_all_day boolean,
    location text, is_online boolean, organisers text[], category text, confidence real, needs_review boolean,
    url text, image_url text)
$$;

-- Of these facts those that stay as they are in the event: an operator corrected them, or the reading says what
-- the last one said. Facts that are one are corrected together.
create function private.facts_to_keep(e public.events, p_read jsonb) returns jsonb
language sql set search_path = '' set timezone = 'UTC' as $$
  with facts as (
    select f.name, f.part, c.current -> f.name as current, e.read_facts -> f.name as before, p_read -> f.name as found,
      e.read_facts ? f.name as was_read, e.filled -> f.name as filled
    from (values ('title', 1), ('summary', 2), ('starts_at', 3), ('ends_at', 3), ('is_all_day', 3), ('location', 4),
                 ('is_online', 4), ('organisers', 5), ('category', 6), ('needs_review', 7), ('url', 8),
                 ('image_url', 9)) f (name, part)
    cross join (select to_jsonb(e) as current) c
  ), parts as (
    select part from facts group by part
    having bool_or(was_read and current is distinct from before and current is distinct from filled)
      or bool_and(was_read and found is not distinct from before)
  )
  select coalesce(jsonb_object_agg(f.name, f.current), '{}') from facts f join parts using (part)
$$;

-- Writes one event of a post that was read. Answers its id.
create function private.write_event(p public.posts, p_event jsonb) returns uuid
language plpgsql set search_path = '' set timezone = 'UTC' as $$
declare
  v_read jsonb := private.facts_as_read(p, p_event);
  v_old public.events;
  v_new public.events;
  v_number integer;
begin
  select e.* into v_old from public.events e where e.id = (p_event ->> 'id')::uuid and e.post_id = p.id;
  if v_old.id is null then
    select coalesce(max(e.number), 0) + 1 into v_number from public.events e where e.post_id = p.id;
    v_new := jsonb_populate_record(v_old, v_read);
    insert into public.events (id, post_id, number, excerpt, url, image_url, posted_at, title, summary, starts_at,
      ends_at, is_all_day, location, is_online, organisers, named_organisers, category, confidence, needs_review, read_facts,
      hidden_at)
    values (private.event_id(p.id, v_number), p.id, v_number, v_new.excerpt, v_new.url, v_new.image_url,
      v_new.posted_at, v_new.title, v_new.summary, v_new.starts_at, v_new.ends_at, v_new.is_all_day, v_new.location,
      v_new.is_online, v_new.organisers, v_new.named_organisers, v_new.category, v_new.confidence, v_new.needs_review,
      v_read - '{excerpt,posted_at}'::text[], p.hidden_at)
    returning id into v_new.id;
    return v_new.id;
  end if;
  v_new := jsonb_populate_record(v_old, v_read || private.facts_to_keep(v_old, v_read));
  v_new.read_facts := v_read - '{excerpt,posted_at}'::text[];
  v_new.withdrawn_at := null;
  if (v_new.title, v_new.organisers, v_new.category, v_new.location, v_new.excerpt)
    is distinct from (v_old.title, v_old.organisers, v_old.category, v_old.location, v_old.excerpt) then
    v_new.embed_attempts := 0;
    v_new.embed_not_before := '-infinity';
    v_new.embed_error := null;
  end if;
  -- A reading that finds what was there writes nothing.
  if v_new is not distinct from v_old then return v_old.id; end if;
  update public.events e set
    excerpt = v_new.excerpt, url = v_new.url, image_url = v_new.image_url, posted_at = v_new.posted_at,
    title = v_new.title, summary = v_new.summary, starts_at = v_new.starts_at, ends_at = v_new.ends_at,
    is_all_day = v_new.is_all_day, location = v_new.location, is_online = v_new.is_online,
    organisers = v_new.organisers, named_organisers = v_new.named_organisers, category = v_new.category,
    confidence = v_new.confidence, needs_review = v_new.needs_review, read_facts = v_new.read_facts,
    withdrawn_at = null, embed_attempts = v_new.embed_attempts, embed_not_before = v_new.embed_not_before,
    embed_error = v_new.embed_error
  where e.id = v_old.id;
  return v_old.id;
end $$;

create function public.complete_reading(
  p_now timestamptz, p_id uuid, p_hash text, p_attempt smallint, p_read_by text, p_reading jsonb
) returns boolean
language plpgsql set search_path = '' as $$
declare
  v_post public.posts;
  v_events jsonb[] := array(select e from jsonb_array_elements(p_reading -> 'events') e);
  v_kept uuid[] := '{}';
begin
  update public.posts p set
    kind = p_reading ->> 'kind', confidence = (p_reading ->> 'confidence')::real,
    needs_review = coalesce((p_reading ->> 'needs_review')::boolean, false),
    read_hash = p_hash, read_by = p_read_by, read_attempts = 0, read_not_before = '-infinity', read_error = null
  where p.id = p_id and p.content_hash = p_hash and p.read_attempts = p_attempt and p.withdrawn_at is null
  returning p.* into v_post;
  if not found then return false; end if;
  perform private.lock_events(array(select e.id from public.events e where e.post_id = p_id));
  for i in 1 .. least(cardinality(v_events), private.max_events_of_post()) loop
    v_kept := v_kept || private.write_event(v_post, v_events[i]);
  end loop;
  perform private.withdraw_events(p_now, array(
    select e.id from public.events e
    where e.post_id = p_id and e.withdrawn_at is null and e.id <> all (v_kept)));
  return true;
end $$;
comment on function public.complete_reading is
  'Writes what was read: {kind, confidence, needs_review, events: [{id?, title, starts_at, ...}]}; id of an event that '
  'was there, which keeps its votes. Events that are named no more are withdrawn. False where the claim was lost or '
  'the post changed meanwhile.';

create function public.fail_reading(
  p_id uuid, p_hash text, p_attempt smallint, p_error text, p_retry_at timestamptz, p_counts boolean default true
) returns boolean
language sql set search_path = '' as $$
  with written as (
    update public.posts p set
      read_error = left(p_error, 2000),
      read_not_before = coalesce(p_retry_at, 'infinity'),
      read_attempts = case when p_counts then p.read_attempts else p.read_attempts - 1 end
    where p.id = p_id and p.content_hash = p_hash and p.read_attempts = p_attempt
    returning 1
  )
  select exists (select from written)
$$;
comment on function public.fail_reading is
  'Keeps the error and the next try in one write. p_retry_at null: given up. p_counts false: the row was not to blame '
  '(provider down), the attempt is given back.';

create function public.retry_posts(p_ids uuid[] default null) returns integer
language plpgsql set search_path = '' as $$
declare
  v_ids uuid[] := array(
    select p.id from public.posts p where (p_ids is null or p.id = any (p_ids)) and p.read_error is not null);
  v_count integer;
begin
  perform private.lock_posts(v_ids);
  update public.posts p set read_attempts = 0, read_not_before = '-infinity'
  where p.id = any (v_ids) and p.read_hash is distinct from p.content_hash and p.read_error is not null;
  get diagnostics v_count = row_count;
  return v_count;
end $$;
comment on function public.retry_posts is
  'Gives posts that could not be read their attempts back; p_ids null: all of them.';

revoke all on function private.max_attempts(), private.max_events_of_post(), private.lost_error(integer),
  private.organisers_of(public.posts, text[]), private.facts_as_read(public.posts, jsonb),
  private.facts_to_keep(public.events, jsonb), private.write_event(public.posts, jsonb)
  from public, anon, authenticated;
grant execute on function private.max_attempts(), private.max_events_of_post(), private.lost_error(integer),
  private.organisers_of(public.posts, text[]), private.facts_as_read(public.posts, jsonb),
  private.facts_to_keep(public.events, jsonb), private.write_event(public.posts, jsonb)
  to service_role;
select private.service_only('claim_posts', 'complete_reading', 'fail_reading', 'retry_posts');
