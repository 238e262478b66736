-- The schedules, what they call, and what an operator asks first. Needs pg_cron, pg_net and Vault, or
-- what stands in for them.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
set local timezone = 'UTC';
select plan(32);

truncate public.users, public.posts, public.newsletters, public.pipeline_runs cascade;
delete from vault.secrets where name in ('project_url', 'cron_key');

----------------------------------------------------------------------------------------------------
-- Jobs

create function pg_temp.jobs() returns setof text language sql as $$
  select format('%s | %s | %s', jobname, schedule, regexp_replace(command, '^do .*perform (\S+);.*while ([a-z_.]+)\(.*$', 'do: \1, \2')) from cron.job where jobname like 'connect3: %' and active order by jobname
$$;
select is(private.apply_schedules(), 5, 'the schedules can be applied at any time');
select results_eq(
  'select pg_temp.jobs()',
  array[
    $j$connect3: classify events | */10 * * * * | select private.invoke_stage('classify-events', interval '150 seconds')$j$,
    $j$connect3: count community | 9-59/15 * * * * | do: private.share_pairs(), private.refresh_community$j$,
    $j$connect3: embed events | 3-59/10 * * * * | select private.invoke_stage('embed-events', interval '150 seconds')$j$,
    $j$connect3: prune logs | 17 3,4 * * * | do: private.prune_runs(clock_timestamp()), private.prune_logs$j$,
    $j$connect3: send newsletters | 6-59/10 * * * * | select private.invoke_stage('send-newsletters', interval '150 seconds')$j$],
  'these are the jobs, each once');
select lives_ok('select cron.unschedule(''connect3: prune logs'')', 'a job that is gone');
select is(private.apply_schedules(), 5, 'comes back');
select is((select count(*) from pg_temp.jobs()), 5::bigint, 'and the others are not doubled');

----------------------------------------------------------------------------------------------------
-- Calls of stages

select throws_ok(
  $$ select private.invoke_stage('embed-events', '1 second') $$,
  'P0001', 'Cannot call embed-events as the Vault secret project_url is missing', 'a call needs the address');
select lives_ok($$ select vault.create_secret('http://127.0.0.1:9/', 'project_url') $$, 'the operator keeps it in Vault');
select throws_ok(
  $$ select private.invoke_stage('embed-events', '1 second') $$,
  'P0001', 'Cannot call embed-events as the Vault secret cron_key is missing', 'and the key');
select lives_ok($$ select vault.create_secret('sb_secret_of_a_test', 'cron_key') $$, 'which goes there too');

create temp table call as select private.invoke_stage('embed-events', '2.5 minutes') as id;
select results_eq(
  $$ select q.method::text, q.url, convert_from(q.body, 'UTF8')::jsonb, q.timeout_milliseconds
     from net.http_request_queue q join call using (id) $$,
  $$ values ('POST', 'http://127.0.0.1:9/functions/v1/embed-events', '{}'::jsonb, 150000) $$, 'a call is queued, with its own timeout');
select ok(
  (select q.headers @> '{"apikey": "sb_secret_of_a_test", "Content-Type": "application/json"}' from net.http_request_queue q join call using (id)), 'and the key');

----------------------------------------------------------------------------------------------------
-- The next run

create function pg_temp.next_run(p_now timestamptz, p_stage text default 'send-newsletters') returns text language plpgsql as $$
declare
  v_before integer := (select count(*) from net.http_request_queue);
  v_called boolean := call_next_run(p_now, p_stage);
begin
  return format('%s, %s queued', v_called, (select count(*) from net.http_request_queue) - v_before);
end $$;
set local role service_role;
select is(call_next_run('2026-06-01 09:00Z', 'send-newsletters'), true, 'a run that leaves work calls the next');
reset role;
select results_eq(
  $$ select url, headers ->> 'apikey' from net.http_request_queue order by id desc limit 1 $$,
  $$ values ('http://127.0.0.1:9/functions/v1/send-newsletters', 'sb_secret_of_a_test') $$, 'by the address and the key of the schedule');
select throws_ok(
  $$ select call_next_run('2026-06-01 09:00Z', 'feedback') $$, '22023', 'Cannot call ''feedback'' as it is no stage that is scheduled', 'of a stage that is scheduled');
select throws_ok($$ select call_next_run('2026-06-01 09:00Z', null) $$, '22023', null, 'and named');
insert into public.pipeline_runs (stage, started_at, finished_at)
  select 'send-newsletters', '2026-06-01 08:59Z', null from generate_series(1, 3);
select is(pg_temp.next_run('2026-06-01 09:00Z'), 'f, 0 queued', 'not while three are at work');
select is(pg_temp.next_run('2026-06-01 09:00Z', 'embed-events'), 't, 1 queued', 'those of another stage do not count');
select is(pg_temp.next_run('2026-06-01 09:07Z'), 't, 1 queued', 'nor those that died a while ago');
update public.pipeline_runs set finished_at = '2026-06-01 09:00Z';
insert into public.pipeline_runs (stage, started_at, finished_at)
  select 'send-newsletters', '2026-06-01 08:55Z', '2026-06-01 08:56Z' from generate_series(1, 57);
select is(pg_temp.next_run('2026-06-01 09:00Z'), 'f, 0 queued', 'nor after sixty in ten minutes');
select is(pg_temp.next_run('2026-06-01 09:05:01Z'), 't, 1 queued', 'until some of them are past');
delete from vault.secrets where name = 'cron_key';
select is(pg_temp.next_run('2026-06-01 12:00Z'), 'f, 0 queued', 'nothing is called where the schedule could not');
delete from public.pipeline_runs;

