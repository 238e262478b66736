-- Which mails are not to be sent any more: the address is suppressed, the reader left, moved or chose another
-- time, the event was called off, the newsletter cancelled.

-- Takes queued mails out of the queue. What was never sent was never shown, and may be picked again. Expired:
-- the mail is made anew if it is wanted again while its window is open. Cancelled: the newsletter was, for good.
create function private.withdraw_mails(p_ids uuid[], p_status text, p_why text) returns integer
language sql set search_path = '' as $$
  with queued as (
    select m.id from public.email_logs m where m.id = any (p_ids) and m.status = 'queued'
    order by m.id  -- in one order, or two reasons at the same moment would wait for each other
    for update
  ), withdrawn as (
    update public.email_logs m set status = p_status, error = concat_ws('; ', p_why, m.error)
    from queued where m.id = queued.id
    returning m.id
  ), unshown as (
    delete from public.recommendation_logs l using withdrawn w where l.email_id = w.id
  )
  select count(*)::integer from withdrawn
$$;

create function private.suppress(p_now timestamptz, p_address text, p_reason text) returns void
language sql set search_path = '' as $$
  insert into public.suppressions as s (address, reason, since) values (lower(p_address), left(p_reason, 2000), p_now)
  on conflict (address) do update set reason = excluded.reason, since = excluded.since, lifted_at = null
    where s.lifted_at is not null;
  select private.withdraw_mails(
    array(select m.id from public.email_logs m where lower(m.to_address) = lower(p_address) and m.status = 'queued'),
    'expired', 'the address is suppressed')
$$;

-- An address did not take a mail. hard: it never will. soft: three newsletters in a row, and it is given up.
create function private.note_bounce(p_now timestamptz, p_id uuid, p_bounce text, p_detail text) returns void
language plpgsql set search_path = '' as $$
declare v_address text;
begin
  update public.email_logs set bounce = p_bounce where id = p_id returning lower(to_address) into v_address;
  if p_bounce = 'hard' or 3 = (
    select count(*) filter (where b.bounce = 'soft') from (
      select m.bounce from public.email_logs m
      where lower(m.to_address) = v_address and m.status in ('sent', 'bounced', 'failed', 'unknown')
        and m.created_for > coalesce((select lifted_at from public.suppressions x where x.address = v_address), '-infinity')
      order by m.created_for desc limit 3) b)
  then
    perform private.suppress(p_now, v_address, p_detail);
  end if;
end $$;

-- A member left, moved, was blocked or chose another time: what is queued for them must not go where they do not want it
-- any more, nor into their night. Definer: members change their profile, and see nothing of the outbox.
create function private.withdraw_mails_of_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.withdraw_mails(
    array(select m.id from public.email_logs m
          where m.user_id = new.id and m.status = 'queued'
            -- Another hour is no reason to write anew what may have arrived once.
            and (m.requeued_at is null or new.newsletter_frequency = 'off' or new.email is distinct from old.email
              or new.blocked_until is distinct from old.blocked_until)),
    'expired',
    case when new.newsletter_frequency = 'off' then 'unsubscribed'
         when new.email is distinct from old.email then 'the address changed'
         when new.blocked_until is distinct from old.blocked_until then 'the account was blocked'
         else 'the time changed' end);
  return null;
end $$;

create trigger users_withdraw_mails after update on public.users
  for each row when (
    (new.email, new.blocked_until, new.time_zone, new.newsletter_frequency, new.newsletter_weekday, new.newsletter_hour)
    is distinct from
    (old.email, old.blocked_until, old.time_zone, old.newsletter_frequency, old.newsletter_weekday, old.newsletter_hour))
  execute function private.withdraw_mails_of_member();

-- An event was called off, deleted, moved or renamed. Mails that tell of it as it was are made anew while their
-- window is open, but for those that may have arrived once: a second copy must be the same. A post that was
-- merged into another still tells of an event that takes place.
create function private.recall_event() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform private.withdraw_mails(
    array(select m.id from public.recommendation_logs l join public.email_logs m on m.id = l.email_id
          where l.event_id = old.id and m.status = 'queued' and m.requeued_at is null),
    'expired', format('changed or called off: %s', old.title));
  if tg_op = 'DELETE' then
    -- What a worker has comes back, if it does, without a trace of the event: its time is over then.
    update public.email_logs m set expires_at = '-infinity'
    from public.recommendation_logs l where l.event_id = old.id and m.id = l.email_id and m.status = 'sending';
  end if;
  return old;
end $$;

create trigger events_recall after update on public.events
  for each row when (old.is_published and new.canonical_id is null
    and (new.is_published, new.title, new.starts_at, new.ends_at, new.is_all_day, new.location, new.is_online)
      is distinct from (old.is_published, old.title, old.starts_at, old.ends_at, old.is_all_day, old.location, old.is_online))
  execute function private.recall_event();
-- Before, as afterwards nothing tells any more which mails it is in.
create trigger events_recall_deleted before delete on public.events
  for each row when (old.is_published) execute function private.recall_event();

-- Whether a mail still has a newsletter, a reader, an address and events that take place. Triggers withdraw what
-- is queued at once; this is asked of what was under way meanwhile: being queued, claimed, or unknown.
create function private.is_wanted(m public.email_logs, p_now timestamptz) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.newsletters n where n.id = m.newsletter_id and n.status <> 'cancelled')
    and exists (select from public.users u where u.id = m.user_id and u.newsletter_frequency <> 'off'
                and u.email = m.to_address and u.confirmed_from <= p_now)
    and not exists (select from public.suppressions x where x.address = lower(m.to_address) and x.lifted_at is null)
    and (m.requeued_at is not null or not exists (
      select from public.recommendation_logs l join public.events e on e.id = l.event_id
      where l.email_id = m.id and not e.is_published and e.canonical_id is null))
$$;

-- p_id null: all that are queued.
create function private.withdraw_unwanted(p_now timestamptz, p_id uuid default null) returns void
language sql set search_path = '' as $$
  select private.withdraw_mails(array_agg(m.id), case when n.status = 'cancelled' then 'cancelled' else 'expired' end, 'no longer wanted')
  from public.email_logs m join public.newsletters n on n.id = m.newsletter_id
  where m.status = 'queued' and (p_id is null or m.id = p_id) and not private.is_wanted(m, p_now)
  group by n.status = 'cancelled'
$$;

revoke all on function
  private.withdraw_mails(uuid[], text, text), private.suppress(timestamptz, text, text),
  private.note_bounce(timestamptz, uuid, text, text), private.is_wanted(public.email_logs, timestamptz),
  private.withdraw_unwanted(timestamptz, uuid),
  private.withdraw_mails_of_member(), private.recall_event() from public, anon, authenticated;
grant execute on function
  private.withdraw_mails(uuid[], text, text), private.suppress(timestamptz, text, text),
  private.note_bounce(timestamptz, uuid, text, text), private.is_wanted(public.email_logs, timestamptz),
  private.withdraw_unwanted(timestamptz, uuid)
  to service_role;
