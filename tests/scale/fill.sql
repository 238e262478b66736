-- A made-up community on a migrated, empty database. Clubs have events of the past year and of the 45 days
-- ahead; members have 35 votes and 20 showings each, and have been there for a year. No triggers run.
-- `fill.ts` replaces :members, :upcoming and :clubs.
set session_replication_role = replica;

insert into auth.users (id, email, email_confirmed_at, created_at)
  select gen_random_uuid(), 'm' || i || '@example.org', now(), now() - interval '400 days' from generate_series(1, :members) i;
insert into public.users (id, email, name, time_zone, created_at)
  select id, email, 'Member ' || split_part(email, '@', 1), null, created_at from auth.users;

-- Ten past events for each upcoming one.
create temp table post as
  select i, gen_random_uuid() as id, 'Text of post ' || i || repeat(' lorem ipsum dolor sit amet', 25) as text, starts_at,
         case when i <= :upcoming then now() - random() * interval '20 days'
              else starts_at - random() * interval '20 days' end as posted_at,
         'https://clubs.example.org/p/' || md5(i::text) || '/' as url,
         'https://pictures.example.org/' || md5(i::text) || '.jpg' as image_url,
         now() - random() * interval '20 days' - interval '2 hours' as updated_at
  from generate_series(1, 11 * :upcoming) i,
    lateral (select date_trunc('minute', case
      when i <= :upcoming then now() + interval '5 hours' + random() * interval '45 days'
      else now() - interval '1 day' - random() * interval '360 days' end) as starts_at) e;
insert into public.posts (id, source, external_id, text, posted_at, url, image_url, kind, confidence, read_hash, read_by,
                          updated_at)
  select id, 'bench', i::text, text, posted_at, url, image_url, 'event', 0.9, md5(text), 'bench', updated_at from post;
insert into public.events (id, post_id, excerpt, posted_at, url, image_url, title, summary, starts_at, ends_at, location,
                           organisers, category, confidence, updated_at)
  select id, id, text, posted_at, url, image_url,
         (array['Pottery', 'Debate', 'Salsa', 'Coding', 'Trivia', 'Chess', 'Hiking', 'Choir'])[1 + i % 8] || ' '
           || (array['night', 'workshop', 'social', 'intro', 'finals'])[1 + (i / 8) % 5] || ' ' || i % 97,
         'What happens at event ' || i || ', in a sentence of some length for members and their friends.',
         starts_at, starts_at + interval '2 hours', 'Room ' || i % 50 || ', Guild House',
         array['Club ' || floor(random() ^ 2 * :clubs)],
         (array['food_dining', 'tech_innovation', 'arts_music', 'sports_fitness'])[1 + i % 4], 0.9, updated_at
  from post;

-- A thousand vectors around fifty topics; the index of vectors is made at the end.
create temp table topic as
  select i, extensions.l2_normalize(array_agg(random() - 0.5 + case when d % 50 = i % 50 then 1.5 else 0 end)::extensions.halfvec(512)) as vector
  from generate_series(1, 1000) i, generate_series(1, 512) d group by i;
drop index public.event_embeddings_nearest;
insert into public.event_embeddings (event_id, embedding, model, text_hash, updated_at)
  select e.id, t.vector, 'offline/hashing@512', e.text_hash, now() - interval '1 day'
  from (select id, text_hash, 1 + row_number() over () % 1000 as n from public.events) e
  join topic t on t.i = e.n;

create temp table member as select id, row_number() over () as n from public.users;
create temp table event as select id, starts_at, row_number() over (order by starts_at desc) as n from public.events;
create index on member (n);
create index on event (n);
analyze member;
analyze event;
insert into public.feedback_logs (user_id, event_id, action, voted_at)
  select m.id, e.id, (array['like', 'going', 'going', 'dislike'])[1 + floor(r * 4)], least(e.starts_at, now()) - random() * interval '3 days'
  from (select 1 + floor(random() * :members) as m, 1 + floor(power(random(), 0.7) * 11 * :upcoming) as e, random() as r
        from generate_series(1, :members * 35::bigint)) x
  join member m on m.n = x.m join event e on e.n = x.e
  on conflict do nothing;
insert into public.recommendation_logs (user_id, event_id, position, score, model, shown_at)
  select m.id, e.id, 1, 1, 'offline/hashing@512', least(now(), e.starts_at) - random() * interval '14 days'
  from (select 1 + floor(random() * :members) as m, 1 + floor(random() * 11 * :upcoming) as e from generate_series(1, :members * 20::bigint)) x
  join member m on m.n = x.m join event e on e.n = x.e
  on conflict do nothing;
set session_replication_role = origin;
