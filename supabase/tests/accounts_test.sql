-- Whose record an event counts for.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
set local timezone = 'UTC';
select plan(12);

truncate public.posts, public.users, public.accounts cascade;
set local role service_role;

-- Loads a post and reads it as naming these organisers; gives what it is by.
create function pg_temp.organisers(p_id text, p_account jsonb, p_named text[], p_source text default 'ig') returns text[]
language plpgsql as $$
declare v public.events;
begin
  perform public.ingest_posts(jsonb_build_array(jsonb_build_object(
    'source', p_source, 'external_id', p_id, 'text', p_id, 'posted_at', '2026-01-01Z', 'account_handle', p_account ->> 'handle',
    'account_name', p_account ->> 'name')));
  perform public.complete_reading('2026-01-02Z', c.id, c.hash, c.attempt, 'test', jsonb_build_object(
      'kind', 'event', 'events', jsonb_build_array(jsonb_build_object(
        'title', 'T', 'starts_at', '2026-02-01Z', 'organisers', p_named))))
    from public.claim_posts('2026-01-02Z', 10, '1 minute') c;
  select e.* into v from public.events e join public.posts p on p.id = e.post_id
  where (p.source, p.external_id) = (p_source, p_id);
  return v.organisers;
end $$;

select is(pg_temp.organisers('1', null, '{Sprocket,Go}'), '{Sprocket,Go}', 'a post without an account is by whom it names');
select is(pg_temp.organisers('2', '{"handle": "sprocket", "name": "Sprocket"}', '{Sprocket,Go}'), '{Sprocket}',
  'the post of an account is by that account');
select is(pg_temp.organisers('3', '{"handle": "evil", "name": "Evil"}', '{Sprocket}'), '{Evil}', 'whomever it names');
select is((select named_organisers from event_of_post where external_id = '3'), '{Sprocket}', 'which is kept as a claim');
select is(pg_temp.organisers('4', null, '{" SPROCKET!",Go,@sprocket}'), '{Go}', 'a post without an account is not by an account that it names');
select is(pg_temp.organisers('5', '{"handle": "fake", "name": "sprocket "}', '{}'), '{"sprocket  (@fake)"}',
  'an account that takes the name of another has a name of its own');
select is(pg_temp.organisers('6', '{"handle": "other", "name": "Fake"}', '{}'), '{"Fake (@other)"}', 'as has one that takes the handle of another');
select is(pg_temp.organisers('7', '{"handle": "sprocket", "name": "Sprocket"}', '{}', 'telegram'), '{"Sprocket (@sprocket)"}',
  'a handle of another source is another account');
select is(pg_temp.organisers('8', '{"handle": "evil", "name": "Sprocket"}', '{}'), '{Evil}', 'an account that changes its name keeps its record');
select is(pg_temp.organisers('9', '{"handle": "quiet", "name": null}', '{Sprocket}'), '{quiet}', 'an account without a name is known by its handle');
select is(pg_temp.organisers('4', '{"handle": "go", "name": "Go"}', '{}'), '{Go}', 'a post gets its account when a later export names it');
update events set organisers = '{By hand}' where id = pg_temp.event('4');
select is((select organisers from events where id = pg_temp.event('4')), '{By hand}', 'an operator may correct it');

select * from finish();
rollback;
