-- What is pruned and what stays: contents of mails, mails with what they showed, showings of recommend, runs.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
set local timezone = 'UTC';
select plan(33);

truncate public.users, public.posts, public.newsletters, public.pipeline_runs cascade;
update public.retention set mail_content = 5, troubled_content = 20, mails = 28, showings = 2, runs = 30;
update public.pruning set mails_page = null, showings_page = null;

create function pg_temp.n(p_n bigint) returns uuid language sql as $$
  select ('00000000-0000-4000-8000-' || lpad(p_n::text, 12, '0'))::uuid
$$;
-- As the job does it, in portions until there is no more. Answers how many.
create function pg_temp.prune(p_now timestamptz default '2026-07-01 12:00Z') returns integer language plpgsql as $$
declare n integer := 1;
begin
  while private.prune_logs(p_now) loop n := n + 1; end loop;
  return n;
end $$;

insert into auth.users (id, email, email_confirmed_at)
  select pg_temp.n(i), i || '@example.org', now() from generate_series(1, 40) i;
insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at)
  select pg_temp.n(i), 'test', i::text, 'c', '2026-01-01Z', 'event', 'Event ' || i, s
  from unnest(array['2026-06-10Z', '2026-06-29 12:00Z', '2026-06-29 12:01Z', '2026-07-01 12:01Z']::timestamptz[])
    with ordinality e (s, i);
insert into event_of_post (id, source, external_id, text, posted_at, kind, title) values
  (pg_temp.n(5), 'test', '5', 'c', '2026-01-01Z', 'event', 'Undated');
insert into public.newsletters (id, frequency, period) values (pg_temp.n(1), 'weekly', '2026-06-01');

-- A mail to member p_user, named by its subject; its window closes half a day after it was made.
create function pg_temp.mail(p_user integer, p_subject text, p_status text, p_created timestamptz,
                             p_events integer[] default '{}') returns void language sql as $$
  insert into public.email_logs (id, newsletter_id, user_id, to_address, subject, mail, created_for, expires_at,
                                 status, sent_at, unknown_since, lease_until)
    select pg_temp.n(p_user), pg_temp.n(1), pg_temp.n(p_user), p_user || '@example.org', p_subject, '{}', p_created,
           p_created + interval '12 hours', p_status,
           case when p_status in ('sent', 'bounced') then p_created end,
           case when p_status = 'unknown' then p_created end, case when p_status = 'sending' then p_created end;
  insert into public.recommendation_logs (user_id, event_id, email_id, position, score, model, shown_at)
    select pg_temp.n(p_user), pg_temp.n(e), pg_temp.n(p_user), i, 1, 'm', p_created
    from unnest(p_events) with ordinality s (e, i);
$$;
create function pg_temp.contents(p_is_kept boolean) returns setof text language sql as $$
  select subject from public.email_logs where (mail is not null) = p_is_kept order by subject
$$;

----------------------------------------------------------------------------------------------------
-- Contents of mails

select pg_temp.mail(1, 'sent, in time', 'sent', '2026-06-26 00:00Z', '{1}');
select pg_temp.mail(2, 'sent, late', 'sent', '2026-06-25 23:59Z', '{1, 4}');
select pg_temp.mail(n + 2, s || ', ' || t, s,
                    case t when 'in time' then timestamptz '2026-06-11 00:00Z' else '2026-06-10 23:59Z' end)
  from unnest('{failed, unknown, bounced}'::text[]) with ordinality a (s, i),
       unnest('{in time, late}'::text[]) with ordinality b (t, j), lateral (select (i * 2 + j - 2)::integer as n) c;
select pg_temp.mail(9, 'refused by its address', 'sent', '2026-06-20Z');
update public.email_logs set bounce = 'soft' where subject = 'refused by its address';
select pg_temp.mail(10, 'queued', 'queued', '2026-06-10Z');
select pg_temp.mail(11, 'sending', 'sending', '2026-06-10Z');
select pg_temp.mail(12 + i::integer, s, s, '2026-06-25Z')
  from unnest('{expired, skipped, cancelled}'::text[]) with ordinality a (s, i);
select pg_temp.mail(16, 'still in time', 'sent', '2026-06-10Z');
update public.email_logs set expires_at = '2026-07-01 13:00Z' where subject = 'still in time';

select is(pg_temp.prune(), 4, 'a portion of mails, one of showings, and each once more to see that there are none');
select results_eq(
  'select pg_temp.contents(true)',
  array['bounced, in time', 'failed, in time', 'queued', 'refused by its address', 'sending', 'sent, in time',
        'still in time', 'unknown, in time'],
  'content stays where mail may leave, for some days after its window, and longer where something is wrong');
select results_eq(
  'select pg_temp.contents(false)',
  array['bounced, late', 'cancelled', 'expired', 'failed, late', 'sent, late', 'skipped', 'unknown, late'],
  'all other content is dropped');
