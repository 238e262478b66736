-- What an operator does about mail, and what the account's mailbox says about it afterwards.

----------------------------------------------------------------------------------------------------
-- Whether mail may leave

create function public.pause_sending(p_now timestamptz, p_reason text, p_until timestamptz default 'infinity') returns timestamptz
language plpgsql set search_path = '' as $$
begin
  if p_until is null or p_until <= p_now then
    raise invalid_parameter_value using
      message = format('Cannot pause sending until %s as that is no time to come', coalesce(p_until::text, 'null')),
      hint = 'Leave p_until out to pause until resume_sending, which also ends a pause';
  end if;
  -- A pause of the account's that lasts longer has its reason, and stays.
  update public.sending_state
    set paused_until = p_until, cause = 'operator', detail = left(p_reason, 2000), since = p_now, is_vouched = false
    where cause = 'operator' or paused_until < p_until;
  return (select paused_until from public.sending_state);
end $$;
comment on function public.pause_sending is 'No mail leaves until p_until, or resume_sending. Mails that are claimed already are finished. Answers when the pause ends: later, where the account''s own pause does.';

-- strikes stays above 0 after a pause of the account's: the first mail then goes ahead as a probe.
create function public.resume_sending(p_now timestamptz) returns boolean
language sql set search_path = '' as $$
  with resumed as (
    update public.sending_state
    set paused_until = p_now, strikes = least(strikes, 1::smallint), is_vouched = cause = 'same_refusal'
    where paused_until > p_now returning 1
  )
  select exists (select from resumed)
$$;
comment on function public.resume_sending is 'Ends a pause, whoever began it. False: there was none.';

-- The edition is named as answers name it: weekly 2026-11-23. It may be cancelled before it is planned, and is
-- opened again as long as it has no mail: a wrong date then costs nobody a newsletter.
create function public.set_newsletter_status(p_frequency text, p_period date, p_status text) returns integer
language plpgsql set search_path = '' as $$
declare v_status text;
begin
  insert into public.newsletters (frequency, period, status) values (p_frequency, p_period, p_status)
  on conflict (frequency, period) do update set status = excluded.status
    where newsletters.status <> 'cancelled'
      or not exists (select from public.email_logs m where m.newsletter_id = newsletters.id)
        and not exists (select from public.pruned_mails p where p.newsletter_id = newsletters.id)
  returning status into v_status;
  if v_status is null and p_status <> 'cancelled' then
    raise exception 'Cannot make the newsletter % % % as it is cancelled', p_frequency, p_period, p_status
      using errcode = 'object_not_in_prerequisite_state', hint = 'A cancelled newsletter stays cancelled; members get the next one';
  end if;
  return private.withdraw_mails(
    array(select m.id from public.email_logs m join public.newsletters n on n.id = m.newsletter_id
          where n.frequency = p_frequency and n.period = p_period and n.status = 'cancelled' and m.status = 'queued'),
    'cancelled', 'the newsletter was cancelled');
end $$;
comment on function public.set_newsletter_status is 'open, paused, or cancelled, which is for good once it has mails. Answers how many queued mails were cancelled.';

----------------------------------------------------------------------------------------------------
-- Mails in trouble

create function public.troubled_mails(p_statuses text[] default '{failed,unknown,bounced}', p_limit integer default 100)
returns table (id uuid, status text, newsletter text, to_address text, subject text, message_id text, attempts smallint,
               error text, reply text, since timestamptz, expires_at timestamptz)
language sql stable set search_path = '' as $$
  select m.id, m.status, n.frequency || ' ' || n.period, m.to_address, m.subject, m.message_id, m.attempts, m.error, m.reply,
         t.since, m.expires_at
  from public.email_logs m
  join public.newsletters n on n.id = m.newsletter_id
  cross join lateral (select coalesce(m.unknown_since, m.sent_at, m.created_for) as since) t
  where m.status = any (p_statuses)
  order by t.since desc, m.id
  limit p_limit
$$;
comment on function public.troubled_mails is 'Mails that did not simply arrive, the latest first, each with its reason.';

-- Only what surely did not arrive and can still arrive in time. What could not be written, or is not true any more,
-- is expired: the next run writes it anew, to whatever address is theirs now.
create function public.retry_failed_mails(p_now timestamptz, p_ids uuid[] default null) returns integer
language plpgsql set search_path = '' as $$
declare
  v_failed uuid[] := array(
    select m.id from public.email_logs m
    where m.status = 'failed' and m.expires_at > p_now and (p_ids is null or m.id = any (p_ids)));
  v_count integer;
