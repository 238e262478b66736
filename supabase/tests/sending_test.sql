-- Whether mail may leave: pauses, the breaker, suppressed addresses, and what operators do about it.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(98);

truncate public.users, public.posts, public.newsletters, public.suppressions cascade;
insert into auth.users (id, email, email_confirmed_at) values
  ('00000000-0000-4000-8000-00000000000a', 'alice@example.org', now()),
  ('00000000-0000-4000-8000-00000000000b', 'bob@example.org', now()),
  ('00000000-0000-4000-8000-00000000000c', 'carol@example.org', now());
set local role service_role;
update public.sending_state set paused_until = '-infinity', strikes = 0, cause = null, detail = null, since = null;

-- An edition with a mail for everybody, sent at 09:00Z of its day.
create function pg_temp.publish(p_period date) returns void language sql as $$
  insert into public.newsletters (frequency, period) values ('weekly', p_period);
  insert into public.email_logs (newsletter_id, user_id, to_address, message_id, mail, created_for, expires_at, status)
    select n.id, u.id, u.email, format('<%s.%s>', p_period, left(u.email, 1)), '{}', p_period + time '09:00', p_period + time '21:00', 'queued'
    from public.newsletters n cross join public.users u where n.period = p_period
$$;
-- Claims one mail and settles it.
create function pg_temp.attempt(p_now timestamptz, p_status text, p_action text, p_error text default null) returns text language plpgsql as $$
declare m record;
begin
  select c.id, c.attempt, e.to_address into m from claim_mails(p_now, 'w', 1, '5 minutes') c join public.email_logs e using (id);
  if m.id is null then return null; end if;
  perform settle_mail(m.id, 'w', m.attempt, p_status, p_now, null, null, p_error, p_action);
  return m.to_address;
end $$;
create function pg_temp.claimable(p_now timestamptz) returns integer language plpgsql as $$
declare n integer;
begin
  select count(*) into n from claim_mails(p_now, 'look', 10, '5 minutes');
  delete from public.mail_slots s using public.email_logs m where m.id = s.email_id and m.lease_owner = 'look' and m.status = 'sending';
  update public.email_logs set status = 'queued', lease_until = null where lease_owner = 'look' and status = 'sending';
  return n;
end $$;
create function pg_temp.state() returns text language sql as $$
  select format('%s until %s, %s', coalesce(cause, '-'), case when isfinite(paused_until) then to_char(paused_until at time zone 'UTC', 'DD HH24:MI') else paused_until::text end, strikes)
  from public.sending_state
$$;

----------------------------------------------------------------------------------------------------
-- Replies about the account

select pg_temp.publish('2026-01-07');
select is(pg_temp.claimable('2026-01-07 10:00Z'), 3, 'mail may leave');
select isnt(pg_temp.attempt('2026-01-07 10:00Z', 'queued', 'pause_account', '421 slow down'), null, 'a server that is busy');
select is(pg_temp.state(), 'pause_account until 07 10:15, 1', 'rests the account for a quarter of an hour');
select is(pg_temp.claimable('2026-01-07 10:14:59Z'), 0, 'nobody claims anything');
select is(pg_temp.claimable('2026-01-07 10:15Z'), 1, 'then one mail goes ahead');
select is(pg_temp.attempt('2026-01-07 10:15Z', 'queued', 'pause_account') is not null, true, 'the server is still busy');
select is(pg_temp.state(), 'pause_account until 07 10:45, 2', 'each rest is twice as long');
select is(pg_temp.attempt('2026-01-07 10:45Z', 'sent', 'sent') is not null, true, 'it takes one');
select is(pg_temp.state(), 'pause_account until 07 10:45, 0', 'then all is well');
select is(pg_temp.claimable('2026-01-07 10:45Z'), 2, 'and the others follow');
select is((select sum(failures) from public.email_logs), 0::bigint, 'no mail is blamed for it');

select is(pg_temp.attempt('2026-01-07 11:00Z', 'queued', 'wait_quota') is not null, true, 'the server says that the day''s quota is used up');
select is(pg_temp.state(), 'wait_quota until 07 12:00, 1', 'rest for an hour, as some limits are of an hour');
select is_empty('select from public.suppressions', 'no reader is suppressed for it');
select is(resume_sending('2026-01-07 11:30Z'), true, 'an operator may end it');
select is(resume_sending('2026-01-07 11:30Z'), false, 'once');

