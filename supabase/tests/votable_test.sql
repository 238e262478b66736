-- Members vote on what they could see, and only while their account may.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
select plan(29);

truncate public.users, public.posts cascade;
insert into auth.users (id, email, email_confirmed_at) values
  ('00000000-0000-4000-8000-00000000000a', 'alice@example.org', now());
insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at, hidden_at, canonical_id, category)
select ('00000000-0000-4000-8000-0000000000e' || n)::uuid, 'test', n::text, 'c', now(), kind, title, starts_at, hidden_at,
       ('00000000-0000-4000-8000-0000000000e' || canonical)::uuid, 'arts_music'
from (values
  (1, 'event', 'To come', now() + interval '1 day', null::timestamptz, null::integer),
  (2, 'event', 'Past', now() - interval '100 days', null, null),
  (3, 'event', 'Hidden', now() + interval '1 day', now(), null),
  (4, null, null, null, null, null),
  (5, 'recap', 'Recap', now() + interval '1 day', null, null),
  (6, 'event', 'Undated', null, null, null),
  (7, 'event', 'Merged', now() + interval '1 day', null, 1),
  (8, 'event', 'Merged into a hidden one', now() + interval '1 day', null, 3),
  (9, 'event', 'Hidden and merged', now() + interval '1 day', now(), 1)) e (n, kind, title, starts_at, hidden_at, canonical);

create function pg_temp.vote(p_event integer, p_action text default 'like') returns text language plpgsql as $$
begin
  insert into public.feedback_logs (user_id, event_id, action)
    values ('00000000-0000-4000-8000-00000000000a', ('00000000-0000-4000-8000-0000000000e' || p_event)::uuid, p_action)
    on conflict (user_id, event_id) do update set action = excluded.action;
  return 'taken';
exception when insufficient_privilege then return sqlerrm;
end $$;
create function pg_temp.refused() returns text language sql as $$
  select 'new row violates row-level security policy for table "feedback_logs"' $$;

set local role authenticated;
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000a';
select is(pg_temp.vote(1), 'taken', 'a member votes on an event to come');
select is(pg_temp.vote(2), 'taken', 'and on one that is past');
select is(pg_temp.vote(3), pg_temp.refused(), 'not on a hidden one');
select is(pg_temp.vote(4), pg_temp.refused(), 'nor on a post that was not read yet');
select is(pg_temp.vote(5), pg_temp.refused(), 'nor on a recap');
select is(pg_temp.vote(6), pg_temp.refused(), 'nor on an event without a date');
select is(pg_temp.vote(7), 'taken', 'but on a post that was merged into an event');
select is(pg_temp.vote(8), pg_temp.refused(), 'unless that is hidden');
select is(pg_temp.vote(9), pg_temp.refused(), 'or the post is');
select throws_ok(
  $$ select pg_temp.vote(1, p_action => 'love') $$, '23514', null, 'an action there is not is refused as such');
select throws_ok(
  $$ update public.feedback_logs set event_id = '00000000-0000-4000-8000-0000000000e3'
     where event_id = '00000000-0000-4000-8000-0000000000e1' $$,
  '42501', pg_temp.refused(), 'a vote does not move to a hidden event');
select throws_ok(
  $$ insert into public.feedback_logs (user_id, event_id, action)
     values ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000ff', 'like') $$,
  '42501', pg_temp.refused(), 'an unknown event answers like a hidden one');

-- What is hidden later cannot be voted on any more; the vote can be taken back.
reset role;
update public.events set hidden_at = now() where title = 'Past';
set local role authenticated;
select is(pg_temp.vote(2, 'dislike'), pg_temp.refused(), 'a vote on what was hidden since cannot be changed');
select results_eq(
  $$ delete from public.feedback_logs where event_id = '00000000-0000-4000-8000-0000000000e2' returning action $$,
  array['like'], 'but taken back');

select throws_ok(
  $$ select private.may_vote('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e3') $$,
  '42501', 'permission denied for schema private', 'nobody asks by themselves whether an event is hidden');
select is(
  (select array_agg(column_name::text order by column_name::text) from information_schema.columns
   where table_schema = 'public' and table_name = 'feedback_logs'
     and has_column_privilege('authenticated', 'public.feedback_logs', column_name, 'select')),
  array['action', 'event_id', 'id', 'user_id', 'voted_at'], 'what a vote moved is the service''s to read');
select is(
  (select string_agg(distinct length(id::text)::text, ' ') from public.feedback_logs), '36', 'ids count nothing');

----------------------------------------------------------------------------------------------------
-- Blocked accounts

reset role;
create function pg_temp.as_member(p_set text) returns text language plpgsql as $$
declare v_answer text;
begin
  perform set_config('role', 'none', true);
  execute 'update auth.users set banned_until = null, deleted_at = null, is_anonymous = false';
  execute 'update auth.users set ' || p_set;
  perform set_config('role', 'authenticated', true);
  v_answer := pg_temp.vote(1);
  perform set_config('role', 'none', true);
  return v_answer;
end $$;
select is(pg_temp.as_member($$ banned_until = now() + interval '1 hour' $$), pg_temp.refused(), 'a banned member does not vote');
select is(pg_temp.as_member($$ banned_until = now() - interval '1 hour' $$), 'taken', 'after the ban they do');
select is(pg_temp.as_member('deleted_at = now()'), pg_temp.refused(), 'nor does a deleted one');
select is(pg_temp.as_member('is_anonymous = true'), pg_temp.refused(), 'nor an anonymous one');
select is(pg_temp.as_member('email = null'), 'taken', 'a member with a phone does, an address is needed for mail alone');

-- The same by links, at the instant that the caller gives.
create function pg_temp.press(p_now timestamptz, p_action text) returns text language sql as $$
  select public.record_feedback(p_now, '00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000e1', p_action) $$;
update auth.users set banned_until = '2026-01-02Z';
set local role service_role;
select throws_ok(
  $$ select pg_temp.press('2026-01-01Z', 'dislike') $$, '55000', 'Cannot record the vote as the account is blocked',
  'a link of a banned member does not vote');
select is((select action from public.feedback_logs where event_id::text like '%e1'), 'like', 'nor change a vote');
select is(pg_temp.press('2026-01-02Z', 'dislike'), 'dislike', 'until the ban ends');
select is(pg_temp.press('2026-01-01Z', 'undo'), null, 'a vote can be taken back at any time');
select is_empty($$ select from public.feedback_logs where event_id::text like '%e1' $$, 'and is gone');
reset role;
update auth.users set banned_until = null, is_anonymous = true;
set local role service_role;
select throws_ok(
  $$ select pg_temp.press('2999-01-01Z', 'like') $$, '55000', null, 'an anonymous account votes at no time');
select throws_ok(
  $$ select public.record_feedback(now(), '00000000-0000-4000-8000-00000000000f', '00000000-0000-4000-8000-0000000000e1', 'like') $$,
  '23503', null, 'an account that there is not is unknown and not blocked');

select * from finish();
rollback;
