-- Ingest: posts as their sources have them. What events copy of their post follows it at once.

-- The last of several entries for one post wins.
create function private.read_posts(p_posts jsonb)
returns table (source text, external_id text, text text, image_url text, url text, posted_at timestamptz,
               account_handle text, account_name text, given jsonb)
language sql immutable set search_path = '' as $$
  select distinct on (p.source, p.external_id)
    p.source, p.external_id, p.text, p.image_url, p.url, p.posted_at, p.account_handle, p.account_name, p.given
  from rows from (
    jsonb_to_recordset(p_posts) as (source text, external_id text, text text, image_url text, url text,
      posted_at timestamptz, account_handle text, account_name text, given jsonb)
  ) with ordinality as p (source, external_id, text, image_url, url, posted_at, account_handle, account_name, given,
                          position)
  order by p.source, p.external_id, p.position desc
$$;
revoke all on function private.read_posts(jsonb) from public, anon, authenticated;
grant execute on function private.read_posts(jsonb) to service_role;

-- New posts first, by key; then those that are there, by id: one upsert would lock them in the order of the keys.
create function public.ingest_posts(p_posts jsonb)
returns table (inserted integer, updated integer, unchanged integer)
language plpgsql set search_path = '' as $$
begin
  perform private.share_turn();
  -- Who published first has the name.
  perform private.name_of_account(a.source, a.account_handle, a.account_name)
  from (
    select * from (
      select distinct on (p.source, p.account_handle) p.* from private.read_posts(p_posts) p
      where p.account_handle is not null order by p.source, p.account_handle, p.posted_at) p
    order by p.posted_at, p.source, p.account_handle) a;
  insert into public.posts (source, external_id, text, image_url, url, posted_at, account_handle, account_name, given)
  select * from private.read_posts(p_posts) p order by p.source, p.external_id
  on conflict (source, external_id) do nothing;
  get diagnostics inserted = row_count;
  perform private.lock_posts(array(
    select p.id from public.posts p join private.read_posts(p_posts) using (source, external_id)));
  with changed as (
    select p.id, r.*,
      -- New words or facts start afresh, as does a post that is back; a new picture costs nobody another reading.
      (p.text, p.given) is distinct from (r.text, r.given) or p.withdrawn_at is not null as is_new
    from public.posts p join private.read_posts(p_posts) r using (source, external_id)
    where (p.text, p.given, p.image_url, p.url, p.posted_at)
        is distinct from (r.text, r.given, r.image_url, r.url, r.posted_at)
      or p.withdrawn_at is not null
      or r.account_handle is not null
        and (p.account_handle, p.account_name) is distinct from (r.account_handle, r.account_name)
  )
  update public.posts p set
    text = c.text, given = c.given, image_url = c.image_url, url = c.url, posted_at = c.posted_at,
    withdrawn_at = null,
    -- An export that says no account takes away none.
    account_handle = coalesce(c.account_handle, p.account_handle),
    account_name = case when c.account_handle is null then p.account_name else c.account_name end,
    read_hash = case when p.withdrawn_at is null then p.read_hash end,
    read_attempts = case when c.is_new then 0 else p.read_attempts end,
    read_not_before = case when c.is_new then '-infinity' else p.read_not_before end,
    read_error = case when not c.is_new then p.read_error end
  from changed c where p.id = c.id;
  get diagnostics updated = row_count;
  unchanged := (select count(*) from private.read_posts(p_posts)) - inserted - updated;
  return next;
end $$;
comment on function public.ingest_posts is
  'Upserts posts by (source, external_id). Unchanged posts are not written; a changed text or fact re-opens reading.';

select private.service_only('ingest_posts');
