-- The objects of a hosted project before its first migration that this project needs.
-- Every statement must be repeatable, because a data directory is opened many times.

do $$
declare role_name text;
begin
  foreach role_name in array array['anon', 'authenticated', 'service_role', 'authenticator'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I nologin noinherit', role_name);
    end if;
  end loop;
end $$;

alter role service_role bypassrls;
grant anon, authenticated, service_role to authenticator;

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

-- The API roles have usage on schemas, but no default grants in public.
-- So a migration without a grant fails here as on the platform.
grant usage on schema public, extensions to anon, authenticated, service_role;
