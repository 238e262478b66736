-- What ranking reads: upcoming events and what changed, vectors as bytes, and members.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
set local timezone = 'UTC';
select plan(25);

truncate public.users, public.posts, public.newsletters cascade;
insert into auth.users (id, email, email_confirmed_at) values
  ('00000000-0000-4000-8000-00000000000a', 'alice@example.org', now()),
  ('00000000-0000-4000-8000-00000000000b', 'bob@example.org', now());
-- As of 2026-01-10 12:00Z: two upcoming, one begun, an all-day event of today and one of yesterday.
insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at, is_all_day, organisers, category, updated_at) values
  ('00000000-0000-4000-8000-0000000000e1', 'test', 'later', 'c', '2026-01-01Z', 'event', 'Later', '2026-02-01Z', false, '{A,B}', 'arts_music', '2026-01-01Z'),
  ('00000000-0000-4000-8000-0000000000e2', 'test', 'soon', 'c', '2026-01-01Z', 'event', 'Soon', '2026-01-10 12:00:01Z', false, '{A}', null, '2026-01-02Z'),
  ('00000000-0000-4000-8000-0000000000e3', 'test', 'begun', 'c', '2026-01-01Z', 'event', 'Begun', '2026-01-10 12:00Z', false, '{B}', null, '2026-01-03Z'),
  ('00000000-0000-4000-8000-0000000000e4', 'test', 'today', 'c', '2026-01-01Z', 'event', 'Today', '2026-01-10 00:00Z', true, '{}', null, '2026-01-04Z'),
  ('00000000-0000-4000-8000-0000000000e5', 'test', 'yesterday', 'c', '2026-01-01Z', 'event', 'Yesterday', '2026-01-09 00:00Z', true, '{}', null, '2026-01-05Z'),
  ('00000000-0000-4000-8000-0000000000e6', 'test', 'undated', 'c', '2026-01-01Z', 'event', 'Undated', null, false, '{}', null, '2026-01-06Z');
set local role service_role;

----------------------------------------------------------------------------------------------------
-- Upcoming events

create function pg_temp.titles(p_answer jsonb) returns text[] language sql as $$
  select array(select e ->> 1 from jsonb_array_elements(p_answer -> 'events') with ordinality r (e, n) order by n)
$$;
select is(
  pg_temp.titles(upcoming_events('2026-01-10 12:00Z', 'm')), array['Today', 'Soon', 'Later'], 'what is published and to come, by start; all-day events until their day is over');
select is(
  (select array[pg_temp.titles(a)::text, a ->> 'upcoming'] from upcoming_events('2026-01-10 12:00Z', 'm', p_before => '2026-02-01Z') a),
  '{"{Today,Soon}",2}', 'p_before leaves out and does not count events that start at that instant or later');
select is(
  upcoming_events('2026-01-10 12:00Z', 'm') - '{events,snapshot}'::text[],
  jsonb_build_object('watermark', now(), 'gone', '[]'::jsonb, 'upcoming', 3),
  'as of the database''s clock, and nothing gone for whoever knows nothing');
select is(
  upcoming_events('2026-01-10 12:00Z', 'm') -> 'events' -> 2,
  '["00000000-0000-4000-8000-0000000000e1", "Later", null, "2026-02-01T00:00:00+00:00", null, false, null, false, "arts_music",
    ["A", "B"], null, null, "2026-01-01T00:00:00+00:00", null]'::jsonb, 'each with all that is shown of it, and nothing of its text');
select is(
  upcoming_events('2026-01-10 12:00Z', 'm', '2026-01-06Z') - '{upcoming,watermark,snapshot}'::text[],
  '{"events": [], "gone": ["00000000-0000-4000-8000-0000000000e6"]}'::jsonb,
  'since a moment: what changed at its instant is told again');
select is(
  pg_temp.titles(upcoming_events('2026-01-10 12:00Z', 'm', '2026-01-04 00:00:59Z')), array['Today'], 'and so is what changed in the minute before');
select is(
  pg_temp.titles(upcoming_events('2026-01-10 12:00Z', 'm', '2026-01-04 00:01:00Z')), '{}', 'but not what changed before that');
select is(
  pg_temp.titles(upcoming_events('2026-01-10 12:00Z', 'm', '2026-01-03Z', pg_current_snapshot()::text)), array['Today'],
  'with the snapshot of a call, only what may not have been committed then: this transaction is not');
select is(
  pg_temp.titles(upcoming_events('2026-01-10 12:00Z', 'm', '2026-01-03Z',
    (pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 5) || ':' || (pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 5) || ':')),
  '{}', 'and nothing that was, though it changed within the minute before');
