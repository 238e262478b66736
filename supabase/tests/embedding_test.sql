-- What is to be embedded follows from the data; claim, complete and fail as the service does.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
select plan(46);

truncate public.posts, public.users cascade;

-- A vector in the spelling of the API, every value the same.
create function pg_temp.vector_of(p_value text) returns text
language sql as $$ select '[' || repeat(p_value || ',', 511) || p_value || ']' $$;

insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at, organisers, category, location) values
  ('00000000-0000-4000-8000-0000000000e1', 'test', 'late', 'c', '2026-01-01Z', 'event', 'Late', '2026-03-01Z', '{A}', 'arts_music', 'Hall'),
  ('00000000-0000-4000-8000-0000000000e2', 'test', 'early', 'c', '2026-01-01Z', 'event', 'Early', '2026-02-01Z', '{A}', null, null),
  ('00000000-0000-4000-8000-0000000000e3', 'test', 'undated', 'c', '2026-01-01Z', 'event', 'Undated', null, '{}', null, null),
  ('00000000-0000-4000-8000-0000000000e4', 'test', 'recap', 'c', '2026-01-01Z', 'recap', 'Recap', '2026-02-01Z', '{}', null, null),
  ('00000000-0000-4000-8000-0000000000e6', 'test', 'unread', 'c', '2026-01-01Z', null, null, null, '{}', null, null);
set local role service_role;

----------------------------------------------------------------------------------------------------
-- Claim

create temp table claim as select * from claim_embeddings('2026-01-10 10:00Z', 'm@512', 2, '5 minutes');
select results_eq(
  $$ select id, title, organisers, category, location, excerpt, attempt from claim order by title desc $$,
  $$ values (uuid '00000000-0000-4000-8000-0000000000e1', 'Late', array['A'], 'arts_music', 'Hall', 'c', 1::smallint),
            (uuid '00000000-0000-4000-8000-0000000000e2', 'Early', array['A'], null, null, 'c', 1::smallint) $$,
  'the events farthest ahead come first, with all that their text is made of');
select results_eq(
  $$ select id from claim_embeddings('2026-01-10 10:01Z', 'm@512', 10, '5 minutes') $$,
  array[uuid '00000000-0000-4000-8000-0000000000e3'], 'only events are embedded, and none under lease');
select is_empty($$ select from claim_embeddings('2026-01-10 10:02Z', 'm@512', 10, '5 minutes') $$, 'then there is nothing to do');

----------------------------------------------------------------------------------------------------
-- Complete

create function pg_temp.rows_of(p_ids uuid[], p_embedding text) returns jsonb
language sql as $$
  select jsonb_agg(jsonb_build_object('id', id, 'hash', hash, 'attempt', attempt, 'embedding', p_embedding)) from claim where id = any (p_ids)
$$;

select throws_ok(
  $$ select complete_embeddings('m@512', pg_temp.rows_of('{00000000-0000-4000-8000-0000000000e1}', '[1,2,3]')) $$,
  '22000', 'expected 512 dimensions, not 3', 'a vector of another dimension is refused');
select throws_ok(
  $$ select complete_embeddings('m@512', pg_temp.rows_of('{00000000-0000-4000-8000-0000000000e1}', pg_temp.vector_of('NaN'))) $$,
  '22000', 'NaN not allowed in halfvec', 'and one that is not of numbers');
select throws_ok(
  $$ select complete_embeddings('m@512', pg_temp.rows_of('{00000000-0000-4000-8000-0000000000e1}', pg_temp.vector_of('65520'))) $$,
  '22003', '"65520" is out of range for type halfvec', 'or of numbers too large');

update events set title = 'Early bird' where id = pg_temp.event('early');
select is(
  complete_embeddings('m@512', pg_temp.rows_of(array(select id from claim), pg_temp.vector_of('1'))), 1,
  'of two vectors the one is written whose text is still the same');
select results_eq(
  $$ select event_id, model, text_hash, embedding::text from event_embeddings $$,
  $$ select id, 'm@512', hash, pg_temp.vector_of('1') from claim where title = 'Late' $$, 'with its model and its text');
select results_eq(
  $$ select embed_attempts, embed_not_before, embed_error from events where id = pg_temp.event('late') $$,
  $$ values (0::smallint, timestamptz '-infinity', null::text) $$, 'and that the work is done');
select is(
  complete_embeddings('m@512', pg_temp.rows_of('{00000000-0000-4000-8000-0000000000e1}', pg_temp.vector_of('2'))), 0,
  'writing twice changes nothing');
select is(complete_embeddings('m@512', '[]'), 0, 'nothing is nothing');
select results_eq(
  $$ select id, attempt from claim_embeddings('2026-01-10 10:05Z', 'm@512', 1, '5 minutes') $$,
  $$ values (uuid '00000000-0000-4000-8000-0000000000e2', 2::smallint) $$, 'the other is claimed again when its lease ends');
select is(
  (select embed_error from events where id = pg_temp.event('early')), 'attempt 2 did not report back', 'should its worker die, the row says so');
select is(
  complete_embeddings('m@512', (
    select jsonb_build_array(jsonb_build_object('id', id, 'hash', e.text_hash, 'attempt', 1, 'embedding', pg_temp.vector_of('1')))
    from events e where id = pg_temp.event('early'))), 0,
  'the worker whose lease went to somebody else writes nothing');

----------------------------------------------------------------------------------------------------
-- Whatever the text is made of re-opens it

delete from posts where external_id <> 'late';
select is_empty($$ select from claim_embeddings('2026-02-01Z', 'm@512', 10, '0') $$, 'what is embedded is not claimed');
select results_eq(
  $$ select title from claim_embeddings('2026-02-01Z', 'n@512', 10, '0') $$, array['Late'], 'unless the model is another');
