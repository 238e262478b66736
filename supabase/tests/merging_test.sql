-- Several posts that tell of one event: one is shown.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
set local timezone = 'UTC';
select plan(26);

truncate public.posts, public.users, public.merge_decisions cascade;
update public.merge_state set seen = null;
create function pg_temp.e(n integer) returns uuid
language sql immutable as $$ select ('00000000-0000-4000-8000-0000000000e' || n)::uuid $$;
grant execute on function pg_temp.e(integer) to service_role;
insert into event_of_post
  (id, source, external_id, text, posted_at, created_at, kind, title, starts_at, is_all_day, location, ends_at, image_url, organisers, account_handle, account_name)
values
  (pg_temp.e(1), 'test', 'first', 'four', '2026-01-01Z', '2026-01-01Z', 'event', 'Gig', '2026-02-01 18:00Z', false, null, null, null, '{A}', 'a', 'Club A'),
  (pg_temp.e(2), 'test', 'second', 'fifth', '2026-01-02Z', '2026-01-02Z', 'event', 'Gig!', '2026-02-01 18:00Z', false,
   'Old hall', '2026-02-01 19:00Z', 'https://example.org/2.jpg', '{A}', 'a', null),
  (pg_temp.e(3), 'test', 'third', 'c', '2026-01-03Z', '2026-01-03Z', 'event', 'Gig!!', '2026-02-01 18:00Z', false, 'Dark Alley', null, null, '{A}', 'b', 'Club A'),
  (pg_temp.e(4), 'test', 'today', 'c', '2026-01-04Z', '2026-01-04Z', 'event', 'Fair', '2026-01-09 00:00Z', true, null, null, null, '{}', null, null),
  (pg_temp.e(5), 'test', 'past', 'c', '2026-01-04Z', '2026-01-04Z', 'event', 'Past', '2026-01-08 12:00Z', false, null, null, null, '{}', null, null),
  (pg_temp.e(6), 'test', 'recap', 'c', '2026-01-04Z', '2026-01-04Z', 'recap', 'Recap', '2026-02-01 18:00Z', false, null, null, null, '{}', null, null);
set local role service_role;

prepare shown as select external_id from event_of_post where starts_at = '2026-02-01 18:00Z' and is_published order by 1;
create function pg_temp.merge(p_rows text default '[]') returns integer language sql as
  $$ select public.set_canonicals(p_rows::jsonb, public.merge_candidates('2026-01-09 12:00Z') -> 'changes') $$;

-- What is compared

select results_eq(
  $$ select c ->> 'title' from jsonb_array_elements(merge_candidates('2026-01-09 12:00Z') -> 'events') with ordinality r (c, n) order by n $$,
  $$ values ('Gig'), ('Gig!'), ('Gig!!'), ('Fair') $$, 'merge_candidates() gives upcoming events, by when they were posted');
select is(
  merge_candidates('2026-01-09 12:00Z') -> 'events' -> 1,
  '{"id": "00000000-0000-4000-8000-0000000000e2", "post_id": "00000000-0000-4000-8000-0000000000e2", "source": "test", "account": {"handle": "a", "name": null}, "title": "Gig!",
    "starts_at": "2026-02-01T18:00:00+00:00", "is_all_day": false, "location": "Old hall", "organisers": ["Club A"],
    "posted_at": "2026-01-02T00:00:00+00:00", "first_seen": "2026-01-02T00:00:00+00:00", "caption": "fifth", "is_hidden": false,
    "canonical_id": null}'::jsonb, 'merge_candidates() gives what events are compared by');
select is(merge_candidates('2027-01-01Z') -> 'events', '[]', 'merge_candidates() gives none where nothing is to come');

-- Merging

select is(
  pg_temp.merge('[
    {"id": "00000000-0000-4000-8000-0000000000e1", "canonical_id": null},
    {"id": "00000000-0000-4000-8000-0000000000e2", "canonical_id": "00000000-0000-4000-8000-0000000000e1"},
    {"id": "00000000-0000-4000-8000-0000000000e3", "canonical_id": "00000000-0000-4000-8000-0000000000e1"}]'), 3,
  'set_canonicals() merges two events into the first');
select results_eq('shown', array['first'], 'set_canonicals() leaves one of them shown');
select results_eq(
  $$ select location, ends_at, image_url from events where id = pg_temp.event('first') $$,
  $$ values ('Old hall', timestamptz '2026-02-01 19:00Z', 'https://example.org/2.jpg') $$,
  'set_canonicals() completes it from a post of its own account, never from another');