select is(
  (select jsonb_agg(g order by g) from jsonb_array_elements(upcoming_events('2026-01-10 12:00Z', 'm', '2026-01-03Z') -> 'gone') g),
  '["00000000-0000-4000-8000-0000000000e3", "00000000-0000-4000-8000-0000000000e5", "00000000-0000-4000-8000-0000000000e6"]'::jsonb,
  'what changed and is not to come is gone');

insert into event_embeddings (event_id, embedding, model, text_hash, updated_at) values
  ('00000000-0000-4000-8000-0000000000e1', array_fill(1, array[512])::extensions.halfvec, 'm', 'h', '2026-01-07Z'),
  ('00000000-0000-4000-8000-0000000000e2', array_fill(-2, array[512])::extensions.halfvec, 'm', 'h', '2026-01-07Z'),
  ('00000000-0000-4000-8000-0000000000e4', array_fill(1, array[512])::extensions.halfvec, 'other', 'h', '2026-01-09Z');
select is(
  pg_temp.titles(upcoming_events('2026-01-10 12:00Z', 'm', '2026-01-06 12:00Z')), array['Soon', 'Later'], 'a vector is a change, one of another model is none');
select results_eq(
  $$ select e ->> 1, e ->> 13 from jsonb_array_elements(upcoming_events('2026-01-10 12:00Z', 'm') -> 'events') e order by 1 $$,
  $$ values ('Later', '1767744000.000000'), ('Soon', '1767744000.000000'), ('Today', null) $$, 'the answer says when each was embedded by the model');

----------------------------------------------------------------------------------------------------
-- Vectors: 16 bytes of id, dimensions, the worth of a step, then counts of steps: 127 is 7f, -127 is 81

create function pg_temp.bytes_of(p_model text, p_ids uuid[]) returns text language sql as $$ select encode(event_vectors(p_model, p_ids), 'hex') $$;
create function pg_temp.record(p_id text, p_largest real, p_count text) returns text language sql as $$
  select '0000000000004000800000000000' || '00' || p_id || '0200' || encode(float4send((p_largest / 127)::real), 'hex') || repeat(p_count, 512)
$$;
select is(
  pg_temp.bytes_of('m', '{00000000-0000-4000-8000-0000000000e1}'), '0000000000004000800000000000' || '00e1' || '0200' || encode(float4send((1 / 127.0)::real), 'hex') || repeat('7f', 512), 'a vector is 534 bytes');
select ok(
  pg_temp.bytes_of('m', '{00000000-0000-4000-8000-0000000000e1,00000000-0000-4000-8000-0000000000e2}')
    in (pg_temp.record('e1', 1, '7f') || pg_temp.record('e2', 2, '81'), pg_temp.record('e2', 2, '81') || pg_temp.record('e1', 1, '7f')),
  'two are one after the other');
select is(
  pg_temp.bytes_of('m', '{00000000-0000-4000-8000-0000000000e3,00000000-0000-4000-8000-0000000000e4}'), '', 'events without a vector of the model are left out');
select is(pg_temp.bytes_of('m', '{}'), '', 'no events are no bytes');

----------------------------------------------------------------------------------------------------
-- Members

insert into user_preferences (user_id, category, weight) values ('00000000-0000-4000-8000-00000000000a', 'arts_music', 0.9);
insert into feedback_logs (user_id, event_id, action, voted_at) values
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e6', 'dislike', '2026-01-08Z'),
  ('00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-0000000000e3', 'going', '2026-01-09Z');
