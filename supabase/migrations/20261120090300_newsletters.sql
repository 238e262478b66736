-- Newsletters: the edition, the outbox of mails, and what each member was shown.

create table public.newsletters (
  id uuid primary key default gen_random_uuid(),
  frequency text not null check (frequency in ('weekly', 'daily')),
  period date not null,
  status text not null default 'open' check (status in ('open', 'paused', 'cancelled')),
  created_at timestamptz not null default now(),
  unique (frequency, period)
);
comment on table public.newsletters is 'One edition: what members whose local send day is period get. Paused: nothing of it is sent; cancelled: never again, once it has mails.';
comment on column public.newsletters.period is 'Local date of the send day, the same for every time zone.';

-- The id that a server gave a mail, of its reply: "250 Ok 0102018f…-000000". Shorter ones can be guessed.
create function private.relay_id(p_reply text) returns text
language sql immutable set search_path = '' as $$
  select t[1] from regexp_matches(p_reply, '[A-Za-z0-9][A-Za-z0-9._=+-]{15,127}', 'g') t
  where p_reply like '2%' order by length(t[1]) desc limit 1
$$;
revoke all on function private.relay_id(text) from public, anon, authenticated;
grant execute on function private.relay_id(text) to service_role;

create table public.email_logs (
  id uuid primary key default gen_random_uuid(),
  newsletter_id uuid not null references public.newsletters (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,

  -- content, frozen before the first attempt
  to_address text,
  subject text,
  message_id text,
  mail jsonb,
  planned_by text,
  created_for timestamptz not null,
  expires_at timestamptz not null,

  -- delivery
  status text not null check (status in ('queued', 'sending', 'sent', 'bounced', 'failed', 'unknown', 'skipped', 'expired', 'cancelled')),
  attempts smallint not null default 0,
  failures smallint not null default 0,
  not_before timestamptz not null default '-infinity',
  lease_owner text,
  lease_until timestamptz,
  phase text check (phase in ('dialling', 'dot')),
  reply text,
  error text,
  sent_at timestamptz,
  unknown_since timestamptz,
  requeued_at timestamptz,
  bounce text check (bounce in ('hard', 'soft')),
  complained_at timestamptz,
  relay_id text generated always as (private.relay_id(reply)) stored,

  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  unique (newsletter_id, user_id),
  constraint email_logs_lease check ((status = 'sending') = (lease_until is not null)),
  constraint email_logs_content check (mail is not null or status not in ('queued', 'sending'))
);
comment on table public.email_logs is 'The outbox: at most one mail a (newsletter, member), whatever runs twice.';
comment on column public.email_logs.status is
  'queued: waits for not_before. sending: claimed, lease running. sent: accepted by the server. bounced: accepted, and sent back later. '
  'failed: could not be written or will not be tried again, see error. unknown: may or may not have arrived. skipped: there was nothing to send. expired: not sent in time, or taken back, see error; made anew while its window is open. cancelled: its newsletter was.';
comment on column public.email_logs.attempts is 'Counted at the claim; with lease_owner the fence of every later write.';
comment on column public.email_logs.failures is 'Attempts that failed over this mail; those over the account do not count.';
comment on column public.email_logs.requeued_at is 'When it was queued once more as it had not arrived; that happens once.';
comment on column public.email_logs.bounce is 'hard: the address does not exist. soft: three newsletters in a row, and the address is suppressed.';
comment on column public.email_logs.complained_at is 'When the reader was reported to have called it spam.';
comment on column public.email_logs.relay_id is 'What the server that took it calls it; reports of some servers know no other id.';
comment on column public.email_logs.mail is 'The whole mail as every attempt sends it (type Mail in _shared/edge/mail/mail.ts). Null once public.retention lets it go.';
comment on column public.email_logs.planned_by is 'Owner of the run that made the content: it has it, and is not sent it again by a claim.';
comment on column public.email_logs.created_for is 'The instant as of which it was ranked and rendered.';
comment on column public.email_logs.phase is 'How far the running attempt has come: from dot on, the server may have taken the mail.';
comment on column public.email_logs.message_id is 'Follows from newsletter, member and address by a secret key: a copy can be found by it, and only who got one can cite it.';
comment on column public.email_logs.expires_at is 'Not sent from here on: the first of its events begins, or its sending window closes.';

-- A mail has its links twice, as HTML and as text, further apart than pglz looks back. Some servers have no other.
do $$ begin
  alter table public.email_logs alter column mail set compression lz4;
exception when feature_not_supported then null;
end $$;

create index email_logs_user on public.email_logs (user_id, created_for);
-- In the order of claim_mails, so that it looks at no more mails than it takes.
create index email_logs_queue on public.email_logs (not_before, id) where status = 'queued';
create index email_logs_message on public.email_logs using hash (message_id);
create index email_logs_relay on public.email_logs using hash (relay_id) where relay_id is not null;
create index email_logs_complained on public.email_logs (complained_at) where complained_at is not null;
create index email_logs_address on public.email_logs (lower(to_address), created_for);
create index email_logs_status on public.email_logs (status, sent_at);
create index email_logs_leases on public.email_logs (lease_until) where status = 'sending';

create trigger email_logs_touch before update on public.email_logs
  for each row execute function private.touch_updated_at();

-- The words of a reason without addresses and numbers: what reasons of one cause share.
create function private.cause_of(p_reason text) returns text
language sql immutable set search_path = '' as $$
  select coalesce(nullif(trim(regexp_replace(regexp_replace(lower(p_reason), '\S*[@0-9]\S*', ' ', 'g'), '[^[:alpha:]'']+', ' ', 'g')), ''), p_reason)
$$;
revoke all on function private.cause_of(text) from public, anon, authenticated;
grant execute on function private.cause_of(text) to service_role;

create table public.suppressions (
  address text primary key check (address = lower(address)),
  reason text not null,
  cause text generated always as (private.cause_of(reason)) stored,
  since timestamptz not null,
  lifted_at timestamptz,
  run text,
  is_held boolean not null default false
);
comment on table public.suppressions is 'Addresses that nothing is sent to, until lifted_at is set. A member with a new address is no longer meant.';
comment on column public.suppressions.run is 'Who suppressed it: the owner of a sending run, or reports. Null: an operator, or the reader. Runs have a limit.';
comment on column public.suppressions.is_held is 'Over the limit of a run: not in force (lifted_at is set), until confirm_suppressions or the next refusal.';

create table public.recommendation_logs (
  id bigint generated always as identity primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  event_id uuid not null references public.events (id) on delete cascade,
  email_id uuid references public.email_logs (id) on delete cascade,
  position smallint not null check (position >= 1),
  score real not null,
  model text not null,
  told bigint,
  shown_at timestamptz not null
);
comment on table public.recommendation_logs is 'What a member was shown, where in the list and by which model. email_id null: by recommend.';
comment on column public.recommendation_logs.told is 'facts_hash of the event as the mail tells of it; null: not known.';

-- A list that is loaded again and again shows an event once a day.
create unique index recommendation_logs_once on public.recommendation_logs (user_id, event_id, ((shown_at at time zone 'UTC')::date))
  where email_id is null;
create index recommendation_logs_user on public.recommendation_logs (user_id);
create index recommendation_logs_event on public.recommendation_logs (event_id);
create index recommendation_logs_email on public.recommendation_logs (email_id);

create table public.pipeline_runs (
  id uuid primary key default gen_random_uuid(),
  stage text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  counts jsonb not null default '{}',
  error text
);
comment on table public.pipeline_runs is 'One row for each run of a stage. finished_at null long after started_at: the run died.';
create index pipeline_runs_started on public.pipeline_runs (started_at);

-- The service's alone: row level security without a policy lets nobody else see a row.
alter table public.newsletters enable row level security;
alter table public.email_logs enable row level security;
alter table public.suppressions enable row level security;
alter table public.recommendation_logs enable row level security;
alter table public.pipeline_runs enable row level security;
revoke all on public.newsletters, public.email_logs, public.suppressions, public.recommendation_logs, public.pipeline_runs
  from anon, authenticated, service_role;
-- An identity column takes its numbers without a grant.
revoke all on sequence public.recommendation_logs_id_seq from anon, authenticated, service_role;
grant select, insert, update, delete
  on public.newsletters, public.email_logs, public.suppressions, public.recommendation_logs, public.pipeline_runs
  to service_role;

----------------------------------------------------------------------------------------------------
-- Planning

-- The latest send day of a member and the instants between which its newsletter may go out: from the
-- local hour on, and not into the night. Postgres moves a slot that a clock change skips to the hour after it.
create function private.send_window(p_now timestamptz, p_zone text, p_frequency text, p_weekday integer, p_hour integer, p_hours integer)
returns table (period date, opens_at timestamptz, closes_at timestamptz)
language sql stable set search_path = '' as $$
  select s.slot::date, w.opens_at, greatest(
    w.opens_at + interval '1 hour',  -- where the clocks skip the last hour of a day
    least(w.opens_at + make_interval(hours => p_hours), (date_trunc('day', s.slot) + interval '1 day') at time zone p_zone))
  from (
    select case p_frequency
      when 'daily' then t.today + case when t.today <= t.local then interval '0' else interval '-1 day' end
      else t.today + make_interval(days => t.ahead)
             - case when t.today + make_interval(days => t.ahead) <= t.local then interval '0' else interval '7 days' end
    end as slot
    from (
      select l.local,
             date_trunc('day', l.local) + make_interval(hours => p_hour) as today,
             (p_weekday - extract(isodow from l.local)::integer + 7) % 7 as ahead
      from (select p_now at time zone p_zone as local) l
    ) t
  ) s
  cross join lateral (select s.slot at time zone p_zone as opens_at) w
$$;
revoke all on function private.send_window(timestamptz, text, text, integer, integer, integer) from public, anon, authenticated;
grant execute on function private.send_window(timestamptz, text, text, integer, integer, integer) to service_role;

-- Whether this newsletter would come within half its period (84 hours, 12 where it is daily) of another
-- one: members may change day, hour, frequency and time zone as they like. Between two in a row without a
-- change lies more than that, however late the first left. In PL/pgSQL, which plans it once.
create function private.is_too_soon(p_now timestamptz, p_user_id uuid, p_newsletter_id uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (
    select from public.newsletters n
    join public.email_logs m on m.newsletter_id <> n.id
    where n.id = p_newsletter_id and m.user_id = p_user_id and m.status not in ('skipped', 'expired', 'cancelled')
      -- What is not known to have left may leave, or have left, as late as it may.
      and coalesce(m.sent_at, m.expires_at) > p_now - case n.frequency when 'daily' then interval '12 hours' else interval '84 hours' end
      -- For the index: mail leaves within a day of the time it was made for.
      and m.created_for > p_now - interval '7 days');
end $$;
revoke all on function private.is_too_soon(timestamptz, uuid, uuid) from public, anon, authenticated;
grant execute on function private.is_too_soon(timestamptz, uuid, uuid) to service_role;

-- Confirmed members whose window is open, who have no mail of that edition yet and for whom it is not too soon, but
-- for those whose address is suppressed: pipeline_status counts them. Makes the editions.
create function public.due_members(p_now timestamptz, p_zone text, p_weekday integer, p_hour integer, p_hours integer, p_limit integer)
returns table (newsletter_id uuid, frequency text, period date, closes_at timestamptz, user_id uuid, email text, name text, time_zone text)
language sql set search_path = '' as $$
  with slots as materialized (
    -- Many members share a slot: from the index alone, and a window is computed once.
    select distinct newsletter_slot as slot from public.users where newsletter_slot is not null
  ), windows as materialized (
    select s.slot, c.frequency, c.time_zone, w.period, w.closes_at
    from slots s
    cross join lateral (
      select split_part(s.slot, ' ', 1) as frequency, coalesce(nullif(split_part(s.slot, ' ', 4), ''), p_zone) as time_zone,
             coalesce(nullif(split_part(s.slot, ' ', 2), '0')::integer, p_weekday) as weekday,
             coalesce(nullif(split_part(s.slot, ' ', 3), '-1')::integer, p_hour) as hour) c
    cross join lateral private.send_window(p_now, c.time_zone, c.frequency, c.weekday, c.hour, p_hours) w
    where p_now < w.closes_at
  ), open as (
    select u.id, u.email, u.name, w.time_zone, w.frequency, w.period, w.closes_at
    from windows w join public.users u on u.newsletter_slot = w.slot
    where u.confirmed_from <= p_now
      and not exists (select from public.suppressions x where x.address = lower(u.email) and x.lifted_at is null)
  ), made as (
    insert into public.newsletters (frequency, period)
    select distinct o.frequency, o.period from open o
    order by o.frequency, o.period  -- in one order, or two schedulers would wait for each other
    on conflict (frequency, period) do nothing
    returning id, newsletters.frequency, newsletters.period, status
  ), edition as (
    select * from made
    union all
    select id, n.frequency, n.period, n.status from public.newsletters n
    where (n.frequency, n.period) in (select o.frequency, o.period from open o)
  )
  select newsletter_id, d.frequency, d.period, closes_at, id, email, name, time_zone
  from (
    select e.id as newsletter_id, e.frequency, e.period, o.closes_at, o.id, o.email, o.name, o.time_zone
    from open o
    join edition e on e.frequency = o.frequency and e.period = o.period and e.status = 'open'
    where not exists (
      select from public.email_logs m
      where m.newsletter_id = e.id and m.user_id = o.id and m.status <> 'expired')
    -- Where the quota or the time does not suffice for all, it is others each time who go without.
    order by md5(e.id::text || o.id)
    offset 0) d
  -- Dear, so it is asked of no more members than are taken.
  where not private.is_too_soon(p_now, id, newsletter_id)
  limit p_limit
$$;
comment on function public.due_members is 'Who is to get a newsletter now. The edition is a (frequency, local send day); p_hours is how long after the local hour it may still go out.';

select private.service_only('due_members');