select is(merge_candidates('2026-01-09 12:00Z'), null, 'merge_candidates() is null where nothing changed since the merge, its own changes included');
update events set excerpt = 'other' where id = pg_temp.event('past');
select isnt(merge_candidates('2026-01-09 12:00Z'), null, 'merge_candidates() answers again after a change');
select is(pg_temp.merge(), 0, 'set_canonicals() of nothing changes nothing');
select is(merge_candidates('2026-01-09 12:00Z'), null, 'and it has seen the change');
delete from posts where external_id = 'past';
select isnt(merge_candidates('2026-01-09 12:00Z'), null, 'merge_candidates() answers again after a deletion');

select throws_ok(
  $$ select set_canonicals('[{"id": "00000000-0000-4000-8000-0000000000e1", "canonical_id": "00000000-0000-4000-8000-0000000000e1"}]') $$,
  '23514', 'new row for relation "events" violates check constraint "events_canonical_is_another"', 'no post is merged into itself');
select is(
  set_canonicals('[{"id": "00000000-0000-4000-8000-0000000000e1", "canonical_id": "00000000-0000-4000-8000-0000000000ff"}]'), 0,
  'a post whose event was deleted meanwhile stands for itself');

-- Hiding

update events set hidden_at = '2026-01-09Z' where id = pg_temp.event('first');
select results_eq('shown', array['second'], 'hiding the post that is shown leaves the earliest of the others');
select results_eq(
  $$ select external_id, canonical_id from event_of_post where external_id in ('first', 'third') order by 1 $$,
  $$ values ('first', null::uuid), ('third', pg_temp.e(2)) $$, 'which the rest then stand behind');
select is(set_canonicals('[{"id": "00000000-0000-4000-8000-0000000000e2", "canonical_id": "00000000-0000-4000-8000-0000000000e1"}]'), 0,
  'set_canonicals() merges nothing into a post that was hidden meanwhile');
update events set hidden_at = '2026-01-09Z' where id = pg_temp.event('third');
select results_eq('shown', array['second'], 'hiding a merged post hides no other');
select is(hide_event('2026-01-09Z', pg_temp.e(2)), 1, 'hide_event() hides all posts of an event');
select results_eq('shown', array[]::text[], 'and none takes its place');
update events set hidden_at = null;

-- Decisions

select set_canonicals('[{"id": "00000000-0000-4000-8000-0000000000e2", "canonical_id": "00000000-0000-4000-8000-0000000000e1"},
                        {"id": "00000000-0000-4000-8000-0000000000e3", "canonical_id": "00000000-0000-4000-8000-0000000000e1"}]');
select pg_temp.merge();
select part_posts('2026-01-09Z', pg_temp.e(3), pg_temp.e(2));
select results_eq('shown', array['first', 'second'], 'part_posts() parts two posts at once');
select results_eq(
  $$ select d from jsonb_array_elements(merge_candidates('2026-01-09 12:00Z') -> 'decisions') d $$,
  $$ values ('{"a": "00000000-0000-4000-8000-0000000000e2", "b": "00000000-0000-4000-8000-0000000000e3", "is_same": false}'::jsonb) $$,
  'and merge_candidates() says so');
delete from posts where external_id = 'third';
insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at)
  values (pg_temp.e(9), 'test', 'third', 'c', '2026-01-03Z', 'event', 'Gig!!', '2026-02-01 18:00Z');
select is(merge_candidates('2026-01-09 12:00Z') #>> '{decisions,0,b}', pg_temp.e(9)::text, 'also of a post that was deleted and loaded again');
select join_posts('2026-01-09Z', pg_temp.e(9), pg_temp.e(2));
select is(merge_candidates('2026-01-09 12:00Z') #>> '{decisions,0,is_same}', 'true', 'join_posts() takes the place of what was decided before');
select is(forget_decision(pg_temp.e(2), pg_temp.e(9)), true, 'forget_decision() takes it back');
select is(forget_decision(pg_temp.e(2), pg_temp.e(9)), false, 'forget_decision() says where there is none');
select throws_ok(
  $$ select part_posts('2026-01-09Z', pg_temp.e(1), pg_temp.e(1)) $$, '22023',
  format('Cannot decide about posts as two are needed: 1 of %s and %s found', pg_temp.e(1), pg_temp.e(1)), 'two posts must be named');

select * from finish();
rollback;
