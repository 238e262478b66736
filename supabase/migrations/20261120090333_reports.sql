-- What became of mails after the server took them, as reports, complaints and webhooks of mail services say.

-- The mail that a report is about. Some relays give a mail an id of their own, which their reply told: it is as long as
-- nobody guesses, and counts where the report also knows the address (p_addresses; null: complaints leave it out).
create function private.mail_of(p_message_id text, p_addresses text[]) returns uuid
language sql stable set search_path = '' as $$
  select coalesce(
    (select m.id from public.email_logs m where m.message_id = p_message_id limit 1),
    (select m.id from public.email_logs m
     where m.relay_id = substring(p_message_id from '^<?([^@<>]{16,128})') and m.status in ('sent', 'bounced')
       and (p_addresses is null or lower(m.to_address) = any (p_addresses))
     order by m.sent_at desc, m.id limit 1))
$$;

-- The Message-ID is known to the reader, their server and us alone, which is what makes a report credible.
-- p_bounce: hard, soft, or null where the reader is not at fault. p_addresses: whom it did not reach, in lower
-- case; where that is somebody else, the reader has it forwarded to an address that may be dead while theirs is not.
create function public.record_bounce(p_now timestamptz, p_message_id text, p_bounce text, p_detail text, p_addresses text[]) returns boolean
language plpgsql set search_path = '' as $$
declare
  v_id uuid := private.mail_of(p_message_id, p_addresses);
  m public.email_logs;
begin
  perform private.lock_mails_to(e.to_address, array[e.id]) from public.email_logs e where e.id = v_id;
  update public.email_logs e set status = 'bounced', error = left(p_detail, 2000)
  where e.id = v_id and e.status in ('sent', 'unknown', 'queued')
  returning * into m;
  if m.id is null then return false; end if;
  if p_bounce is not null then
    perform private.note_bounce(p_now, m.id, case when p_addresses && array[lower(m.to_address), lower(m.mail -> 'to' ->> 'address')] then p_bounce else 'soft' end, p_detail, 'reports');
  end if;
  return true;
end $$;
comment on function public.record_bounce is 'A report says that a mail did not reach its reader. False: no such mail, or known already.';

-- The member first: users are locked before mails.
create function public.record_complaint(p_now timestamptz, p_message_id text, p_detail text) returns boolean
language plpgsql set search_path = '' as $$
declare v_id uuid := private.mail_of(p_message_id, null);
begin
  perform public.record_subscription(m.user_id, 'unsubscribe', p_now) from public.email_logs m
  where m.id = v_id and m.complained_at is null;
  update public.email_logs m set complained_at = p_now, error = left(concat_ws('; ', p_detail, m.error), 2000)
  where m.id = v_id and m.complained_at is null;
  return found;
end $$;
comment on function public.record_complaint is 'A reader has called a mail spam: unsubscribes them. False: no such mail, or known already.';

revoke all on function private.mail_of(text, text[]) from public, anon, authenticated;
grant execute on function private.mail_of(text, text[]) to service_role;
select private.service_only('record_bounce', 'record_complaint');
