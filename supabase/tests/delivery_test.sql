-- From queue to fate: a mail is claimed under a lease, and (owner, attempt) is the fence of every write.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(59);

truncate public.users, public.posts, public.newsletters cascade;
insert into auth.users (id, email, email_confirmed_at) values
  ('00000000-0000-4000-8000-00000000000a', 'alice@example.org', now()),
  ('00000000-0000-4000-8000-00000000000b', 'bob@example.org', now()),
  ('00000000-0000-4000-8000-00000000000c', 'carol@example.org', now()),
  ('00000000-0000-4000-8000-00000000000d', 'dave@example.org', now());
insert into public.newsletters (id, frequency, period) values
  ('00000000-0000-4000-8000-000000000001', 'weekly', '2026-01-07'), ('00000000-0000-4000-8000-000000000002', 'daily', '2026-01-07');
insert into public.email_logs (id, newsletter_id, user_id, to_address, mail, created_for, expires_at, status, not_before) values
  ('00000000-0000-4000-8000-0000000000f1', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000a',
   'alice@example.org', '{"to": "alice"}', '2026-01-07 09:00Z', '2026-01-07 21:00Z', 'queued', '-infinity'),
  ('00000000-0000-4000-8000-0000000000f2', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000b',
   'bob@example.org', '{"to": "bob"}', '2026-01-07 09:00Z', '2026-01-07 21:00Z', 'queued', '2026-01-07 10:00Z'),
  ('00000000-0000-4000-8000-0000000000f3', '00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-00000000000c',
   'carol@example.org', '{"to": "carol"}', '2026-01-07 09:00Z', '2026-01-07 21:00Z', 'queued', '-infinity'),
  ('00000000-0000-4000-8000-0000000000f4', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000d',
   'dave@example.org', null, '2026-01-07 09:00Z', '2026-01-07 21:00Z', 'skipped', '-infinity');
update public.newsletters set status = 'paused' where frequency = 'daily';
set local role service_role;

-- What the row of a member's mail says, short.
create function pg_temp.state_of(p_member text) returns text language sql as $$
  select concat_ws(', ', status, 'attempt ' || attempts, phase, 'until ' || to_char(lease_until at time zone 'UTC', 'HH24:MI'), reply, error)
  from public.email_logs where to_address = p_member || '@example.org'
$$;

----------------------------------------------------------------------------------------------------
-- Claim

select results_eq(
  $$ select id, attempt::integer, mail from claim_mails('2026-01-07 09:00Z', 'one', 10, '5 minutes') $$,
  $$ values (uuid '00000000-0000-4000-8000-0000000000f1', 1, '{"to": "alice"}'::jsonb) $$,
  'what is due is claimed: not what waits, nor what is paused or skipped');
select is(pg_temp.state_of('alice'), 'sending, attempt 1, dialling, until 09:05', 'a claim counts the attempt, takes a lease and begins with its first mail');
select is_empty($$ select from claim_mails('2026-01-07 09:00Z', 'two', 10, '5 minutes') $$, 'nobody else gets it');
select is_empty($$ select from claim_mails('2026-01-07 09:10Z', 'two', 10, '5 minutes') $$, 'not even after the lease, until somebody has looked what became of it');
select is_empty($$ select from claim_mails('2026-01-07 09:59:59Z', 'two', 10, '5 minutes') $$, 'what waits is not due before');
select results_eq($$ select mail ->> 'to' from claim_mails('2026-01-07 10:00Z', 'two', 10, '5 minutes') $$, array['bob'], 'it is due then');

update public.newsletters set status = 'open';
select is_empty($$ select from claim_mails('2026-01-07 21:00Z', 'three', 10, '5 minutes') $$, 'from its end on a mail is not sent');
select is_empty($$ select from claim_mails('2026-01-07 20:00Z', 'three', 0, '5 minutes') $$, 'as many as are asked for');
select results_eq(
  $$ select mail ->> 'to' from claim_mails('2026-01-07 20:59:59Z', 'three', 10, '5 minutes') $$, array['carol'], 'what is no longer paused is sent');
select is(
  settle_mail('00000000-0000-4000-8000-0000000000f3', 'three', 1::smallint, 'queued', '2026-01-07 21:00Z', null, null, null), true, 'put back');
update public.newsletters set status = 'cancelled' where frequency = 'daily';
select is_empty($$ select from claim_mails('2026-01-07 20:00Z', 'three', 10, '5 minutes') $$, 'what is cancelled is not');
update public.newsletters set status = 'paused' where frequency = 'daily';

----------------------------------------------------------------------------------------------------
-- Phases and settlement, by the holder of the lease

select is(mark_mail_phase('00000000-0000-4000-8000-0000000000f1', 'two', 1::smallint, 'dialling'), false, 'another owner goes no further');
select is(mark_mail_phase('00000000-0000-4000-8000-0000000000f1', 'one', 2::smallint, 'dialling'), false, 'nor another attempt');
select is(mark_mail_phase('00000000-0000-4000-8000-0000000000f1', 'one', 1::smallint, 'dialling'), true, 'the holder dials');
select throws_ok(
  $$ select mark_mail_phase('00000000-0000-4000-8000-0000000000f1', 'one', 1::smallint, 'singing') $$,
  '23514', 'new row for relation "email_logs" violates check constraint "email_logs_phase_check"', 'there is no other phase');
