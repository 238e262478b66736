-- Events: posts and what was read out of them. A post becomes a row of events; the row is also the
-- queue of classification and embedding, so there is no second truth about what is left to do.

create schema if not exists extensions;
create extension if not exists vector with schema extensions;

-- Helpers live here: the API does not expose this schema.
create schema if not exists private;
revoke all on schema private from public;
-- The service alone may name them; what a constraint calls for members they only execute.
grant usage on schema private to service_role;

-- Functions are executable by everybody unless told otherwise; ours are the service's alone. Called at
-- the end of each migration with the names of the functions that it made.
create function private.service_only(variadic p_names text[]) returns void
language plpgsql set search_path = '' as $$
declare f regprocedure;
begin
  for f in
    select p.oid from pg_catalog.pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proname = any (p_names)
  loop
    execute format('revoke all on function %s from public, anon, authenticated', f);
    execute format('grant execute on function %s to service_role', f);
  end loop;
end $$;

-- A function whose result has this type answers raw bytes (PostgREST media type handler).
create domain public."application/octet-stream" as bytea;

----------------------------------------------------------------------------------------------------
-- Categories

create table public.event_categories (
  id text primary key,
  label text not null,
  position smallint not null unique
);
comment on table public.event_categories is 'The categories an event can have; the same list as CATEGORY_LABELS in _shared/event/event.ts.';

insert into public.event_categories (id, label, position) values
  ('academic_workshops', 'Academic & workshops', 1),
  ('career_networking', 'Career & networking', 2),
  ('social_cultural', 'Social & cultural', 3),
  ('sports_fitness', 'Sports & fitness', 4),
  ('arts_music', 'Arts & music', 5),
  ('tech_innovation', 'Tech & innovation', 6),
  ('volunteering_community', 'Volunteering & community', 7),
  ('food_dining', 'Food & dining', 8),
  ('travel_adventure', 'Travel & adventure', 9),
  ('health_wellness', 'Health & wellness', 10),
  ('entrepreneurship', 'Entrepreneurship', 11),
  ('environment_sustainability', 'Environment & sustainability', 12),
  ('gaming_esports', 'Gaming & esports', 13),
  ('recruitment', 'Recruitment', 14);

alter table public.event_categories enable row level security;
revoke all on public.event_categories from anon, authenticated, service_role;
grant select on public.event_categories to anon, authenticated, service_role;

create policy "Everyone reads the categories"
  on public.event_categories for select to anon, authenticated using (true);

----------------------------------------------------------------------------------------------------
-- Events

-- Everything the embedded text is made of, so that a change of any of it re-opens the embedding. Immutable:
-- texts have one spelling, which is not so of a row of any type.
create function private.embedding_text_hash(title text, organisers text[], category text, location text, caption text) returns text
language sql immutable set search_path = '' as $$
  select md5(row(title, organisers, category, location, md5(caption))::text)
$$;

-- What a reader acts on: a mail tells of an event as long as this is as it was told. Immutable as above.
create function private.facts_hash(
  title text, starts_at timestamptz, ends_at timestamptz, is_all_day boolean, location text, is_online boolean, url text
) returns bigint
language sql immutable set search_path = '' as $$
  select hashtextextended(jsonb_build_array(
    title, extract(epoch from starts_at at time zone 'UTC'), extract(epoch from ends_at at time zone 'UTC'),
    is_all_day, location, is_online, url)::text, 0)
$$;

