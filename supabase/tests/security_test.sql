-- What holds for every table and function, read from the catalogue so that a new one is not forgotten.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(16);

create temp view our_functions as
select p.oid, p.pronamespace::regnamespace::text as schema, p.proname::text as name, p.prosecdef, p.proconfig
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
  $$ select tablename::text, lower(cmd), array_to_string(roles, ', '), permissive
     from pg_policies where schemaname = 'public' order by 1, 2 $$,
  $$ values
    ('event_categories', 'select', 'anon, authenticated', 'PERMISSIVE'),
    ('events', 'select', 'anon, authenticated', 'PERMISSIVE'),
    ('feedback_logs', 'delete', 'authenticated', 'PERMISSIVE'),
    ('feedback_logs', 'insert', 'authenticated', 'PERMISSIVE'),
    ('feedback_logs', 'select', 'authenticated', 'PERMISSIVE'),
    ('feedback_logs', 'update', 'authenticated', 'PERMISSIVE'),
    ('user_preferences', 'delete', 'authenticated', 'PERMISSIVE'),
    ('user_preferences', 'insert', 'authenticated', 'PERMISSIVE'),
    ('user_preferences', 'select', 'authenticated', 'PERMISSIVE'),
    ('user_preferences', 'update', 'authenticated', 'PERMISSIVE'),
    ('users', 'select', 'authenticated', 'PERMISSIVE'),
    ('users', 'update', 'authenticated', 'PERMISSIVE') $$,
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
  $$ select c.relname::text, coalesce(r.rolname::text, 'public'), string_agg(lower(a.privilege_type), ', ' order by a.privilege_type)
     from pg_class c
     cross join lateral aclexplode(c.relacl) a
     left join pg_roles r on r.oid = a.grantee
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
       and (a.grantee = 0 or r.rolname in ('anon', 'authenticated', 'service_role'))
     group by 1, 2 order by 1, 2 $$,
  $$ values
    ('email_logs', 'service_role', 'delete, insert, select, update'),
    ('event_categories', 'anon', 'select'),
    ('event_categories', 'authenticated', 'select'),
    ('event_categories', 'service_role', 'select'),
    ('event_embeddings', 'service_role', 'delete, insert, select, update'),
    ('events', 'service_role', 'delete, insert, select, update'),
    ('feedback_logs', 'authenticated', 'delete, select'),
    ('feedback_logs', 'service_role', 'delete, insert, select, update'),
    ('newsletters', 'service_role', 'delete, insert, select, update'),
    ('pipeline_runs', 'service_role', 'delete, insert, select, update'),
    ('recommendation_logs', 'service_role', 'delete, insert, select, update'),
    ('user_preferences', 'authenticated', 'delete, select'),
    ('user_preferences', 'service_role', 'delete, insert, select, update'),
    ('users', 'authenticated', 'select'),
    ('users', 'service_role', 'delete, insert, select, update') $$,
  'these are the grants on tables');

select results_eq(
  $$ select c.relname::text, r.rolname::text, lower(a.privilege_type), string_agg(t.attname, ', ' order by t.attnum)
     from pg_class c
     join pg_attribute t on t.attrelid = c.oid
     cross join lateral aclexplode(t.attacl) a
     join pg_roles r on r.oid = a.grantee
     where c.relnamespace = 'public'::regnamespace
     group by 1, 2, 3 order by 1, 2, 3 $$,
  $$ values
    ('events', 'anon', 'select', 'id, image_url, url, posted_at, title, summary, starts_at, ends_at, is_all_day, location, is_online, organisers, category, is_published'),
    ('events', 'authenticated', 'select', 'id, image_url, url, posted_at, title, summary, starts_at, ends_at, is_all_day, location, is_online, organisers, category, is_published'),
    ('feedback_logs', 'authenticated', 'insert', 'user_id, event_id, action'),
    ('feedback_logs', 'authenticated', 'update', 'user_id, event_id, action'),
    ('user_preferences', 'authenticated', 'insert', 'user_id, category, weight'),
    ('user_preferences', 'authenticated', 'update', 'user_id, category, weight'),
    ('users', 'authenticated', 'update', 'name, time_zone, newsletter_frequency, newsletter_weekday, newsletter_hour') $$,
  'these are the grants on columns');

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
  $$ select distinct name from our_functions where schema = 'public' order by 1 $$,
  array[
    'claim_classifications', 'claim_embeddings', 'claim_mails', 'complete_classification', 'complete_embeddings',
    'due_members', 'event_vectors', 'fail_classification', 'fail_embeddings', 'ingest_posts', 'mark_mail_phase', 'merge_candidates',
    'pipeline_status', 'queue_mails', 'ranking_community', 'ranking_members', 'record_feedback', 'retry_events',
    'set_canonicals', 'set_newsletter_frequency', 'settle_lost_mails', 'settle_mail', 'upcoming_events'],
  'these are the functions of the API');

select results_eq(
  $$ select r.role, f.name from our_functions f, (values ('anon'), ('authenticated'), ('service_role')) r (role)
     where f.schema = 'private' and has_function_privilege(r.role, f.oid, 'execute') order by 1, 2 $$,
  $$ values
    ('authenticated', 'is_time_zone'),
    ('service_role', 'embedding_text_hash'),
    ('service_role', 'is_time_zone'),
    ('service_role', 'max_attempts'),
    ('service_role', 'send_window') $$,
  'of the helpers each role may call what its own statements need');

select results_eq(
  $$ select name from our_functions where prosecdef order by 1 $$,
  array['copy_auth_user', 'move_preference_with_vote'],
  'two triggers, which nobody can call, do what their callers may not');

select is_empty(
  $$ select oid::regprocedure from our_functions
     where not coalesce('search_path=""' = any (proconfig), false) $$,
  'every function has an empty search path');

select is(has_schema_privilege('anon', 'private', 'usage'), false, 'a visitor cannot name the helpers');

-- Told and done are two things: one call as a member.
set local role authenticated;
set local request.jwt.claim.sub = '00000000-0000-4000-8000-00000000000a';
select throws_ok(
  $$ select public.ingest_posts('[]') $$,
  '42501', 'permission denied for function ingest_posts', 'a member who calls the service''s function is refused');

select * from finish();
rollback;