insert into newsletters (id, frequency, period) values ('00000000-0000-4000-8000-000000000001', 'weekly', '2026-01-07');
insert into email_logs (id, newsletter_id, user_id, mail, created_for, expires_at, status) values
  ('00000000-0000-4000-8000-0000000000f1', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000a', '{}', '2026-01-07Z', '2026-01-08Z', 'unknown'),
  ('00000000-0000-4000-8000-0000000000f2', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000b', '{}', '2026-01-07Z', '2026-01-08Z', 'failed');
insert into recommendation_logs (user_id, event_id, email_id, position, score, model, shown_at) values
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-0000000000f1', 1, 1, 'm', '2026-01-07 01:00Z'),
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e1', null, 1, 1, 'm', '2026-01-07 23:00Z'),
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e1', null, 1, 1, 'm', '2026-01-08 00:00Z'),
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e2', null, 1, 1, 'm', '2026-01-08 00:00Z'),
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e5', null, 1, 1, 'm', '2026-01-08 00:00Z'),
  ('00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-0000000000f2', 1, 1, 'm', '2026-01-07 01:00Z');

create function pg_temp.member(p_answer jsonb, p_id text) returns jsonb language sql as $$
  select m from jsonb_array_elements(p_answer -> 'members') m where m ->> 'id' = p_id
$$;
select is(
  ranking_members('2026-01-10 12:00Z', '{00000000-0000-4000-8000-00000000000a}') -> 'members',
  '[{"id": "00000000-0000-4000-8000-00000000000a", "time_zone": null, "preferences": {"arts_music": 0.90},
     "votes": [[0, "dislike", "2026-01-08T00:00:00+00:00"]],
     "days_shown": {"00000000-0000-4000-8000-0000000000e1": 2, "00000000-0000-4000-8000-0000000000e2": 1},
     "mailed": ["00000000-0000-4000-8000-0000000000e1"]}]'::jsonb,
  'Alice: preferences, votes, on how many days she was shown what is to come, and what was mailed to her, perhaps');
select is(
  ranking_members('2026-01-10 12:00Z', '{00000000-0000-4000-8000-00000000000a}') -> 'events',
  '[["00000000-0000-4000-8000-0000000000e6", "Undated", "2026-01-01T00:00:00+00:00", null, []]]'::jsonb,
  'the facts of what she voted on; of an undated event when it was posted');
select is(
  pg_temp.member(ranking_members('2026-01-10 12:00Z', '{00000000-0000-4000-8000-00000000000a,00000000-0000-4000-8000-00000000000b}'), '00000000-0000-4000-8000-00000000000b'),
  '{"id": "00000000-0000-4000-8000-00000000000b", "time_zone": null, "preferences": {},
    "votes": [[0, "going", "2026-01-09T00:00:00+00:00"]],
    "days_shown": {"00000000-0000-4000-8000-0000000000e1": 1}, "mailed": []}'::jsonb, 'Bob: his mail failed, so nothing was mailed');
select is(
  jsonb_array_length(ranking_members('2026-01-10 12:00Z', '{00000000-0000-4000-8000-00000000000a,00000000-0000-4000-8000-00000000000b}') -> 'members'), 2, 'both at once');
select is(
  pg_temp.member(ranking_members('2026-01-08 12:00Z', '{00000000-0000-4000-8000-00000000000a}'), '00000000-0000-4000-8000-00000000000a') -> 'days_shown',
  '{"00000000-0000-4000-8000-0000000000e1": 1}'::jsonb, 'what was shown within twelve hours was not passed over yet');
select is(
  ranking_members('2026-01-10 12:00Z', '{00000000-0000-4000-8000-00000000000f}'), '{"members": [], "events": []}'::jsonb, 'an unknown member is left out');
select is(ranking_members('2026-01-10 12:00Z', '{}'), '{"members": [], "events": []}'::jsonb, 'nobody is nobody');

-- A vote on a merged post is one on the event that is shown.
savepoint apart;
update events set canonical_id = '00000000-0000-4000-8000-0000000000e1' where id = pg_temp.event('begun');
insert into feedback_logs (user_id, event_id, action, voted_at) values
  ('00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-0000000000e1', 'dislike', '2026-01-08Z');
select is(
  pg_temp.member(ranking_members('2026-01-10 12:00Z', '{00000000-0000-4000-8000-00000000000b}'), '00000000-0000-4000-8000-00000000000b') -> 'votes',
  '[[0, "going", "2026-01-09T00:00:00+00:00"]]'::jsonb,
  'of two votes on one event the later counts');
rollback to apart;

-- Only the latest 200 votes are read.
savepoint few;
insert into event_of_post (source, external_id, text, posted_at, kind, title)
  select 'many', n::text, 'c', '2026-01-01Z', 'event', 'Many' from generate_series(1, 200) n;
insert into feedback_logs (user_id, event_id, action, voted_at)
  select '00000000-0000-4000-8000-00000000000a', id, 'like', timestamptz '2026-01-08Z' + interval '1 minute' * external_id::integer from event_of_post where source = 'many';
select results_eq(
  $$ select count(*), count(*) filter (where v ->> 1 = 'dislike')
     from jsonb_array_elements(ranking_members('2026-01-10Z', '{00000000-0000-4000-8000-00000000000a}') -> 'members' -> 0 -> 'votes') v $$,
  'values (200::bigint, 0::bigint)', 'the oldest vote beyond 200 is left out');
rollback to few;

select * from finish();
rollback;