select is(mark_mail_phase('00000000-0000-4000-8000-0000000000f1', 'one', 1::smallint, 'dot'), true, 'the holder lets the mail go');
select is(pg_temp.state_of('alice'), 'sending, attempt 1, dot, until 09:05', 'which stands in the row before it happens');

select is(
  settle_mail('00000000-0000-4000-8000-0000000000f1', 'two', 1::smallint, 'failed', '2026-01-07 09:01Z', null, null, 'x'), false, 'another owner settles nothing');
select is(
  settle_mail('00000000-0000-4000-8000-0000000000f1', 'one', 2::smallint, 'failed', '2026-01-07 09:01Z', null, null, 'x'), false, 'nor another attempt');
select throws_ok(
  $$ select settle_mail('00000000-0000-4000-8000-0000000000f1', 'one', 1::smallint, 'lost', '2026-01-07 09:01Z', null, null, null) $$,
  '23514', 'new row for relation "email_logs" violates check constraint "email_logs_status_check"', 'there is no other state');
select throws_ok(
  $$ select settle_mail('00000000-0000-4000-8000-0000000000f1', 'one', 1::smallint, 'sending', '2026-01-07 09:01Z', null, null, null) $$,
  '23514', 'new row for relation "email_logs" violates check constraint "email_logs_lease"', 'and what is settled is no longer being sent');
select is(
  settle_mail('00000000-0000-4000-8000-0000000000f1', 'one', 1::smallint, 'sent', '2026-01-07 09:01Z', null, '250 OK', null), true, 'the holder settles it');
select results_eq(
  $$ select pg_temp.state_of('alice'), sent_at from public.email_logs where to_address = 'alice@example.org' $$,
  $$ values ('sent, attempt 1, dot, 250 OK', timestamptz '2026-01-07 09:01Z') $$, 'with the reply and when');
select is(
  settle_mail('00000000-0000-4000-8000-0000000000f1', 'one', 1::smallint, 'queued', '2026-01-07 09:02Z', null, null, null), false, 'what is sent stays sent');
select is(mark_mail_phase('00000000-0000-4000-8000-0000000000f1', 'one', 1::smallint, 'dot'), false, 'and leaves no second time');

select is(
  settle_mail('00000000-0000-4000-8000-0000000000f2', 'two', 1::smallint, 'queued', '2026-01-07 10:01Z', '2026-01-07 10:30Z', '421 later', repeat('e', 3000)),
  true, 'a mail that is to be tried again');
select results_eq(
  $$ select status, not_before, reply, length(error), sent_at from public.email_logs where to_address = 'bob@example.org' $$,
  $$ values ('queued', timestamptz '2026-01-07 10:30Z', '421 later', 2000, null::timestamptz) $$, 'waits, with its error');
select is_empty($$ select from claim_mails('2026-01-07 10:29:59Z', 'three', 10, '5 minutes') $$, 'it is not due before');
select results_eq(
  $$ select attempt::integer from claim_mails('2026-01-07 10:30Z', 'three', 10, '5 minutes') $$, array[2], 'it is due then');
select is(
  settle_mail('00000000-0000-4000-8000-0000000000f2', 'two', 1::smallint, 'sent', '2026-01-07 10:31Z', null, '250 OK', null), false,
  'the holder of the attempt before has no say any more');

----------------------------------------------------------------------------------------------------
-- Lost leases

select results_eq($$ select * from settle_lost_mails('2026-01-07 10:35Z') $$, 'values (0, 0, 0)', 'a lease counts to its last instant');
select results_eq($$ select * from settle_lost_mails('2026-01-07 10:35:01Z') $$, 'values (1, 0, 0)', 'who died before dialling sent nothing: queued again');
select is(
  pg_temp.state_of('bob'), 'queued, attempt 2, dialling, 421 later, attempt 2 by three did not report back, before the mail left', 'the row says what happened');
select is(mark_mail_phase('00000000-0000-4000-8000-0000000000f2', 'three', 2::smallint, 'dot'), false, 'should the worker still live, it must let nothing leave');

select results_eq(
  $$ select attempt::integer from claim_mails('2026-01-07 10:40Z', 'four', 10, '5 minutes') $$, array[3], 'the next one claims it');
select is(
  settle_mail('00000000-0000-4000-8000-0000000000f2', 'three', 2::smallint, 'failed', '2026-01-07 10:41Z', null, null, 'x'), false,
  'and the one before has no say any more');
