-- Delivery: whether mail may leave, the account's quota, and what becomes of each attempt.

create table public.sending_state (
  singleton boolean primary key default true check (singleton),
  paused_until timestamptz not null default '-infinity',
  cause text check (cause in ('operator', 'pause_account', 'wait_quota', 'open_breaker', 'same_refusal', 'stop_all')),
  detail text,
  since timestamptz,
  is_vouched boolean not null default false,
  strikes smallint not null default 0
);
comment on table public.sending_state is 'One row: whether mail may leave. Every claim asks it, so every worker and every later run heeds it.';
comment on column public.sending_state.paused_until is 'Nothing is claimed before; infinity: until resume_sending. -infinity: never paused.';
comment on column public.sending_state.cause is 'Why it was paused last: operator, or the action of the reply (_shared/edge/mail/replies.ts).';
comment on column public.sending_state.is_vouched is 'An operator ended a pause of the cause same_refusal: for a day that refusal is about the readers.';
comment on column public.sending_state.strikes is 'Pauses since a mail was last sent. Above 0 a single mail goes ahead as a probe.';
insert into public.sending_state default values;

create table public.mail_slots (
  id bigint generated always as identity primary key,
  email_id uuid references public.email_logs (id) on delete set null,
  attempt smallint,
  taken_at timestamptz not null
);
comment on table public.mail_slots is 'The quota''s ledger: a row for each mail that left, or is about to, in the last 24 hours.';
comment on column public.mail_slots.email_id is 'Null: a test, or a member who is gone; the account has sent it all the same.';

create index mail_slots_email on public.mail_slots (email_id);
create index mail_slots_taken on public.mail_slots (taken_at);

alter table public.sending_state enable row level security;
alter table public.mail_slots enable row level security;
revoke all on public.sending_state, public.mail_slots from anon, authenticated, service_role;
revoke all on sequence public.mail_slots_id_seq from anon, authenticated, service_role;
grant select, insert, update, delete on public.sending_state, public.mail_slots to service_role;

-- Failures after which a mail is given up; MAX_FAILURES of send-newsletters/settle.ts says the same (tests/database_test.ts).
create function private.max_mail_failures() returns integer
language sql immutable set search_path = '' as 'select 8';

create function private.slots_taken(p_now timestamptz) returns integer
language sql stable set search_path = '' as $$
  select count(*)::integer from public.mail_slots where taken_at > p_now - interval '24 hours'
$$;

----------------------------------------------------------------------------------------------------
-- Whether mail may leave

-- A reply was about the whole account. Each pause in a row is twice as long as the one before it.
create function private.rest_sending(p_now timestamptz, p_cause text, p_detail text) returns void
language plpgsql set search_path = '' as $$
declare
  s public.sending_state;
  v_strikes integer;
  v_until timestamptz;
begin
  select * into s from public.sending_state for update;
  -- Workers that hear the same at the same time are one strike.
  v_strikes := greatest(1, case when s.paused_until <= p_now then s.strikes + 1 else s.strikes end);
  v_until := case
    when p_cause = 'stop_all' then 'infinity'
    -- Distrust that three probes did not end is for somebody to look at.
    when p_cause in ('open_breaker', 'same_refusal') then case when v_strikes >= 3 then 'infinity' else p_now + interval '1 hour' * v_strikes end
    -- Others may use the account too, so our own ledger is only half of the truth.
    -- A limit may also be one of an hour, so a probe asks after 1, 2, 4, … hours.
    when p_cause = 'wait_quota' then least(p_now + interval '1 hour' * least(24, 2 ^ (v_strikes - 1)), greatest(
      p_now + interval '1 hour',
      (select min(taken_at) + interval '24 hours' from public.mail_slots where taken_at > p_now - interval '24 hours')))
    else p_now + interval '15 minutes' * least(16, 2 ^ (v_strikes - 1)) end;
  update public.sending_state set strikes = v_strikes;
  update public.sending_state
    set paused_until = v_until, cause = p_cause, detail = left(p_detail, 2000), since = p_now, is_vouched = false
    where paused_until < v_until;
end $$;

----------------------------------------------------------------------------------------------------
-- One attempt: claim, phase, settlement

-- Two statements and not one: the first waits for other claims, so that the second counts the slots
-- that they took. p_quota: mails the account may send within 24 hours; null: no limit.
create function public.claim_mails(p_now timestamptz, p_owner text, p_limit integer, p_lease interval, p_quota integer default null)
returns table (id uuid, attempt smallint, mail jsonb, message_id text, failures smallint)
language plpgsql set search_path = '' as $$
declare
  s public.sending_state;
  v_limit integer := p_limit;
