-- Preferences and votes are their member's own; a vote moves the preference of its event's category.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
select plan(83);

truncate public.users, public.posts cascade;
insert into auth.users (id, email, email_confirmed_at) values
  ('00000000-0000-4000-8000-00000000000a', 'alice@example.org', now()),
  ('00000000-0000-4000-8000-00000000000b', 'bob@example.org', now());
insert into event_of_post (id, source, external_id, text, posted_at, category, kind, title, starts_at)
select e.id::uuid, 'test', e.name, 'c', now(), e.category, 'event', e.name, now() from (values
  ('00000000-0000-4000-8000-0000000000e1', 'gig', 'arts_music'),
  ('00000000-0000-4000-8000-0000000000e2', 'opera', 'arts_music'),
  ('00000000-0000-4000-8000-0000000000e3', 'run', 'sports_fitness'),
  ('00000000-0000-4000-8000-0000000000e4', 'mystery', null)) e (id, name, category);
insert into public.user_preferences (user_id, category, weight) values ('00000000-0000-4000-8000-00000000000b', 'recruitment', 0.2);
insert into public.feedback_logs (user_id, event_id, action) values
  ('00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-0000000000e4', 'like');

----------------------------------------------------------------------------------------------------
-- Alice declares what she likes

set local role authenticated;
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000a';
select lives_ok(
  $$ insert into public.user_preferences (user_id, category, weight) values ('00000000-0000-4000-8000-00000000000a', 'arts_music', 0.8) $$,
  'Alice adds a preference');
select lives_ok(
  $$ insert into public.user_preferences (user_id, category, weight) values ('00000000-0000-4000-8000-00000000000a', 'arts_music', 0.9)
     on conflict (user_id, category) do update set user_id = excluded.user_id, category = excluded.category, weight = excluded.weight $$,
  'or puts another in its place, as the API upserts');
select results_eq(
  'select category, weight from public.user_preferences', $$ values ('arts_music', 0.90) $$, 'she sees her own and nobody else''s');
select results_eq('update public.user_preferences set weight = 0.3 returning category', array['arts_music'], 'she changes her own');
select throws_ok(
  'update public.user_preferences set weight = 1.01',
  '23514', 'new row for relation "user_preferences" violates check constraint "user_preferences_weight_check"', 'within 0 and 1');
select throws_ok(
  $$ update public.user_preferences set weight = 'NaN' $$,
  '23514', 'new row for relation "user_preferences" violates check constraint "user_preferences_weight_check"', 'as a number');
select throws_ok(
  $$ update public.user_preferences set category = 'party' $$,
  '23503', 'insert or update on table "user_preferences" violates foreign key constraint "user_preferences_category_fkey"', 'of a category there is');
select throws_ok(
  'update public.user_preferences set updated_at = now()', '42501', 'permission denied for table user_preferences', 'when, is not hers to say');
select throws_ok(
  $$ insert into public.user_preferences (user_id, category) values ('00000000-0000-4000-8000-00000000000b', 'arts_music') $$,
  '42501', 'new row violates row-level security policy for table "user_preferences"', 'Alice adds no preference of Bob''s');
select throws_ok(
  $$ update public.user_preferences set user_id = '00000000-0000-4000-8000-00000000000b' $$,
  '42501', 'new row violates row-level security policy for table "user_preferences"', 'nor gives him hers');
select is_empty(
  $$ update public.user_preferences set weight = 1 where category = 'recruitment' returning category $$, 'nor changes his');
select is_empty($$ delete from public.user_preferences where category = 'recruitment' returning category $$, 'nor removes his');
-- Without a where or a returning clause nothing is read, and only the policy of the write counts.
select lives_ok(
  'update public.user_preferences set weight = 1; delete from public.user_preferences', 'changing and removing all');
select is_empty('select from public.user_preferences', 'she removes her own');
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000b';
select results_eq(
  'select category, weight from public.user_preferences', $$ values ('recruitment', 0.20) $$, 'and Bob''s is as it was');

