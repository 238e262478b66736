-- Who is due, and what is frozen into the outbox. All of it is the service's alone.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
select plan(62);

truncate public.users, public.posts, public.newsletters, public.pipeline_runs cascade;
insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data) values
  ('00000000-0000-4000-8000-00000000000a', 'alice@example.org', now(), '{"name": "Alice"}'),
  ('00000000-0000-4000-8000-00000000000b', 'bob@example.org', now(), '{"time_zone": "Asia/Kolkata"}'),
  ('00000000-0000-4000-8000-00000000000c', 'carol@example.org', now(), '{}'),
  ('00000000-0000-4000-8000-00000000000d', 'dave@example.org', now(), '{}'),
  ('00000000-0000-4000-8000-00000000000e', null, null, '{}');
update public.users set newsletter_frequency = 'daily', newsletter_hour = 6 where email = 'carol@example.org';
update public.users set newsletter_frequency = 'off' where email = 'dave@example.org';
insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at) values
  ('00000000-0000-4000-8000-0000000000e1', 'test', 'one', 'c', now(), 'event', 'One', '2026-01-10'),
  ('00000000-0000-4000-8000-0000000000e2', 'test', 'two', 'c', now(), 'event', 'Two', '2026-01-10');

----------------------------------------------------------------------------------------------------
-- Nobody else's

create function pg_temp.refused(p_table text) returns setof text language sql as $$
  select throws_ok(format('select 1 from public.%I', p_table), '42501', 'permission denied for table ' || p_table, current_user || ' reads no ' || p_table)
  union all
  select throws_ok(format('insert into public.%I default values', p_table), '42501', 'permission denied for table ' || p_table, current_user || ' adds no ' || p_table)
  union all
  select throws_ok(format('update public.%I set id = default', p_table), '42501', 'permission denied for table ' || p_table, current_user || ' changes no ' || p_table)
  union all
  select throws_ok(format('delete from public.%I', p_table), '42501', 'permission denied for table ' || p_table, current_user || ' deletes no ' || p_table)
$$;

set local role anon;
select pg_temp.refused('newsletters');
select pg_temp.refused('email_logs');
select pg_temp.refused('recommendation_logs');
select pg_temp.refused('pipeline_runs');
set local role authenticated;
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000a';
select pg_temp.refused('newsletters');
select pg_temp.refused('email_logs');
select pg_temp.refused('recommendation_logs');
select pg_temp.refused('pipeline_runs');

set local role service_role;
select lives_ok(
  $$ insert into public.pipeline_runs (stage, started_at) values ('test', now());
     update public.pipeline_runs set finished_at = now(); delete from public.pipeline_runs where stage = 'test' $$,
  'the service writes down its runs');
select lives_ok(
  $$ insert into public.recommendation_logs (user_id, event_id, position, score, model, shown_at)
     values ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e1', 1, 0.5, 'm', now());
     update public.recommendation_logs set score = 0.6; delete from public.recommendation_logs where score > 0.5 $$,
  'and what it showed');
select throws_ok(
  $$ insert into public.newsletters (frequency, period) values ('monthly', '2026-01-07') $$,
  '23514', 'new row for relation "newsletters" violates check constraint "newsletters_frequency_check"', 'an edition is weekly or daily');

----------------------------------------------------------------------------------------------------
-- Due: the community's newsletter is at 9 on Wednesdays in UTC, with 12 hours to go out

create function pg_temp.due(p_now timestamptz, p_limit integer default 10) returns setof text language sql as $$
  select format('%s %s %s, closes %s, %s', split_part(email, '@', 1), frequency, period, to_char(closes_at at time zone 'UTC', 'MM-DD HH24:MI'), time_zone)
  from public.due_members(p_now, 'UTC', 3, 9, 12, p_limit) order by user_id
$$;
select is_empty($$ select pg_temp.due('2026-01-06 20:00Z') $$, 'on a Tuesday evening nobody is due');
select is_empty('select from public.newsletters', 'and no edition is made');
select results_eq(
  $$ select pg_temp.due('2026-01-07 08:00Z') $$,
  array['bob weekly 2026-01-07, closes 01-07 15:30, Asia/Kolkata', 'carol daily 2026-01-07, closes 01-07 18:00, UTC'],
  'at eight on Wednesday: Bob, where it is past nine, and Carol, who chose six');