begin
  select * into s from public.sending_state for update;
  if s.paused_until > p_now then return; end if;
  if s.strikes > 0 then
    v_limit := least(v_limit, case when exists (select from public.email_logs m where m.status = 'sending') then 0 else 1 end);
  end if;
  if p_quota is not null then v_limit := least(v_limit, p_quota - private.slots_taken(p_now)); end if;
  return query
  with due as (
    select m.id from public.email_logs m
    join public.newsletters n on n.id = m.newsletter_id
    where m.status = 'queued' and m.not_before <= p_now and m.expires_at > p_now and n.status = 'open' and private.is_wanted(m, p_now)
    order by m.not_before, m.id
    limit greatest(0, v_limit)
    for no key update of m skip locked
  ), claimed as (
    update public.email_logs m set
      status = 'sending', attempts = m.attempts + 1, lease_owner = p_owner, lease_until = p_now + p_lease,
      -- Of the first alone: a death counts against the mail that is being sent.
      phase = case when m.id = (select d.id from due d limit 1) then 'dialling' end
    from due where m.id = due.id
    returning m.id, m.attempts, case when m.planned_by is distinct from p_owner then m.mail end as mail, m.message_id, m.failures, m.phase
  ), taken as (
    insert into public.mail_slots (email_id, attempt, taken_at) select c.id, c.attempts, p_now from claimed c
  )
  select c.id, c.attempts, c.mail, c.message_id, c.failures from claimed c order by c.phase;
end $$;
comment on function public.claim_mails is 'Mails to send now, under a lease and with a slot of the quota each; the first is marked as dialling. Without content where p_owner planned it. None while sending is paused or the quota is used up.';

-- False: the lease is lost, and nothing further may leave.
create function public.mark_mail_phase(p_id uuid, p_owner text, p_attempt smallint, p_phase text) returns boolean
language sql set search_path = '' as $$
  with written as (
    update public.email_logs m set phase = p_phase
    where m.id = p_id and m.lease_owner = p_owner and m.attempts = p_attempt and m.status = 'sending'
    returning 1
  )
  select exists (select from written)
$$;
comment on function public.mark_mail_phase is 'Records dialling or dot before it happens, so that an expired lease is surely not sent, or unknown.';

-- p_status: sent, failed, unknown, or queued again with p_not_before. p_action: what the reply asks for
-- (_shared/edge/mail/replies.ts); it is done here, so that no death can part an answer from its consequence.
create function public.settle_mail(
  p_id uuid, p_owner text, p_attempt smallint, p_status text, p_now timestamptz, p_not_before timestamptz,
  p_reply text, p_error text, p_action text default null)
returns boolean
language plpgsql set search_path = '' as $$
begin
  if p_action in ('suppress', 'soft_bounce') then
    perform private.lock_mails_to((select m.to_address from public.email_logs m where m.id = p_id), array[p_id]);
  end if;
  update public.email_logs m set
    status = p_status, lease_until = null, reply = p_reply, error = left(p_error, 2000),
    sent_at = case when p_status = 'sent' then p_now end,
    unknown_since = case when p_status = 'unknown' then p_now end,
    failures = m.failures + coalesce(p_action in ('retry', 'open_breaker'), false)::integer,
    not_before = coalesce(p_not_before, m.not_before)
  where m.id = p_id and m.lease_owner = p_owner and m.attempts = p_attempt
    -- Late, after its lease was taken from it, the worker still knows best what became of the attempt,
    -- as long as nobody else has claimed the mail since.
    and m.status in ('sending', 'unknown', 'queued');
  if not found then return false; end if;

  delete from public.mail_slots where email_id = p_id and attempt = p_attempt;
  if p_status in ('sent', 'unknown') then
    -- Its day begins when the mail left, not when it was claimed.
    insert into public.mail_slots (email_id, attempt, taken_at) values (p_id, p_attempt, p_now);
  end if;
  if p_status = 'sent' then
    update public.sending_state set strikes = 0 where strikes > 0 and paused_until <= p_now;
  elsif p_action in ('pause_account', 'wait_quota', 'open_breaker', 'same_refusal', 'stop_all') then
    perform private.rest_sending(p_now, p_action, p_error);
  elsif p_action in ('suppress', 'soft_bounce') then
    perform private.note_bounce(p_now, p_id, case p_action when 'suppress' then 'hard' else 'soft' end, p_error, p_owner);
  end if;
  return true;
