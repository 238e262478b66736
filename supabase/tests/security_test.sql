-- What holds for every table and function, read from the catalogue so that a new one is not forgotten.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(18);

create temp view our_functions as
select p.oid, p.pronamespace::regnamespace::text as schema, p.proname as name, p.prosecdef, p.proconfig
from pg_proc p
where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e');

----------------------------------------------------------------------------------------------------
-- Tables

select is_empty(
  $$ select relname from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity $$,
  'every table has row level security');

select is_empty(
  $$ select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f') $$,
  'no view or foreign table goes round it');

select is_empty(
  $$ select relname from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and obj_description(oid, 'pg_class') is null $$,
  'every table says what it is');

select results_eq(
  $$ select format('%s: %s %s by %s', tablename, lower(permissive), lower(cmd), array_to_string(roles, ' and ')) collate "default"
     from pg_policies where schemaname = 'public' order by tablename, cmd $$,
  array[
    'event_categories: permissive select by anon and authenticated',
    'events: permissive select by anon and authenticated',
    'feedback_logs: permissive delete by authenticated',
    'feedback_logs: permissive insert by authenticated',
    'feedback_logs: permissive select by authenticated',
    'feedback_logs: permissive update by authenticated',
    'user_preferences: permissive delete by authenticated',
    'user_preferences: permissive insert by authenticated',
    'user_preferences: permissive select by authenticated',
    'user_preferences: permissive update by authenticated',
    'users: permissive select by authenticated',
    'users: permissive update by authenticated'],
  'these are the policies');

select is_empty(
  $$ select tablename, policyname from pg_policies
     where schemaname = 'public' and concat(qual, with_check) ~ 'auth\.uid\(\)'
       and concat(qual, with_check) !~ 'SELECT auth\.uid\(\)' $$,
  'policies ask once a statement who is there, not once a row');

select is_empty(
  $$ select k.conrelid::regclass, k.conname from pg_constraint k
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace
       and not exists (
         select from pg_index i
         where i.indrelid = k.conrelid and i.indpred is null
           and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey) $$,
  'every foreign key has an index');

----------------------------------------------------------------------------------------------------
-- Grants

select results_eq(
  $$ select format('%s: %s may %s', c.relname, coalesce(r.rolname, 'public'),
                   string_agg(lower(a.privilege_type), ', ' order by a.privilege_type)) collate "default"
     from pg_class c
     cross join lateral aclexplode(c.relacl) a
     left join pg_roles r on r.oid = a.grantee
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
       and (a.grantee = 0 or r.rolname in ('anon', 'authenticated', 'service_role'))
     group by c.relname, r.rolname order by c.relname, r.rolname $$,
  array[
    'accounts: service_role may delete, insert, select, update',
    'community_answer: service_role may select',
    'email_logs: service_role may delete, insert, select, update',
    'embedding_models: service_role may insert, select, update',
    'event_categories: anon may select',
    'event_categories: authenticated may select',
    'event_categories: service_role may select',
    'event_embeddings: service_role may delete, insert, select, update',
    'events: service_role may delete, insert, select, update',
    'feedback_logs: authenticated may delete',
    'feedback_logs: service_role may delete, insert, select, update',
    'mail_slots: service_role may delete, insert, select, update',
    'merge_decisions: service_role may delete, insert, select, update',
    'merge_state: service_role may select, update',
    'newsletters: service_role may delete, insert, select, update',
    'pipeline_runs: service_role may delete, insert, select, update',
    'posts: service_role may delete, insert, select, update',
    'pruned_mails: service_role may select',
    'rate_limits: service_role may delete, insert, select, update',
    'recommendation_logs: service_role may delete, insert, select, update',
    'retention: service_role may select, update',
    'search_cache: service_role may delete, insert, select, update',
    'sending_state: service_role may delete, insert, select, update',
    'suppressions: service_role may delete, insert, select, update',
    'user_preferences: authenticated may delete, select',
    'user_preferences: service_role may delete, insert, select, update',
    'users: authenticated may select',
    'users: service_role may delete, insert, select, update'],
  'these are the grants on tables');

select results_eq(
  $$ select format('%s: %s may %s %s', c.relname, r.rolname, lower(a.privilege_type),
                   string_agg(t.attname, ', ' order by t.attname)) collate "default"
     from pg_class c
     join pg_attribute t on t.attrelid = c.oid
     cross join lateral aclexplode(t.attacl) a
     join pg_roles r on r.oid = a.grantee
     where c.relnamespace = 'public'::regnamespace
     group by c.relname, r.rolname, a.privilege_type order by c.relname, r.rolname, a.privilege_type $$,
  array[
    'events: anon may select category, ends_at, id, image_url, is_all_day, is_online, is_published, location, organisers, posted_at, starts_at, summary, title, url',
    'events: authenticated may select category, ends_at, id, image_url, is_all_day, is_online, is_published, location, organisers, posted_at, starts_at, summary, title, url',
    'feedback_logs: authenticated may insert action, event_id, user_id',
    'feedback_logs: authenticated may select action, event_id, id, user_id, voted_at',
    'feedback_logs: authenticated may update action, event_id, user_id',
    'user_preferences: authenticated may insert category, user_id, weight',
    'user_preferences: authenticated may update category, user_id, weight',
    'users: authenticated may update name, newsletter_frequency, newsletter_hour, newsletter_weekday, time_zone'],
  'these are the grants on columns');