select results_eq(
  $$ select pg_temp.due('2026-01-07 09:00Z') $$,
  array['alice weekly 2026-01-07, closes 01-07 21:00, UTC', 'bob weekly 2026-01-07, closes 01-07 15:30, Asia/Kolkata',
        'carol daily 2026-01-07, closes 01-07 18:00, UTC'],
  'at nine Alice too; Dave wants none, and an account without an address gets none');
select results_eq(
  $$ select pg_temp.due('2026-01-07 18:00Z') $$, array['alice weekly 2026-01-07, closes 01-07 21:00, UTC'], 'at six in the evening it is too late for the others');
select is((select count(*) from pg_temp.due('2026-01-07 09:00Z', 1)), 1::bigint, 'as many as are asked for');
savepoint first_come;
select is(
  (select count(distinct d.user_id) from generate_series(timestamptz '2026-01-07 09:00Z', '2026-12-30 09:00Z', interval '7 days') w
   cross join lateral due_members(w, 'UTC', 3, 9, 12, 1) d), 3::bigint, 'where that does not suffice for all, it is not always the same who come first');
rollback to first_come;
select results_eq(
  'select frequency, period, status from public.newsletters order by 1',
  $$ values ('daily', date '2026-01-07', 'open'), ('weekly', '2026-01-07', 'open') $$, 'there is one edition of each, however often it is asked');

update public.newsletters set status = 'paused' where frequency = 'daily';
update public.newsletters set status = 'cancelled' where frequency = 'weekly';
select is_empty($$ select pg_temp.due('2026-01-07 09:00Z') $$, 'nobody is due for an edition that is paused or cancelled');
update public.newsletters set status = 'open';

----------------------------------------------------------------------------------------------------
-- The outbox

