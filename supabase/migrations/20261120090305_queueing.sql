-- From a planned mail to a row of the outbox, and what recommend showed.

-- facts_hash of what a mail tells of an event: {title, starts_at, ...} as upcoming_events gave them.
create function private.told_hash(p_told jsonb) returns bigint
language sql stable set search_path = '' as $$
  select private.facts_hash(t.title, t.starts_at, t.ends_at, t.is_all_day, t.location, t.is_online, t.url)
  from jsonb_to_record(p_told) as t (
    title text, starts_at timestamptz, ends_at timestamptz, is_all_day boolean, location text, is_online boolean,
    url text)
$$;

-- Locks what planned mails depend on, so that it stays as it is until they are in the outbox: whoever changes an
-- event after that finds them there. In the one order of all functions. Answers the members it could lock: who is
-- changed or planned for at this moment is left out, as an operator changes members in whatever order.
create function private.lock_for_mails(p_mails jsonb) returns uuid[]
language plpgsql set search_path = '' as $$
declare v_users uuid[];
begin
  perform private.share_turn();
  perform from public.newsletters n
    where n.id in (select r.newsletter_id from jsonb_to_recordset(p_mails) as r (newsletter_id uuid))
    order by n.id for key share;
  v_users := array(
    select u.id from public.users u
    where u.id in (select r.user_id from jsonb_to_recordset(p_mails) as r (user_id uuid))
    for no key update skip locked);
  perform from public.events e
    where e.id in (
      select unnest(array[s.id, s.canonical_id]) from jsonb_to_recordset(p_mails) as r (items jsonb)
      cross join lateral jsonb_to_recordset(r.items) as i (event_id uuid) join public.events s on s.id = i.event_id)
    order by e.id for share;
  perform from public.email_logs m
    join jsonb_to_recordset(p_mails) as r (newsletter_id uuid, user_id uuid) using (newsletter_id, user_id)
    where m.user_id = any (v_users)
    order by m.id for no key update of m;
  return v_users;
end $$;

-- p_mails: [{id, newsletter_id, user_id, to_address, subject, message_id, mail, created_for, expires_at,
--            status: queued | skipped | failed, error, planned_by,
--            items: [{event_id, position, score, model,
--                     told: {title, starts_at, ends_at, is_all_day, location, is_online, url}}]}]
create function public.queue_mails(p_mails jsonb) returns integer
language plpgsql set search_path = '' as $$
declare
  v_users uuid[] := private.lock_for_mails(p_mails);
  v_queued integer;
begin
  -- Since these were found due, members may have changed their mind, another run may have planned for them
  -- and an event may have changed or been called off. What is left out here is still due.
  with mails as materialized (
    select r.* from jsonb_to_recordset(p_mails) as r (
      id uuid, newsletter_id uuid, user_id uuid, to_address text, subject text, message_id text, mail jsonb,
      created_for timestamptz, expires_at timestamptz, status text, error text, planned_by text, items jsonb)
    join public.newsletters n on n.id = r.newsletter_id
    join public.users u on u.id = r.user_id and u.email = r.to_address and u.newsletter_frequency <> 'off'
      and u.confirmed_from <= r.created_for
    where u.id = any (v_users) and not private.is_too_soon(r.created_for, r.user_id, r.newsletter_id)
  ), items as materialized (
    select r.id as mail_id, i.event_id, i.position, i.score, i.model, c.facts_hash, c.id is null or not c.is_published
      -- A function that does not say what it told is judged by its clock, unless that is the clock of a replay.
      or case when i.told is null then c.updated_at > r.created_for and r.created_for > now() - interval '1 hour'
              else private.told_hash(i.told) <> c.facts_hash end as is_stale
    from mails r
    cross join lateral jsonb_to_recordset(r.items) as i (
      event_id uuid, position smallint, score real, model text, told jsonb)
    left join public.events e on e.id = i.event_id
    -- A post that was merged into another tells of the event that this one tells of.
    left join public.events c on c.id = coalesce(e.canonical_id, e.id)
  ), queued as (
    insert into public.email_logs as m
      (id, newsletter_id, user_id, to_address, subject, message_id, mail, planned_by, created_for, expires_at,
       status, error)
    select id, newsletter_id, user_id, to_address, subject, message_id, mail, planned_by, created_for, expires_at,
           status, error
    from mails where id not in (select mail_id from items where is_stale)
    order by newsletter_id, user_id  -- in one order, or two schedulers would wait for each other
    -- An expired mail was surely not sent: the same edition may be made anew while its window is open.
    on conflict (newsletter_id, user_id) do update set
      to_address = excluded.to_address, subject = excluded.subject, message_id = excluded.message_id,
      mail = excluded.mail, planned_by = excluded.planned_by, created_for = excluded.created_for,
      expires_at = excluded.expires_at,
      status = excluded.status, error = excluded.error, not_before = '-infinity', failures = 0, requeued_at = null
    where m.status = 'expired'
    returning m.id, m.newsletter_id, m.user_id, m.status
  ), shown as (
    insert into public.recommendation_logs (user_id, event_id, email_id, position, score, model, told, shown_at)
    select q.user_id, i.event_id, q.id, i.position, i.score, i.model, i.facts_hash, r.created_for
    from queued q
    join mails r using (newsletter_id, user_id)
    join items i on i.mail_id = r.id
  )
  select count(*) filter (where status = 'queued') into v_queued from queued;
  return v_queued;
end $$;
comment on function public.queue_mails is
  'Freezes mails into the outbox with what they show. Left out: members who have a mail of that newsletter, left, moved '
  'or would get it too soon. Left out and still due: mails with an event that was called off or has changed. Answers how '
  'many are queued now.';

-- p_shown: [{user_id, event_id, position, score, model, shown_at}], what recommend showed.
create function public.log_shown(p_shown jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.share_turn();
  -- A member or an event that was deleted while it was chosen is no reason to give no answer.
  perform from public.users u
    where u.id in (select r.user_id from jsonb_to_recordset(p_shown) as r (user_id uuid))
    order by u.id for key share;
  perform from public.events e
    where e.id in (select r.event_id from jsonb_to_recordset(p_shown) as r (event_id uuid))
    order by e.id for key share;
  insert into public.recommendation_logs (user_id, event_id, position, score, model, shown_at)
  select r.* from jsonb_to_recordset(p_shown) as r (
    user_id uuid, event_id uuid, position smallint, score real, model text, shown_at timestamptz)
  join public.users u on u.id = r.user_id
  join public.events e on e.id = r.event_id
  order by r.user_id, r.event_id  -- in one order, or two calls for one member would wait for each other
  on conflict do nothing;
end $$;
comment on function public.log_shown is 'What a member was shown by recommend; the first time of a day counts.';

revoke all on function
  private.told_hash(jsonb), private.lock_for_mails(jsonb) from public, anon, authenticated;
grant execute on function
  private.told_hash(jsonb), private.lock_for_mails(jsonb) to service_role;

select private.service_only('queue_mails', 'log_shown');