set local role service_role;
select throws_ok(
  $$ select private.invoke_stage('embed-events', '1 second') $$, '42501', 'permission denied for function invoke_stage', 'the service does not call itself');
select throws_ok('select private.prune_logs(now())', '42501', 'permission denied for function prune_logs', 'nor prunes logs');
select throws_ok('select private.apply_schedules()', '42501', 'permission denied for function apply_schedules', 'nor schedules anything');
reset role;

----------------------------------------------------------------------------------------------------
-- What an operator asks first

insert into auth.users (id, email, email_confirmed_at)
  select ('00000000-0000-4000-8000-00000000000' || n)::uuid, n || '@example.org', now() from generate_series(1, 3) n;
insert into event_of_post (source, external_id, text, posted_at) values ('test', 'one', 'c', '2026-01-01Z');
insert into public.newsletters (id, frequency, period) values
  ('00000000-0000-4000-8000-000000000001', 'weekly', '2026-01-07');
insert into public.email_logs (newsletter_id, user_id, mail, created_for, expires_at, status)
  select '00000000-0000-4000-8000-000000000001', ('00000000-0000-4000-8000-00000000000' || n)::uuid, '{}',
         '2026-06-01 12:00Z', '2026-06-02Z', status
  from unnest('{sent, queued, sent}'::text[]) with ordinality s (status, n);
insert into event_of_post (source, external_id, text, posted_at, kind, title, starts_at, read_hash, needs_review) values
  ('test', 'upcoming', 'c', '2026-01-01Z', 'event', 'Upcoming', '2026-07-01 12:00:01Z', md5('c'), true),
  ('test', 'past', 'c', '2026-01-01Z', 'event', 'Past', '2026-07-01 12:00Z', md5('c'), false),
  ('test', 'refused', 'c', '2026-01-01Z', 'event', 'Refused', '2026-08-01Z', md5('c'), false),
  ('test', 'embedded', 'c', '2026-01-01Z', 'event', 'Embedded', '2026-05-01Z', md5('c'), false),
  ('test', 'recap', 'c', '2026-01-01Z', 'recap', 'Recap', null, md5('c'), false),
  ('test', 'given up', 'c', '2026-01-01Z', null, null, null, null, false),
  ('test', 'five times', 'c', '2026-01-01Z', null, null, null, null, false);
insert into event_of_post (source, external_id, text, posted_at, kind, title, starts_at, is_all_day, read_hash) values
  ('test', 'all day', 'c', '2026-01-01Z', 'event', 'All day', '2026-07-01Z', true, md5('c'));
update public.events set embed_not_before = 'infinity' where id = pg_temp.event('refused');
update public.posts set read_not_before = 'infinity' where external_id = 'given up';
update public.posts set read_attempts = 5 where external_id = 'five times';
insert into public.event_embeddings (event_id, embedding, model, text_hash)
  select id, array_fill(1, array[512])::extensions.halfvec, 'm', e.text_hash
  from public.events e where id in (pg_temp.event('embedded'), pg_temp.event('upcoming'));
update public.events set location = 'Elsewhere' where id = pg_temp.event('upcoming');
insert into public.pipeline_runs (stage, started_at, error) values ('kept', '2026-06-30Z', 'died');

set local role service_role;
select is(
  pipeline_status('2026-07-01 12:00Z') -> 'posts',
  '{"total": 9, "to_read": 1, "failed": 2, "needs_review": 0, "withdrawn": 0, "by_kind": {"event": 5, "recap": 1}}'::jsonb,
  'how far the posts have come, and which were given up');
select is(
  pipeline_status('2026-07-01 12:00Z') -> 'events',
  '{"total": 5, "to_embed": 3, "failed": 1, "needs_review": 1, "withdrawn": 0, "published": 5, "upcoming": 3}'::jsonb,
  'and the events');
select is(pipeline_status('2026-07-01 12:00Z') -> 'embedded', '2'::jsonb, 'how many are embedded');
select is(
  pipeline_status('2026-07-01 12:00Z') -> 'mails',
  '{"queued": 1, "sending": 0, "sent": 2, "bounced": 0, "failed": 0, "unknown": 0, "skipped": 0, "expired": 0, "cancelled": 0}'::jsonb,
  'what became of the mails');
select is(
  pipeline_status('2026-07-01 12:00Z') -> 'last_runs',
  '{"kept": {"started_at": "2026-06-30T00:00:00+00:00", "finished_at": null, "counts": {}, "error": "died"}}'::jsonb, 'the last run of each stage');
reset role;
truncate public.users, public.posts, public.newsletters, public.pipeline_runs cascade;
set local role service_role;
select is(
  pipeline_status(now()) - 'sending',
  '{"posts": {"total": 0, "to_read": 0, "failed": 0, "needs_review": 0, "withdrawn": 0, "by_kind": {}},
    "events": {"total": 0, "to_embed": 0, "failed": 0, "needs_review": 0, "withdrawn": 0, "published": 0, "upcoming": 0},
    "embedded": 0, "mails": {"queued": 0, "sending": 0, "sent": 0, "bounced": 0, "failed": 0, "unknown": 0, "skipped": 0, "expired": 0, "cancelled": 0},
    "newsletters_paused": [], "last_runs": {}}'::jsonb, 'an empty project has an answer too');
select set_newsletter_status('weekly', '2026-07-06', 'paused');
select is(pipeline_status(now()) -> 'newsletters_paused', '["weekly 2026-07-06"]'::jsonb, 'what an operator holds back is not forgotten');

set local role authenticated;
select throws_ok('select pipeline_status(now())', '42501', 'permission denied for function pipeline_status', 'for the service alone');

select * from finish();
rollback;
