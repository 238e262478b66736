-- Several posts that tell of one event: one is shown.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
set local timezone = 'UTC';
select plan(15);

truncate public.events, public.users cascade;
insert into public.events (id, source, source_id, caption, posted_at, kind, title, starts_at, is_all_day, location, ends_at, image_url, organisers) values
  ('00000000-0000-4000-8000-0000000000e1', 'test', 'first', 'four', '2026-01-01Z', 'event', 'Gig', '2026-02-01 18:00Z', false, null, null, null, '{A}'),
  ('00000000-0000-4000-8000-0000000000e2', 'test', 'second', 'fifth', '2026-01-02Z', 'event', 'Gig!', '2026-02-01 18:00Z', false, 'Old hall', '2026-02-01 17:00Z'::timestamptz + interval '2 hours', 'https://example.org/2.jpg', '{A}'),
  ('00000000-0000-4000-8000-0000000000e3', 'test', 'third', 'c', '2026-01-03Z', 'event', 'Gig!!', '2026-02-01 18:00Z', false, 'New hall', null, null, '{B}'),
  ('00000000-0000-4000-8000-0000000000e4', 'test', 'today', 'c', '2026-01-04Z', 'event', 'Fair', '2026-01-09 00:00Z', true, null, null, null, '{}'),
  ('00000000-0000-4000-8000-0000000000e5', 'test', 'past', 'c', '2026-01-04Z', 'event', 'Past', '2026-01-08 12:00Z', false, null, null, null, '{}'),
  ('00000000-0000-4000-8000-0000000000e6', 'test', 'recap', 'c', '2026-01-04Z', 'recap', 'Recap', '2026-02-01 18:00Z', false, null, null, null, '{}');
update public.events set hidden_at = '2026-01-05Z' where source_id = 'third';
set local role service_role;

select results_eq(
  $$ select c ->> 'title', (c ->> 'is_hidden')::boolean from jsonb_array_elements(merge_candidates('2026-01-09 12:00Z')) with ordinality r (c, n) order by n $$,
  $$ values ('Gig', false), ('Gig!', false), ('Gig!!', true), ('Fair', false) $$, 'upcoming events are compared, by when they were posted, hidden ones too');
select is(
  merge_candidates('2026-01-09 12:00Z') -> 1,
  '{"id": "00000000-0000-4000-8000-0000000000e2", "title": "Gig!", "starts_at": "2026-02-01T18:00:00+00:00", "is_all_day": false, "location": "Old hall",
    "organisers": ["A"], "posted_at": "2026-01-02T00:00:00+00:00", "caption": "fifth", "has_image": true, "is_hidden": false}'::jsonb, 'by these facts');
select is(merge_candidates('2027-01-01Z'), '[]', 'where nothing is to come there is nothing to compare');

select is(
  set_canonicals('[
    {"id": "00000000-0000-4000-8000-0000000000e1", "canonical_id": null},
    {"id": "00000000-0000-4000-8000-0000000000e2", "canonical_id": "00000000-0000-4000-8000-0000000000e1"},
    {"id": "00000000-0000-4000-8000-0000000000e3", "canonical_id": "00000000-0000-4000-8000-0000000000e1"}]'), 3, 'two posts are merged into the first');
select results_eq(
  'select source_id, is_published from events where starts_at = ''2026-02-01 18:00Z'' order by source_id',
  $$ values ('first', true), ('recap', false), ('second', false), ('third', false) $$, 'only that one is shown');
select results_eq(
  $$ select location, ends_at, image_url from events where source_id = 'first' $$,
  $$ values ('New hall', timestamptz '2026-02-01 19:00Z', 'https://example.org/2.jpg') $$, 'with what it lacked, as the latest post has it');
select results_eq(
  $$ select location from events where source_id = 'second' $$, array['Old hall'], 'the others keep their own');
select is(
  set_canonicals('[
    {"id": "00000000-0000-4000-8000-0000000000e1", "canonical_id": null},
    {"id": "00000000-0000-4000-8000-0000000000e2", "canonical_id": "00000000-0000-4000-8000-0000000000e1"},
    {"id": "00000000-0000-4000-8000-0000000000e3", "canonical_id": "00000000-0000-4000-8000-0000000000e1"}]'), 0, 'merging them again changes nothing');
select is((select jsonb_array_length(merge_candidates('2026-01-09 12:00Z'))), 4, 'and merged posts are still compared');
select is(
  set_canonicals('[{"id": "00000000-0000-4000-8000-0000000000e3", "canonical_id": null}, {"id": "00000000-0000-4000-8000-00000000000f", "canonical_id": null}]'), 1,
  'a post may stand for itself again; one that is gone is no error');
select is(set_canonicals('[]'), 0, 'nothing is nothing');

select throws_ok(
  $$ select set_canonicals('[{"id": "00000000-0000-4000-8000-0000000000e1", "canonical_id": "00000000-0000-4000-8000-0000000000e1"}]') $$,
  '23514', 'new row for relation "events" violates check constraint "events_canonical_is_another"', 'no post is merged into itself');
select throws_ok(
  $$ select set_canonicals('[{"id": "00000000-0000-4000-8000-0000000000e1", "canonical_id": "00000000-0000-4000-8000-0000000000ff"}]') $$,
  '23503', 'insert or update on table "events" violates foreign key constraint "events_canonical_id_fkey"', 'nor into one that there is not');

-- An end before the start of the event that is shown is no end of it.
update events set ends_at = null where source_id = 'first';
update events set starts_at = '2026-01-31Z', ends_at = '2026-02-01 17:59Z', posted_at = '2026-01-09Z' where source_id = 'second';
select is(
  set_canonicals('[{"id": "00000000-0000-4000-8000-0000000000e1", "canonical_id": null},
                   {"id": "00000000-0000-4000-8000-0000000000e2", "canonical_id": "00000000-0000-4000-8000-0000000000e1"}]'), 0, 'an end that cannot be is not taken');

delete from events where source_id = 'first';
select results_eq(
  $$ select canonical_id, is_published from events where source_id = 'second' $$, $$ values (null::uuid, true) $$, 'a post whose event is gone stands for itself');

select * from finish();
rollback;
