-- From a post to its events: ids that stay, what is withdrawn, and what an operator corrected.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
set local timezone = 'UTC';
select plan(37);

truncate public.posts, public.users, public.accounts cascade;
insert into auth.users (id, email, email_confirmed_at) values ('00000000-0000-4000-8000-00000000000a', 'a@example.org', now());
create function pg_temp.ingest(p_id text, p_changes jsonb default '{}') returns uuid language sql as $$
  select ingest_posts(jsonb_build_array('{"source": "test", "text": "Five nights", "posted_at": "2026-01-01T00:00:00Z",
    "url": "https://clubs.example/p"}'::jsonb || jsonb_build_object('external_id', p_id) || p_changes));
  select id from posts where external_id = p_id
$$;
create function pg_temp.night(p_day text, p_changes jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object('title', 'Night ' || p_day, 'starts_at', format('2026-02-%sT18:00:00Z', p_day), 'excerpt', p_day,
    'confidence', 0.9) || p_changes
$$;
-- Reads a post once more, as telling of these events.
create function pg_temp.read(p_id text, variadic p_events jsonb[] default '{}') returns boolean language plpgsql as $$
declare c record;
begin
  update posts set read_hash = null where external_id = p_id;
  select * into c from claim_posts('2026-01-02Z', 10, '0') where id = (select id from posts where external_id = p_id);
  return complete_reading('2026-01-02Z', c.id, c.hash, c.attempt, 'test',
    jsonb_build_object('kind', 'event', 'events', to_jsonb(p_events)));
end $$;
create function pg_temp.id(p_title text) returns uuid language sql as $$
  select id from events where title = p_title order by created_at limit 1
$$;
create function pg_temp.shown() returns text language sql as $$
  select string_agg(title, ', ' order by title) from events where is_published
$$;
set local role service_role;

----------------------------------------------------------------------------------------------------
-- Several events

select pg_temp.ingest('a');
select is(pg_temp.read('a', pg_temp.night('05'), pg_temp.night('06'), pg_temp.night('07'), pg_temp.night('12'), pg_temp.night('13')),
  true, 'complete_reading() takes five events of a post');
select results_eq(
  'select number::bigint, title, excerpt, url, is_published from events order by number',
  $$ select n, 'Night ' || d, d, 'https://clubs.example/p', true
     from unnest(array['05', '06', '07', '12', '13']) with ordinality d (d, n) $$,
  'each with its own part of the text and a copy of the link');
select is((select id from events where number = 1), (select id from posts), 'the first has the id of its post');
select is((select count(distinct text_hash) from events), 5::bigint, 'and each a text of its own to be embedded');

insert into feedback_logs (user_id, event_id, action) select '00000000-0000-4000-8000-00000000000a', id, 'like' from events;
create temp table before as select id, title, ctid as place, xmin as writer from events;
select is(
  pg_temp.read('a', pg_temp.night('06', jsonb_build_object('id', pg_temp.id('Night 06'))),
    pg_temp.night('07', jsonb_build_object('id', pg_temp.id('Night 07'))),
    pg_temp.night('12', jsonb_build_object('id', pg_temp.id('Night 12'))),
    pg_temp.night('13', jsonb_build_object('id', pg_temp.id('Night 13'))), pg_temp.night('20')),
  true, 'a second reading loses one event and finds another');
select is(pg_temp.shown(), 'Night 06, Night 07, Night 12, Night 13, Night 20', 'what is no longer stated is withdrawn');
select results_eq(
  $$ select b.title from before b join events e using (id) where e.withdrawn_at is null and e.ctid = b.place order by 1 $$,
  array['Night 06', 'Night 07', 'Night 12', 'Night 13'], 'what is stated as before is not written');
select is((select count(*) from feedback_logs), 5::bigint, 'and no vote is lost');
select is(pg_temp.read('a'), true, 'a reading may find nothing');
select is(pg_temp.shown(), null, 'which withdraws all');
select is(pg_temp.read('a', pg_temp.night('05', jsonb_build_object('id', pg_temp.id('Night 05')))), true, 'an event may come back');
select is(pg_temp.shown(), 'Night 05', 'under its old id');
select is(
  (select pg_temp.read('a', variadic array_agg(pg_temp.night(lpad(n::text, 2, '0')) order by n)) from generate_series(1, 20) n), true,
  'a post may name more events than are kept');
select is((select count(*) from events where is_published), private.max_events_of_post()::bigint, 'twelve are');

----------------------------------------------------------------------------------------------------
-- What a reading cannot do

select pg_temp.ingest('b');
select pg_temp.read('b', pg_temp.night('08', jsonb_build_object('id', pg_temp.id('Night 05'), 'title', 'Stolen')));
select isnt((select title from events where id = pg_temp.id('Night 05')), 'Stolen', 'an id of another post is none');
select isnt(pg_temp.id('Stolen'), pg_temp.id('Night 05'), 'the event is a new one');
select is(complete_reading('2026-01-02Z', (select id from posts where external_id = 'b'), 'old', 0::smallint, 'late', '{"kind": "recap"}'),
  false, 'an answer about another text is not taken');
select is(pg_temp.read('b'), true, 'the post names nothing');

----------------------------------------------------------------------------------------------------
-- Operators

select pg_temp.ingest('c');
select pg_temp.read('c', pg_temp.night('09', '{"location": "Hall A", "category": "arts_music"}'));
create function pg_temp.c() returns uuid language sql as $$ select pg_temp.event('c') $$;
update events set title = 'Night of Nights', needs_review = true where id = pg_temp.c();
select pg_temp.read('c', pg_temp.night('10', jsonb_build_object('id', pg_temp.c(), 'location', 'Hall B', 'category', 'arts_music')));
select results_eq(
  'select title, needs_review, starts_at, location from events where id = pg_temp.c()',
  $$ values ('Night of Nights', true, timestamptz '2026-02-10 18:00Z', 'Hall B') $$,
  'what an operator corrected survives a reading, the rest follows it');
update events set starts_at = '2026-02-11 19:00Z', ends_at = '2026-02-11 21:00Z' where id = pg_temp.c();
select pg_temp.read('c', pg_temp.night('10', jsonb_build_object('id', pg_temp.c(), 'location', null, 'ends_at', '2026-02-10T20:00:00Z')));
select results_eq(
  'select starts_at, ends_at, location from events where id = pg_temp.c()',
  $$ values (timestamptz '2026-02-11 19:00Z', timestamptz '2026-02-11 21:00Z', null::text) $$,
  'start and end are corrected together');
update events set hidden_at = '2026-01-03Z' where id = pg_temp.c();
select pg_temp.read('c', pg_temp.night('10', jsonb_build_object('id', pg_temp.c())));
select isnt((select hidden_at from events where id = pg_temp.c()), null, 'what is hidden stays so');
update events set hidden_at = null where id = pg_temp.c();

update posts set hidden_at = '2026-01-03Z' where external_id = 'c';
select is(pg_temp.shown() like '%Nights%', false, 'hiding a post hides its events');
select pg_temp.read('c', pg_temp.night('10', jsonb_build_object('id', pg_temp.c())), pg_temp.night('21'));
select isnt((select hidden_at from events where title = 'Night 21'), null, 'later ones too');
update posts set hidden_at = null where external_id = 'c';
select is((select count(*) from events where post_id = pg_temp.c() and is_published), 2::bigint, 'until it is shown again');

----------------------------------------------------------------------------------------------------
-- Merged events

select pg_temp.ingest('d'), pg_temp.ingest('e', '{"posted_at": "2026-01-03T00:00:00Z"}'),
  pg_temp.ingest('f', '{"posted_at": "2026-01-02T00:00:00Z"}');
select pg_temp.read('d', pg_temp.night('25')), pg_temp.read('e', pg_temp.night('25')), pg_temp.read('f', pg_temp.night('25'));
update events set canonical_id = pg_temp.event('d') where id in (pg_temp.event('e'), pg_temp.event('f'));
select pg_temp.read('d');
select results_eq(
  $$ select external_id, is_published, canonical_id, withdrawn_at is not null from event_of_post
     where external_id in ('d', 'e', 'f') order by 1 $$,
  $$ values ('d', false, pg_temp.event('e'), true), ('e', true, null::uuid, false), ('f', false, pg_temp.event('e'), false) $$,
  'where the shown event is withdrawn, the latest of the others is shown, and votes on the withdrawn one count for it');
select pg_temp.read('e');
select results_eq(
  $$ select external_id, is_published, canonical_id from event_of_post where external_id in ('d', 'e', 'f') order by 1 $$,
  $$ values ('d', false, pg_temp.event('f')), ('e', false, pg_temp.event('f')), ('f', true, null::uuid) $$, 'and so on');
select pg_temp.ingest('g');
select pg_temp.read('g', pg_temp.night('25'));
select set_canonicals(jsonb_build_array(jsonb_build_object('id', pg_temp.event('f'), 'canonical_id', pg_temp.event('g')),
  jsonb_build_object('id', pg_temp.event('g'), 'canonical_id', null)));
select is((select canonical_id from events where id = pg_temp.event('d')), pg_temp.event('g'), 'set_canonicals() takes withdrawn ones along');
select throws_ok(
  $$ select join_posts('2026-01-09Z', (select id from events where title = 'Night 01'), (select id from events where title = 'Night 02')) $$,
  '22023', null, 'join_posts() refuses two events of one post');

----------------------------------------------------------------------------------------------------
-- What a source does

select is(withdraw_posts('2026-01-09Z', array[pg_temp.c()]), 1, 'withdraw_posts() withdraws a post');
select is((select count(*) from events where post_id = pg_temp.c() and is_published), 0::bigint, 'with its events');
select is(withdraw_posts('2026-01-09Z', array[pg_temp.c()]), 0, 'once');
select is_empty($$ select from claim_posts('2026-02-02Z', 10, '0') where id = pg_temp.c() $$, 'and it is not read any more');
select is((select (pipeline_status('2026-01-09Z') #>> '{posts,withdrawn}')::integer), 1, 'pipeline_status() counts it');
select pg_temp.ingest('c');
select isnt_empty($$ select from claim_posts('2026-02-02Z', 10, '0') where id = pg_temp.c() $$, 'a post that comes again is read again');

select pg_temp.ingest('g', '{"url": "https://clubs.example/g", "image_url": "https://clubs.example/g.jpg", "account_handle": "g",
  "account_name": "Club G", "posted_at": "2026-01-05T00:00:00Z"}');
select results_eq(
  $$ select url, image_url, organisers, posted_at from events where id = pg_temp.event('g') $$,
  $$ values ('https://clubs.example/g', 'https://clubs.example/g.jpg', array['Club G'], timestamptz '2026-01-05Z') $$,
  'what an event copies of its post follows it at once');
select pg_temp.ingest('g', '{"given": {"place": "Hall C"}}');
select isnt_empty($$ select from claim_posts('2026-02-02Z', 10, '0') where id = pg_temp.event('g') $$,
  'a fact that the source states now has the post read again');
-- A claim that is lost goes alone the next time.
update posts set read_error = null;
select is(
  (select events from claim_posts('2026-02-03Z', 10, '0') where id = pg_temp.event('g')),
  jsonb_build_array(jsonb_build_object('id', pg_temp.event('g'), 'title', 'Night 25', 'starts_at', '2026-02-25T18:00:00+00:00',
    'is_all_day', false, 'is_withdrawn', false)), 'claim_posts() gives what was read before');

select * from finish();
rollback;
