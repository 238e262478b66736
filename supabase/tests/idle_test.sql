-- What is asked again and again while nothing changes reads next to nothing, however many events there are.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(2);

truncate public.events, public.users cascade;
insert into public.events (source, source_id, caption, posted_at, kind, title, starts_at, updated_at)
  select 'test', n::text, repeat('lorem ipsum ', 60), '2026-01-01Z', 'event', 'Title ' || n, '2025-02-01Z', '2026-01-02Z' from generate_series(1, 2000) n;
-- The same vector for all, and no index of vectors: no neighbour is looked for.
drop index public.event_embeddings_nearest;
insert into public.event_embeddings (event_id, embedding, model, text_hash, updated_at)
  select id, array_fill(1, array[512])::extensions.halfvec, 'm', text_hash, '2026-01-02Z' from public.events;
analyze public.events, public.event_embeddings;
set local role service_role;

reset role;
revoke execute on function private.embedding_text_hash(text, text[], text, text, text) from service_role;
set local role service_role;
select is_empty($$ select from claim_embeddings('2026-01-10Z', 'm', 100, '5 minutes') $$, 'there is nothing to embed');
select lives_ok($$ select pipeline_status('2026-01-10Z') $$, 'and no text is hashed to see that');

select * from finish();
rollback;
