-- How long the outbox and what was shown are kept, and what is left of them: the figures of each newsletter.

create table public.retention (
  singleton boolean primary key default true check (singleton),
  mail_content integer not null default 5 check (mail_content between 4 and 3650),
  troubled_content integer not null default 28 check (troubled_content between 7 and 3650),
  mails integer not null default 28 check (mails between 28 and 3650),
  showings integer not null default 0 check (showings between 0 and 3650),
  runs integer not null default 30 check (runs between 1 and 3650)
);
comment on table public.retention is
  'One row: for how many days logs are kept. The job "connect3: prune logs" reads it.';
comment on column public.retention.mail_content is
  'email_logs.mail of mails that left or never will. Bounces are read for three days, and compare an address in it.';
comment on column public.retention.troubled_content is
  'email_logs.mail of mails that are failed, unknown or bounced, or that an address refused.';
comment on column public.retention.mails is
  'Rows of email_logs with what they showed, and longer while one of their events is upcoming: nobody is mailed it '
  'again. Three weekly mails in a row must fit.';
comment on column public.retention.showings is 'What recommend showed, counted from when its event is over.';
comment on column public.retention.runs is 'Rows of pipeline_runs.';
insert into public.retention default values;

-- A mail is counted here as it is deleted, so newsletter_results goes on telling of it.
create table public.pruned_mails (
  newsletter_id uuid primary key references public.newsletters (id) on delete cascade,
  mails bigint not null,
  sent bigint not null,
  bounced bigint not null,
  failed bigint not null,
  unknown bigint not null,
  answered bigint not null,
  likes bigint not null,
  dislikes bigint not null
);
comment on table public.pruned_mails is
  'Per newsletter the mails that were deleted, as newsletter_results counts them.';

create table public.pruning (
  singleton boolean primary key default true check (singleton),
  mails_page bigint,
  showings_page bigint
);
comment on table public.pruning is
  'The page of each table where the job that prunes goes on. Both null: at the beginning.';
insert into public.pruning default values;

alter table public.retention enable row level security;
alter table public.pruned_mails enable row level security;
alter table public.pruning enable row level security;
revoke all on public.retention, public.pruned_mails, public.pruning from anon, authenticated, service_role;
grant select, update on public.retention to service_role;
grant select on public.pruned_mails to service_role;

----------------------------------------------------------------------------------------------------
-- Whether a newsletter was worth opening

-- A vote is counted for the mail that showed the event, where it was cast after that mail had left.
create function public.newsletter_results(p_limit integer default 20)
returns table (newsletter text, mails bigint, sent bigint, bounced bigint, failed bigint, unknown bigint,
               answered bigint, likes bigint, dislikes bigint)
language sql stable set search_path = '' as $$
  with editions as (
    select n.id, n.frequency, n.period from public.newsletters n
    order by n.period desc, n.frequency
    limit p_limit
  ), votes as (
    select m.id, count(*) filter (where f.action in ('like', 'going')) as likes,
           count(*) filter (where f.action = 'dislike') as dislikes
    from editions n
    join public.email_logs m on m.newsletter_id = n.id
    join public.recommendation_logs l on l.email_id = m.id
    join public.feedback_logs f
      on f.user_id = l.user_id and f.event_id = l.event_id and f.voted_at >= coalesce(m.sent_at, m.unknown_since)
    group by m.id
  ), kept as (
    select n.id, count(m.id) filter (where m.status <> 'skipped') as mails,
           count(*) filter (where m.status = 'sent') as sent, count(*) filter (where m.status = 'bounced') as bounced,
           count(*) filter (where m.status = 'failed') as failed,
           count(*) filter (where m.status = 'unknown') as unknown, count(v.id) as answered,
           coalesce(sum(v.likes), 0)::bigint as likes, coalesce(sum(v.dislikes), 0)::bigint as dislikes
    from editions n
    left join public.email_logs m on m.newsletter_id = n.id
    left join votes v on v.id = m.id
    group by n.id
  )
  select n.frequency || ' ' || n.period, k.mails + coalesce(p.mails, 0), k.sent + coalesce(p.sent, 0),
         k.bounced + coalesce(p.bounced, 0), k.failed + coalesce(p.failed, 0), k.unknown + coalesce(p.unknown, 0),
         k.answered + coalesce(p.answered, 0), k.likes + coalesce(p.likes, 0), k.dislikes + coalesce(p.dislikes, 0)
  from editions n join kept k using (id) left join public.pruned_mails p on p.newsletter_id = n.id
  order by n.period desc, n.frequency
