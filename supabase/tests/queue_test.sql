-- The row is the queue: ingest, then claim, complete or fail a reading, as the service does.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
select plan(54);

truncate public.posts, public.users cascade;
set local role service_role;

----------------------------------------------------------------------------------------------------
-- Ingest

select results_eq(
  $$ select * from ingest_posts('[
       {"source": "test", "external_id": "a", "text": "Quiz night", "posted_at": "2026-01-01T10:00:00Z"},
       {"source": "test", "external_id": "b", "text": "Hike", "posted_at": "2026-01-02T10:00:00+11:00", "url": "https://example.org/b"}]') $$,
  'values (2, 0, 0)', 'new posts are inserted');
select results_eq(
  'select external_id, text, url, posted_at from posts order by external_id',
  $$ values ('a', 'Quiz night', null, timestamptz '2026-01-01 10:00Z'),
            ('b', 'Hike', 'https://example.org/b', timestamptz '2026-01-01 23:00Z') $$,
  'as they were posted');

update posts set read_hash = content_hash, read_attempts = 2, read_not_before = '2026-02-01Z', read_error = 'x';
create temp table before as select id, ctid as place, xmin as writer from posts;

select results_eq(
  $$ select * from ingest_posts('[
       {"source": "test", "external_id": "a", "text": "Quiz night", "posted_at": "2026-01-01T10:00:00Z"},
       {"source": "test", "external_id": "b", "text": "Hike", "posted_at": "2026-01-01T23:00:00Z", "url": "https://example.org/b"}]') $$,
  'values (0, 0, 2)', 'the same posts again are unchanged');
select is_empty(
  'select from posts e join before b using (id) where (e.ctid, e.xmin) is distinct from (b.place, b.writer)',
  'and cost nothing: no row is written');

select results_eq(
  $$ select * from ingest_posts('[
       {"source": "test", "external_id": "a", "text": "Quiz night", "posted_at": "2026-01-01T10:00:00Z", "image_url": "https://example.org/a.jpg"},
       {"source": "test", "external_id": "b", "text": "Hike at nine", "posted_at": "2026-01-01T23:00:00Z", "url": "https://example.org/b"}]') $$,
  'values (0, 2, 0)', 'a new picture and a new text are updates');
select results_eq(
  $$ select external_id, read_hash is distinct from content_hash, read_attempts, read_not_before, read_error
     from posts order by external_id $$,
  $$ values ('a', false, 2::smallint, timestamptz '2026-02-01Z', 'x'),
            ('b', true, 0::smallint, timestamptz '-infinity', null) $$,
  'the new text alone starts afresh');

select results_eq(
  $$ select * from ingest_posts('[
       {"source": "test", "external_id": "c", "text": "first", "posted_at": "2026-01-03T10:00:00Z"},
       {"source": "test", "external_id": "c", "text": "second", "posted_at": "2026-01-03T10:00:00Z"}]') $$,
  'values (1, 0, 0)', 'two entries for one post are one post');
select is((select text from posts where external_id = 'c'), 'second', 'as the last of them has it');
select results_eq($$ select * from ingest_posts('[]') $$, 'values (0, 0, 0)', 'no posts are no work');
select results_eq('select * from ingest_posts(null)', 'values (0, 0, 0)', 'nor is nothing');

select throws_ok(
  $$ select * from ingest_posts('[
       {"source": "test", "external_id": "d", "text": "fine", "posted_at": "2026-01-03T10:00:00Z"},
       {"source": "test", "external_id": "e", "posted_at": "2026-01-03T10:00:00Z"}]') $$,
  '23502', 'null value in column "text" of relation "posts" violates not-null constraint', 'a post without a text is refused');
select is_empty($$ select from posts where external_id = 'd' $$, 'with the whole call');
select throws_ok(
  $$ select * from ingest_posts(jsonb_build_array(jsonb_build_object(
       'source', 'test', 'external_id', 'f', 'posted_at', now(), 'text', repeat('x', 100001)))) $$,
  '23514', 'new row for relation "posts" violates check constraint "posts_text_check"', 'a text is at most 100,000 characters');
select results_eq(
  $$ select * from ingest_posts(jsonb_build_array(jsonb_build_object(
       'source', 'test', 'external_id', 'g', 'posted_at', '2025-01-01Z', 'text', E'</title>\r\nBcc: x''; drop table events; --\u202e' || repeat('x', 99000)))) $$,
  'values (1, 0, 0)', 'but may say anything');
delete from posts;

----------------------------------------------------------------------------------------------------
-- Reading: leases

insert into event_of_post (id, source, external_id, text, posted_at) values
  ('00000000-0000-4000-8000-0000000000e1', 'test', 'old', 'an old post', '2026-01-01Z'),
  ('00000000-0000-4000-8000-0000000000e2', 'test', 'new', 'a new post', '2026-01-05Z');
insert into event_of_post (source, external_id, text, posted_at, read_hash) values
  ('test', 'done', 'read already', '2026-01-06Z', md5('read already'));

