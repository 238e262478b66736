-- Who sees and who writes events, their categories and their vectors.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
select plan(67);

truncate public.posts, public.users cascade;
insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at, is_all_day, hidden_at) values
  ('00000000-0000-4000-8000-0000000000e1', 'test', 'soon', 'c', now(), 'event', 'Soon', now() + interval '1 minute', false, null),
  ('00000000-0000-4000-8000-0000000000e2', 'test', 'begun', 'c', now(), 'event', 'Begun', now() - interval '1 minute', false, null),
  ('00000000-0000-4000-8000-0000000000e3', 'test', 'today', 'c', now(), 'event', 'All day today', now() - interval '23 hours', true, null),
  ('00000000-0000-4000-8000-0000000000e4', 'test', 'yesterday', 'c', now(), 'event', 'All day yesterday', now() - interval '25 hours', true, null),
  ('00000000-0000-4000-8000-0000000000e5', 'test', 'hidden', 'c', now(), 'event', 'Hidden', now() + interval '1 day', false, now()),
  ('00000000-0000-4000-8000-0000000000e6', 'test', 'deadline', 'c', now(), 'deadline', 'Deadline', now() + interval '1 day', false, null),
  ('00000000-0000-4000-8000-0000000000e7', 'test', 'new', 'c', now(), null, null, null, false, null),
  ('00000000-0000-4000-8000-0000000000e8', 'test', 'undated', 'c', now(), 'event', 'Undated', null, false, null);

----------------------------------------------------------------------------------------------------
-- A visitor

set local role anon;
select results_eq(
  'select title from public.events order by title', array['All day today', 'Soon'],
  'a visitor sees published events that are yet to come; an all-day event until its day is over');
select lives_ok(
  $$ select id, title, summary, starts_at, ends_at, is_all_day, location, is_online, category, organisers, url, image_url, is_published, posted_at
     from public.events $$,
  'a visitor reads every column that the site shows');
select throws_ok('select excerpt from public.events', '42501', 'permission denied for table events', 'a visitor cannot read what posts say of it');
select throws_ok('select * from public.events', '42501', 'permission denied for table events', 'nor ask for every column');
select throws_ok('select embed_error from public.events', '42501', 'permission denied for table events', 'nor see errors of the queue');
select throws_ok('select embed_attempts from public.events', '42501', 'permission denied for table events', 'nor its state');
select throws_ok('select confidence, needs_review from public.events', '42501', 'permission denied for table events', 'nor how sure the extraction is');
select throws_ok('select 1 from public.events where excerpt like ''%''', '42501', 'permission denied for table events', 'nor search it');
select throws_ok(
  $$ insert into public.events (post_id, excerpt, posted_at, title) values (gen_random_uuid(), 'y', now(), 'z') $$,
  '42501', 'permission denied for table events', 'a visitor cannot add an event');
select throws_ok($$ update public.events set title = 'x' $$, '42501', 'permission denied for table events', 'a visitor cannot change an event');
select throws_ok('delete from public.events', '42501', 'permission denied for table events', 'a visitor cannot delete an event');

select throws_ok('select 1 from public.posts', '42501', 'permission denied for table posts', 'a visitor cannot read posts');
select throws_ok('delete from public.posts', '42501', 'permission denied for table posts', 'nor delete one');

select results_eq(
  'select id from public.event_categories order by position',
  array[
    'academic_workshops', 'career_networking', 'social_cultural', 'sports_fitness', 'arts_music', 'tech_innovation',
    'volunteering_community', 'food_dining', 'travel_adventure', 'health_wellness', 'entrepreneurship',
    'environment_sustainability', 'gaming_esports', 'recruitment'],
  'a visitor reads the fourteen categories');
select throws_ok(
  $$ insert into public.event_categories values ('x', 'X', 99) $$,
  '42501', 'permission denied for table event_categories', 'a visitor cannot add a category');
select throws_ok(
  $$ update public.event_categories set label = 'x' $$,
  '42501', 'permission denied for table event_categories', 'a visitor cannot change a category');
select throws_ok(
  'delete from public.event_categories',
  '42501', 'permission denied for table event_categories', 'a visitor cannot delete a category');