select is_empty(
  $$ select c.oid::regclass, r.role, p.privilege
     from pg_class c, (values ('anon'), ('authenticated'), ('service_role')) r (role),
          (values ('usage'), ('select'), ('update')) p (privilege)
     where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind = 'S'
       and has_sequence_privilege(r.role, c.oid, p.privilege) $$,
  'nobody of the API draws or reads a number of a sequence');

select is_empty(
  $$ select relname from pg_class where relnamespace = 'private'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
     and (relname <> 'turn' or relnatts > 0) $$,
  'the schema of the helpers holds functions, and a lock without columns, alone');

----------------------------------------------------------------------------------------------------
-- Functions

select is_empty(
  $$ select oid::regprocedure, r.role from our_functions, (values ('anon'), ('authenticated')) r (role)
     where schema = 'public' and has_function_privilege(r.role, oid, 'execute') $$,
  'no function of the API is for anybody but the service');

select is_empty(
  $$ select oid::regprocedure from our_functions
     where schema = 'public' and not has_function_privilege('service_role', oid, 'execute') $$,
  'and the service may call every one of them');

select results_eq(
  $$ select format('%s may %s', r.role, f.name) collate "default"
     from our_functions f, (values ('anon'), ('authenticated'), ('service_role')) r (role)
     where f.schema = 'private' and has_function_privilege(r.role, f.oid, 'execute') order by r.role, f.name $$,
  array[
    'authenticated may is_time_zone',
    'authenticated may may_vote',
    'service_role may calls_after',
    'service_role may calls_sum',
    'service_role may cause_of',
    'service_role may club_key',
    'service_role may content_hash',
    'service_role may current_model',
    'service_role may decide_posts',
    'service_role may embedding_text_hash',
    'service_role may event_as_json',
    'service_role may event_changes',
    'service_role may event_id',
    'service_role may facts_as_read',
    'service_role may facts_hash',
    'service_role may facts_to_keep',
    'service_role may go_alone',
    'service_role may has_reader',
    'service_role may is_after',
    'service_role may is_time_zone',
    'service_role may is_too_soon',
    'service_role may is_true',
    'service_role may is_wanted',
    'service_role may lock_events',
    'service_role may lock_for_mails',
    'service_role may lock_mails',
    'service_role may lock_mails_to',
    'service_role may lock_posts',
    'service_role may lost_error',
    'service_role may mail_of',
    'service_role may max_attempts',
    'service_role may max_events_of_post',
    'service_role may max_mail_failures',
    'service_role may name_of_account',
    'service_role may note_bounce',
    'service_role may organisers_of',
    'service_role may pair_of_posts',
    'service_role may read_posts',
    'service_role may relay_id',
    'service_role may rest_sending',
    'service_role may send_window',
    'service_role may set_current_model',
    'service_role may settle_unknown',
    'service_role may share_turn',
    'service_role may slots_taken',
    'service_role may suppress',
    'service_role may suppresses_too_many',
    'service_role may told_hash',
    'service_role may vector_code',
    'service_role may withdraw_events',
    'service_role may withdraw_mails',
    'service_role may withdraw_unwanted',
    'service_role may write_event'],
  'of the helpers each role may execute what its own statements need');

select results_eq(
  $$ select name from our_functions where prosecdef order by 1 $$,
  array['call_next_run', 'copy_auth_user', 'go_alone', 'may_vote', 'move_preference_with_vote', 'note_community_change',
    'recount_after_truncate', 'share_turn', 'take_turn', 'withdraw_mails_of_members']::name[],
  'triggers, which nobody can call, a policy''s question, a lock and the call of the next run do what their callers may not');

select is_empty(
  $$ select oid::regprocedure from our_functions
     where not coalesce('search_path=""' = any (proconfig), false) $$,
  'every function has an empty search path');

select is(has_schema_privilege('anon', 'private', 'usage'), false, 'a visitor cannot name the helpers');
select is(has_schema_privilege('authenticated', 'private', 'usage'), false, 'nor can a member, though a constraint calls one for them');

-- Told and done are two things: one call as a member.
set local role authenticated;
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000a';
select throws_ok(
  $$ select public.ingest_posts('[]') $$,
  '42501', 'permission denied for function ingest_posts', 'a member who calls the service''s function is refused');

select * from finish();
rollback;
