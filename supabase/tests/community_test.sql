-- What everybody did: who counts, which votes count, and what uses up a new event's turns.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
set local timezone = 'UTC';
select plan(22);

truncate public.users, public.posts, public.newsletters cascade;
create function pg_temp.id(p_kind text, p_n integer) returns uuid language sql as $$
  select ('00000000-0000-4000-800' || p_kind || '-' || lpad(p_n::text, 12, '0'))::uuid
$$;
create function pg_temp.refresh(p_now timestamptz default '2026-01-10Z') returns void language plpgsql as $$
begin
  while private.refresh_community(p_now) loop end loop;
end $$;
create function pg_temp.votes(p_event integer) returns integer[] language sql as $$
  select array[votes, first_votes, first_ever] from community_events where event_id = pg_temp.id('2', p_event)
$$;
create function pg_temp.members(p_name text) returns integer language sql as $$
  select coalesce((select members from community_organisers where name = p_name), 0)
$$;

insert into auth.users (id, email, email_confirmed_at, created_at)
  select pg_temp.id('1', n), 'm' || n || '@example.org', '2026-01-01Z', '2026-01-01Z' from generate_series(1, 40) n;
insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at, organisers)
  select pg_temp.id('2', n), 'test', n::text, 'c', '2025-12-01Z', 'event', 'Event ' || n, timestamptz '2025-12-31Z' + make_interval(days => n * 4 - 4), array['Club ' || n % 2]
  from generate_series(1, 6) n;

select is((select count(*) from community_answer), 0::bigint, 'there is no answer before everything was counted');
select is(ranking_community()::jsonb, null, 'which the API says, too');

insert into feedback_logs (user_id, event_id, action) values
  (pg_temp.id('1', 1), pg_temp.id('2', 1), 'going'),   -- began before the account was made
  (pg_temp.id('1', 1), pg_temp.id('2', 2), 'like'),
  (pg_temp.id('1', 1), pg_temp.id('2', 3), 'going'),
  (pg_temp.id('1', 2), pg_temp.id('2', 2), 'dislike'),
  (pg_temp.id('1', 3), pg_temp.id('2', 4), 'going');
select pg_temp.refresh();
select is(pg_temp.votes(1), '{0,0,0}', 'a vote on what began before the account was made counts for nothing');
select is(pg_temp.votes(2), '{1,1,1}', 'one on what began since does; a dislike does not');
select is(pg_temp.votes(3), '{1,1,0}', 'the first of an organiser is told apart from the first of all');
select is(array[pg_temp.members('Club 0'), pg_temp.members('Club 1')], '{2,1}', 'organisers have distinct members');
select is(ranking_community() ->> 'members', '40', 'the answer is there');

update auth.users set email_confirmed_at = null, email = 'new@example.org' where id = pg_temp.id('1', 1);
select pg_temp.refresh();
select is(pg_temp.votes(2), '{1,1,1}', 'a new address that is not confirmed changes nothing while the old one counts');
update auth.users set deleted_at = now() where id = pg_temp.id('1', 1);
select pg_temp.refresh();
select is(pg_temp.votes(2), '{0,0,0}', 'a closed account counts no more');
update auth.users set banned_until = '2026-02-01Z' where id = pg_temp.id('1', 3);
select pg_temp.refresh();
select is(pg_temp.votes(4), '{0,0,0}', 'nor does a banned one');
select is((ranking_community() ->> 'members')::integer, 38, 'among the members, too');
select pg_temp.refresh('2026-02-02Z');
select is(pg_temp.votes(4), '{1,1,1}', 'until the ban is over');
update auth.users set is_anonymous = true where id = pg_temp.id('1', 3);
select pg_temp.refresh('2026-02-02Z');
select is(pg_temp.votes(4), '{0,0,0}', 'an anonymous one never does');

-- Three mails, or thirty members who called for a list, are enough for a new event.
create function pg_temp.shown(p_event integer) returns smallint language sql as $$
  select shown from community_events where event_id = pg_temp.id('2', p_event)
$$;
insert into recommendation_logs (user_id, event_id, position, score, model, shown_at)
  select pg_temp.id('1', n), pg_temp.id('2', 6), 1, 1, 'm', timestamptz '2026-01-08Z' + make_interval(hours => 25 * k)
  from generate_series(4, 12) n, generate_series(0, 9) k;
select pg_temp.refresh();
select is(pg_temp.shown(6), 0::smallint, 'nine accounts that call for lists every day use up no turn');
insert into recommendation_logs (user_id, event_id, position, score, model, shown_at)
  select pg_temp.id('1', n), pg_temp.id('2', 6), 1, 1, 'm', '2026-01-08Z' from generate_series(13, 23) n;
select pg_temp.refresh();
select is(pg_temp.shown(6), 2::smallint, 'twenty use up two');
insert into newsletters (id, frequency, period) values (pg_temp.id('3', 1), 'weekly', '2026-01-07');
insert into email_logs (id, newsletter_id, user_id, mail, created_for, expires_at, status) values
  (pg_temp.id('4', 1), pg_temp.id('3', 1), pg_temp.id('1', 4), '{}', '2026-01-07Z', '2026-01-08Z', 'failed'),
  (pg_temp.id('4', 2), pg_temp.id('3', 1), pg_temp.id('1', 5), '{}', '2026-01-07Z', '2026-01-08Z', 'sent');
insert into recommendation_logs (user_id, event_id, email_id, position, score, model, shown_at)
  select m.user_id, pg_temp.id('2', e), m.id, 1, 1, 'm', '2026-01-07Z' from email_logs m, generate_series(5, 6) e;
select pg_temp.refresh();
select is(array[pg_temp.shown(5), pg_temp.shown(6)], '{1,3}', 'a mail that left counts, one that failed does not');

-- Several runs, and those who may not.
select is((select count(*) from community_changes), 0::bigint, 'nothing is left to count');
truncate feedback_logs;
select is((select num_nonnulls(events_after, members_after, pairs_after) from community_state), 3, 'emptying a table has everything counted again');
select pg_temp.refresh();
select is((select count(*) from community_members where events <> '{}'), 0::bigint, 'and nobody counts');
set local role service_role;
select throws_ok('select private.refresh_community(now())', '42501', null, 'the service does not count');
select throws_ok('select from community_members', '42501', null, 'nor reads what a member adds');
select lives_ok('select ranking_community()', 'it reads the answer');

select * from finish();
rollback;
