-- An event is called off or changed while mails that tell of it wait: they are made anew, and nothing else is.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
select plan(34);

truncate public.users, public.posts, public.newsletters cascade;
insert into auth.users (id, email, email_confirmed_at) values ('00000000-0000-4000-8000-00000000000a', 'alice@example.org', now());
insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at, category)
  select ('00000000-0000-4000-8000-0000000000e' || n)::uuid, 'test', n::text, 'c', '2026-01-01', 'event', 'Event ' || n, '2026-01-10', 'food_dining'
  from generate_series(1, 3) n;
set local role service_role;

-- A newsletter for Alice with events 1 and 2, as it would be planned.
create function pg_temp.queue(p_now timestamptz) returns integer language sql as $$
  select coalesce(sum(queue_mails(jsonb_build_array(jsonb_build_object(
    'id', gen_random_uuid(), 'newsletter_id', d.newsletter_id, 'user_id', d.user_id, 'to_address', d.email, 'mail', '{}'::jsonb,
    'created_for', p_now, 'expires_at', d.closes_at, 'status', 'queued', 'items',
    '[{"event_id": "00000000-0000-4000-8000-0000000000e1", "position": 1, "score": 1, "model": "m"},
      {"event_id": "00000000-0000-4000-8000-0000000000e2", "position": 2, "score": 1, "model": "m"}]'::jsonb)))), 0)::integer
  from due_members(p_now, 'UTC', 3, 9, 12, 10) d
$$;
create function pg_temp.mail() returns text language sql as $$
  select concat_ws(', ', status, error) from public.email_logs
$$;
create function pg_temp.change(p_event integer, p_set text) returns text language plpgsql as $$
begin
  execute format('update public.events set %s where id = pg_temp.event(%L)', p_set, p_event);
  return pg_temp.mail();
end $$;
create function pg_temp.attempt(p_now timestamptz, p_status text) returns bigint language sql as $$
  select count(settle_mail(m.id, 'w', m.attempt, p_status, p_now, null, null, null, null)) from claim_mails(p_now, 'w', 1, '5 minutes') m
$$;

select is(pg_temp.queue('2026-01-07 09:00Z'), 1, 'a mail waits');
select is(pg_temp.change(3, 'hidden_at = now()'), 'queued', 'an event that is not in it may be called off');
select is(pg_temp.change(1, 'category = null, confidence = 0.4, summary = ''s'''), 'queued', 'what only ranks or describes may change');
select is(
  pg_temp.change(1, 'canonical_id = ''00000000-0000-4000-8000-0000000000e3'''), 'queued', 'and a post be merged into another that tells of the same');
select pg_temp.change(1, 'canonical_id = null');

select is(pg_temp.change(1, 'hidden_at = now()'), 'expired, changed or called off: Event 1', 'called off: the mail is taken back');
select is_empty('select from public.recommendation_logs', 'its events were not shown');
select is(pg_temp.queue('2026-01-07 09:10Z'), 0, 'a run that still has it in mind queues nothing');
select is((select count(*) from due_members('2026-01-07 09:10Z', 'UTC', 3, 9, 12, 10)), 1::bigint, 'and Alice stays due');
select pg_temp.change(1, 'hidden_at = null');

select is(pg_temp.queue('2026-01-07 09:20Z'), 1, 'it takes place after all');
select is(pg_temp.change(2, 'starts_at = ''2026-01-11'''), 'expired, changed or called off: Event 2', 'another one moves');
select is(pg_temp.queue('2026-01-07 09:30Z'), 1, 'made anew');
select is(pg_temp.change(2, 'location = ''Room 2'''), 'expired, changed or called off: Event 2', 'to another room');
select is(pg_temp.queue('2026-01-07 09:40Z'), 1, 'made anew');
select is(pg_temp.change(2, 'withdrawn_at = now()'), 'expired, changed or called off: Event 2', 'its post states it no more');
select pg_temp.change(2, 'withdrawn_at = null');

select is(pg_temp.queue('2026-01-07 09:42Z'), 1, 'made anew');
savepoint waits;
delete from public.posts where external_id = '1';
select is(pg_temp.mail(), 'expired, changed or called off: Event 1', 'it is deleted: no mail tells of it');
rollback to waits;
select count(*) from claim_mails('2026-01-07 09:44Z', 'w', 1, '5 minutes');
delete from public.posts where external_id = '1';
select settle_mail(id, 'w', attempts, 'queued', '2026-01-07 09:45Z', null, '451 later', null, null) from public.email_logs;
select is_empty($$ select from claim_mails('2026-01-07 09:46Z', 'w', 1, '5 minutes') $$, 'nor where a worker had it and the server says later');
select settle_lost_mails('2026-01-07 09:47Z');
select is((select count(*) from due_members('2026-01-07 09:48Z', 'UTC', 3, 9, 12, 10)), 1::bigint, 'Alice is due again');
rollback to waits;
select is(pg_temp.attempt('2026-01-07 09:44Z', 'failed'), 1::bigint, 'the server refuses it');
update public.events set title = 'Event one' where id = pg_temp.event('1');
select retry_failed_mails('2026-01-07 09:46Z');
select is((select status from public.email_logs), 'expired', 'what failed and tells of an event that has changed since is made anew');
rollback to waits;
select count(*) from claim_mails('2026-01-07 09:44Z', 'w', 1, '5 minutes');
select is(pg_temp.change(1, 'hidden_at = now()'), 'sending', 'a worker has the mail when an event is called off');
select settle_mail(id, 'w', attempts, 'queued', '2026-01-07 09:45Z', null, '451 later', null, null) from public.email_logs;
select is_empty($$ select from claim_mails('2026-01-07 09:46Z', 'w', 1, '5 minutes') $$, 'and the server says later: it is not sent then');
select settle_lost_mails('2026-01-07 09:47Z');
select is(pg_temp.mail(), 'expired, no longer wanted', 'but made anew');
select pg_temp.change(1, 'hidden_at = null');

-- What may have arrived is never made anew.
select is(pg_temp.queue('2026-01-07 09:50Z'), 1, 'made anew');
select is(pg_temp.attempt('2026-01-07 10:00Z', 'unknown'), 1::bigint, 'it leaves, and nobody knows whether it arrived');
select is(pg_temp.change(1, 'hidden_at = now()'), 'unknown', 'its fate is not changed by calling an event off');
select is(
  settle_unknown_mail('2026-01-07 11:00Z', id, 'again'), 'unknown', 'nor is it sent again as it was: an operator decides') from public.email_logs;
select is(pg_temp.mail(), 'unknown, no longer wanted; settled by an operator', 'who can see why');
select pg_temp.change(1, 'hidden_at = null');
select is(settle_unknown_mail('2026-01-07 11:05Z', id, 'again'), 'queued', 'as soon as all is as it was told, it may go') from public.email_logs;
update public.users set newsletter_hour = 8;
select is((select status from public.email_logs), 'queued', 'whatever hour the reader chooses now');
savepoint again;
select is(pg_temp.attempt('2026-01-07 12:00Z', 'sent'), 1::bigint, 'as it was');
rollback to again;
select alike(
  pg_temp.change(2, 'title = ''Called off: Event 2'''), 'unknown, changed or called off: Event 2; %', 'or not at all, where an event changes while it waits');
select is(
  (select array_agg(event_id order by event_id) from public.recommendation_logs),
  array['00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-0000000000e2']::uuid[], 'what it shows may have been seen');
select is((select count(*) from due_members('2026-01-07 12:10Z', 'UTC', 3, 9, 12, 10)), 0::bigint, 'and nothing is made anew');

select * from finish();
rollback;