-- The lengths are the outer fence, for whoever writes past the functions: those keep to tighter ones
-- (_shared/post/post.ts, _shared/event/draft.ts), so that nothing which they let through is refused here.
create table public.events (
  id uuid primary key default gen_random_uuid(),

  -- the post, as ingested
  source text not null check (length(source) between 1 and 40),
  source_id text not null check (length(source_id) between 1 and 200),
  caption text not null check (length(caption) between 1 and 100000),
  caption_hash text not null generated always as (md5(caption)) stored,
  image_url text check (image_url ~* '^https?://'),
  url text check (url ~* '^https?://'),
  posted_at timestamptz not null check (posted_at between '0001-01-01Z' and '9999-12-31Z'),
  account_handle text check (length(account_handle) between 1 and 100),
  account_name text check (length(account_name) between 1 and 200),

  -- what classification read out of the caption
  kind text check (kind in ('event', 'deadline', 'recap', 'announcement')),
  title text check (length(title) between 1 and 200),
  summary text check (length(summary) <= 400),
  -- no infinity, nor what JavaScript cannot read
  starts_at timestamptz check (starts_at between '0001-01-01Z' and '9999-12-31Z'),
  ends_at timestamptz check (ends_at between '0001-01-01Z' and '9999-12-31Z'),
  is_all_day boolean not null default false,
  -- by way of UTC, as only then the sum is immutable
  upcoming_until timestamptz generated always as
    (case when is_all_day then (starts_at at time zone 'UTC' + interval '24 hours') at time zone 'UTC' else starts_at end) stored,
  location text check (length(location) <= 300),
  is_online boolean not null default false,
  organisers text[] not null default '{}' check (cardinality(organisers) <= 20),
  named_organisers text[] not null default '{}' check (cardinality(named_organisers) <= 20),
  category text references public.event_categories (id),
  confidence real check (confidence between 0 and 1),
  needs_review boolean not null default false,
  hidden_at timestamptz,
  canonical_id uuid references public.events (id) on delete set null,
  is_published boolean not null generated always as
    (kind is not distinct from 'event' and title is not null and starts_at is not null
      and hidden_at is null and canonical_id is null) stored,

  facts_hash bigint not null generated always as
    (private.facts_hash(title, starts_at, ends_at, is_all_day, location, is_online, url)) stored,

  -- the queue
  classified_hash text,
  classified_by text,
  classify_attempts smallint not null default 0,
  classify_not_before timestamptz not null default '-infinity',
  classify_error text,
  text_hash text generated always as
    (case when kind = 'event' and title is not null
      then private.embedding_text_hash(title, organisers, category, location, caption) end) stored,
  embed_attempts smallint not null default 0,
  embed_not_before timestamptz not null default '-infinity',
  embed_error text,

  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  unique (source, source_id),
  constraint events_account_has_handle check (account_handle is not null or account_name is null),
  constraint events_canonical_is_another check (canonical_id <> id),
  constraint events_end_after_start check (ends_at is null or ends_at >= starts_at)
);

comment on table public.events is 'One row for each post. kind says whether there is anything to attend; only published, upcoming events are ever shown.';
comment on column public.events.posted_at is 'When the post was published, not when the event is.';
comment on column public.events.account_handle is 'Who published the post, unique within its source; null where the source does not say.';
comment on column public.events.is_all_day is 'The post names a day but no time; starts_at is then local midnight of that day.';
comment on column public.events.upcoming_until is 'Until when it is upcoming: its start, and for an all-day event the end of that day.';
comment on column public.events.organisers is 'Who holds it, as far as that is sure: the account that posted it, or names that no account bears.';
comment on column public.events.named_organisers is 'Whom the post names: a claim, which counts for no record.';
comment on column public.events.needs_review is 'Classified below the confidence threshold: has no category until somebody sets one.';
comment on column public.events.hidden_at is 'Set by an operator to take a post out of everything; other posts that tell of its event stand. Null again publishes it.';
comment on column public.events.canonical_id is 'Another post tells of the same event: that one is shown, and answers to this one count for it.';
comment on column public.events.facts_hash is 'Of title, time, place and link: a mail that told of others does not leave.';
comment on column public.events.classified_hash is 'caption_hash the extraction was read from. Differs from caption_hash: to be classified.';
comment on column public.events.classify_not_before is 'Not claimable before: end of the lease while claimed, next try after a failure, infinity when given up.';
comment on column public.events.text_hash is 'Of the text that is embedded; null: nothing is. Differs from that of its vector: to be embedded.';
comment on column public.events.embed_not_before is 'As classify_not_before, for embedding.';