end $$;
comment on function public.settle_mail is 'What became of an attempt, and what follows from it. False where owner and attempt are not the ones of the claim.';

-- One call where there would be two: the mail that is sent next begins where this one has ended.
create function public.settle_and_dial(
  p_id uuid, p_owner text, p_attempt smallint, p_status text, p_now timestamptz, p_not_before timestamptz,
  p_reply text, p_error text, p_action text, p_next uuid, p_next_attempt smallint)
returns boolean
language plpgsql set search_path = '' as $$
begin
  -- Both, and what a suppression withdraws, before either is written: in the one order of all mails.
  perform private.lock_mails_to(
    (select m.to_address from public.email_logs m where m.id = p_id and p_action in ('suppress', 'soft_bounce')),
    array[p_id, p_next]);
  perform public.settle_mail(p_id, p_owner, p_attempt, p_status, p_now, p_not_before, p_reply, p_error, p_action);
  return public.mark_mail_phase(p_next, p_owner, p_next_attempt, 'dialling');
end $$;
comment on function public.settle_and_dial is 'settle_mail, and marks the next mail as dialling. False: the lease of the next mail is lost.';

-- Whoever held these leases died. Before the dot nothing can have arrived; from the dot on nobody can
-- tell, so it is not sent again.
create function public.settle_lost_mails(p_now timestamptz)
returns table (requeued integer, unknown integer, expired integer)
language plpgsql set search_path = '' as $$
declare
  v_unwanted uuid[] := array(select m.id from public.email_logs m where m.status = 'queued' and not private.is_wanted(m, p_now));
  v_late uuid[] := array(select m.id from public.email_logs m where m.status = 'queued' and m.expires_at <= p_now);
  v_dead uuid[] := array(select m.id from public.email_logs m where m.status = 'sending' and m.lease_until < p_now);
begin
  perform private.lock_mails(v_unwanted || v_late || v_dead);
  perform private.withdraw_unwanted(p_now, v_unwanted);
  with lost as (
    update public.email_logs m set
      status = case when m.phase = 'dot' then 'unknown'
                    -- A mail that every worker dies of must not be tried for ever.
                    when m.phase = 'dialling' and m.failures + 1 >= private.max_mail_failures() then 'failed'
                    else 'queued' end,
      failures = m.failures + coalesce(m.phase = 'dialling', false)::integer,
      lease_until = null,
      unknown_since = case when m.phase = 'dot' then p_now end,
      error = format('attempt %s by %s did not report back, ', m.attempts, m.lease_owner)
        || case when m.phase = 'dot' then 'the mail may or may not have arrived' else 'before the mail left' end
    where m.id = any (v_dead) and m.status = 'sending' and m.lease_until < p_now
    returning m.id, m.attempts, m.status
  ), given_back as (
    delete from public.mail_slots s using lost l
    where s.email_id = l.id and s.attempt = l.attempts and l.status <> 'unknown'
  ), kept as (
    update public.mail_slots s set taken_at = p_now from lost l
    where s.email_id = l.id and s.attempt = l.attempts and l.status = 'unknown'
  )
  select count(*) filter (where l.status = 'queued'), count(*) filter (where l.status = 'unknown')
    into requeued, unknown from lost l;
  expired := private.withdraw_mails(
    array(select m.id from public.email_logs m
          where m.id = any (v_late || v_dead) and m.status = 'queued' and m.expires_at <= p_now),
    'expired', 'not sent in time');
  return next;
end $$;

-- Operators' tests are sent by the same account. Null: the quota is used up.
create function public.take_mail_slot(p_now timestamptz, p_quota integer) returns bigint
language plpgsql set search_path = '' as $$
declare v_id bigint;
begin
  perform from public.sending_state for update;
  insert into public.mail_slots (taken_at) select p_now where private.slots_taken(p_now) < p_quota
  returning id into v_id;
  return v_id;
end $$;

create function public.give_mail_slot_back(p_id bigint) returns void
language sql set search_path = '' as $$
  delete from public.mail_slots where id = p_id and email_id is null
$$;

revoke all on function private.max_mail_failures(), private.slots_taken(timestamptz), private.rest_sending(timestamptz, text, text)
  from public, anon, authenticated;
grant execute on function private.max_mail_failures(), private.slots_taken(timestamptz), private.rest_sending(timestamptz, text, text)
  to service_role;

select private.service_only(
  'claim_mails', 'mark_mail_phase', 'settle_mail', 'settle_and_dial', 'settle_lost_mails', 'take_mail_slot', 'give_mail_slot_back');
