-- Sign-up makes a profile, whatever a client sends; the profile is its owner's, and not all of it.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(65);

truncate public.users cascade;
insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data) values
  ('00000000-0000-4000-8000-00000000000a', 'alice@example.org', now(), '{"name": "Alice", "time_zone": "Australia/Lord_Howe"}'),
  ('00000000-0000-4000-8000-00000000000b', 'bob@example.org', now(), null);

----------------------------------------------------------------------------------------------------
-- Sign-up

select results_eq(
  'select id, email, name, time_zone, newsletter_frequency, newsletter_weekday, newsletter_hour from public.users order by email',
  $$ values
    (uuid '00000000-0000-4000-8000-00000000000a', 'alice@example.org', 'Alice', 'Australia/Lord_Howe', 'weekly', null::smallint, null::smallint),
    (uuid '00000000-0000-4000-8000-00000000000b', 'bob@example.org', null, null, 'weekly', null, null) $$,
  'a sign-up makes a profile of what it tells');

create function pg_temp.sign_up(p_meta jsonb) returns table (name text, time_zone text) language sql as $$
  insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data) values ('00000000-0000-4000-8000-00000000000c', 'c@example.org', now(), p_meta);
  with gone as (delete from public.users u where u.email = 'c@example.org' returning u.name, u.time_zone) select * from gone;
$$;
create function pg_temp.sign_up_again(p_meta jsonb) returns table (name text, time_zone text) language sql as $$
  delete from auth.users where email = 'c@example.org';
  select * from pg_temp.sign_up(p_meta);
$$;
select results_eq($$ select * from pg_temp.sign_up_again('{}') $$, 'values (null::text, null::text)', 'a sign-up may tell nothing');
select results_eq($$ select * from pg_temp.sign_up_again('null') $$, 'values (null::text, null::text)', 'or null');
select results_eq($$ select * from pg_temp.sign_up_again('[1, 2]') $$, 'values (null::text, null::text)', 'or a list');
select results_eq($$ select * from pg_temp.sign_up_again('"name"') $$, 'values (null::text, null::text)', 'or a word');
select results_eq(
  $$ select * from pg_temp.sign_up_again('{"name": "   ", "time_zone": ""}') $$, 'values (null::text, null::text)', 'blank is no name');
select results_eq(
  $$ select * from pg_temp.sign_up_again('{"name": {"first": "C"}, "time_zone": ["UTC"]}') $$, 'values (null::text, null::text)',
  'nor is anything but text');
select results_eq(
  $$ select length(name), time_zone from pg_temp.sign_up_again(jsonb_build_object('name', repeat('ü', 100000), 'time_zone', repeat('A/', 100000))) $$,
  'values (100, null::text)', 'a name is cut at 100 characters');
