-- The lock order. Two transactions that lock the same rows in different orders deadlock, and Postgres ends one of
-- them (40P01). So every function locks in this order, and the rows of a table by id:
--   the turn, newsletters, users, posts, events, email_logs, mail_slots, sending_state
-- claim_mails alone locks sending_state first: it skips mails that are locked, so it waits for none.
-- A DELETE keeps no order: it locks rows as it finds them, then those that refer to them. So it runs alone. A function
-- that locks several events or mails holds the turn in a shared mode, a deletion holds it in an exclusive one.

create table private.turn ();
comment on table private.turn is
  'Has no rows: a lock by which deletions of posts, events and members wait for functions that lock several events or mails.';
revoke all on private.turn from public, anon, authenticated, service_role;

-- Definer: a table can be locked by its owner only. To be called before anything else is locked.
create function private.share_turn() returns void
language plpgsql security definer set search_path = '' as $$
begin
  lock table private.turn in row share mode;
end $$;

create function private.go_alone() returns void
language plpgsql security definer set search_path = '' as $$
begin
  lock table private.turn in exclusive mode;
end $$;

create function private.take_turn() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if coalesce(tg_argv[0], case when tg_op = 'DELETE' then 'alone' end) = 'alone' then
    perform private.go_alone();
  else
    perform private.share_turn();
  end if;
  return null;
end $$;

create trigger posts_take_turn before update or delete on public.posts
  for each statement execute function private.take_turn();
create trigger events_take_turn before update or delete on public.events
  for each statement execute function private.take_turn();

-- Locks the events that a function is going to write. Not FOR UPDATE, which also waits for inserts of votes and logs.
create function private.lock_events(p_ids uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.share_turn();
  perform from public.events e where e.id = any (p_ids) order by e.id for no key update;
end $$;

create function private.lock_posts(p_ids uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.share_turn();
  perform from public.posts p where p.id = any (p_ids) order by p.id for no key update;
end $$;

revoke all on function private.share_turn(), private.go_alone(), private.take_turn(), private.lock_events(uuid[]),
  private.lock_posts(uuid[])
  from public, anon, authenticated;
grant execute on function private.share_turn(), private.go_alone(), private.lock_events(uuid[]), private.lock_posts(uuid[])
  to service_role;