create function pg_temp.mail_of(p_member text, p_id uuid, p_more jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object(
    'id', p_id, 'newsletter_id', n.id, 'user_id', u.id, 'to_address', u.email, 'subject', 'S', 'message_id', '<' || p_id || '@test>',
    'mail', '{"text": "hello"}'::jsonb, 'created_for', '2026-01-07 09:00Z', 'expires_at', '2026-01-07 21:00Z', 'status', 'queued',
    'items', '[{"event_id": "00000000-0000-4000-8000-0000000000e1", "position": 1, "score": 0.9, "model": "m"},
               {"event_id": "00000000-0000-4000-8000-0000000000e2", "position": 2, "score": 0.1, "model": "m"}]'::jsonb) || p_more
  from public.users u, public.newsletters n where u.email = p_member || '@example.org' and n.frequency = 'weekly'
$$;
select is(
  queue_mails(jsonb_build_array(
    pg_temp.mail_of('alice', '00000000-0000-4000-8000-0000000000f1'),
    pg_temp.mail_of('bob', '00000000-0000-4000-8000-0000000000f2', '{"status": "skipped", "mail": null, "error": "nothing to send", "items": []}'))), 1,
  'a mail is queued, and one is skipped');
select results_eq(
  'select id, to_address, subject, message_id, mail, created_for, expires_at, status, attempts::integer, error from public.email_logs order by id',
  $$ values
    (uuid '00000000-0000-4000-8000-0000000000f1', 'alice@example.org', 'S', '<00000000-0000-4000-8000-0000000000f1@test>', '{"text": "hello"}'::jsonb,
     timestamptz '2026-01-07 09:00Z', timestamptz '2026-01-07 21:00Z', 'queued', 0, null::text),
    ('00000000-0000-4000-8000-0000000000f2', 'bob@example.org', 'S', '<00000000-0000-4000-8000-0000000000f2@test>', null,
     '2026-01-07 09:00Z', '2026-01-07 21:00Z', 'skipped', 0, 'nothing to send') $$, 'as they were rendered');
select results_eq(
  'select user_id, event_id, email_id, position::integer, score, model, shown_at from public.recommendation_logs order by position',
  $$ values
    (uuid '00000000-0000-4000-8000-00000000000a', uuid '00000000-0000-4000-8000-0000000000e1', uuid '00000000-0000-4000-8000-0000000000f1',
     1, 0.9::real, 'm', timestamptz '2026-01-07 09:00Z'),
    ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e2', '00000000-0000-4000-8000-0000000000f1', 2, 0.1, 'm', '2026-01-07 09:00Z') $$,
  'with what they show');
select results_eq(
  $$ select pg_temp.due('2026-01-07 09:00Z') $$, array['carol daily 2026-01-07, closes 01-07 18:00, UTC'], 'who has a mail, or none to get, is no longer due');
select is(
  queue_mails(jsonb_build_array(
    pg_temp.mail_of('alice', '00000000-0000-4000-8000-0000000000f3', '{"subject": "another"}'),
    pg_temp.mail_of('bob', '00000000-0000-4000-8000-0000000000f4'))), 0,
  'a second mail of the edition is not queued');
select results_eq('select subject from public.email_logs', array['S', 'S'], 'the first stays as it is');
select is((select count(*) from public.recommendation_logs), 2::bigint, 'and so does what was shown');

select throws_ok(
  $$ select queue_mails(jsonb_build_array(pg_temp.mail_of('carol', '00000000-0000-4000-8000-0000000000f5', '{"mail": null}'))) $$,
  '23514', 'new row for relation "email_logs" violates check constraint "email_logs_content"', 'a mail without content cannot be queued');
select throws_ok(
  $$ select queue_mails(jsonb_build_array(pg_temp.mail_of('carol', '00000000-0000-4000-8000-0000000000f5', '{"status": "sending"}'))) $$,
  '23514', 'new row for relation "email_logs" violates check constraint "email_logs_lease"', 'nor one that is being sent by nobody');
select is(queue_mails('[]'), 0, 'nothing is nothing');

-- Not sent in time, and the window is still open: made anew, with what it shows now.
select results_eq('select * from settle_lost_mails(''2026-01-07 21:00Z'')', 'values (0, 0, 1)', 'Alice''s mail expires');
select is_empty('select from public.recommendation_logs', 'what was never sent was never shown');
select results_eq(
  $$ select pg_temp.due('2026-01-07 12:00Z') $$,
  array['alice weekly 2026-01-07, closes 01-07 21:00, UTC', 'carol daily 2026-01-07, closes 01-07 18:00, UTC'], 'Alice is due again');
select is(
  queue_mails(jsonb_build_array(pg_temp.mail_of('alice', '00000000-0000-4000-8000-0000000000f6',
    '{"subject": "Anew", "expires_at": "2026-01-07 22:00Z", "items": [{"event_id": "00000000-0000-4000-8000-0000000000e2", "position": 1, "score": 0.2, "model": "m"}]}'))), 1,
  'her mail is made anew');
select results_eq(
  $$ select id, subject, status, error, expires_at from public.email_logs where to_address = 'alice@example.org' $$,
  $$ values (uuid '00000000-0000-4000-8000-0000000000f1', 'Anew', 'queued', null::text, timestamptz '2026-01-07 22:00Z') $$, 'in its one row');
select results_eq(
  'select event_id, email_id from public.recommendation_logs',
  $$ values (uuid '00000000-0000-4000-8000-0000000000e2', uuid '00000000-0000-4000-8000-0000000000f1') $$, 'with what it shows');

delete from public.newsletters where frequency = 'weekly';
select is_empty('select from public.email_logs', 'mails go with their edition');

select log_shown(jsonb_build_array(
  jsonb_build_object('user_id', '00000000-0000-4000-8000-00000000000a', 'event_id', gen_random_uuid(), 'position', 1, 'score', 1, 'model', 'm', 'shown_at', now()),
  jsonb_build_object('user_id', '00000000-0000-4000-8000-00000000000a', 'event_id', '00000000-0000-4000-8000-0000000000e1', 'position', 2, 'score', 1, 'model', 'm', 'shown_at', now())));
select results_eq(
  'select event_id, position from public.recommendation_logs', $$ values (uuid '00000000-0000-4000-8000-0000000000e1', 2::smallint) $$,
  'an event that is gone is not shown; the others are');

select * from finish();
rollback;
