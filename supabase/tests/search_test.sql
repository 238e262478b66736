-- Search: who reads its texts, cache and counts, what the cache gives, and how many calls a minute are let through.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
set local timezone = 'UTC';
select plan(30);

truncate public.users, public.posts, public.newsletters cascade;
insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at, hidden_at) values
  ('00000000-0000-4000-8000-0000000000e1', 'test', 'one', 'a caption', '2026-01-01Z', 'event', 'One', '2026-02-01Z', null),
  ('00000000-0000-4000-8000-0000000000e2', 'test', 'hidden', 'a hidden caption', '2026-01-01Z', 'event', 'Hidden', '2026-02-01Z', '2026-01-02Z'),
  ('00000000-0000-4000-8000-0000000000e3', 'test', 'recap', 'a recap', '2026-01-01Z', 'recap', 'Recap', null, null);

----------------------------------------------------------------------------------------------------
-- Rights

create function pg_temp.refused(p_role text, p_sql text) returns text language plpgsql as $$
begin
  execute format('set local role %I', p_role);
  execute p_sql;
  reset role;
  return 'allowed';
exception when insufficient_privilege then
  reset role;
  return 'refused';
end $$;

select is(pg_temp.refused(r, s), 'refused', format('%s cannot run: %s', r, s))
from unnest('{anon,authenticated}'::text[]) r
cross join unnest(array[
  'select * from public.search_cache',
  'select * from public.rate_limits',
  'insert into public.search_cache values (''k'', ''v'', ''{}'', now())',
  'select public.search_texts(''{}'')',
  'select public.read_search(''k'', ''v'', now())',
  'select public.keep_search(''k'', ''v'', ''{}'', now())',
  'select public.take_token(''k'', 1, now())']) s;
select is(relrowsecurity, true, format('%s has row level security', relname))
from pg_class where oid in ('public.search_cache'::regclass, 'public.rate_limits'::regclass);
select is(pg_temp.refused('service_role', 'select private.sweep_search(now())'), 'refused', 'the service cannot sweep');

----------------------------------------------------------------------------------------------------
-- Texts and answers

set local role service_role;
select is(
  search_texts('{00000000-0000-4000-8000-0000000000e1,00000000-0000-4000-8000-0000000000e2,00000000-0000-4000-8000-0000000000e3}'),
  '{"00000000-0000-4000-8000-0000000000e1": "a caption"}', 'search_texts() gives captions of published events alone');
select is(read_search('k', 'v1', '2026-01-01Z'), null, 'read_search() is null for an unknown key');
select keep_search('k', 'v1', '{"n": 1}', '2026-01-02Z');
select is(read_search('k', 'v1', '2026-01-01Z'), '{"n": 1}', 'read_search() gives the kept body');
select is(read_search('k', 'v2', '2026-01-01Z'), null, 'read_search() gives no body of another version');
select is(read_search('k', 'v1', '2026-01-02Z'), null, 'read_search() gives no expired body');
select keep_search('k', 'v2', '{"n": 2}', '2026-01-03Z');
select is(read_search('k', 'v2', '2026-01-01Z'), '{"n": 2}', 'keep_search() replaces a body');

----------------------------------------------------------------------------------------------------
-- Limits

create function pg_temp.allowed(p_from timestamptz, p_calls integer, p_step interval) returns bigint language sql as $$
  select count(*) filter (where (take_token('caller', 10, p_from + n * p_step) ->> 'allowed')::boolean)
  from generate_series(0, p_calls - 1) n
$$;
select is(pg_temp.allowed('2026-01-01 00:00Z', 25, '1 second'), 10::bigint, 'take_token() lets through as many as the limit');
select is(pg_temp.allowed('2026-01-01 00:00:30Z', 25, '1 second'), 0::bigint, 'take_token() refuses all others of that minute');
select is(pg_temp.allowed('2026-01-01 00:02Z', 25, '1 second'), 10::bigint, 'take_token() lets them through again a minute later');
select is((take_token('other', 10, '2026-01-01 00:02:20Z') ->> 'remaining')::integer, 9, 'take_token() counts each caller alone');
-- Calls every 700 ms for ten minutes: no window of a minute has more than ten that were let through.
create temporary table passed as
select t from (
  select t, (take_token('steady', 10, t) ->> 'allowed')::boolean as is_allowed
  from generate_series('2026-01-01 01:00Z'::timestamptz, '2026-01-01 01:10Z', '700 milliseconds') t) c
where is_allowed;
select cmp_ok(
  (select max(n) from (select count(*) over (order by t range between current row and interval '59.999 seconds' following) as n from passed) w),
  '<=', 10::bigint, 'take_token() lets through no more than the limit in any window of a minute');
select is(
  (select (a ->> 'allowed')::boolean from (select take_token('steady', 10, '2026-01-01 01:10Z'::timestamptz
     + make_interval(secs => (take_token('steady', 10, '2026-01-01 01:10Z') ->> 'retry_after')::integer)) a) r),
  true, 'take_token() lets a caller through who waits for retry_after');
reset role;
select private.sweep_search('2026-01-05Z');
select is((select count(*) from search_cache) + (select count(*) from rate_limits), 0::bigint, 'sweep_search() deletes what is over');
select * from finish();
rollback;