select results_eq(
  $$ select * from pg_temp.sign_up_again('{"name": " ''); drop table users; -- ", "time_zone": "UTC''; --"}') $$,
  $$ values ($n$'); drop table users; --$n$, null::text) $$, 'what looks like SQL is a name like any other');
select results_eq(
  $$ select * from pg_temp.sign_up_again('{"newsletter_frequency": "daily", "email": "x@example.org", "id": "x"}') $$,
  'values (null::text, null::text)', 'nothing but name and time zone is taken');

update auth.users set email = 'alice@example.com' where id = '00000000-0000-4000-8000-00000000000a';
update auth.users set raw_user_meta_data = '{"name": "Mallory"}' where id = '00000000-0000-4000-8000-00000000000a';
select results_eq(
  $$ select email, name from public.users where id = '00000000-0000-4000-8000-00000000000a' $$,
  $$ values ('alice@example.com', 'Alice') $$, 'the address follows the account, the name does not');
insert into auth.users (id) values ('00000000-0000-4000-8000-00000000000d');
select is(
  (select email from public.users where id = '00000000-0000-4000-8000-00000000000d'), null, 'an account may have no address');
delete from auth.users where id = '00000000-0000-4000-8000-00000000000d';
select is_empty($$ select from public.users where id = '00000000-0000-4000-8000-00000000000d' $$, 'a profile goes with its account');

----------------------------------------------------------------------------------------------------
-- Time zones

select results_eq(
  $$ select name from (values ('UTC'), ('Australia/Melbourne'), ('Asia/Kolkata'), ('America/Argentina/Buenos_Aires'),
       ('America/Port-au-Prince'), ('Etc/GMT'), ('Etc/GMT+12'), ('Etc/GMT-14')) z (name) where not private.is_time_zone(name) $$,
  array[]::text[], 'names of the time zone database are time zones');
-- Postgres reads any word with a number as a POSIX time zone; a browser throws on it.
select results_eq(
  $$ select name from (values (''), ('Melbourne'), ('Mars/Olympus'), ('EST'), ('EST5EDT'), ('+10:00'), ('Foo/Bar+3'), ('Foo/5'),
       ('Etc/GMT+13'), ('Etc/GMT-15'), ('Etc/GMT+99'), ('posix/UTC'), ('Asia/Kolkata '), ('../etc/passwd'), (E'UTC\n'), ('utc')) z (name)
     where private.is_time_zone(name) $$,
  array[]::text[], 'nothing else is');

----------------------------------------------------------------------------------------------------
-- Alice, on her own profile

set local role authenticated;
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000a';
select results_eq('select name from public.users', array['Alice'], 'Alice sees her profile and no other');
select results_eq(
  $$ update public.users set name = 'Al', time_zone = 'Asia/Kolkata', newsletter_frequency = 'daily', newsletter_weekday = 7, newsletter_hour = 0
     where email = 'alice@example.com' returning name $$,
  array['Al'], 'Alice changes what is hers to choose');
select lives_ok('update public.users set name = null, time_zone = null, newsletter_weekday = null, newsletter_hour = null', 'or chooses nothing');
select throws_ok($$ update public.users set email = 'x@example.org' $$, '42501', 'permission denied for table users', 'but not her address');
select throws_ok(
  $$ update public.users set id = '00000000-0000-4000-8000-00000000000b' $$,
  '42501', 'permission denied for table users', 'nor who she is');
select throws_ok('update public.users set created_at = now()', '42501', 'permission denied for table users', 'nor since when');
select throws_ok('update public.users set updated_at = now()', '42501', 'permission denied for table users', 'nor when she changed it');
select throws_ok(
  $$ update public.users set time_zone = 'Mars/Olympus' $$,
  '23514', 'new row for relation "users" violates check constraint "users_time_zone_check"', 'a time zone is one');
select throws_ok(
  $$ update public.users set newsletter_frequency = 'hourly' $$,
  '23514', 'new row for relation "users" violates check constraint "users_newsletter_frequency_check"', 'a newsletter is weekly, daily or off');
select throws_ok(
  'update public.users set newsletter_frequency = null',
  '23502', 'null value in column "newsletter_frequency" of relation "users" violates not-null constraint', 'and nothing in between');
select throws_ok(
  'update public.users set newsletter_weekday = 0',
  '23514', 'new row for relation "users" violates check constraint "users_newsletter_weekday_check"', 'a weekday is 1 to 7');
select throws_ok(
  'update public.users set newsletter_hour = 24',
  '23514', 'new row for relation "users" violates check constraint "users_newsletter_hour_check"', 'an hour is 0 to 23');
select throws_ok(
  $$ update public.users set name = repeat('x', 101) $$,
  '23514', 'new row for relation "users" violates check constraint "users_name_check"', 'a name is at most 100 characters');
select throws_ok(
  $$ insert into public.users (id) values ('00000000-0000-4000-8000-00000000000a') $$,
  '42501', 'permission denied for table users', 'Alice makes no profiles');
select throws_ok('delete from public.users', '42501', 'permission denied for table users', 'and deletes none');

----------------------------------------------------------------------------------------------------
-- Bob, on hers

set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000b';
select results_eq('select email from public.users', array['bob@example.org'], 'Bob sees his profile, not hers');
select is_empty(
  $$ update public.users set name = 'x' where id = '00000000-0000-4000-8000-00000000000a' returning id $$, 'Bob cannot change hers');
-- Without a where or a returning clause nothing is read, and only the policy of the write counts.
select lives_ok($$ update public.users set newsletter_frequency = 'off' $$, 'naming nobody he changes his own alone, as the service sees below');

-- Somebody signed in whose account is gone, or nobody at all.
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000f';
select is_empty('select from public.users', 'a stranger sees no profile');
select is_empty($$ update public.users set name = 'x' returning id $$, 'and changes none');
set local request.jwt.claim.sub = '';
select is_empty('select from public.users', 'nor does a token without an owner');

set local role anon;
select throws_ok('select id from public.users', '42501', 'permission denied for table users', 'a visitor reads no profile');
select throws_ok($$ update public.users set name = 'x' $$, '42501', 'permission denied for table users', 'changes none');
select throws_ok(
  $$ insert into public.users (id) values ('00000000-0000-4000-8000-00000000000a') $$,
  '42501', 'permission denied for table users', 'makes none');
select throws_ok('delete from public.users', '42501', 'permission denied for table users', 'deletes none');

----------------------------------------------------------------------------------------------------
-- The service

set local role service_role;
select results_eq(
  'select email, newsletter_frequency from public.users order by email',
  $$ values ('alice@example.com', 'daily'), ('bob@example.org', 'off') $$, 'the service sees every profile');
select results_eq(
  $$ update public.users set name = 'Bob' where email = 'bob@example.org' returning name, updated_at > now() $$,
  $$ values ('Bob', true) $$, 'changes each, which shows in updated_at');
select throws_ok(
  $$ insert into public.users (id) values ('00000000-0000-4000-8000-00000000000f') $$,
  '23503', 'insert or update on table "users" violates foreign key constraint "users_id_fkey"', 'and makes none without an account');

create function pg_temp.press(
  p_action text, p_member text default 'a', p_now timestamptz default '2026-01-01 10:00:00.7Z',
  p_taken_at timestamptz default '2026-01-01 10:00Z')
returns text language sql as $$
  select concat_ws(' since ', s ->> 'frequency', (s ->> 'unsubscribed_at')::timestamptz at time zone 'UTC')
  from public.record_subscription(
    ('00000000-0000-4000-8000-00000000000' || p_member)::uuid, p_action, p_now => p_now, p_taken_at => p_taken_at) s
$$;
select is(pg_temp.press('resubscribe'), 'daily', 'who is subscribed keeps what they chose');
select is(pg_temp.press('unsubscribe'), 'off since 2026-01-01 10:00:00', 'the link unsubscribes, and keeps when');
select is(
  pg_temp.press('unsubscribe', p_now => '2026-02-01Z'), 'off since 2026-01-01 10:00:00', 'a second press takes nothing more');
select is(
  pg_temp.press('resubscribe', p_taken_at => '2026-02-01Z'), 'off since 2026-01-01 10:00:00', 'the undo of another unsubscription does nothing');
select is(pg_temp.press('resubscribe', p_taken_at => null), 'off since 2026-01-01 10:00:00', 'nor does one of none');
select is(pg_temp.press('resubscribe'), 'daily', 'its own brings back what it took');
select is(pg_temp.press('resubscribe'), 'daily', 'once');
select is(pg_temp.press('unsubscribe', 'b'), 'off', 'from who chose off nothing is taken');
select results_eq(
  $$ select newsletter_frequency from public.users order by email $$, array['daily', 'off'], 'each press is about one member');
select is(pg_temp.press('resubscribe', 'b'), 'off', 'so an undo brings nothing back');
select is(public.record_subscription('00000000-0000-4000-8000-00000000000f', 'unsubscribe'), null, 'an unknown member has none');
select throws_ok(
  $$ select pg_temp.press('weekly') $$,
  '22023', 'Cannot record ''weekly'' as a choice about the subscription', 'no other action is recorded');

-- Left by a link, back and gone again by her own choice: then no link took it.
select is(pg_temp.press('unsubscribe'), 'off since 2026-01-01 10:00:00', 'Alice leaves by a link');
set local role authenticated;
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000a';
select throws_ok(
  $$ update public.users set unsubscribed_from = 'weekly' $$, '42501', 'permission denied for table users', 'what it took is not hers to say');
update public.users set newsletter_frequency = 'weekly';
update public.users set newsletter_frequency = 'off';
set local role service_role;
select is(pg_temp.press('unsubscribe'), 'off', 'the choice since is her own');
select is(pg_temp.press('resubscribe'), 'off', 'and no undo overrides it');

-- Choosing off while a link has taken it is a choice too.
update public.users set newsletter_frequency = 'weekly' where email = 'alice@example.com';
select is(pg_temp.press('unsubscribe'), 'off since 2026-01-01 10:00:00', 'a link takes it again');
set local role authenticated;
update public.users set newsletter_frequency = 'off';
select throws_ok(
  $$ update public.users set unsubscribed_at = now() $$, '42501', 'permission denied for table users', 'when, is not hers to say');
set local role service_role;
select is(pg_temp.press('resubscribe'), 'off', 'off stays');

select results_eq(
  $$ delete from public.users where email = 'bob@example.org' returning email $$, array['bob@example.org'], 'the service deletes a profile');

-- A new address brings a deleted profile back: the account is still there.
reset role;
update auth.users set email = 'bob@example.com' where id = '00000000-0000-4000-8000-00000000000b';
select results_eq(
  $$ select email, newsletter_frequency from public.users where id = '00000000-0000-4000-8000-00000000000b' $$,
  $$ values ('bob@example.com', 'off') $$, 'an account whose address changes has a profile, which gets no mail by itself');
select results_eq(
  'select email::text from auth.users where id::text like ''00000000-0000-4000-8000-00000000000_'' order by email',
  array['alice@example.com', 'bob@example.com', 'c@example.org'], 'no account was lost on the way');

select * from finish();
rollback;