$$;
comment on function public.newsletter_results is
  'The latest newsletters: how many mails came how far, how many readers voted on what was in theirs, and how. Votes '
  'count as long as their mail is kept (retention.mails).';

-- The same of some mails, which are about to be deleted.
create function private.count_pruned(p_ids uuid[]) returns void
language sql set search_path = '' as $$
  with votes as (
    select m.id, count(*) filter (where f.action in ('like', 'going')) as likes,
           count(*) filter (where f.action = 'dislike') as dislikes
    from public.email_logs m
    join public.recommendation_logs l on l.email_id = m.id
    join public.feedback_logs f
      on f.user_id = l.user_id and f.event_id = l.event_id and f.voted_at >= coalesce(m.sent_at, m.unknown_since)
    where m.id = any (p_ids)
    group by m.id
  )
  insert into public.pruned_mails as p
  select m.newsletter_id, count(*) filter (where m.status <> 'skipped'), count(*) filter (where m.status = 'sent'),
         count(*) filter (where m.status = 'bounced'), count(*) filter (where m.status = 'failed'),
         count(*) filter (where m.status = 'unknown'), count(v.id), coalesce(sum(v.likes), 0),
         coalesce(sum(v.dislikes), 0)
  from public.email_logs m left join votes v using (id)
  where m.id = any (p_ids)
  group by m.newsletter_id
  on conflict (newsletter_id) do update set
    mails = p.mails + excluded.mails, sent = p.sent + excluded.sent, bounced = p.bounced + excluded.bounced,
    failed = p.failed + excluded.failed, unknown = p.unknown + excluded.unknown,
    answered = p.answered + excluded.answered, likes = p.likes + excluded.likes,
    dislikes = p.dislikes + excluded.dislikes
$$;

----------------------------------------------------------------------------------------------------
-- Pruning

-- Pages of a table from p_page on, as bounds of ctid. Rows are pruned in the order in which they lie: those that were
-- made together lie together, with what they showed, and no index is needed to find them.
create function private.page_start(p_page bigint) returns tid
language sql immutable set search_path = '' as $$ select format('(%s,0)', p_page)::tid $$;

create function private.has_page(p_table regclass, p_page bigint) returns boolean
language sql stable set search_path = '' as $$
  select p_page * current_setting('block_size')::bigint < pg_relation_size(p_table)
$$;

-- The mails of forty pages, about five hundred: drops contents that have done their work, and deletes mails whose time
-- is over. Answers the next page; null: there are no more. What waits or is under way is never touched.
create function private.prune_mails(p_now timestamptz, p_page bigint) returns bigint
language plpgsql set search_path = '' set jit = off as $$
declare
  r public.retention := (select r from public.retention r);
  v_settled uuid[];
  v_old uuid[];
  v_full uuid[];
  v_newsletters uuid[];