set local role anon;
select throws_ok('select weight from public.user_preferences', '42501', 'permission denied for table user_preferences', 'a visitor sees no preference');
select throws_ok(
  $$ insert into public.user_preferences (user_id, category) values ('00000000-0000-4000-8000-00000000000a', 'arts_music') $$,
  '42501', 'permission denied for table user_preferences', 'adds none');
select throws_ok('update public.user_preferences set weight = 1', '42501', 'permission denied for table user_preferences', 'changes none');
select throws_ok('delete from public.user_preferences', '42501', 'permission denied for table user_preferences', 'removes none');

----------------------------------------------------------------------------------------------------
-- Alice votes

set local role authenticated;
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000a';
select lives_ok(
  $$ insert into public.feedback_logs (user_id, event_id, action)
     values ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e1', 'like') $$, 'Alice likes the gig');
select results_eq(
  'select action, voted_at from public.feedback_logs',
  $$ values ('like', now()) $$, 'she sees her vote and nobody else''s');
select throws_ok(
  'select moved_category from public.feedback_logs', '42501', 'permission denied for table feedback_logs', 'but not what it moved');
select results_eq('select category, weight from public.user_preferences', $$ values ('arts_music', 0.60) $$, 'she likes music more');
select results_eq(
  $$ insert into public.feedback_logs (user_id, event_id, action)
     values ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e1', 'like')
     on conflict (user_id, event_id) do update set user_id = excluded.user_id, event_id = excluded.event_id, action = excluded.action
     returning action $$, array['like'], 'she says so again, as the API upserts');
select results_eq('select category, weight from public.user_preferences', $$ values ('arts_music', 0.60) $$, 'that counts once');
select lives_ok(
  $$ insert into public.feedback_logs (user_id, event_id, action)
     values ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e1', 'dislike')
     on conflict (user_id, event_id) do update set user_id = excluded.user_id, event_id = excluded.event_id, action = excluded.action $$,
  'she thinks again');
select results_eq('select category, weight from public.user_preferences', $$ values ('arts_music', 0.40) $$, 'the last word counts, and it alone');
select results_eq(
  $$ update public.feedback_logs set event_id = '00000000-0000-4000-8000-0000000000e3' returning action $$, array['dislike'], 'it was the run');
select results_eq(
  'select category, weight from public.user_preferences order by category',
  $$ values ('arts_music', 0.50), ('sports_fitness', 0.40) $$, 'then music is where it was');
reset role;
update public.feedback_logs set voted_at = '2020-01-01';
set local role authenticated;
select results_eq(
  $$ update public.feedback_logs set action = 'not_going' returning voted_at $$, array[now()], 'a changed vote is a vote of now');
select lives_ok($$ update public.feedback_logs set action = 'dislike'; delete from public.feedback_logs $$, 'she takes all her votes back');
select is_empty('select from public.feedback_logs', 'there are none');
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000b';
select results_eq('select action from public.feedback_logs', array['like'], 'but Bob''s');
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000a';
select results_eq(
  'select category, weight from public.user_preferences order by category',
  $$ values ('arts_music', 0.50), ('sports_fitness', 0.50) $$, 'and all is as before');

select throws_ok(
  $$ insert into public.feedback_logs (user_id, event_id, action, voted_at)
     values ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e1', 'like', '2020-01-01') $$,
  '42501', 'permission denied for table feedback_logs', 'when she voted is not hers to say');
select throws_ok(
  $$ insert into public.feedback_logs (user_id, event_id, action, moved_by)
     values ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e1', 'like', -1) $$,
  '42501', 'permission denied for table feedback_logs', 'nor what it moved');
select throws_ok(
  'update public.feedback_logs set moved_by = 1', '42501', 'permission denied for table feedback_logs', 'nor later');
select throws_ok(
  $$ update public.feedback_logs set moved_category = 'recruitment' $$,
  '42501', 'permission denied for table feedback_logs', 'nor which category');
select throws_ok(
  'update public.feedback_logs set voted_at = now()', '42501', 'permission denied for table feedback_logs', 'nor when, later');
select throws_ok(
  $$ insert into public.feedback_logs (user_id, event_id, action)
     values ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e1', 'love') $$,
  '23514', 'new row for relation "feedback_logs" violates check constraint "feedback_logs_action_check"', 'there are four answers');
select throws_ok(
  $$ insert into public.feedback_logs (user_id, event_id, action)
     values ('00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-0000000000e1', 'like') $$,
  '42501', 'new row violates row-level security policy for table "feedback_logs"', 'Alice does not vote for Bob');
select is_empty(
  $$ update public.feedback_logs set action = 'dislike' where user_id = '00000000-0000-4000-8000-00000000000b' returning id $$, 'nor change his vote');
select is_empty(
  $$ delete from public.feedback_logs where user_id = '00000000-0000-4000-8000-00000000000b' returning id $$, 'nor take it back');
insert into public.feedback_logs (user_id, event_id, action)
  values ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e4', 'like');
select throws_ok(
  $$ update public.feedback_logs set user_id = '00000000-0000-4000-8000-00000000000b' $$,
  '42501', 'new row violates row-level security policy for table "feedback_logs"', 'nor give him hers');

set local role anon;
select throws_ok('select action from public.feedback_logs', '42501', 'permission denied for table feedback_logs', 'a visitor sees no vote');
select throws_ok(
  $$ insert into public.feedback_logs (user_id, event_id, action)
     values ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e1', 'like') $$,
  '42501', 'permission denied for table feedback_logs', 'gives none');
select throws_ok($$ update public.feedback_logs set action = 'like' $$, '42501', 'permission denied for table feedback_logs', 'changes none');
select throws_ok('delete from public.feedback_logs', '42501', 'permission denied for table feedback_logs', 'takes none back');

----------------------------------------------------------------------------------------------------
-- The links of mails, through the service

set local role service_role;
select results_eq(
  'select count(*) from public.feedback_logs', array[2::bigint], 'the service sees all votes');
select results_eq(
  'delete from public.feedback_logs returning action', array['like', 'like'], 'and removes them');
select results_eq(
  $$ update public.user_preferences set weight = 0.5 where user_id = '00000000-0000-4000-8000-00000000000a' returning weight $$,
  array[0.50, 0.50], 'it changes preferences');

-- What Alice thinks of music, and the vote that stands.
create function pg_temp.music() returns numeric language sql as $$
  select weight from public.user_preferences where user_id = '00000000-0000-4000-8000-00000000000a' and category = 'arts_music' $$;
create function pg_temp.vote(p_action text, p_at timestamptz default '2026-01-01Z', p_event text default 'e1') returns text language sql as $$
  select public.record_feedback(p_at, '00000000-0000-4000-8000-00000000000a', ('00000000-0000-4000-8000-0000000000' || p_event)::uuid, p_action) $$;

select is(pg_temp.vote('like'), 'like', 'like');
select is(pg_temp.music(), 0.60, 'adds a tenth');
select is(pg_temp.vote('like', '2026-01-02Z'), 'like', 'like again');
select results_eq(
  'select pg_temp.music(), voted_at from public.feedback_logs', $$ values (0.60, timestamptz '2026-01-01Z') $$, 'changes nothing, not even when');
select is(pg_temp.vote('dislike', '2026-01-03Z'), 'dislike', 'dislike');
select results_eq(
  'select pg_temp.music(), voted_at, action from public.feedback_logs', $$ values (0.40, timestamptz '2026-01-03Z', 'dislike') $$,
  'takes the tenth back and another away');
select is(pg_temp.vote('going', '2026-01-03Z'), 'going', 'going, at the same instant');
select results_eq(
  'select pg_temp.music(), voted_at from public.feedback_logs', $$ values (0.60, timestamptz '2026-01-03Z') $$, 'counts as a like, given then');
select is(pg_temp.vote('not_going', '2026-01-04Z'), 'not_going', 'not going');
select is(pg_temp.music(), 0.50, 'says nothing about taste');
select is(pg_temp.vote('undo'), null, 'undo');
select is_empty('select from public.feedback_logs', 'leaves no vote');
select is(pg_temp.vote('undo'), null, 'undo again has nothing to undo');
select is(pg_temp.music(), 0.50, 'and moves nothing');

-- Votes count beyond the ends of the scale, so that they can be undone in any order.
update public.user_preferences set weight = 0.95 where category = 'arts_music';
select results_eq(
  $$ select pg_temp.vote('like'), pg_temp.vote('like', p_event => 'e2'), pg_temp.music() $$, $$ values ('like', 'like', 1.00) $$, 'two likes end at 1');
select results_eq($$ select pg_temp.vote('undo'), pg_temp.music() $$, 'values (null::text, 1.00)', 'the other still holds it there');
select results_eq(
  $$ select pg_temp.vote('undo', p_event => 'e2'), pg_temp.music() $$, 'values (null::text, 0.95)', 'without both it is where it was');
update public.user_preferences set weight = 0.03 where category = 'arts_music';
select results_eq($$ select pg_temp.vote('dislike'), pg_temp.music() $$, $$ values ('dislike', 0.00) $$, 'a dislike ends at 0');
select results_eq($$ select pg_temp.vote('undo'), pg_temp.music() $$, 'values (null::text, 0.03)', 'and is undone exactly');

-- The category an undo moves back is the one that the vote moved.
select is(pg_temp.vote('like'), 'like', 'a like of a gig');
update public.events set category = 'sports_fitness' where id = pg_temp.event('gig');
select results_eq(
  $$ select pg_temp.vote('undo'), pg_temp.music() $$, 'values (null::text, 0.03)', 'that turns out to be sport is undone for music');
select results_eq(
  $$ select pg_temp.vote('like', p_event => 'e4'), count(*) from public.user_preferences $$, $$ values ('like', 3::bigint) $$,
  'a like of an event without category moves no preference');

-- A declaration stands as it is written: the votes before it have had their say.
select is(pg_temp.vote('like', p_event => 'e2'), 'like', 'a like');
update public.user_preferences set weight = 0.20 where category = 'arts_music';
select results_eq($$ select pg_temp.vote('undo', p_event => 'e2'), pg_temp.music() $$, 'values (null::text, 0.20)', 'before a declaration is undone without a move');
select results_eq($$ select pg_temp.vote('like', p_event => 'e2'), pg_temp.music() $$, $$ values ('like', 0.30) $$, 'one after it moves');
delete from public.user_preferences where category = 'arts_music';
select results_eq($$ select pg_temp.vote('undo', p_event => 'e2'), pg_temp.music() $$, 'values (null::text, null::numeric)', 'a preference that was removed is not brought back by an undo');

select throws_ok(
  $$ select pg_temp.vote('love') $$, '23514', 'new row for relation "feedback_logs" violates check constraint "feedback_logs_action_check"',
  'there are no other answers');
select throws_ok(
  $$ select pg_temp.vote('like', p_event => 'ff') $$, '23503',
  'insert or update on table "feedback_logs" violates foreign key constraint "feedback_logs_event_id_fkey"', 'nor answers to unknown events');
select throws_ok(
  $$ select record_feedback(now(), '00000000-0000-4000-8000-00000000000f', '00000000-0000-4000-8000-0000000000e2', 'like') $$, '23503',
  'insert or update on table "feedback_logs" violates foreign key constraint "feedback_logs_user_id_fkey"', 'nor of unknown members');

select is(pg_temp.vote('like', p_event => 'e2'), 'like', 'a vote');
delete from public.posts where external_id = 'opera';
select is(pg_temp.music(), 0.60, 'that goes with its event still says what she likes');
delete from public.users where email = 'alice@example.org';
select results_eq(
  'select category, weight from public.user_preferences', $$ values ('recruitment', 0.20) $$, 'with the member everything goes');

select * from finish();
rollback;
