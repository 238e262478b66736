-- What everybody did, written down for ranking: made once in a while from the counts, read in a millisecond.
-- Numbers are digits to base 92, from '#' on, as _shared/ranking/community_answer.ts reads them: JSON of
-- names and commas would be five times as long.

create table public.community_answer (
  is_only boolean primary key default true check (is_only),
  as_of timestamptz not null,
  body text not null
);
comment on table public.community_answer is 'What ranking reads about everybody, as of as_of.';
alter table public.community_answer enable row level security;
revoke all on public.community_answer from public, anon, authenticated, service_role;
grant select on public.community_answer to service_role;

create function private.digits(p_n integer) returns text
language sql immutable set search_path = '' as $$
  select chr(35 + least(p_n, 8463) / 92) || chr(35 + least(p_n, 8463) % 92)
$$;

-- A sum as digits, to a third of a percent.
create function private.sum_digits(p_sum double precision) returns text
language sql immutable set search_path = '' as $$
  select private.digits(round(350 * ln(1 + coalesce(p_sum, 0)) / ln(2))::integer)
$$;

-- To how many members upcoming events were shown, up to the three that exploration asks for. Mails count,
-- and one of ten members who called for a list: calls alone, which cost nothing, hardly use up the turns
-- in which a new event is in somebody's mail.
create function private.count_showings(p_now timestamptz) returns void
language sql set search_path = '' set jit = off as $$
  update public.community_events c set shown = s.n
  from (
    select e.event_id, least(3, m.n + v.n / 10) as n
    from public.community_events e
    cross join lateral (
      select count(*) as n from (
        select from public.recommendation_logs l join public.email_logs x on x.id = l.email_id
        where l.event_id = e.event_id and x.status in ('queued', 'sending', 'sent', 'unknown') limit 3) t) m
    cross join lateral (
      select count(distinct t.user_id) as n from (
        select l.user_id
        from public.recommendation_logs l join public.users u on u.id = l.user_id and u.confirmed_from <= p_now
        where l.event_id = e.event_id and l.email_id is null and m.n < 3 limit 500) t) v
    where e.is_published and e.until > p_now and e.shown < 3) s
  where s.event_id = c.event_id and s.n <> c.shown
$$;

-- Every organiser of the past year's events and of those to come, the ones with most members first:
-- [name, category, members, paired members, weight, votes, first votes, first ever, starts]. Sums decay
-- with a half-life of 120 days, 10,368,000 seconds (popularityHalfLife of _shared/ranking/weights.ts).
create function private.community_organisers_of(p_now timestamptz, p_since timestamptz)
returns table (number integer, place bigint, facts text)
language sql stable set search_path = '' set work_mem = '64MB' set jit = off as $$
  with held as materialized (
    select o.number, c.starts_at, c.category, c.votes, c.first_votes, c.first_ever, c.starts_at < p_now as is_past,
           power(2::double precision, extract(epoch from c.starts_at - p_now)::double precision / 10368000) as weight,
           (extract(epoch from c.starts_at - p_since)::double precision / 900 - 0.5)::integer as quarter
    from public.community_events c cross join lateral unnest(c.organisers) o (number)
    where c.is_published and c.starts_at >= p_since and (c.starts_at < p_now or c.until > p_now)
  ), gaps as (
    select number, starts_at, quarter - coalesce(lag(quarter) over (partition by number order by starts_at), 0) as gap
    from held where is_past
  ), starts as (
    -- Quarter hours from one start to the next; the largest number is a step without an event.
    select number, string_agg(repeat('~~', gap / 8463) || chr(35 + gap % 8463 / 92) || chr(35 + gap % 8463 % 92), ''
             order by starts_at) as starts
    from gaps group by number
  ), sums as (
    select number, sum(weight) filter (where is_past) as weight, sum(weight * votes) filter (where is_past) as votes,
           sum(weight * first_votes) filter (where is_past) as first_votes,
           sum(weight * first_ever) filter (where is_past) as first_ever,
           (array_agg(category order by starts_at desc) filter (where is_past and category is not null))[1] as category
    from held group by number
  )
  select o.number, row_number() over (order by o.members desc, o.number),
         json_build_array(o.name, s.category, o.members, coalesce(p.members, 0),
           round(coalesce(s.weight, 0)::numeric, 3),
           round(coalesce(s.votes, 0)::numeric, 2), round(coalesce(s.first_votes, 0)::numeric, 2),
           round(coalesce(s.first_ever, 0)::numeric, 2), coalesce(t.starts, ''))::text
  from sums s
  join public.community_organisers o using (number)
  left join starts t using (number)
  left join public.community_pairs p on p.a = o.number and p.b = o.number
  order by o.members desc, o.number
  limit 5000
$$;