select is(pg_temp.attempt('2026-01-07 12:00Z', 'queued', 'open_breaker', '550 5.7.1 spam') is not null, true, 'the server distrusts us');
select is(pg_temp.state(), 'open_breaker until 07 14:00, 2', 'the breaker opens');
select is(pg_temp.attempt('2026-01-07 14:00Z', 'queued', 'open_breaker') is not null, true, 'and again');
select is(pg_temp.state(), 'open_breaker until infinity, 3', 'the third pause in a row is for somebody to look at');
select is(pg_temp.attempt('2027-01-01Z', 'sent', 'sent'), null, 'nothing ends it');
select is(pause_sending('2026-01-07 15:00Z', 'lunch', '2026-01-07 16:00Z'), 'infinity'::timestamptz, 'nor does a shorter pause of an operator''s');
select resume_sending('2026-01-07 15:00Z');
select throws_ok(
  $$ select pause_sending('2026-01-07 15:00Z', 'lunch', '2026-01-07 14:00Z') $$, '22023',
  'Cannot pause sending until 2026-01-07 14:00:00+00 as that is no time to come', 'a pause that is over would be none');
select is(pause_sending('2026-01-07 15:00Z', 'lunch', '2026-01-07 16:00Z'), '2026-01-07 16:00Z', 'an operator says how long');
select is(pg_temp.state(), 'operator until 07 16:00, 1', 'and why');
select is(pg_temp.claimable('2026-01-07 16:00Z'), 1, 'then one mail goes ahead');
select is(pg_temp.attempt('2026-01-07 16:00Z', 'queued', 'stop_all', '535 bad password') is not null, true, 'a refused login');
select is(pg_temp.state(), 'stop_all until infinity, 2', 'stops everything');
select is((select detail from public.sending_state), '535 bad password', 'and says why');
select resume_sending('2026-01-07 17:00Z');
select is(pg_temp.attempt('2026-01-07 17:00Z', 'sent', 'sent') is not null, true, 'mended');

select throws_ok(
  $$ update public.sending_state set cause = 'mood' $$, '23514', null, 'there is no other cause');
select throws_ok(
  $$ insert into public.sending_state (singleton) values (true) $$, '23505', null, 'and one state');

----------------------------------------------------------------------------------------------------
-- Addresses

select is((select count(*) from public.email_logs where status = 'queued'), 1::bigint, 'one mail is left');
create temp table last_one as select to_address as address from public.email_logs where status = 'queued';
select is(
  pg_temp.attempt('2026-01-07 17:10Z', 'failed', 'suppress', '550 5.1.1 nobody here'), (select address from last_one), 'an address that is none');
select results_eq('select address, reason from public.suppressions', $$ select address, '550 5.1.1 nobody here' from last_one $$, 'is suppressed');
select is(
  (select count(*) from due_members('2026-01-14 10:00Z', 'UTC', 3, 9, 12, 10)), 2::bigint, 'and left out of the next edition');
select results_eq(
  $$ select (s ->> 'suppressed')::integer, (s ->> 'members_left_out')::integer from (select pipeline_status(now()) -> 'sending' as s) x $$,
  'values (1, 1)', 'which everybody can see');
select is(retry_failed_mails('2026-01-07 18:00Z'), 0, 'its mail is not tried again');
select is(lift_suppression('2026-01-07 18:00Z', (select upper(address) from last_one)), true, 'an operator lifts it');
select is(lift_suppression('2026-01-07 18:00Z', (select address from last_one)), false, 'once');
select is(retry_failed_mails('2026-01-07 22:00Z'), 0, 'what is past its time is not tried again');
select is(retry_failed_mails('2026-01-07 18:00Z', '{}'), 0, 'nor what is not asked for');
select is(retry_failed_mails('2026-01-07 18:00Z'), 1, 'the rest is');
select is(pg_temp.attempt('2026-01-07 18:00Z', 'sent', 'sent'), (select address from last_one), 'and sent');

delete from public.newsletters;
delete from public.users where email <> 'bob@example.org';
create function pg_temp.full_mailbox(p_period date) returns bigint language sql as $$
  select pg_temp.publish(p_period);
  select pg_temp.attempt(p_period + time '10:00', 'failed', 'soft_bounce', '552 5.2.2 full');
  select count(*) from public.suppressions where address = 'bob@example.org' and lifted_at is null
$$;
delete from public.suppressions;
select is(pg_temp.full_mailbox('2026-02-04'), 0::bigint, 'a full mailbox');
select is(pg_temp.full_mailbox('2026-02-11'), 0::bigint, 'for two weeks');
select pg_temp.publish('2026-02-18');
select is(pg_temp.attempt('2026-02-18 10:00Z', 'sent', 'sent'), 'bob@example.org', 'that was emptied');
select is(pg_temp.full_mailbox('2026-02-25'), 0::bigint, 'and is full again');
select is(pg_temp.full_mailbox('2026-03-04'), 0::bigint, 'twice');
select is(pg_temp.full_mailbox('2026-03-11'), 1::bigint, 'is given up after three in a row');
select lift_suppression('2026-03-12Z', 'bob@example.org');
select is(pg_temp.full_mailbox('2026-03-18'), 0::bigint, 'once it is lifted, counting begins anew');

