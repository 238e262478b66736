-- Accounts that publish posts, and whose record an event counts for. What a post says of its organisers is a
-- claim (named_organisers); organisers are those it is surely by.

-- Names are the same up to case, spaces and signs.
create function private.club_key(p_name text) returns text
language sql immutable set search_path = '' as $$
  select regexp_replace(lower(normalize(p_name, NFKC)), '[[:space:][:punct:]]', '', 'g')
$$;

create table public.accounts (
  source text not null,
  handle text not null,
  -- What members are told, and ranking counts by. It stays: a club that takes another's name gets no record.
  known_as text not null check (length(known_as) between 1 and 310),
  created_at timestamptz not null default now(),
  primary key (source, handle)
);
comment on table public.accounts is 'Who publishes posts, under the name that no other account bears.';

create unique index accounts_known_as on public.accounts (private.club_key(known_as));
create index accounts_handle on public.accounts (private.club_key(handle));

alter table public.accounts enable row level security;
revoke all on public.accounts from anon, authenticated, service_role;
grant select, insert, update, delete on public.accounts to service_role;

-- The name of an account, which is the one that came first: its own, unless another account bears it.
create function private.name_of_account(p_source text, p_handle text, p_name text) returns text
language plpgsql set search_path = '' as $$
declare
  v_known_as text;
  v_name text;
begin
  select a.known_as into v_known_as from public.accounts a where (a.source, a.handle) = (p_source, p_handle);
  foreach v_name in array array[
    coalesce(p_name, p_handle), format('%s (@%s)', coalesce(p_name, p_handle), p_handle),
    format('@%s (%s)', p_handle, p_source),
    format('@%s (%s, %s)', p_handle, p_source, md5(p_source || ' ' || p_handle))]
  loop
    exit when v_known_as is not null;
    -- A name without letters, or another's handle, would be nobody's or another's.
    continue when private.club_key(v_name) = '' or exists (
      select from public.accounts a
      where private.club_key(a.handle) = private.club_key(v_name) and (a.source, a.handle) <> (p_source, p_handle));
    insert into public.accounts (source, handle, known_as) values (p_source, p_handle, v_name)
    on conflict do nothing;
    select a.known_as into v_known_as from public.accounts a where (a.source, a.handle) = (p_source, p_handle);
  end loop;
  return v_known_as;
end $$;

revoke all on function private.club_key(text), private.name_of_account(text, text, text)
  from public, anon, authenticated;
grant execute on function private.club_key(text), private.name_of_account(text, text, text) to service_role;