create index events_upcoming on public.events (upcoming_until) where is_published;
create index events_canonical on public.events (canonical_id);
create index events_category on public.events (category);
create index events_to_classify on public.events (classify_not_before, posted_at desc)
  where classified_hash is distinct from caption_hash;
-- Beside the primary key of event_embeddings it says what is to be embedded, without a look at the texts.
create index events_to_embed on public.events (id) include (text_hash) where text_hash is not null;
create index events_updated on public.events (updated_at);

create function private.touch_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end $$;

create trigger events_touch before update on public.events
  for each row execute function private.touch_updated_at();

alter table public.events enable row level security;
revoke all on public.events from anon, authenticated, service_role;
grant select, insert, update, delete on public.events to service_role;
-- The caption and the state of the queue are nobody's business but the service's.
grant select (id, title, summary, starts_at, ends_at, is_all_day, location, is_online, category, organisers, url, image_url, is_published, posted_at)
  on public.events to anon, authenticated;

create policy "Everyone reads upcoming published events"
  on public.events for select to anon, authenticated
  using (is_published and upcoming_until > now());

----------------------------------------------------------------------------------------------------
-- Embeddings

create table public.event_embeddings (
  event_id uuid references public.events (id) on delete cascade,
  embedding extensions.halfvec(512) not null,
  model text not null,
  text_hash text not null,
  updated_at timestamptz not null default now(),
  primary key (event_id) include (model, text_hash)
);
comment on table public.event_embeddings is 'One vector for each event. Only vectors of the same model are compared; the service alone reads them.';
comment on column public.event_embeddings.model is
  'Provider, model and the dimensions that it answers, e.g. openai/text-embedding-3-small@512. Longer vectors are cut, shorter ones padded.';
comment on column public.event_embeddings.text_hash is 'text_hash of the event when it was embedded; differs: to be embedded again.';

create index event_embeddings_updated on public.event_embeddings (updated_at);

create trigger event_embeddings_touch before update on public.event_embeddings
  for each row execute function private.touch_updated_at();

alter table public.event_embeddings enable row level security;
revoke all on public.event_embeddings from anon, authenticated, service_role;
grant select, insert, update, delete on public.event_embeddings to service_role;

-- Some servers tell the size of their vectors only by their answer, or answer another size than they are
-- asked for: settings name such a model without its size, or with the size that is asked for.
create table public.embedding_models (
  asked text primary key,
  model text not null
);
comment on table public.embedding_models is 'The full name of a model for the name that follows from the settings; most names are full.';

alter table public.embedding_models enable row level security;
revoke all on public.embedding_models from anon, authenticated, service_role;
grant select, insert, update on public.embedding_models to service_role;

create function private.current_model(p_asked text) returns text
language sql stable set search_path = '' as $$
  select coalesce((select m.model from public.embedding_models m where m.asked = p_asked), p_asked)
$$;

-- Keeps what a server really answers; for complete_embeddings, which has locked the events. Warm functions
-- hold vectors of the model before: touching their events has them let go, so that vectors of two models
-- are never compared.
create function private.set_current_model(p_asked text, p_model text) returns void
language plpgsql set search_path = '' as $$
declare v_before text := private.current_model(p_asked);
begin
  if v_before = p_model then return; end if;
  insert into public.embedding_models as m (asked, model) values (p_asked, p_model)
    on conflict (asked) do update set model = excluded.model;
  update public.events e set embed_error = e.embed_error
  from public.event_embeddings x where x.event_id = e.id and x.model = v_before;
end $$;

revoke all on all functions in schema private from public, anon, authenticated;
grant execute on function private.embedding_text_hash(text, text[], text, text, text),
  private.current_model(text), private.set_current_model(text, text) to service_role;
grant execute on function private.facts_hash(text, timestamptz, timestamptz, boolean, text, boolean, text) to service_role;