select is(mark_mail_phase('00000000-0000-4000-8000-0000000000f2', 'four', 3::smallint, 'dialling'), true, 'it dials');
select results_eq($$ select * from settle_lost_mails('2026-01-07 10:46Z') $$, 'values (1, 0, 0)', 'who died while dialling sent nothing either');
select is(
  settle_mail('00000000-0000-4000-8000-0000000000f2', 'four', 3::smallint, 'queued', '2026-01-07 10:47Z', '2026-01-07 10:50Z', '450 busy', 'busy'), true,
  'late, but before anybody else: the worker knows best');
select is(pg_temp.state_of('bob'), 'queued, attempt 3, dialling, 450 busy, busy', 'and says so');

select results_eq(
  $$ select attempt::integer from claim_mails('2026-01-07 10:50Z', 'five', 10, '5 minutes') $$, array[4], 'once more');
select is(
  (select phase from public.email_logs where to_address = 'bob@example.org'), 'dialling', 'an attempt begins with its own phase, whatever the one before came to');
select is(mark_mail_phase('00000000-0000-4000-8000-0000000000f2', 'five', 4::smallint, 'dot'), true, 'the mail goes');
select results_eq($$ select * from settle_lost_mails('2026-01-07 11:00Z') $$, 'values (0, 1, 0)', 'who died from the dot on: nobody can tell');
select is(
  pg_temp.state_of('bob'), 'unknown, attempt 4, dot, 450 busy, attempt 4 by five did not report back, the mail may or may not have arrived', 'so it says');
select is_empty($$ select from claim_mails('2026-01-07 12:00Z', 'six', 10, '5 minutes') $$, 'and is not sent again');
select results_eq($$ select * from settle_lost_mails('2026-01-08Z') $$, 'values (0, 0, 1)', 'nor does it expire: only Carol''s does, which is still queued');
select is(
  settle_mail('00000000-0000-4000-8000-0000000000f2', 'five', 4::smallint, 'sent', '2026-01-08Z', null, '250 OK', null), true, 'the worker comes back after all');
select is(pg_temp.state_of('bob'), 'sent, attempt 4, dot, 250 OK', 'then it is known');

select is(pg_temp.state_of('carol'), 'expired, attempt 1, dialling, not sent in time', 'an expired mail says why');
select is(
  settle_mail('00000000-0000-4000-8000-0000000000f3', 'three', 1::smallint, 'sent', '2026-01-08Z', null, null, null), false, 'and is settled by nobody');
select is(pg_temp.state_of('dave'), 'skipped, attempt 0', 'a skipped mail is left alone by all of it');
select throws_ok(
  $$ insert into public.email_logs (newsletter_id, user_id, created_for, expires_at, status)
     values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000a', now(), now(), 'skipped') $$,
  '23505', 'duplicate key value violates unique constraint "email_logs_newsletter_id_user_id_key"', 'a member has one mail of an edition, whoever inserts it');

----------------------------------------------------------------------------------------------------
-- One call a mail: the claim marks its first mail, a settlement the next

update public.newsletters set status = 'open';
update public.email_logs set
  status = 'queued', not_before = '-infinity', expires_at = '2026-01-09Z', phase = null, attempts = 0, failures = 0, mail = '{"to": "x"}',
  message_id = '<' || to_address || '>', planned_by = case when to_address like 'bob@%' then 'planner' else 'another' end
  where to_address ~ '^(alice|bob|carol)@';
create temp table claimed as
  select *, row_number() over () as n from claim_mails('2026-01-08 09:00Z', 'planner', 3, '5 minutes');
select results_eq(
  'select c.message_id, c.mail is null, e.phase from claimed c join public.email_logs e using (id) order by n',
  $$ values ('<alice@example.org>', false, 'dialling'), ('<bob@example.org>', true, null), ('<carol@example.org>', false, null) $$,
  'the first of a claim is dialling and no other; who planned a mail is not sent its content');
select is(
  (select settle_and_dial(a.id, 'planner', a.attempt, 'sent', '2026-01-08 09:01Z', null, '250 OK', null, 'sent', b.id, b.attempt)
   from claimed a, claimed b where a.n = 1 and b.n = 2), true, 'a settlement marks the next mail');
select results_eq(
  $$ select status, phase from public.email_logs join claimed using (id) order by n $$,
  $$ values ('sent', 'dialling'), ('sending', 'dialling'), ('sending', null) $$, 'that one alone');
update public.email_logs set lease_owner = 'thief' where id = (select id from claimed where n = 3);
select is(
  (select settle_and_dial(a.id, 'planner', a.attempt, 'sent', '2026-01-08 09:02Z', null, '250 OK', null, 'sent', b.id, b.attempt)
   from claimed a, claimed b where a.n = 2 and b.n = 3), false, 'not one whose lease is lost');
select results_eq(
  $$ select status, phase from public.email_logs join claimed using (id) where n > 1 order by n $$,
  $$ values ('sent', 'dialling'), ('sending', null) $$, 'which changes nothing about the settlement');
update public.email_logs set status = 'queued', lease_until = null where id = (select id from claimed where n = 3);
select results_eq(
  $$ select mail is null from claim_mails('2026-01-08 09:03Z', 'another run', 3, '5 minutes') $$, array[false],
  'who did not plan it gets the content');

select * from finish();
rollback;
