-- What everybody did, counted in increments: who chose which event, which organisers share members.
-- Triggers note whose facts changed (a log, so that a vote waits for nobody); private.refresh_community
-- counts those again, in portions. Every number is exact: a member's old part is taken off and the new
-- one is added in one statement. Votes on a merged post are those of the event that it tells of.
--
-- Only confirmed members count, and only votes on events that begin after the account was made.

-- An event as counting sees it. Rows stay while the event does, so that its counts do.
create table public.community_events (
  event_id uuid primary key,
  target_id uuid not null,
  starts_at timestamptz,
  until timestamptz,
  is_published boolean not null,
  category text,
  organisers integer[] not null,
  series bigint not null,
  votes integer not null default 0,
  first_votes integer not null default 0,
  first_ever integer not null default 0,
  shown smallint not null default 0
);
comment on table public.community_events is
  'Facts and counts of events, for ranking. target_id: the event that votes on it count for.';
comment on column public.community_events.first_votes is
  'Votes of members who had chosen none of its organisers before.';
comment on column public.community_events.first_ever is 'Votes of members who had chosen nothing before.';
comment on column public.community_events.shown is 'To how many members it was shown, as far as exploration asks.';
create index community_events_merged on public.community_events (target_id) where target_id <> event_id;
create index community_events_starts on public.community_events (starts_at) where is_published;

create table public.community_organisers (
  number integer generated always as identity primary key,
  name text not null unique,
  members integer not null default 0
);
comment on table public.community_organisers is
  'Organisers by number, with how many distinct members chose one of their events.';

create table public.community_pairs (
  a integer not null,
  b integer not null check (b >= a),
  members integer not null,
  primary key (a, b)
);
comment on table public.community_pairs is
  'How many of the paired members chose both organisers; a = b: how many chose it.';
create index community_pairs_none on public.community_pairs (a, b) where members = 0;

-- kinds: 1 first of its organisers + 2 first of all.
create table public.community_members (
  user_id uuid primary key,
  events uuid[] not null,
  kinds smallint[] not null,
  organisers integer[] not null,
  recount_at timestamptz
);
comment on table public.community_members is
  'What each member adds to the counts, to be taken off when it changes. recount_at: when a ban ends.';
create index community_members_recount on public.community_members (recount_at) where recount_at is not null;

create table public.community_changes (
  id bigint generated always as identity primary key,
  user_id uuid,
  event_id uuid,
  check (num_nonnulls(user_id, event_id) = 1)
);
comment on table public.community_changes is 'Members and events whose facts changed since they were counted.';
create index community_changes_events on public.community_changes (id) where event_id is not null;

create table public.community_state (
  is_only boolean primary key default true check (is_only),
  events_after uuid default '00000000-0000-0000-0000-000000000000',
  members_after uuid default '00000000-0000-0000-0000-000000000000',
  pairs_after integer default 0,
  portion integer not null default 500,
  share integer not null default 1 check (share >= 1)
);
comment on table public.community_state is
  'How far a count of everything has come, in this order; null: done. portion: members counted at once. '
  'share: one in so many members counts for pairs.';
insert into public.community_state default values;

do $$
declare t text;
begin
  foreach t in array '{events,organisers,pairs,members,changes,state}'::text[] loop
    execute format('alter table public.community_%s enable row level security', t);
    execute format('revoke all on public.community_%s from public, anon, authenticated, service_role', t);
  end loop;
end $$;
-- An identity column takes its numbers without a grant.
revoke all on sequence public.community_organisers_number_seq, public.community_changes_id_seq
  from public, anon, authenticated, service_role;

----------------------------------------------------------------------------------------------------
-- What changed

create function private.note_community_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  case tg_table_name
    when 'feedback_logs' then
      insert into public.community_changes (user_id)
      select distinct u from unnest(array[old.user_id, new.user_id]) u where u is not null;
    when 'users' then insert into public.community_changes (user_id) values (coalesce(new.id, old.id));
    else insert into public.community_changes (event_id) values (coalesce(new.id, old.id));
  end case;
  return null;
end $$;

create trigger feedback_logs_count
  after insert or delete or update of action, event_id, user_id, voted_at on public.feedback_logs
  for each row execute function private.note_community_change();
create trigger users_count after delete or update of email, blocked_until, created_at on public.users
  for each row execute function private.note_community_change();
create trigger events_count_new after insert on public.events
  for each row when (new.starts_at is not null) execute function private.note_community_change();
create trigger events_count_gone after delete on public.events
  for each row execute function private.note_community_change();
create trigger events_count after update on public.events
  for each row when (
    (old.title, old.starts_at, old.upcoming_until, old.is_published, old.category, old.organisers, old.canonical_id)
    is distinct from
    (new.title, new.starts_at, new.upcoming_until, new.is_published, new.category, new.organisers, new.canonical_id))
  execute function private.note_community_change();

-- Counts everything again, in portions, while what was counted serves.
create function private.recount_community() returns void
language sql set search_path = '' as $$
  update public.community_state set events_after = default, members_after = default, pairs_after = default
$$;

create function private.recount_after_truncate() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.recount_community();
  return null;
end $$;
create trigger feedback_logs_recount after truncate on public.feedback_logs
  for each statement execute function private.recount_after_truncate();
create trigger events_recount after truncate on public.events
  for each statement execute function private.recount_after_truncate();

revoke all on function private.note_community_change(), private.recount_community(), private.recount_after_truncate()
  from public, anon, authenticated;