select throws_ok('select * from public.event_embeddings', '42501', 'permission denied for table event_embeddings', 'a visitor cannot read vectors');
select throws_ok(
  $$ insert into public.event_embeddings (event_id) values ('00000000-0000-4000-8000-0000000000e1') $$,
  '42501', 'permission denied for table event_embeddings', 'a visitor cannot add a vector');
select throws_ok(
  $$ update public.event_embeddings set model = 'x' $$,
  '42501', 'permission denied for table event_embeddings', 'a visitor cannot change a vector');
select throws_ok(
  'delete from public.event_embeddings',
  '42501', 'permission denied for table event_embeddings', 'a visitor cannot delete a vector');

----------------------------------------------------------------------------------------------------
-- A member

set local role authenticated;
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000a';
select results_eq(
  'select title from public.events order by title', array['All day today', 'Soon'], 'a member sees what a visitor sees');
select throws_ok('select excerpt from public.events', '42501', 'permission denied for table events', 'a member cannot read what posts say of it');
select throws_ok('select * from public.events', '42501', 'permission denied for table events', 'nor ask for every column');
select throws_ok('select read_facts from public.events', '42501', 'permission denied for table events', 'nor see the state of the queue');
select throws_ok('select hidden_at from public.events', '42501', 'permission denied for table events', 'nor what is hidden when');
select throws_ok(
  $$ insert into public.events (post_id, excerpt, posted_at, title) values (gen_random_uuid(), 'y', now(), 'z') $$,
  '42501', 'permission denied for table events', 'a member cannot add an event');
select throws_ok($$ update public.events set title = 'x' $$, '42501', 'permission denied for table events', 'a member cannot change an event');
select throws_ok('delete from public.events', '42501', 'permission denied for table events', 'a member cannot delete an event');

select throws_ok('select 1 from public.posts', '42501', 'permission denied for table posts', 'a member cannot read posts');
select throws_ok(
  $$ insert into public.posts (source, external_id, text, posted_at) values ('x', 'y', 'z', now()) $$,
  '42501', 'permission denied for table posts', 'nor publish one');
select throws_ok($$ update public.posts set text = 'x' $$, '42501', 'permission denied for table posts', 'nor change one');

select is((select count(*) from public.event_categories), 14::bigint, 'a member reads the categories');
select throws_ok(
  $$ insert into public.event_categories values ('x', 'X', 99) $$,
  '42501', 'permission denied for table event_categories', 'a member cannot add a category');
select throws_ok(
  $$ update public.event_categories set label = 'x' $$,
  '42501', 'permission denied for table event_categories', 'a member cannot change a category');
select throws_ok(
  'delete from public.event_categories',
  '42501', 'permission denied for table event_categories', 'a member cannot delete a category');

select throws_ok('select * from public.event_embeddings', '42501', 'permission denied for table event_embeddings', 'a member cannot read vectors');
select throws_ok(
  $$ insert into public.event_embeddings (event_id) values ('00000000-0000-4000-8000-0000000000e1') $$,
  '42501', 'permission denied for table event_embeddings', 'a member cannot add a vector');
select throws_ok(
  $$ update public.event_embeddings set model = 'x' $$,
  '42501', 'permission denied for table event_embeddings', 'a member cannot change a vector');
select throws_ok(
  'delete from public.event_embeddings',
  '42501', 'permission denied for table event_embeddings', 'a member cannot delete a vector');

----------------------------------------------------------------------------------------------------
-- The service

set local role service_role;
select results_eq(
  'select title, is_published from public.events order by title',
  $$ values ('All day today', true), ('All day yesterday', true), ('Begun', true), ('Hidden', false), ('Soon', true),
            ('Undated', false) $$,
  'the service sees every event; published is what has a time and is not hidden');
select lives_ok(
  $$ insert into event_of_post (source, external_id, text, posted_at, kind, title)
     values ('test', 'more', 'c', now(), 'event', 'More') $$, 'the service adds an event');
select results_eq(
  $$ update public.events set hidden_at = null where id = pg_temp.event('hidden') returning is_published $$, array[true],
  'the service shows an event again');
select results_eq(
  $$ delete from public.posts where external_id = 'more' returning external_id $$, array['more'], 'the service deletes a post');
select is((select count(*) from public.event_categories), 14::bigint, 'the service reads the categories');
select throws_ok(
  $$ insert into public.event_categories values ('x', 'X', 99) $$,
  '42501', 'permission denied for table event_categories', 'but adds none: the code has the same list');