begin
  if not private.has_page('public.email_logs', p_page) then return null; end if;
  v_settled := array(
    select m.id from public.email_logs m
    where m.ctid >= private.page_start(p_page) and m.ctid < private.page_start(p_page + 40)
      and m.status not in ('queued', 'sending'));
  -- A member is not mailed an event again while they have a mail with it: where it is upcoming, the mail stays.
  v_old := array(
    select m.id from public.email_logs m
    where m.id = any (v_settled) and greatest(m.created_for, m.expires_at) < p_now - make_interval(days => r.mails)
      and not exists (
        select from public.recommendation_logs l join public.events e on e.id = l.event_id
        where l.email_id = m.id and e.upcoming_until > p_now));
  v_full := array(
    select m.id from public.email_logs m
    where m.id = any (v_settled) and m.id <> all (v_old) and m.mail is not null
      and greatest(m.created_for, m.expires_at) < p_now - make_interval(days => case
        when m.status in ('failed', 'unknown', 'bounced') or m.bounce is not null then r.troubled_content
        else r.mail_content end));
  if v_old || v_full = '{}' then return p_page + 40; end if;

  -- In the one order of all functions: newsletters, then mails.
  v_newsletters := array(select m.newsletter_id from public.email_logs m where m.id = any (v_old));
  perform from public.newsletters n where n.id = any (v_newsletters) order by n.id for key share;
  perform private.lock_mails(v_old || v_full);
  update public.email_logs m set mail = null where m.id = any (v_full) and m.status not in ('queued', 'sending');
  v_old := array(
    select m.id from public.email_logs m where m.id = any (v_old) and m.status not in ('queued', 'sending'));
  perform private.count_pruned(v_old);
  delete from public.recommendation_logs l where l.email_id = any (v_old);
  delete from public.email_logs m where m.id = any (v_old);
  return p_page + 40;
end $$;

-- The showings of two hundred pages, ten thousand at most: deletes what recommend showed of events that are over. Of a
-- post that tells of no event at present nobody can say when it is over: as long as mails. Answers the next page.
create function private.prune_showings(p_now timestamptz, p_page bigint) returns bigint
language plpgsql set search_path = '' set jit = off as $$
begin
  if not private.has_page('public.recommendation_logs', p_page) then return null; end if;
  delete from public.recommendation_logs l using public.events e, public.retention r
  where l.ctid >= private.page_start(p_page) and l.ctid < private.page_start(p_page + 200)
    and l.email_id is null and e.id = l.event_id
    and case when e.upcoming_until is null then l.shown_at < p_now - make_interval(days => r.mails)
             else e.upcoming_until <= p_now - make_interval(days => r.showings) end;
  return p_page + 200;
end $$;

-- One portion, well below a second. Answers whether there is more to do; false, too, where another run is at it.
create function private.prune_logs(p_now timestamptz) returns boolean
language plpgsql set search_path = '' as $$
declare
  s public.pruning;
  v_has_mails boolean;
begin
  perform private.share_turn();
  select * into s from public.pruning for update skip locked;
  if not found then return false; end if;
  v_has_mails := s.showings_page is null;
  if v_has_mails then
    s.mails_page := private.prune_mails(p_now, coalesce(s.mails_page, 0));
    if s.mails_page is null then s.showings_page := 0; end if;
  else
    s.showings_page := private.prune_showings(p_now, s.showings_page);
  end if;
  update public.pruning set mails_page = s.mails_page, showings_page = s.showings_page;
  return v_has_mails or s.showings_page is not null;
end $$;

-- Few rows, in one statement each. In PL/pgSQL, as pg_cron may be missing.
create function private.prune_runs(p_now timestamptz) returns void
language plpgsql set search_path = '' as $$
begin
  -- A run that died has no end; one that never started has neither, only its number.
  delete from cron.job_run_details where coalesce(start_time, end_time) < p_now - interval '7 days'
    or coalesce(start_time, end_time) is null and runid < (
      select max(runid) from cron.job_run_details where coalesce(start_time, end_time) < p_now - interval '7 days');
  delete from public.pipeline_runs
    where started_at < p_now - (select make_interval(days => r.runs) from public.retention r);
  delete from public.mail_slots where taken_at < p_now - interval '2 days';
end $$;

revoke all on function private.count_pruned(uuid[]), private.page_start(bigint), private.has_page(regclass, bigint),
  private.prune_mails(timestamptz, bigint),
  private.prune_showings(timestamptz, bigint), private.prune_logs(timestamptz), private.prune_runs(timestamptz)
  from public, anon, authenticated;

select private.service_only('newsletter_results');