select is((select count(*) from recommendation_logs), 3::bigint, 'what a mail showed stays with its row');
update public.retention set mail_content = 30, troubled_content = 30;
select is(pg_temp.prune('2026-07-04Z'), 4, 'another setting');
select is(
  (select mail is null from email_logs where subject = 'sent, in time'), false, 'holds from the next run on');
update public.retention set mail_content = 5, troubled_content = 20;
truncate public.newsletters cascade;
insert into public.newsletters (id, frequency, period, status) values
  (pg_temp.n(1), 'weekly', '2026-06-01', 'open'), (pg_temp.n(2), 'weekly', '2026-05-25', 'cancelled');

----------------------------------------------------------------------------------------------------
-- Mails

select pg_temp.mail(1, 'its events are over', 'sent', '2026-06-02 12:00Z', '{1, 2}');
select pg_temp.mail(2, 'one of its events is upcoming', 'sent', '2026-06-02 12:00Z', '{1, 4}');
select pg_temp.mail(3, 'late enough', 'sent', '2026-06-03 00:00Z', '{1}');
select pg_temp.mail(4, 'queued', 'queued', '2026-06-02 12:00Z', '{1}');
select pg_temp.mail(5, 'sending', 'sending', '2026-06-02 12:00Z', '{1}');
select pg_temp.mail(6, 'skipped', 'skipped', '2026-06-02 12:00Z');
select pg_temp.mail(5 + n::integer * 2, s, s, '2026-06-02 11:59Z', '{1}')
  from unnest('{bounced, failed, unknown, expired}'::text[]) with ordinality a (s, n);
insert into public.feedback_logs (user_id, event_id, action, voted_at) values
  (pg_temp.n(1), pg_temp.n(1), 'like', '2026-06-03Z'), (pg_temp.n(1), pg_temp.n(2), 'dislike', '2026-06-03Z'),
  (pg_temp.n(2), pg_temp.n(1), 'going', '2026-06-03Z'), (pg_temp.n(3), pg_temp.n(1), 'like', '2026-06-01Z'),
  (pg_temp.n(11), pg_temp.n(1), 'not_going', '2026-06-03Z');
create temp table results as select * from newsletter_results();
create temp table facts as
  select 'ranking' as of, ranking_members('2026-07-01 12:00Z', array(select id from users)) as fact
  union all select 'due again', to_jsonb(array(
    select user_id from due_members('2026-06-01 12:00Z', 'UTC', 1, 9, 12, 100) order by user_id));
grant select on results to service_role;

select is(pg_temp.prune(), 4, 'mails are pruned');
select results_eq(
  'select subject from email_logs order by subject',
  array['late enough', 'one of its events is upcoming', 'queued', 'sending'],
  'a mail stays while it may leave, for its time, and while one of its events is upcoming');
select is(
  (select count(*) from recommendation_logs), 5::bigint, 'all that these showed stays, and of the others nothing');
set local role service_role;
select results_eq(
  'select * from newsletter_results()', 'select * from results', 'the newsletter''s figures are as before');
reset role;
select results_eq(
  $$ select mails, sent, bounced, failed, unknown, answered, likes, dislikes from public.pruned_mails $$,
  $$ values (5::bigint, 1::bigint, 1::bigint, 1::bigint, 1::bigint, 2::bigint, 1::bigint, 1::bigint) $$,
  'each deleted mail is counted once, but for those that were skipped');
select is(
  ranking_members('2026-07-01 12:00Z', array(select id from users)), (select fact from facts where of = 'ranking'),
  'ranking reads the same as before: nobody is mailed an upcoming event again');
update public.events set starts_at = '2026-06-30Z' where id = pg_temp.n(4);
update public.email_logs set status = 'sent', lease_until = null where status in ('queued', 'sending');
select is(pg_temp.prune(), 4, 'once the upcoming event is over');
select results_eq('select subject from email_logs', array['late enough'], 'its mail goes, and those that left since');
set local role service_role;
select results_eq(
  'select mails, sent, bounced, failed, unknown, answered, likes, dislikes from newsletter_results(1)',
  $$ values (9::bigint, 5::bigint, 1::bigint, 1::bigint, 1::bigint, 3::bigint, 2::bigint, 1::bigint) $$,
  'further mails are added to what was counted');
select lives_ok($$ select set_newsletter_status('weekly', '2026-05-25', 'open') $$, 'a cancelled edition without mails opens');
reset role;
delete from public.email_logs;
update public.newsletters set status = 'cancelled' where id = pg_temp.n(1);
set local role service_role;
select throws_ok(
  $$ select set_newsletter_status('weekly', '2026-06-01', 'open') $$, '55000', null, 'one whose mails were deleted does not');
reset role;

----------------------------------------------------------------------------------------------------
-- Three in a row