----------------------------------------------------------------------------------------------------
-- Members who leave or move, newsletters that are cancelled

select pg_temp.publish('2026-04-01');
update public.users set name = 'Bobby';
select is((select status from public.email_logs order by created_for desc limit 1), 'queued', 'a new name changes nothing');
update public.users set email = 'bob@new.example';
select results_eq(
  'select status, error from public.email_logs order by created_for desc limit 1', $$ values ('expired', 'the address changed') $$, 'a mail to an old address is not sent');
select results_eq(
  $$ select email from due_members('2026-04-01 10:00Z', 'UTC', 3, 9, 12, 10) $$, array['bob@new.example'], 'it is made anew for the new one');
select pg_temp.publish('2026-04-08');
update public.users set newsletter_frequency = 'off';
select results_eq(
  'select status, error from public.email_logs order by created_for desc limit 1', $$ values ('expired', 'unsubscribed') $$, 'nor one to who has left');
select is_empty($$ select from due_members('2026-04-08 10:00Z', 'UTC', 3, 9, 12, 10) $$, 'who gets none');
update public.users set newsletter_frequency = 'weekly';
select results_eq(
  $$ select email from due_members('2026-04-08 10:00Z', 'UTC', 3, 9, 12, 10) $$, array['bob@new.example'], 'but who thinks better of it gets it after all');
update public.email_logs set status = 'queued' where created_for = '2026-04-08 09:00Z';
update public.users set time_zone = 'Australia/Melbourne';
select results_eq(
  'select status, error from public.email_logs order by created_for desc limit 1', $$ values ('expired', 'the time changed; unsubscribed') $$,
  'nor one into the night, where the reader flies so far that it is');
update public.users set time_zone = null;
update public.email_logs set status = 'queued' where created_for = '2026-04-08 09:00Z';
update public.users set newsletter_hour = 18;
select is((select status from public.email_logs order by created_for desc limit 1), 'expired', 'nor one before the hour that was chosen last');
select is_empty($$ select from due_members('2026-04-08 17:59Z', 'UTC', 3, 9, 12, 10) $$, 'it waits until then');
select isnt_empty($$ select from due_members('2026-04-08 18:00Z', 'UTC', 3, 9, 12, 10) $$, 'and is made anew');
update public.users set newsletter_hour = null;

select pg_temp.publish('2026-04-15');
select is(set_newsletter_status('weekly', '2026-04-15', 'paused'), 0, 'a newsletter is paused');
select is(pg_temp.claimable('2026-04-15 10:00Z'), 0, 'and nothing of it leaves');
select is(set_newsletter_status('weekly', '2026-04-15', 'cancelled'), 1, 'cancelled, with its mail');
select throws_ok(
  $$ select set_newsletter_status('weekly', '2026-04-15', 'open') $$, '55000',
  'Cannot make the newsletter weekly 2026-04-15 open as it is cancelled', 'which is for good');
select set_newsletter_status('weekly', '2026-04-22', 'cancelled');
select is_empty($$ select from due_members('2026-04-22 10:00Z', 'UTC', 3, 9, 12, 10) $$, 'an edition may be cancelled before it is planned');
select set_newsletter_status('weekly', '2026-04-22', 'open');
select isnt_empty($$ select from due_members('2026-04-22 10:00Z', 'UTC', 3, 9, 12, 10) $$, 'and opened again, as it has no mail');
select set_newsletter_status('weekly', '2026-04-22', 'cancelled');
select throws_ok(
  $$ select settle_unknown_mail(now(), gen_random_uuid(), 'maybe') $$, '22023', 'Cannot settle a mail as ''maybe''', 'an unknown mail was sent, or is sent again');

select pg_temp.publish('2026-04-29');
select pg_temp.attempt('2026-04-29 10:00Z', 'unknown', null, 'no answer');
create function pg_temp.settle_again(p_now timestamptz) returns text language sql as $$
  select settle_unknown_mail(p_now, id, 'again') from public.email_logs where status = 'unknown'
$$;
savepoint unsettled;
select is(pg_temp.settle_again('2026-04-29 11:00Z'), 'queued', 'an unknown mail that did not arrive is sent again');
rollback to unsettled;
select set_newsletter_status('weekly', '2026-04-29', 'cancelled');
select is(pg_temp.settle_again('2026-04-29 11:00Z'), 'cancelled', 'but not when its newsletter was cancelled meanwhile');
select is_empty($$ select from public.recommendation_logs l join public.email_logs m on m.id = l.email_id where m.status = 'cancelled' $$, 'it showed nothing');
rollback to unsettled;
select suppress_address('2026-04-29 11:00Z', (select to_address from public.email_logs where status = 'unknown'), 'asked for it');
select is(pg_temp.settle_again('2026-04-29 11:00Z'), 'expired', 'nor when its address was suppressed');
rollback to unsettled;
select is(settle_unknown_mail('2026-04-29 11:00Z', gen_random_uuid(), 'again'), null, 'a wrong id settles nothing');
update public.users set email = 'bob@newer.example';
select is(pg_temp.settle_again('2026-04-29 11:00Z'), 'expired', 'nor to an address that is no longer the reader''s');
select results_eq(
  $$ select email from due_members('2026-04-29 11:00Z', 'UTC', 3, 9, 12, 10) $$, array['bob@newer.example'], 'they get it at the new one');
