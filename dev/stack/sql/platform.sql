-- What a hosted project has before its first migration, as far as this project needs it.
-- Every statement may run again: a data directory is opened many times.

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

-- Schemas may be named by the API roles; nothing in public is granted by default,
-- so a migration that forgets a grant fails here as it fails on the platform.
grant usage on schema public, extensions to anon, authenticated, service_role;
