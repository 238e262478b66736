-- A mail that was under way when its reader left or its newsletter was cancelled comes back to the queue, and goes no further.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
select plan(11);

truncate public.users, public.posts, public.newsletters cascade;
insert into auth.users (id, email, email_confirmed_at) values ('00000000-0000-4000-8000-00000000000a', 'alice@example.org', now());
insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at)
  values ('10000000-0000-4000-8000-000000000001', 'test', '1', 'A post', '2026-01-01', 'event', 'Event', '2026-01-20');
insert into public.newsletters (id, frequency, period) values ('20000000-0000-4000-8000-000000000001', 'weekly', '2026-01-07');
insert into public.email_logs (id, newsletter_id, user_id, to_address, mail, created_for, expires_at, status)
  values ('30000000-0000-4000-8000-000000000001', '20000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000a',
          'alice@example.org', '{}', '2026-01-07 09:00Z', '2026-01-07 21:00Z', 'queued');
insert into public.recommendation_logs (user_id, event_id, email_id, position, score, model, shown_at)
  values ('00000000-0000-4000-8000-00000000000a', '10000000-0000-4000-8000-000000000001', '30000000-0000-4000-8000-000000000001', 1, 1, 'm', '2026-01-07 09:00Z');
set local role service_role;

create function pg_temp.claimed(p_now timestamptz) returns bigint language sql as $$
  select count(*) from claim_mails(p_now, 'w', 10, '5 minutes')
$$;
create function pg_temp.settle(p_status text) returns boolean language sql as $$
  select settle_mail('30000000-0000-4000-8000-000000000001', 'w', 1::smallint, p_status, '2026-01-07 10:00Z', null, '451 later', null, null)
$$;
create function pg_temp.state() returns text language sql as $$
  select concat_ws(', ', status, split_part(error, ';', 1), (select count(*) || ' shown' from recommendation_logs)) from public.email_logs
$$;

select is(pg_temp.claimed('2026-01-07 10:00Z'), 1::bigint, 'a mail is under way');
savepoint under_way;

update users set newsletter_frequency = 'off';
select is(pg_temp.settle('queued'), true, 'its reader unsubscribes, and the server says later');
select is(pg_temp.claimed('2026-01-07 11:00Z'), 0::bigint, 'it is not sent');
select settle_lost_mails('2026-01-07 11:10Z');
select is(pg_temp.state(), 'expired, no longer wanted, 0 shown', 'and the next run takes it out of the queue');
rollback to under_way;

update users set newsletter_frequency = 'off';
select is(settle_lost_mails('2026-01-07 10:06Z')::text, '(1,0,0)', 'the same where the worker died');
select is(pg_temp.claimed('2026-01-07 11:00Z'), 0::bigint, 'it is not sent either');
rollback to under_way;

update users set email = 'alice@new.example';
select pg_temp.settle('queued');
select settle_lost_mails('2026-01-07 11:10Z');
select is(pg_temp.state(), 'expired, no longer wanted, 0 shown', 'to a new address it is made anew');
rollback to under_way;

select set_newsletter_status('weekly', '2026-01-07', 'cancelled');
select pg_temp.settle('queued');
select settle_lost_mails('2026-01-07 11:10Z');
select is(pg_temp.state(), 'cancelled, no longer wanted, 0 shown', 'its newsletter was cancelled');
rollback to under_way;

select pg_temp.settle('unknown');
update users set newsletter_frequency = 'off';
select is(
  reconcile_mail('2026-01-07 12:00Z', '30000000-0000-4000-8000-000000000001', 1::smallint, false, '1 hour'), 'expired',
  'its fate was unknown, it is missing, and its reader has unsubscribed: it is not sent again');
rollback to under_way;

select pg_temp.settle('failed');
update users set newsletter_frequency = 'off';
select is(retry_failed_mails('2026-01-07 12:00Z'), 0, 'nor does an operator send it to who has left');
update users set newsletter_frequency = 'weekly';
select is(retry_failed_mails('2026-01-07 12:00Z'), 1, 'who has come back gets it');

select * from finish();
rollback;
