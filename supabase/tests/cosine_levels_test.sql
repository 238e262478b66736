-- How close events are to each other.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
select plan(3);

truncate public.posts, public.users cascade;
create function pg_temp.embed(n integer, p_model text, x real, y real) returns void language sql as $$
  with e as (
    insert into event_of_post (source, external_id, text, posted_at, kind, title, starts_at)
    values ('t', p_model || n, 'c', now(), 'event', 'T', now()) returning id)
  insert into public.event_embeddings (event_id, embedding, model, text_hash)
  select id, (array[x, y] || array_fill(0::real, array[510]))::halfvec, p_model, 'h' from e
$$;
select pg_temp.embed(1, 'm', 1, 0), pg_temp.embed(2, 'm', 1, 0), pg_temp.embed(3, 'm', 0, 1), pg_temp.embed(4, 'm', 0, 1),
       pg_temp.embed(5, 'none', 0, 0), pg_temp.embed(6, 'none', 1, 0);
set local role service_role;

select is(cosine_levels('m'), '{"pairs": 6, "low": 0, "quarter": 0, "median": 0}', 'cosine_levels() is of all pairs of a model');
select is(cosine_levels('other'), '{"pairs": 0, "low": 0, "quarter": 0, "median": 0}', 'cosine_levels() of no events has no pairs');
select is(cosine_levels('none') ->> 'pairs', '0', 'cosine_levels() leaves out a vector of zeros');

select * from finish();
rollback;
