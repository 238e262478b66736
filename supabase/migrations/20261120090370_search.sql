-- Search: the texts of events for the service's index, answers kept between calls, and limits of calls.

----------------------------------------------------------------------------------------------------
-- Texts

-- The posts' texts on some events, by id. Only the service indexes them: members cannot read these texts.
create function public.search_texts(p_ids uuid[]) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_object_agg(e.id, left(e.excerpt, 8000)), '{}')
  from public.events e where e.id = any (p_ids) and e.is_published
$$;
comment on function public.search_texts is 'Excerpts of published events by id, at most 8,000 characters each.';

----------------------------------------------------------------------------------------------------
-- Answers

create table public.search_cache (
  key text primary key check (length(key) between 1 and 100),
  version text not null check (length(version) <= 100),
  body jsonb not null,
  expires_at timestamptz not null
);
comment on table public.search_cache is
  'Answers of search and vectors of queries, by a hash of the parsed query. They hold public fields of events alone.';
comment on column public.search_cache.version is
  'Of the catalogue that the answer was made from, or the model of the vector. An answer of another version is unread.';
create index search_cache_expiry on public.search_cache (expires_at);

alter table public.search_cache enable row level security;
revoke all on public.search_cache from anon, authenticated, service_role;
grant select, insert, update, delete on public.search_cache to service_role;

create function public.read_search(p_key text, p_version text, p_now timestamptz) returns jsonb
language sql stable set search_path = '' as $$
  select c.body from public.search_cache c
  where c.key = p_key and c.version = p_version and c.expires_at > p_now
$$;
comment on function public.read_search is 'The cached body; null if there is none of this version.';

create function public.keep_search(p_key text, p_version text, p_body jsonb, p_expires_at timestamptz) returns void
language sql set search_path = '' as $$
  insert into public.search_cache as c (key, version, body, expires_at)
  values (p_key, p_version, p_body, p_expires_at)
  on conflict (key) do update
    set version = excluded.version, body = excluded.body, expires_at = excluded.expires_at
$$;

----------------------------------------------------------------------------------------------------
-- Limits

-- Unlogged: a crash of the database forgets one minute of counting.
create unlogged table public.rate_limits (
  key text primary key check (length(key) between 1 and 100),
  -- the number of the current twelfth of a minute since 1970, and the calls in it and in the twelve before it
  slot bigint not null,
  calls integer[] not null
);
comment on table public.rate_limits is
  'Calls of the last minute by caller: a member''s id, or a keyed hash of the address prefix that changes daily.';

alter table public.rate_limits enable row level security;
revoke all on public.rate_limits from anon, authenticated, service_role;
grant select, insert, update, delete on public.rate_limits to service_role;

-- Calls by slot, newest first, as they look p_by slots later.
create function private.calls_after(p_calls integer[], p_by bigint) returns integer[]
language sql immutable set search_path = '' as $$
  select case when p_by <= 0 then p_calls
    else (array_fill(0, array[least(p_by, 13)::integer]) || p_calls)[1:13] end
$$;

create function private.calls_sum(p_calls integer[]) returns integer
language sql immutable set search_path = '' as $$
  select sum(c)::integer from unnest(p_calls) c
$$;

-- Counts a call unless the caller had p_limit in the last minute: 13 slots cover every window of 12, so no
-- window of a minute ever has more. Refused calls are not counted. One statement, so callers cannot race.
create function public.take_token(p_key text, p_limit integer, p_now timestamptz) returns jsonb
language plpgsql set search_path = '' as $$
declare
  v_slot bigint := floor(extract(epoch from p_now) / 5);
  v_calls integer[];
  v_left integer;
begin
  insert into public.rate_limits as r (key, slot, calls)
  values (p_key, v_slot, array[1] || array_fill(0, array[12]))
  on conflict (key) do update set
    slot = greatest(r.slot, v_slot),
    calls = array[(private.calls_after(r.calls, v_slot - r.slot))[1] + 1]
      || (private.calls_after(r.calls, v_slot - r.slot))[2:13]
    where private.calls_sum(private.calls_after(r.calls, v_slot - r.slot)) < p_limit
  returning r.calls into v_calls;
  if found then
    return jsonb_build_object('allowed', true, 'remaining', greatest(0, p_limit - private.calls_sum(v_calls)), 'retry_after', 0);
  end if;
  select private.calls_after(r.calls, v_slot - r.slot) into v_calls from public.rate_limits r where r.key = p_key;
  -- The oldest slot with a call leaves the 13 first.
  select min(13 - n) * 5 into v_left from generate_subscripts(v_calls, 1) n where v_calls[n] > 0;
  return jsonb_build_object('allowed', false, 'remaining', 0, 'retry_after', greatest(1, coalesce(v_left, 0) + 5
    - (extract(epoch from p_now) - v_slot * 5)::integer));
end $$;
comment on function public.take_token is
  'Whether the caller may call: {allowed, remaining, retry_after in seconds}. p_limit calls in any minute at most.';

-- Expired answers, and callers who have been away for two minutes. For the job "connect3: prune logs".
create function private.sweep_search(p_now timestamptz) returns void
language sql set search_path = '' as $$
  delete from public.search_cache where expires_at <= p_now;
  delete from public.rate_limits where slot < floor(extract(epoch from p_now) / 5) - 24;
$$;

revoke all on function private.calls_after(integer[], bigint), private.calls_sum(integer[]), private.sweep_search(timestamptz)
  from public, anon, authenticated;
grant execute on function private.calls_after(integer[], bigint), private.calls_sum(integer[]) to service_role;
select private.service_only('search_texts', 'read_search', 'keep_search', 'take_token');
