-- Policies call auth.uid() as the caller, so the API roles need usage on schema auth.
grant usage on schema auth to anon, authenticated, service_role;

-- On the platform the service reads members through the admin API and has no rights on the tables.
revoke all on all tables in schema auth from anon, authenticated, service_role;

create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
  version text primary key,
  statements text[],
  name text
);
