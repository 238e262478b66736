-- What is asked again and again while nothing changes reads next to nothing, however many events there are.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
\ir fixtures.psql
select plan(6);

truncate public.posts, public.users cascade;
insert into event_of_post (source, external_id, text, posted_at, kind, title, starts_at, updated_at)
  select 'test', n::text, repeat('lorem ipsum ', 60), '2026-01-01Z', 'event', 'Title ' || n, '2025-02-01Z', '2026-01-02Z' from generate_series(1, 2000) n;
-- The same vector for all, and no index of vectors: no neighbour is looked for.
drop index public.event_embeddings_nearest;
insert into public.event_embeddings (event_id, embedding, model, text_hash, updated_at)
  select id, array_fill(1, array[512])::extensions.halfvec, 'm', text_hash, '2026-01-02Z' from public.events;
analyze public.events, public.event_embeddings;
set local role service_role;

-- Rows of both tables that the statements of this transaction have fetched.
create function pg_temp.rows_read() returns bigint language sql as $$
  select sum(seq_tup_read + idx_tup_fetch)::bigint from pg_stat_xact_user_tables where relid in ('public.events'::regclass, 'public.event_embeddings'::regclass)
$$;
create temp table read as select pg_temp.rows_read() as n;
create function pg_temp.rows_read_since() returns bigint language plpgsql as $$
declare v_before bigint := (select n from read);
begin
  update read set n = pg_temp.rows_read();
  return (select n from read) - v_before;
end $$;

select is(upcoming_events('2026-01-10Z', 'm', '2026-01-09Z') - '{watermark,snapshot,upcoming}'::text[], '{"events": [], "gone": []}'::jsonb, 'nothing changed');
select cmp_ok(pg_temp.rows_read_since(), '<', 50::bigint, 'which upcoming_events() learns from two indexes');

update events set updated_at = '2026-01-09Z', starts_at = '2026-03-01Z' where id in (pg_temp.event('7'), pg_temp.event('8'));
update read set n = pg_temp.rows_read();
select is(jsonb_array_length(upcoming_events('2026-01-10Z', 'm', '2026-01-09Z') -> 'events'), 2, 'two changed');
select cmp_ok(pg_temp.rows_read_since(), '<', 50::bigint, 'and little else is read');

reset role;
set local track_functions = 'all';
set local role service_role;
select is_empty($$ select from claim_embeddings('2026-01-10Z', 'm', 100, '5 minutes') $$, 'there is nothing to embed');
select count(*) from pipeline_status('2026-01-10Z');
select is_empty(
  $$ select funcname from pg_stat_xact_user_functions where funcname = 'embedding_text_hash' $$, 'and no text is hashed to see that');

select * from finish();
rollback;
