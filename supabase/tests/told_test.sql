-- A planned mail is queued only where its events are still as it tells, and a time is one that can be told.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
select plan(16);

truncate public.users, public.posts, public.newsletters cascade;
insert into auth.users (id, email, email_confirmed_at) values ('00000000-0000-4000-8000-00000000000a', 'alice@example.org', '2025-01-01');
insert into event_of_post (id, source, external_id, text, posted_at, kind, title, starts_at, location, url)
  select ('00000000-0000-4000-8000-0000000000e' || n)::uuid, 'test', n::text, 'c', '2026-01-01', 'event', 'Chess', '2026-01-10 18:00:00.123456Z', 'Hall A',
         'https://posts.example/' || n
  from generate_series(1, 2) n;
set local role service_role;

create function pg_temp.told() returns jsonb language sql as $$
  select to_jsonb(e) from public.events e where id = pg_temp.event('1')
$$;
-- How many mails are queued with event 1 as it is told.
create function pg_temp.queue(p_told jsonb, p_at timestamptz default '2026-01-07 09:00Z') returns integer language sql as $$
  select queue_mails(jsonb_build_array(jsonb_build_object(
    'id', gen_random_uuid(), 'newsletter_id', n.id, 'user_id', u.id, 'to_address', u.email, 'mail', '{}'::jsonb,
    'created_for', p_at, 'expires_at', p_at + interval '5 hours', 'status', 'queued', 'items', jsonb_build_array(
      jsonb_strip_nulls(jsonb_build_object(
        'event_id', '00000000-0000-4000-8000-0000000000e1', 'position', 1, 'score', 1, 'model', 'm', 'told', p_told))))))
  from public.newsletters n, public.users u
$$;
create function pg_temp.queue_after(p_change text) returns integer language plpgsql as $$
declare
  v_told jsonb := pg_temp.told();
  v_queued integer;
begin
  begin
    execute 'update public.events set ' || p_change || ' where id = pg_temp.event(''1'')';
    v_queued := pg_temp.queue(v_told);
    raise exception using errcode = 'P0001', message = v_queued;
  exception when raise_exception then
    return sqlerrm::integer;
  end;
end $$;
insert into public.newsletters (frequency, period) values ('weekly', '2026-01-07');

select is(pg_temp.queue_after('title = ''Chess night'''), 0, 'not with another title');
select is(pg_temp.queue_after('starts_at = starts_at + interval ''1 microsecond'''), 0, 'nor another start');
select is(pg_temp.queue_after('ends_at = ''2026-01-10 20:00Z'''), 0, 'nor another end');
select is(pg_temp.queue_after('is_all_day = true'), 0, 'nor without an hour');
select is(pg_temp.queue_after('location = null'), 0, 'nor another place');
select is(pg_temp.queue_after('is_online = true'), 0, 'nor online');
select is(pg_temp.queue_after('url = ''https://other.example'''), 0, 'nor with another link');
select is(pg_temp.queue_after('canonical_id = ''00000000-0000-4000-8000-0000000000e2'''), 0, 'nor told by a post that says something else');
select is(
  pg_temp.queue_after('url = ''https://posts.example/2'', canonical_id = null'), 0, 'nor as the other post says it');
select is(pg_temp.queue_after('summary = ''s'', category = ''food_dining'', organisers = ''{A}'', image_url = null'), 1, 'but with another description');

select is(pg_temp.queue(null, now() - interval '5 seconds'), 0, 'a function that does not say what it told is asked when it read it: before the last change');
set local timezone = 'Australia/Melbourne';
select is(pg_temp.queue(pg_temp.told()), 1, 'what is told does not depend on the zone of a session');
select isnt((select told from recommendation_logs), null, 'and is kept with what was shown');

select throws_ok(
  $$ select ingest_posts('[{"source": "t", "external_id": "1", "text": "c", "posted_at": "infinity"}]') $$, '23514', null, 'a post has a date');
select throws_ok($$ update events set starts_at = 'infinity' $$, '23514', null, 'an event starts some day');
select throws_ok($$ update events set ends_at = '20000-01-01Z' $$, '23514', null, 'and ends by a year of four digits');

select * from finish();
rollback;
