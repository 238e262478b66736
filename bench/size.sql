-- A community of 50,000 members with a million votes, and what the dearest statements take there. On a
-- migrated database that may be thrown away:
--
--     psql URL -f bench/size.sql
\set QUIET on
set session_replication_role = replica; -- no triggers: nobody is to be told
insert into auth.users (id, email, email_confirmed_at)
  select gen_random_uuid(), 'm' || i || '@example.org', now() from generate_series(1, 50000) i;
insert into public.users (id, email, time_zone, newsletter_hour)
  select id, email, case when random() < 0.2 then 'Asia/Singapore' end, case when random() < 0.3 then (random() * 23)::integer end
  from auth.users;

-- 100,000 posts of 300 clubs: 20,000 events of the past year, 2,000 to come, the rest about nothing to attend.
create temp table post as
  select i, gen_random_uuid() as id, 'Text of post ' || i || repeat(' lorem ipsum', 60) as text,
    now() - i % 500 * interval '1 day' as posted_at
  from generate_series(1, 100000) i;
insert into public.posts (id, source, external_id, text, posted_at, kind, confidence, read_hash, read_by)
  select id, 'bench', i::text, text, posted_at, case when i <= 22000 then 'event' else 'recap' end, 0.9, md5(text), 'bench'
  from post;
insert into public.events (id, post_id, excerpt, posted_at, title, starts_at, organisers, category, confidence)
  select id, id, text, posted_at, 'Title ' || i,
    case when i <= 20000 then now() - interval '1 day' - random() * 360 * interval '1 day'
         else now() + interval '1 hour' + random() * 60 * interval '1 day' end,
    array['Club ' || (random() ^ 2 * 300)::integer],
    (array['food_dining', 'tech_innovation', 'arts_music', 'sports_fitness'])[1 + i % 4], 0.9
  from post where i <= 22000;

-- The same vector for all, and no index of vectors: no neighbour is looked for.
drop index public.event_embeddings_nearest;
insert into public.event_embeddings (event_id, embedding, model, text_hash)
  select id, array_fill(1, array[512])::extensions.halfvec, 'bench', text_hash from public.events;

-- Some members and some events have many votes, most have few.
create temp table member as select id, row_number() over () as n from public.users;
create temp table event as select id, row_number() over () as n from public.events;
insert into public.feedback_logs (user_id, event_id, action, voted_at)
  select m.id, e.id, (array['like', 'going', 'dislike', 'not_going'])[1 + (x.r * x.r * 3.99)::integer % 4], now() - random() * interval '360 days'
  from (select (random() * random() * 49999)::integer + 1 as m, (random() * random() * 21999)::integer + 1 as e, random() as r
        from generate_series(1, 1060000)) x
  join member m on m.n = x.m join event e on e.n = x.e
  on conflict do nothing;
insert into public.recommendation_logs (user_id, event_id, position, score, model, shown_at)
  select m.id, e.id, 1, 1, 'bench', now() - random() * interval '180 days'
  from (select (random() * 49999)::integer + 1 as m, (random() * 21999)::integer + 1 as e from generate_series(1, 1000000)) x
  join member m on m.n = x.m join event e on e.n = x.e
  on conflict do nothing;
set session_replication_role = origin;
vacuum analyze;

\timing on
\echo private.refresh_community: counts everything, a portion in each transaction
do $$ begin while private.refresh_community(clock_timestamp()) loop commit; end loop; end $$;
\echo ranking_community: what everybody did, asked by recommend and send-newsletters every quarter of an hour
select length(public.ranking_community()::text) as bytes;
\echo ranking_members: 100 members
select length(public.ranking_members(now(), array(select id from public.users limit 100))::text) as bytes;
\echo upcoming_events: a full load
select length(public.upcoming_events(now(), 'bench')::text) as bytes;
\echo upcoming_events: what changed, and nothing did
select length(public.upcoming_events(now(), 'bench', now() + interval '1 hour')::text) as bytes;
\echo due_members
select count(*) from public.due_members(now(), 'UTC', extract(isodow from now())::integer, 0, 24, 100);
\echo claim_posts: nothing to do
select count(*) from public.claim_posts(now(), 12, '5 minutes');
\echo claim_embeddings: nothing to do
select count(*) from public.claim_embeddings(now(), 'bench', 100, '5 minutes');
\echo pipeline_status
select length(public.pipeline_status(now())::text) as bytes;