-- For each of the first thousand organisers a digit for each one before it: how many members they share,
-- exact to thirty, then in six steps an octave.
create function private.community_pairs_of(p_numbers integer[]) returns text
language sql stable set search_path = '' set work_mem = '64MB' set jit = off as $$
  with places as materialized (
    select number, place::integer from unnest(p_numbers[:1000]) with ordinality p (number, place)
  ), pairs as (
    select greatest(x.place, y.place) as row, least(x.place, y.place) as at, p.members
    from public.community_pairs p join places x on x.number = p.a join places y on y.number = p.b
    where p.a <> p.b
  ), gaps as (
    select row, at, members, at - coalesce(lag(at) over (partition by row order by at), 0) - 1 as zeros from pairs
  ), rows as (
    select row, string_agg(repeat('#', zeros) || chr(35 + case when members <= 30 then members
             else least(91, 30 + round(6 * ln(members / 30.0::double precision) / ln(2))::integer) end),
             '' order by at) as digits
    from gaps group by row
  )
  select coalesce(json_agg(coalesce(r.digits, '') order by p.place), '[]')::text
  from places p left join rows r on r.row = p.place
$$;

-- Upcoming events, 19 characters each: the last eight of the id, votes, members shown, and of the series
-- in the past year the decayed weight, votes, first votes and first ever.
create function private.community_upcoming(p_now timestamptz, p_since timestamptz) returns text
language sql stable set search_path = '' set work_mem = '64MB' set jit = off as $$
  with coming as materialized (
    select event_id, votes, shown, series from public.community_events
    where is_published and until > p_now
  ), tallies as (
    select c.series, sum(w.weight) as weight, sum(w.weight * c.votes) as votes,
           sum(w.weight * c.first_votes) as first_votes, sum(w.weight * c.first_ever) as first_ever
    from public.community_events c
    cross join lateral (
      select power(2::double precision, extract(epoch from c.starts_at - p_now)::double precision / 10368000)
               as weight) w
    where c.is_published and c.starts_at < p_now and c.starts_at >= p_since
      and c.series in (select series from coming)
    group by c.series
  )
  select coalesce(string_agg(
    right(c.event_id::text, 8) || private.digits(c.votes) || chr(35 + c.shown)
      || private.sum_digits(t.weight) || private.sum_digits(t.votes)
      || private.sum_digits(t.first_votes) || private.sum_digits(t.first_ever),
    '' order by c.event_id), '')
  from coming c left join tallies t using (series)
$$;

create function private.write_community_answer(p_now timestamptz) returns void
language plpgsql set search_path = '' set jit = off as $$
declare
  v_numbers integer[];
  v_organisers text;
  v_means numeric[];
  -- The past that is told of: a year, from a full hour on.
  v_since timestamptz := date_trunc('hour', p_now, 'UTC') - interval '8760 hours';
begin
  perform private.count_showings(p_now);
  select array_agg(o.number order by o.place), '[' || string_agg(o.facts, ',' order by o.place) || ']'
    into v_numbers, v_organisers from private.community_organisers_of(p_now, v_since) o;
  select array[round((sum(weight * votes) / sum(weight))::numeric, 4),
               round((sum(weight * first_votes) / sum(weight))::numeric, 4),
               round((sum(weight * first_ever) / sum(weight))::numeric, 4)] into v_means
  from (
    select c.votes, c.first_votes, c.first_ever,
           power(2::double precision, extract(epoch from c.starts_at - p_now)::double precision / 10368000) as weight
    from public.community_events c
    where c.is_published and c.starts_at < p_now and c.starts_at >= v_since) w;
  insert into public.community_answer as a (as_of, body)
  select p_now, format(
    '{"as_of":%s,"since":%s,"members":%s,"voters":%s,"means":%s,"organisers":%s,"pairs":%s,"upcoming":%s}',
    to_json(p_now), to_json(v_since),
    (select count(*) from public.users u where u.confirmed_from <= p_now),
    (select count(*) from public.community_members m, public.community_state t
     where m.organisers <> '{}' and private.is_paired(m.user_id, t.share)),
    to_json(array(select coalesce(m, 0) from unnest(coalesce(v_means, '{0,0,0}')) m)),
    coalesce(v_organisers, '[]'), private.community_pairs_of(coalesce(v_numbers, '{}')),
    to_json(private.community_upcoming(p_now, v_since)))
  on conflict (is_only) do update set as_of = excluded.as_of, body = excluded.body where a.as_of <= excluded.as_of;
end $$;

-- What ranking reads; null before everything was counted once.
create function public.ranking_community() returns json
language sql stable set search_path = '' as $$ select body::json from public.community_answer $$;
comment on function public.ranking_community is
  'What everybody did, as of its as_of; kept by private.refresh_community.';

-- One step of the job "count community": counts a portion, or writes the answer where all is counted.
-- Answers whether there is more to count.
create function private.refresh_community(p_now timestamptz) returns boolean
language plpgsql set search_path = '' as $$
begin
  if private.count_community(p_now) then return true; end if;
  if exists (select from public.community_state where num_nonnulls(events_after, members_after, pairs_after) = 0) then
    perform private.write_community_answer(p_now);
  end if;
  return false;
end $$;

select private.service_only('ranking_community');
revoke all on function private.digits(integer), private.sum_digits(double precision),
  private.count_showings(timestamptz), private.community_organisers_of(timestamptz, timestamptz),
  private.community_pairs_of(integer[]), private.community_upcoming(timestamptz, timestamptz),
  private.write_community_answer(timestamptz), private.refresh_community(timestamptz)
  from public, anon, authenticated;
