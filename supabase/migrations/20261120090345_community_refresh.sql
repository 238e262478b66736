-- What everybody did: counting in portions, and the answer that ranking reads.

-- Members that pairs are counted over: more tell no more, and what each adds is dear.
create function private.max_paired_members() returns integer
language sql immutable set search_path = '' as 'select 20000';

-- One in so many members counts for pairs; where that changes, all pairs are counted again.
create function private.share_pairs() returns void
language plpgsql set search_path = '' as $$
declare
  v_members bigint := greatest((select count(*) from public.community_members),
    (select count(*) from public.users where (select members_after is not null from public.community_state)));
  v_share integer := (select share from public.community_state);
begin
  while v_members / v_share > private.max_paired_members() loop v_share := v_share * 2; end loop;
  while v_share > 1 and v_members / v_share < private.max_paired_members() / 4 loop v_share := v_share / 2; end loop;
  update public.community_state set share = v_share, pairs_after = 0 where share <> v_share;
end $$;

-- Counts the pairs of the next organisers, about a quarter of a million. Answers whether there were any left.
create function private.take_pairs(s public.community_state) returns boolean
language plpgsql set search_path = '' as $$
declare
  v_last integer := (select max(number) from public.community_organisers);
  v_to integer;
begin
  if s.pairs_after is null then return false; end if;
  -- What a portion costs grows with the members of its organisers.
  select max(number) into v_to from (
    select number, sum(members / s.share + 1) over (order by number) as reach
    from public.community_organisers where number > s.pairs_after) o
  where reach <= 20000;
  v_to := coalesce(v_to, s.pairs_after + 1);
  perform private.count_pairs(s.pairs_after, v_to, s.share);
  update public.community_state set pairs_after = case when v_to < v_last then v_to end;
  return true;
end $$;

-- The members to count next: of a count of everything, of the log, and those whose ban ended.
create function private.take_members(p_now timestamptz, s public.community_state) returns uuid[]
language plpgsql set search_path = '' as $$
declare v_ids uuid[];
begin
  if s.members_after is not null then
    v_ids := array(
      select id from (
        (select id from public.users where id > s.members_after order by id limit s.portion)
        union
        (select user_id from public.community_members
         where user_id > s.members_after order by user_id limit s.portion)) i
      order by id limit s.portion);
    update public.community_state set members_after = v_ids[cardinality(v_ids)];
    return v_ids;
  end if;
  with taken as (
    delete from public.community_changes where id in (
      select id from public.community_changes where user_id is not null order by id limit s.portion)
    returning user_id
  )
  select array_agg(distinct user_id) into v_ids from taken;
  if v_ids is not null then return v_ids; end if;
  return array(
    select user_id from public.community_members where recount_at <= p_now order by recount_at limit s.portion);
end $$;

create function private.take_events(s public.community_state) returns uuid[]
language plpgsql set search_path = '' as $$
declare v_ids uuid[];
begin
  if s.events_after is not null then
    v_ids := array(
      select id from (
        (select id from public.events where id > s.events_after order by id limit 1000)
        union
        (select event_id from public.community_events where event_id > s.events_after order by event_id limit 1000)) i
      order by id limit 1000);
    update public.community_state set events_after = v_ids[cardinality(v_ids)];
    if v_ids <> '{}' then return v_ids; end if;
  end if;
  with taken as (
    delete from public.community_changes where id in (
      select id from public.community_changes where event_id is not null order by id limit 500)
    returning event_id
  )
  select array_agg(distinct event_id) into v_ids from taken;
  return coalesce(v_ids, '{}');
end $$;

-- Counts one portion, in about a quarter of a second. Answers whether there is more to do; false, too,
-- where another run is at it. A death leaves what was before the portion.
create function private.count_community(p_now timestamptz) returns boolean
language plpgsql set search_path = '' as $$
declare
  s public.community_state;
  v_ids uuid[];
  v_start timestamptz := clock_timestamp();
  v_ms double precision;
begin
  select * into s from public.community_state for update skip locked;
  if not found then return false; end if;
  v_ids := private.take_events(s);
  if v_ids <> '{}' then
    -- Members are all counted after a count of all events.
    perform private.count_events(v_ids, s.events_after is null);
    return true;
  end if;
  -- Pairs after all members, and what changed meanwhile after the pairs.
  if s.members_after is null and private.take_pairs(s) then return true; end if;
  v_ids := private.take_members(p_now, s);
  if v_ids = '{}' then return s.members_after is not null; end if;
  perform private.count_members(p_now, v_ids, case when s.members_after is null then s.share end);
  v_ms := extract(epoch from clock_timestamp() - v_start) * 1000;
  update public.community_state set portion = least(2000, greatest(200,
    case when v_ms > 700 then portion / 2
         when v_ms < 250 and cardinality(v_ids) >= portion / 2 then portion * 2
         else portion end));
  return true;
end $$;

revoke all on function private.max_paired_members(), private.share_pairs(),
  private.take_pairs(public.community_state),
  private.take_members(timestamptz, public.community_state), private.take_events(public.community_state),
  private.count_community(timestamptz)
  from public, anon, authenticated;