select results_eq(
  $$ select id, text, posted_at, hash, attempt from claim_posts('2026-01-10 10:00Z', 1, '5 minutes') $$,
  $$ values (uuid '00000000-0000-4000-8000-0000000000e2', 'a new post', timestamptz '2026-01-05Z', md5('a new post'), 1::smallint) $$,
  'the newest post comes first, and counts an attempt');
select results_eq(
  $$ select id from claim_posts('2026-01-10 10:01Z', 10, '5 minutes') $$,
  array[uuid '00000000-0000-4000-8000-0000000000e1'], 'another worker gets what is left: not what is under lease, nor what is done');
select is_empty($$ select from claim_posts('2026-01-10 10:04:59Z', 10, '5 minutes') $$, 'then there is nothing to do');
select results_eq(
  $$ select id, attempt from claim_posts('2026-01-10 10:05Z', 10, '5 minutes') $$,
  $$ values (uuid '00000000-0000-4000-8000-0000000000e2', 2::smallint) $$, 'until a lease ends');
select is(
  (select read_error from posts where external_id = 'new'), 'attempt 2 did not report back',
  'should its worker die, the row says so');

-- Six posts, and every worker dies that is given 'poison'.
savepoint calm;
delete from posts;
insert into event_of_post (source, external_id, text, posted_at)
  select 'test', case n when 3 then 'poison' else 'post ' || n end, 'post ' || n, '2026-01-10Z' from generate_series(1, 6) n;
create function pg_temp.work(p_at timestamptz) returns text language plpgsql as $$
declare v_batch uuid[];
begin
  loop
    v_batch := array(select id from claim_posts(p_at, 4, '5 minutes'));
    if v_batch = '{}' then return 'idle'; end if;
    if exists (select from posts where id = any (v_batch) and external_id = 'poison') then return 'died'; end if;
    perform complete_reading('2026-01-10Z', id, content_hash, read_attempts, 'm', '{"kind": "recap"}') from posts where id = any (v_batch);
  end loop;
end $$;
create temp table runs as
  select n, pg_temp.work('2026-01-10Z'::timestamptz + n * interval '10 minutes') as ended from generate_series(1, 12) n;
select is((select count(*) from runs where ended = 'died'), 5::bigint, 'a post that kills its workers has five attempts');
select results_eq(
  $$ select external_id, read_error from posts where read_by is null $$,
  $$ values ('poison', 'attempt 5 did not report back') $$, 'and is given up alone: those that were beside it are read');
rollback to calm;

----------------------------------------------------------------------------------------------------
-- Reading: complete

select is(
  complete_reading('2026-01-10Z', '00000000-0000-4000-8000-0000000000e2', md5('a new post'), 1::smallint, 'late', '{"kind": "recap"}'), false,
  'the worker whose lease went to somebody else writes nothing');
select is(
  fail_reading('00000000-0000-4000-8000-0000000000e2', md5('a new post'), 1::smallint, 'late', null), false,
  'and fails nothing');
select is(
  complete_reading('2026-01-10Z', '00000000-0000-4000-8000-0000000000e2', md5('another post'), 2::smallint, 'stale', '{"kind": "recap"}'), false,
  'a reading of another text is not taken');
select is((select read_by from posts where external_id = 'new'), null, 'none of it was written');

select throws_ok(
  $$ select complete_reading('2026-01-10Z', '00000000-0000-4000-8000-0000000000e2', md5('a new post'), 2::smallint, 'm', '{"kind": "party"}') $$,
  '23514', 'new row for relation "posts" violates check constraint "posts_kind_check"', 'a kind that is none is refused');
select throws_ok(
  $$ select complete_reading('2026-01-10Z', '00000000-0000-4000-8000-0000000000e2', md5('a new post'), 2::smallint, 'm', '{"kind": "event", "events": [{"title": "T", "starts_at": "soon"}]}') $$,
  '22007', 'invalid input syntax for type timestamp with time zone: "soon"', 'and so is a time that is none');
select is(
  complete_reading('2026-01-10Z', '00000000-0000-4000-8000-0000000000e2', md5('a new post'), 2::smallint, 'test/model',
    '{"kind": "event", "confidence": 0.6, "text": "no", "hidden_at": "2026-01-01", "events": [{"title": "T", "summary": "S", "starts_at": "2026-02-01T18:00:00+11:00", "ends_at": "2026-02-01T20:00:00+11:00",
      "is_all_day": false, "location": "L", "is_online": true, "organisers": ["A", "B"], "category": "arts_music", "confidence": 0.5,
      "needs_review": true, "text": "no", "hidden_at": "2026-01-01", "canonical_id": "00000000-0000-4000-8000-0000000000e1"}]}'), true,
  'the worker that holds the lease writes');
select results_eq(
  $$ select title, summary, starts_at, ends_at, is_all_day, location, is_online, organisers, named_organisers, category,
            confidence, needs_review, excerpt, posted_at
     from events where post_id = '00000000-0000-4000-8000-0000000000e2' $$,
  $$ values ('T', 'S', timestamptz '2026-02-01 07:00Z', timestamptz '2026-02-01 09:00Z', false, 'L', true, array['A', 'B'],
             array['A', 'B'], 'arts_music', 0.5::real, true, 'a new post', timestamptz '2026-01-05Z') $$,
  'what was read');