begin
  perform private.lock_mails(v_failed);
  with retried as (
    update public.email_logs m set
      status = case when m.mail is null or not private.is_true(m) then 'expired' else 'queued' end,
      failures = 0, bounce = null, not_before = '-infinity'
    where m.id = any (v_failed) and m.status = 'failed' and m.expires_at > p_now
      and case when m.mail is null
        then exists (select from public.newsletters n where n.id = m.newsletter_id and n.status <> 'cancelled')
        -- What may have arrived once is not written anew.
        else private.has_reader(m, p_now) and (m.requeued_at is null or private.is_true(m)) end
    returning m.id, m.status
  ), unshown as (
    delete from public.recommendation_logs l using retried r where l.email_id = r.id and r.status = 'expired'
  )
  select count(*) into v_count from retried;
  return v_count;
end $$;
comment on function public.retry_failed_mails is 'Queues failed mails anew, all or these; those that could not be written, or whose events have changed or were called off, are due again. Left as they are: those past expires_at, of a suppressed address, of a cancelled newsletter, and of who left or moved.';

-- The truth about an unknown mail. It is sent again only in time, if that is still wanted, and as it was: where an
-- event in it has changed or is gone, it stays unknown.
create function private.settle_unknown(p_now timestamptz, p_id uuid, p_arrived boolean, p_how text) returns text
language plpgsql set search_path = '' as $$
declare
  m public.email_logs;
begin
  perform private.share_turn();
  update public.email_logs e set
    status = case
      when p_arrived then 'sent'
      when e.expires_at = '-infinity' then 'unknown'
      when e.expires_at <= p_now or e.mail is null then 'expired'
      else 'queued' end,
    sent_at = case when p_arrived then e.unknown_since end,
    requeued_at = case when p_arrived then e.requeued_at else p_now end,
    error = concat_ws('; ', p_how, e.error)
  where e.id = p_id and e.status = 'unknown'
  returning * into m;
  if not found then return null; end if;
  if not p_arrived then
    delete from public.mail_slots s where s.email_id = m.id and s.attempt = m.attempts;
    perform private.withdraw_unwanted(p_now, array[m.id]);
  end if;
  if m.status = 'expired' then delete from public.recommendation_logs l where l.email_id = m.id; end if;
  return (select e.status from public.email_logs e where e.id = m.id);
end $$;

create function public.settle_unknown_mail(p_now timestamptz, p_id uuid, p_as text) returns text
language plpgsql set search_path = '' as $$
begin
  if p_as is null or p_as not in ('sent', 'again') then
    raise invalid_parameter_value using
      message = format('Cannot settle a mail as %L', p_as), hint = 'sent: it arrived. again: it did not, send it again.';
  end if;
  return private.settle_unknown(p_now, p_id, p_as = 'sent', 'settled by an operator');
end $$;
comment on function public.settle_unknown_mail is 'p_as sent: it arrived; again: send it again. Answers the new status; null: it was not unknown.';

----------------------------------------------------------------------------------------------------
-- What the account's mailbox knows

-- A week later a mail may have left the folder, and its absence proves nothing.
create function public.unknown_mails(p_now timestamptz, p_limit integer)
returns table (id uuid, attempt smallint, message_id text, unknown_since timestamptz)
language sql stable set search_path = '' as $$
  select m.id, m.attempts, m.message_id, m.unknown_since from public.email_logs m
  where m.status = 'unknown' and m.unknown_since > p_now - interval '7 days'
  order by m.unknown_since desc, m.id
  limit p_limit
$$;

-- Absence counts only after p_grace, as a server may still be at work on the mail, and only once: what
-- is missing a second time is for an operator to judge. Answers the status that now holds.
create function public.reconcile_mail(p_now timestamptz, p_id uuid, p_attempt smallint, p_found boolean, p_grace interval) returns text
language plpgsql set search_path = '' as $$
begin
  perform private.share_turn();
  -- The lock keeps another run from deciding between the question and the answer.
  perform from public.email_logs m
  where m.id = p_id and m.attempts = p_attempt and m.status = 'unknown'
    and (p_found or m.requeued_at is null and m.unknown_since <= p_now - p_grace)
  for no key update;
  if found then
    return private.settle_unknown(p_now, p_id, p_found,
      case when p_found then 'found among the sent mails' else 'not among the sent mails' end);
  end if;
  return (select m.status from public.email_logs m where m.id = p_id);
end $$;
comment on function public.reconcile_mail is 'Settles an unknown mail by whether the account''s Sent folder has it.';

revoke all on function private.settle_unknown(timestamptz, uuid, boolean, text) from public, anon, authenticated;
grant execute on function private.settle_unknown(timestamptz, uuid, boolean, text) to service_role;

select private.service_only(
  'pause_sending', 'resume_sending', 'set_newsletter_status', 'troubled_mails', 'retry_failed_mails', 'settle_unknown_mail',
  'unknown_mails', 'reconcile_mail');
