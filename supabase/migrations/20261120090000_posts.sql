-- Posts: what somebody published. The row is also the queue of reading, so there is no second truth about
-- what is left to do.

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

create function private.touch_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end $$;

----------------------------------------------------------------------------------------------------
-- Posts

-- All that a reading depends on: a changed fact of the source is read again as a changed text is.
create function private.content_hash(text text, given jsonb) returns text
language sql immutable set search_path = '' as $$
  select case when given is null then md5(text) else md5(md5(text) || given::text) end
$$;

-- The lengths are the outer fence, for whoever writes past the functions: those keep to tighter ones
-- (_shared/post/post.ts), so that nothing which they let through is refused here.
create table public.posts (
  id uuid primary key default gen_random_uuid(),
  source text not null check (length(source) between 1 and 40),
  external_id text not null check (length(external_id) between 1 and 200),
  account_handle text check (length(account_handle) between 1 and 100),
  account_name text check (length(account_name) between 1 and 200),
  text text not null check (length(text) between 1 and 100000),
  given jsonb check (jsonb_typeof(given) = 'object' and length(given::text) <= 10000),
  content_hash text not null generated always as (private.content_hash(text, given)) stored,
  url text check (url ~* '^https?://'),
  image_url text check (image_url ~* '^https?://'),
  posted_at timestamptz not null check (posted_at between '0001-01-01Z' and '9999-12-31Z'),
  hidden_at timestamptz,
  withdrawn_at timestamptz,

  -- what was read of the whole post
  kind text check (kind in ('event', 'deadline', 'recap', 'announcement')),
  confidence real check (confidence between 0 and 1),
  needs_review boolean not null default false,

  -- the queue
  read_hash text,
  read_by text,
  read_attempts smallint not null default 0,
  read_not_before timestamptz not null default '-infinity',
  read_error text,

  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  unique (source, external_id),
  constraint posts_account_has_handle check (account_handle is not null or account_name is null)
);

comment on table public.posts is 'What somebody published. The events that it tells of are rows of events.';
comment on column public.posts.external_id is 'The id of the post at its source.';
comment on column public.posts.posted_at is 'When the post was published, not when an event is.';
comment on column public.posts.account_handle is
  'Who published it, unique within its source; null where the source does not say.';
comment on column public.posts.given is
  'Facts that the source states, as Given of _shared/post/given.ts: they win over what is read from the text.';
comment on column public.posts.hidden_at is
  'Set by an operator: hides all its events, later ones too. Null again shows them.';
comment on column public.posts.withdrawn_at is 'Set by its source, which no longer has the post: withdraws its events.';
comment on column public.posts.kind is 'What the post is about; only an event can be attended.';
comment on column public.posts.needs_review is
  'What it is about was read below the confidence threshold, or it names more events than are kept.';
comment on column public.posts.read_hash is
  'content_hash that its events were read from. Differs from content_hash: to be read.';
comment on column public.posts.read_not_before is
  'Not claimable before: end of the lease while claimed, next try after a failure, infinity when given up.';

create index posts_to_read on public.posts (read_not_before, posted_at desc)
  where read_hash is distinct from content_hash and withdrawn_at is null;

create trigger posts_touch before update on public.posts
  for each row execute function private.touch_updated_at();

-- What people wrote is nobody's business but the service's.
alter table public.posts enable row level security;
revoke all on public.posts from anon, authenticated, service_role;
grant select, insert, update, delete on public.posts to service_role;

revoke all on all functions in schema private from public, anon, authenticated;
grant execute on function private.content_hash(text, jsonb) to service_role;