select throws_ok(
  $$ update public.event_categories set label = 'x' $$,
  '42501', 'permission denied for table event_categories', 'nor changes one');
select throws_ok(
  'delete from public.event_categories', '42501', 'permission denied for table event_categories', 'nor deletes one');

select throws_ok(
  $$ update public.events set is_published = true where id = pg_temp.event('undated') $$,
  '428C9', 'column "is_published" can only be updated to DEFAULT', 'nobody publishes what is none');
select throws_ok(
  $$ update public.events set updated_at = '2000-01-01', ends_at = starts_at - interval '1 minute' where id = pg_temp.event('soon') $$,
  '23514', 'new row for relation "events" violates check constraint "events_end_after_start"', 'nothing ends before it starts');
select throws_ok(
  $$ update public.posts set kind = 'party' where external_id = 'soon' $$,
  '23514', 'new row for relation "posts" violates check constraint "posts_kind_check"', 'there are four kinds');
select throws_ok(
  $$ update public.events set category = 'party' where id = pg_temp.event('soon') $$,
  '23503', 'insert or update on table "events" violates foreign key constraint "events_category_fkey"', 'there are no other categories');
select throws_ok(
  $$ update public.events set confidence = 1.01 where id = pg_temp.event('soon') $$,
  '23514', 'new row for relation "events" violates check constraint "events_confidence_check"', 'confidence is at most 1');
select throws_ok(
  $$ update public.events set confidence = 'NaN' where id = pg_temp.event('soon') $$,
  '23514', 'new row for relation "events" violates check constraint "events_confidence_check"', 'and a number');
select throws_ok(
  $$ update public.events set url = 'javascript:alert(1)' where id = pg_temp.event('soon') $$,
  '23514', 'new row for relation "events" violates check constraint "events_url_check"', 'a link is a web address');
select throws_ok(
  $$ update public.events set image_url = 'data:text/html,x' where id = pg_temp.event('soon') $$,
  '23514', 'new row for relation "events" violates check constraint "events_image_url_check"', 'and so is a picture');
select throws_ok(
  $$ update public.events set organisers = array_fill('x'::text, array[21]) where id = pg_temp.event('soon') $$,
  '23514', 'new row for relation "events" violates check constraint "events_organisers_check"', 'there are at most 20 organisers');
select throws_ok(
  $$ update public.events set title = '' where id = pg_temp.event('soon') $$,
  '23514', 'new row for relation "events" violates check constraint "events_title_check"', 'a title is not empty');
select throws_ok(
  $$ insert into event_of_post (source, external_id, text, posted_at) values ('test', 'soon', 'c', now()) $$,
  '23505', 'duplicate key value violates unique constraint "posts_source_external_id_key"', 'a post is one row');
select results_eq(
  $$ update public.events set updated_at = '2000-01-01' where id = pg_temp.event('soon') returning updated_at > now() $$, array[true],
  'every write shows in updated_at');

select lives_ok(
  $$ insert into public.event_embeddings (event_id, embedding, model, text_hash)
     values ('00000000-0000-4000-8000-0000000000e1', array_fill(1, array[512])::extensions.halfvec, 'm', 'h') $$,
  'the service adds a vector');
select throws_ok(
  $$ update public.event_embeddings set embedding = '[1,2,3]' $$,
  '22000', 'expected 512 dimensions, not 3', 'of 512 dimensions');
select throws_ok(
  $$ update public.event_embeddings set embedding = ('[' || repeat('0,', 511) || 'NaN]')::extensions.halfvec $$,
  '22000', 'NaN not allowed in halfvec', 'of numbers');
select throws_ok(
  $$ update public.event_embeddings set embedding = ('[' || repeat('0,', 511) || 'Infinity]')::extensions.halfvec $$,
  '22000', 'infinite value not allowed in halfvec', 'that are finite');
select results_eq('select model from public.event_embeddings', array['m'], 'the service reads vectors');
select results_eq('update public.event_embeddings set model = ''n'' returning updated_at > now()', array[true], 'the service changes a vector');
delete from public.posts where external_id = 'soon';
select is_empty('select * from public.event_embeddings', 'a vector goes with its event');

select * from finish();
rollback;
