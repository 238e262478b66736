-- Events: what one can go to. A post tells of any number of them; the row is also the queue of embedding.

----------------------------------------------------------------------------------------------------
-- Categories

create table public.event_categories (
  id text primary key,
  label text not null,
  position smallint not null unique
);
comment on table public.event_categories is
  'The categories an event can have; the same list as CATEGORY_LABELS in _shared/event/event.ts.';

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
create function private.embedding_text_hash(
  title text, organisers text[], category text, location text, excerpt text
) returns text
language sql immutable set search_path = '' as $$
  select md5(row(title, organisers, category, location, md5(excerpt))::text)
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

-- The id of the first event of a post is the post's: most tell of one. Those of the others follow from it.
create function private.event_id(p_post uuid, p_number integer) returns uuid
language sql immutable set search_path = '' as $$
  select case when p_number = 1 then p_post else
    overlay(overlay(md5(p_post || ' ' || p_number) placing '8' from 13) placing '8' from 17)::uuid end
$$;

-- Lengths as those of posts; tighter ones stand in _shared/event/draft.ts.
create table public.events (
  id uuid primary key default gen_random_uuid(),

  post_id uuid not null references public.posts (id) on delete cascade,
  number smallint not null default 1 check (number > 0),
  excerpt text not null check (length(excerpt) between 1 and 100000),
  -- copies of the post's, or the event's own
  url text check (url ~* '^https?://'),
  image_url text check (image_url ~* '^https?://'),
  posted_at timestamptz not null check (posted_at between '0001-01-01Z' and '9999-12-31Z'),

  -- what was read
  title text not null check (length(title) between 1 and 200),
  summary text check (length(summary) <= 400),
  -- no infinity, nor what JavaScript cannot read
  starts_at timestamptz check (starts_at between '0001-01-01Z' and '9999-12-31Z'),
  ends_at timestamptz check (ends_at between '0001-01-01Z' and '9999-12-31Z'),
  is_all_day boolean not null default false,
  -- by way of UTC, as only then the sum is immutable
  upcoming_until timestamptz generated always as (case when is_all_day
    then (starts_at at time zone 'UTC' + interval '24 hours') at time zone 'UTC' else starts_at end) stored,
  location text check (length(location) <= 300),
  is_online boolean not null default false,
  organisers text[] not null default '{}' check (cardinality(organisers) <= 20),
  named_organisers text[] not null default '{}' check (cardinality(named_organisers) <= 20),
  category text references public.event_categories (id),
  confidence real check (confidence between 0 and 1),
  needs_review boolean not null default false,
  read_facts jsonb not null default '{}',
  filled jsonb not null default '{}',

  hidden_at timestamptz,
  withdrawn_at timestamptz,
  canonical_id uuid references public.events (id) on delete set null,
  is_published boolean not null generated always as
    (starts_at is not null and hidden_at is null and withdrawn_at is null and canonical_id is null) stored,

  facts_hash bigint not null generated always as
    (private.facts_hash(title, starts_at, ends_at, is_all_day, location, is_online, url)) stored,

  -- the queue
  text_hash text not null generated always as
    (private.embedding_text_hash(title, organisers, category, location, excerpt)) stored,
  embed_attempts smallint not null default 0,
  embed_not_before timestamptz not null default '-infinity',
  embed_error text,

  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  unique (post_id, number),
  constraint events_canonical_is_another check (canonical_id <> id),
  constraint events_end_after_start check (ends_at is null or ends_at >= starts_at)
);

comment on table public.events is 'What one can go to, as posts tell of it. Only published, upcoming events are ever shown.';
comment on column public.events.number is 'Which event of its post it is, counted from 1; it stays.';
comment on column public.events.excerpt is
  'The part of the post that tells of this event, of a post with one event its whole text: what is embedded and compared.';
comment on column public.events.posted_at is 'When the post was published, not when the event is.';
comment on column public.events.is_all_day is
  'The post names a day but no time; starts_at is then local midnight of that day.';
comment on column public.events.upcoming_until is
  'Until when it is upcoming: its start, and for an all-day event the end of that day.';
comment on column public.events.organisers is
  'Who holds it, as far as that is sure: the account that posted it, or names that no account bears.';
comment on column public.events.named_organisers is 'Whom the post names: a claim, which counts for no record.';
comment on column public.events.needs_review is
  'Read below the confidence threshold: has no category until somebody sets one.';
comment on column public.events.read_facts is
  'What the last reading wrote. A column that differs was corrected by an operator, and is left so by later readings.';
comment on column public.events.filled is 'What it took from posts that were merged into it.';
comment on column public.events.hidden_at is
  'Set by an operator to take it out of everything; other posts that tell of it stand. Null again shows it.';
comment on column public.events.withdrawn_at is
  'Its post no longer states it, or its source withdrew the post. It stays, for votes and links.';
comment on column public.events.canonical_id is
  'Another event is the same: that one is shown, and answers to this one count for it.';
comment on column public.events.facts_hash is
  'Of title, time, place and link: a mail that told of others does not leave.';
comment on column public.events.text_hash is
  'Of the text that is embedded. Differs from that of its vector: to be embedded.';
comment on column public.events.embed_not_before is 'As read_not_before of posts, for embedding.';

create index events_upcoming on public.events (upcoming_until) where is_published;
create index events_canonical on public.events (canonical_id);
create index events_category on public.events (category);
-- Beside the primary key of event_embeddings it says what is to be embedded, without a look at the texts.
create index events_to_embed on public.events (id) include (text_hash) where withdrawn_at is null;
create index events_updated on public.events (updated_at);

create trigger events_touch before update on public.events
  for each row execute function private.touch_updated_at();

alter table public.events enable row level security;
revoke all on public.events from anon, authenticated, service_role;
grant select, insert, update, delete on public.events to service_role;
-- The excerpt and the state of the queue are nobody's business but the service's.
grant select (id, title, summary, starts_at, ends_at, is_all_day, location, is_online, category, organisers, url,
    image_url, is_published, posted_at)
  on public.events to anon, authenticated;

create policy "Everyone reads upcoming published events"
  on public.events for select to anon, authenticated
  using (is_published and upcoming_until > now());

revoke all on all functions in schema private from public, anon, authenticated;
grant execute on function private.embedding_text_hash(text, text[], text, text, text), private.event_id(uuid, integer)
  to service_role;
grant execute on function
  private.facts_hash(text, timestamptz, timestamptz, boolean, text, boolean, text) to service_role;