select throws_ok(
  $$ select suppress_address(now(), 'Ada <ada@example.org>', 'asked for it') $$, '22023',
  'Cannot suppress ''Ada <ada@example.org>'' as it is no address', 'an address with a name beside it would suppress nobody');

----------------------------------------------------------------------------------------------------
-- What the mailbox knows

update public.sending_state set paused_until = '-infinity', strikes = 0;
delete from public.newsletters;
update public.users set email = 'bob@example.org';
delete from public.suppressions;
select pg_temp.publish('2026-05-06');
create function pg_temp.bob() returns text language sql as $$
  select concat_ws(', ', status, error) from public.email_logs where message_id = '<2026-05-06.b>'
$$;
create function pg_temp.reconcile(p_now timestamptz, p_attempt integer, p_found boolean) returns text language sql as $$
  select reconcile_mail(p_now, id, p_attempt::smallint, p_found, '1 hour') from public.email_logs where message_id = '<2026-05-06.b>'
$$;

select is(pg_temp.attempt('2026-05-06 10:00Z', 'unknown', null, 'no answer'), 'bob@example.org', 'a mail without an answer');
select results_eq(
  $$ select attempt::integer, message_id from unknown_mails('2026-05-06 10:00Z', 10) $$, $$ values (1, '<2026-05-06.b>') $$, 'is to be looked up');
select is(private.slots_taken('2026-05-06 10:00Z'), 1, 'it keeps its slot, as it may have left');
select is(pg_temp.reconcile('2026-05-06 10:59Z', 1, false), 'unknown', 'missing, but not long enough');
select is(pg_temp.reconcile('2026-05-06 11:00Z', 2, false), 'unknown', 'an answer about another attempt settles nothing');
select is(pg_temp.reconcile('2026-05-06 11:00Z', 1, false), 'queued', 'missing for an hour: queued once more');
select is(private.slots_taken('2026-05-06 11:00Z'), 0, 'its slot is free again');
select is(pg_temp.reconcile('2026-05-06 11:00Z', 1, true), 'queued', 'what is not unknown is not settled');
select is(pg_temp.attempt('2026-05-06 11:10Z', 'unknown', null, 'no answer'), 'bob@example.org', 'again there is no answer');
select is(pg_temp.reconcile('2026-05-06 13:00Z', 2, false), 'unknown', 'missing a second time: it stays');
select is(pg_temp.reconcile('2026-05-06 13:00Z', 2, true), 'sent', 'found: it was sent');
select is(pg_temp.bob(), 'sent, found among the sent mails; no answer', 'and says how that is known');
select is_empty($$ select from unknown_mails('2026-05-06 13:00Z', 10) $$, 'nothing is left to look up');

select is(record_bounce('2026-05-06 14:00Z', '<2026-05-06.b>', null, 'bounced: policy', '{}'), true, 'a report about policy');
select is(pg_temp.bob(), 'bounced, bounced: policy', 'marks the mail');
select is_empty('select from public.suppressions', 'and suppresses nobody');
select is(record_bounce('2026-05-06 14:00Z', '<2026-05-06.b>', 'hard', 'again', '{}'), false, 'the same report again changes nothing');
update public.email_logs set status = 'sent';
select is(record_bounce('2026-05-06 14:00Z', '<another@mail>', 'hard', 'x', '{}'), false, 'nor does one about a mail that is not ours');
savepoint forwarded;
select is(
  record_bounce('2026-05-06 14:00Z', '<2026-05-06.b>', 'hard', 'bounced: nobody here', '{old@elsewhere.example}'), true,
  'a report about an address that the reader has it forwarded to');
select results_eq(
  $$ select bounce, (select count(*) from public.suppressions where lifted_at is null) from public.email_logs where message_id = '<2026-05-06.b>' $$,
  $$ values ('soft', 0::bigint) $$, 'suppresses theirs only after three in a row');
rollback to forwarded;
select is(
  (select record_bounce('2026-05-06 14:00Z', message_id, 'hard', 'bounced: nobody here', array['old@elsewhere.example', to_address])
   from public.email_logs where message_id = '<2026-05-06.b>'), true, 'a report about a dead address');
select results_eq('select address, reason from public.suppressions', $$ values ('bob@example.org', 'bounced: nobody here') $$, 'suppresses it');

select * from finish();
rollback;