select results_eq(
  $$ select kind, confidence, read_hash, read_by, read_attempts, read_not_before, read_error
     from posts where external_id = 'new' $$,
  $$ values ('event', 0.6::real, md5('a new post'), 'test/model', 0::smallint, timestamptz '-infinity', null::text) $$,
  'and that the work is done');
select results_eq(
  $$ select p.text, p.hidden_at, e.hidden_at, e.canonical_id from posts p join events e on e.post_id = p.id where external_id = 'new' $$,
  $$ values ('a new post', null::timestamptz, null::timestamptz, null::uuid) $$, 'and nothing that a reading has no say in');
select is(
  complete_reading('2026-01-10Z', '00000000-0000-4000-8000-0000000000e2', md5('a new post'), 2::smallint, 'again', '{}'), false,
  'writing twice changes nothing');
select is_empty(
  $$ select from claim_posts('2027-01-01Z', 10, '5 minutes') where id = '00000000-0000-4000-8000-0000000000e2' $$,
  'what is done is never claimed again');

-- That claim took the old post; meanwhile somebody edits it.
update posts set text = 'an edited post' where external_id = 'old';
select is(
  complete_reading('2026-01-10Z', '00000000-0000-4000-8000-0000000000e1', md5('an old post'), 2::smallint, 'm', '{"kind": "recap"}'), false,
  'a text that changed under the lease keeps the old reading out');
select lives_ok(
  $$ select ingest_posts('[{"source": "test", "external_id": "old", "text": "edited once more", "posted_at": "2026-01-01Z"}]') $$, 'ingest re-opens it');
select results_eq(
  $$ select hash, attempt from claim_posts('2026-01-10Z', 10, '5 minutes') $$,
  $$ values (md5('edited once more'), 1::smallint) $$, 'whatever its lease was, with all its attempts');

----------------------------------------------------------------------------------------------------
-- Reading: fail

select is(
  fail_reading('00000000-0000-4000-8000-0000000000e1', md5('edited once more'), 1::smallint, repeat('e', 3000), '2026-01-10 12:00Z'), true,
  'a failure is written down');
select results_eq(
  $$ select length(read_error), read_not_before, read_attempts from posts where external_id = 'old' $$,
  $$ values (2000, timestamptz '2026-01-10 12:00Z', 1::smallint) $$, 'with the error, the next try and the attempt');
select is_empty($$ select from claim_posts('2026-01-10 11:59:59Z', 10, '5 minutes') $$, 'it is not due before');
select results_eq(
  $$ select attempt from claim_posts('2026-01-10 12:00Z', 10, '5 minutes') $$, array[2::smallint], 'it is due then');
select is(
  fail_reading('00000000-0000-4000-8000-0000000000e1', md5('edited once more'), 2::smallint, 'provider down', '2026-01-10 12:30Z', false), true,
  'a failure that was not the post''s fault');
select is((select read_attempts from posts where external_id = 'old'), 1::smallint, 'gives the attempt back');

update posts set read_attempts = 4 where external_id = 'old';
select results_eq(
  $$ select attempt from claim_posts('2026-01-11Z', 10, '5 minutes') $$, array[5::smallint], 'the fifth attempt');
select is_empty($$ select from claim_posts('2026-01-12Z', 10, '5 minutes') $$, 'is the last, even if its worker dies');
select is(
  fail_reading('00000000-0000-4000-8000-0000000000e1', md5('edited once more'), 5::smallint, 'no JSON', null), true, 'it reports back');
select results_eq(
  $$ select read_error, read_not_before from posts where external_id = 'old' $$,
  $$ values ('no JSON', timestamptz 'infinity') $$, 'and the row stays, with its error');

----------------------------------------------------------------------------------------------------
-- What the operator gives back

select is(retry_embeddings(), 0, 'another queue has nothing to retry');
select is(retry_posts(array[uuid '00000000-0000-4000-8000-0000000000e2']), 0, 'what is done is not retried');
select is(retry_posts(), 1, 'what was given up is');
select results_eq(
  $$ select attempt from claim_posts('2026-01-12Z', 10, '5 minutes') $$, array[1::smallint], 'with all its attempts');
select is(
  fail_reading('00000000-0000-4000-8000-0000000000e1', md5('edited once more'), 1::smallint, 'refused', null), true,
  'a failure without a next try');
select is_empty($$ select from claim_posts('9999-01-01Z', 10, '5 minutes') $$, 'is given up at once');
select is(retry_posts(array[uuid '00000000-0000-4000-8000-0000000000e1']), 1, 'and retried by name');
select results_eq(
  $$ select id from claim_posts('2026-01-12Z', 10, '5 minutes') $$, array[uuid '00000000-0000-4000-8000-0000000000e1'], 'once more');

select * from finish();
rollback;