update public.newsletters set status = 'open';
insert into public.newsletters (id, frequency, period)
  select pg_temp.n(10 + i), 'weekly', date '2026-05-04' + 7 * i from generate_series(1, 2) i;
insert into public.email_logs (newsletter_id, user_id, to_address, created_for, expires_at, status, bounce)
  select pg_temp.n(n), pg_temp.n(1), '1@example.org', c, c, 'bounced', 'soft'
  from (values (11, timestamptz '2026-06-01Z'), (12, '2026-06-20Z')) v (n, c);
select pg_temp.mail(1, 'third', 'sent', '2026-06-30Z');
select private.note_bounce('2026-07-01Z', pg_temp.n(1), 'soft', 'full');
select is_empty('select from suppressions', 'a refusal older than mails are kept is none of three in a row');
update public.email_logs set created_for = '2026-06-10Z' where created_for = '2026-06-01Z';
select private.note_bounce('2026-07-01Z', pg_temp.n(1), 'soft', 'full');
select results_eq('select address from suppressions', array['1@example.org'], 'a younger one is');

----------------------------------------------------------------------------------------------------
-- Showings of recommend

truncate public.newsletters, public.recommendation_logs cascade;
update public.events set starts_at = '2026-07-01 12:01Z' where id = pg_temp.n(4);
insert into public.recommendation_logs (user_id, event_id, position, score, model, shown_at)
  select pg_temp.n(row_number() over ()), pg_temp.n(e), 1, 1, m, t from (values
    (1, 'long over', timestamptz '2026-06-09Z'), (2, 'over for two days', '2026-06-28Z'),
    (3, 'over for less', '2026-06-28Z'), (4, 'upcoming', '2025-06-28Z'),
    (5, 'no event, old', '2026-06-03 11:59Z'), (5, 'no event', '2026-06-03 12:00Z')) v (e, m, t);
create temp table before as select ranking_members('2026-07-01 12:00Z', array(select id from users)) as fact;
select is(pg_temp.prune(), 3, 'showings are pruned');
select results_eq(
  'select model from recommendation_logs order by model', array['no event', 'over for less', 'upcoming'],
  'once the event is over for retention.showings; where nobody can say when, as mails');
select is(
  ranking_members('2026-07-01 12:00Z', array(select id from users)), (select fact from before),
  'ranking reads the same as before');

----------------------------------------------------------------------------------------------------
-- Portions

truncate public.recommendation_logs;
insert into public.newsletters (id, frequency, period)
  select pg_temp.n(i), 'daily', date '2026-01-01' + i from generate_series(1, 100) i;
insert into public.email_logs (newsletter_id, user_id, created_for, expires_at, status)
  select pg_temp.n(i), u.id, '2026-01-01Z', '2026-01-02Z', 'sent' from generate_series(1, 100) i, users u;
select is((select count(*) from email_logs), 4000::bigint, 'more mails than a portion');
select ok(private.prune_logs('2026-07-01 12:00Z'), 'a portion leaves more to do');
select ok((select count(*) between 1 and 3999 from email_logs), 'and takes only some of them');
select cmp_ok(pg_temp.prune(), '>=', 3, 'the next call goes on where it ended');
select is_empty('select from email_logs', 'until there are none');
select is((select sum(sent) from public.pruned_mails), 4000::numeric, 'no mail is counted twice');

----------------------------------------------------------------------------------------------------
-- Runs, and who may say for how long

insert into public.pipeline_runs (stage, started_at, finished_at) values
  ('kept', '2026-06-01 12:00Z', '2026-06-01 12:01Z'), ('gone', '2026-06-01 11:59Z', null);
delete from cron.job_run_details;
insert into cron.job_run_details (runid, jobid, status, start_time, end_time) overriding system value values
  (-1, -1, 'starting', null, null), (-2, -1, 'running', '2026-06-24 12:00Z', null),
  (-3, -1, 'kept', '2026-06-24 12:00Z', '2026-06-24 12:01Z'),
  (-4, -1, 'gone', '2026-06-24 11:59Z', '2026-06-24 12:01Z'), (-5, -1, 'died', '2026-06-24 11:59Z', null),
  (-6, -1, 'never started', null, null);
select private.prune_runs('2026-07-01 12:00Z');
select results_eq('select stage from pipeline_runs', array['kept'], 'runs of stages are kept for retention.runs');
select results_eq(
  'select status from cron.job_run_details order by status', array['kept', 'running', 'starting'],
  'runs of the scheduler for 7 days, those that died or never started too');

set local role service_role;
select lives_ok('update retention set mails = 90', 'the service sets how long');
select throws_ok('update retention set mails = 27', '23514', null, 'within bounds');
set local role authenticated;
select throws_ok('select from retention', '42501', null, 'a member neither reads it');

select * from finish();
rollback;
