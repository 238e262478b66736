-- Whether a newsletter was worth opening: mails by fate, and the votes that followed them.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
select plan(5);

truncate public.users, public.posts, public.newsletters cascade;
insert into auth.users (id, email, email_confirmed_at)
  select ('00000000-0000-4000-8000-00000000000' || n)::uuid, n || '@example.org', now() from generate_series(1, 6) n;
insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at)
  select ('10000000-0000-4000-8000-00000000000' || n)::uuid, 'test', n::text, 'A post', '2026-01-01', 'event', 'Event ' || n, '2026-01-20'
  from generate_series(1, 3) n;
insert into public.newsletters (id, frequency, period) values
  ('20000000-0000-4000-8000-000000000001', 'weekly', '2026-01-07'), ('20000000-0000-4000-8000-000000000002', 'weekly', '2026-01-14'),
  ('20000000-0000-4000-8000-000000000003', 'daily', '2026-01-14');
-- Members 1 to 6 have a mail of the first edition, one a fate; each shows events 1 and 2.
insert into public.email_logs (id, newsletter_id, user_id, created_for, expires_at, status, sent_at, unknown_since)
  select ('30000000-0000-4000-8000-00000000000' || n)::uuid, '20000000-0000-4000-8000-000000000001',
         ('00000000-0000-4000-8000-00000000000' || n)::uuid, '2026-01-07 09:00Z', '2026-01-07 21:00Z', status,
         case when status in ('sent', 'bounced') then timestamptz '2026-01-07 09:10Z' end,
         case when status = 'unknown' then timestamptz '2026-01-07 09:10Z' end
  from unnest(array['sent', 'sent', 'bounced', 'failed', 'unknown', 'skipped']) with ordinality s (status, n);
insert into public.recommendation_logs (user_id, event_id, email_id, position, score, model, shown_at)
  select m.user_id, ('10000000-0000-4000-8000-00000000000' || n)::uuid, m.id, n, 1, 'test', m.created_for
  from public.email_logs m, generate_series(1, 2) n;
set local role service_role;

select results_eq(
  'select newsletter, mails, sent, bounced, failed, unknown, answered, likes, dislikes from newsletter_results()',
  $$ values ('daily 2026-01-14', 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint),
            ('weekly 2026-01-14', 0, 0, 0, 0, 0, 0, 0, 0),
            ('weekly 2026-01-07', 5, 2, 1, 1, 1, 0, 0, 0) $$,
  'editions, the latest first, with their mails by fate; one that was skipped is no mail');

insert into public.feedback_logs (user_id, event_id, action, voted_at) values
  ('00000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000001', 'like', '2026-01-07 10:00Z'),
  ('00000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000002', 'dislike', '2026-01-08 10:00Z'),
  ('00000000-0000-4000-8000-000000000005', '10000000-0000-4000-8000-000000000002', 'going', '2026-01-08 10:00Z');
select results_eq(
  $$ select answered, likes, dislikes from newsletter_results() where newsletter = 'weekly 2026-01-07' $$,
  'values (2::bigint, 2::bigint, 1::bigint)', 'two readers answered, one of them a mail whose fate is unknown; going is a like');

insert into public.feedback_logs (user_id, event_id, action, voted_at) values
  ('00000000-0000-4000-8000-000000000002', '10000000-0000-4000-8000-000000000001', 'like', '2026-01-07 09:09Z'),
  ('00000000-0000-4000-8000-000000000002', '10000000-0000-4000-8000-000000000003', 'like', '2026-01-09 09:00Z'),
  ('00000000-0000-4000-8000-000000000004', '10000000-0000-4000-8000-000000000001', 'like', '2026-01-09 09:00Z'),
  ('00000000-0000-4000-8000-000000000003', '10000000-0000-4000-8000-000000000001', 'not_going', '2026-01-09 09:00Z');
select results_eq(
  $$ select answered, likes, dislikes from newsletter_results() where newsletter = 'weekly 2026-01-07' $$,
  'values (3::bigint, 2::bigint, 1::bigint)',
  'no votes from before the mail, about other events, or of somebody who got none; not going is an answer and no dislike');

select results_eq('select newsletter from newsletter_results(2)', array['daily 2026-01-14', 'weekly 2026-01-14'], 'no more than asked for');
set local role authenticated;
select throws_ok('select newsletter_results()', '42501', null, 'the service''s alone');

select * from finish();
rollback;