update events set embed_attempts = 0, summary = 'x', starts_at = '2026-03-02Z', image_url = 'https://example.org/x.jpg' where id = pg_temp.event('late');
select is_empty($$ select from claim_embeddings('2026-02-02Z', 'm@512', 10, '0') $$, 'what is not in the text does not matter');

savepoint embedded;
update events set title = 'Later' where id = pg_temp.event('late');
select results_eq($$ select title from claim_embeddings('2026-02-02Z', 'm@512', 10, '0') $$, array['Later'], 'a new title does');
rollback to embedded;
update events set organisers = '{A,B}' where id = pg_temp.event('late');
select results_eq($$ select organisers[2] from claim_embeddings('2026-02-02Z', 'm@512', 10, '0') $$, array['B'], 'a new organiser does');
rollback to embedded;
update events set category = null where id = pg_temp.event('late');
select results_eq($$ select title from claim_embeddings('2026-02-02Z', 'm@512', 10, '0') $$, array['Late'], 'a category that is gone does');
rollback to embedded;
update events set location = 'Room' where id = pg_temp.event('late');
select results_eq($$ select location from claim_embeddings('2026-02-02Z', 'm@512', 10, '0') $$, array['Room'], 'a new place does');
rollback to embedded;
update events set excerpt = 'd' where id = pg_temp.event('late');
select results_eq($$ select excerpt from claim_embeddings('2026-02-02Z', 'm@512', 10, '0') $$, array['d'], 'a new excerpt does');
rollback to embedded;
-- Fields must not run into each other.
update events set location = null where id = pg_temp.event('late');
update event_embeddings set text_hash = (select e.text_hash from events e where id = pg_temp.event('late'));
update events set category = null, location = 'arts_music' where id = pg_temp.event('late');
select results_eq(
  $$ select location from claim_embeddings('2026-02-02Z', 'm@512', 10, '0') $$, array['arts_music'], 'and so does a value that moves to another field');
rollback to embedded;

----------------------------------------------------------------------------------------------------
-- A model whose size only its server tells

savepoint named;
create function pg_temp.rows_due(p_asked text) returns jsonb
language sql as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'hash', hash, 'attempt', attempt, 'embedding', pg_temp.vector_of('1'))), '[]')
  from claim_embeddings('2026-02-02Z', p_asked, 10, '0')
$$;
select is(complete_embeddings('o/nomic@768', pg_temp.rows_due('o/nomic'), 'o/nomic'), 1, 'a vector is kept under the name that has its size');
select results_eq('select model from event_embeddings', array['o/nomic@768'], 'that of the answer');
select is(pg_temp.rows_due('o/nomic'), '[]', 'and found under the name that the settings have');
select is(length(event_vectors('o/nomic', array(select id from events))) > 0, true, 'by recommend, too');
create temp table touched as select max(updated_at) as before from events;
select is(
  complete_embeddings('o/nomic@1024', '[]', 'o/nomic'), 0, 'a server that answers another size from now on');
select is(length(event_vectors('o/nomic', array(select id from events))), 0, 'makes vectors of before invisible');
select is((select max(updated_at) > (select before from touched) from events), true, 'touches their events, so that warm functions let go');
select is(jsonb_array_length(pg_temp.rows_due('o/nomic')), 1, 'and has them embedded again');
select is(jsonb_array_length(pg_temp.rows_due('o/nomic@256')), 1, 'a size that the settings ask for is another model');
select is(complete_embeddings('m@512', '[]', 'm@512'), 0, 'a name that is full needs none other');
select is_empty($$ select from embedding_models where asked = 'm@512' $$, 'and has no row');
rollback to named;

----------------------------------------------------------------------------------------------------
-- Fail

update events set title = 'Later';
select results_eq($$ select attempt from claim_embeddings('2026-02-02Z', 'm@512', 10, '0') $$, array[1::smallint], 'a claim');
select is(
  fail_embeddings('[{"id": "00000000-0000-4000-8000-0000000000e1", "attempt": 2}]', 'x', null), 0, 'nobody fails what is not theirs');
select is(
  fail_embeddings('[{"id": "00000000-0000-4000-8000-0000000000e1", "attempt": 1}]', repeat('e', 3000), '2026-02-03Z'), 1, 'a failure is written down');
select results_eq(
  $$ select length(embed_error), embed_not_before, embed_attempts from events $$,
  $$ values (2000, timestamptz '2026-02-03Z', 1::smallint) $$, 'with the error, the next try and the attempt');
select is_empty($$ select from claim_embeddings('2026-02-02 23:59:59Z', 'm@512', 10, '0') $$, 'it is not due before');
select results_eq($$ select attempt from claim_embeddings('2026-02-03Z', 'm@512', 10, '0') $$, array[2::smallint], 'it is due then');
select is(
  fail_embeddings('[{"id": "00000000-0000-4000-8000-0000000000e1", "attempt": 2}]', 'provider down', '2026-02-03Z', false), 1,
  'a failure that was not the event''s fault');
select is((select embed_attempts from events), 1::smallint, 'gives the attempt back');
update events set embed_attempts = 4;
select results_eq($$ select attempt from claim_embeddings('2026-02-03Z', 'm@512', 10, '0') $$, array[5::smallint], 'the fifth attempt');
select is_empty($$ select from claim_embeddings('2026-02-04Z', 'm@512', 10, '0') $$, 'is the last');
select is(retry_embeddings(), 1, 'until the operator gives the attempts back');
select results_eq($$ select attempt from claim_embeddings('2026-02-04Z', 'm@512', 10, '0') $$, array[1::smallint], 'all of them');

select * from finish();
rollback;
