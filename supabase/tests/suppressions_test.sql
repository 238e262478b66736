-- How many addresses a run may suppress, and what an operator does about many of one cause.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(22);

truncate public.users, public.events, public.newsletters, public.suppressions cascade;
insert into auth.users (id, email, email_confirmed_at)
select format('00000000-0000-4000-8000-%s', lpad(n::text, 12, '0'))::uuid, format('m%s@example.org', n), '2026-01-01Z'
from generate_series(1, 260) n;
set local role service_role;
update public.sending_state set paused_until = '-infinity', strikes = 0, cause = null, detail = null, since = null;
insert into public.newsletters (id, frequency, period) values ('00000000-0000-4000-8000-0000000000ff', 'weekly', '2026-01-05');
insert into public.email_logs (newsletter_id, user_id, to_address, message_id, mail, created_for, expires_at, status)
select '00000000-0000-4000-8000-0000000000ff', u.id, u.email, format('<%s>', u.email), '{}', '2026-01-05 09:00Z', '2026-01-05 21:00Z', 'queued'
from public.users u;

-- Settles so many mails of a run alike.
create function pg_temp.answer(p_run text, p_count integer, p_status text, p_action text, p_said text) returns void language plpgsql as $$
declare m record;
begin
  for m in select c.id, c.attempt, e.to_address from claim_mails('2026-01-05 10:00Z', p_run, p_count, '5 minutes') c join public.email_logs e using (id) loop
    perform settle_mail(m.id, p_run, m.attempt, p_status, '2026-01-05 10:00Z', null, null, format(p_said, m.to_address), p_action);
  end loop;
end $$;
create function pg_temp.suppressed() returns bigint language sql as 'select count(*) from public.suppressions where lifted_at is null';

select pg_temp.answer('one', 8, 'failed', 'suppress', '550 5.1.1 <%s>: user unknown');
select is(pg_temp.suppressed(), 5::bigint, 'a run without a mail taken suppresses five addresses');
select is((select count(*) from public.suppressions where is_held), 3::bigint, 'the others are held');
select is((pipeline_status('2026-01-05 10:01Z') -> 'sending' ->> 'suppressions_held')::integer, 3, 'pipeline_status counts them');
select is((select count(*) from public.email_logs where status = 'failed'), 8::bigint, 'their mails failed all the same');

select pg_temp.answer('two', 200, 'sent', 'sent', 'taken');
select pg_temp.answer('two', 7, 'failed', 'suppress', '550 5.1.1 <%s>: user unknown');
select is(pg_temp.suppressed(), 10::bigint, 'of 200 mails within three days, 5 % are ten, whatever the run');
select is((select count(*) from public.suppressions where is_held), 5::bigint, 'and the rest is held');

select pg_temp.answer('three', 3, 'failed', 'suppress', '550 5.1.2 <%s>: no such domain, id 42');
select is(pg_temp.suppressed(), 10::bigint, 'another run does not begin at nothing');

select is(record_bounce('2026-01-05 12:00Z', m.message_id, 'hard', 'bounced: smtp; 550 5.1.1 gone', array[m.to_address]), true, 'a report counts')
from (select message_id, to_address from public.email_logs where status = 'sent' order by id limit 1) m;
select is(pg_temp.suppressed(), 10::bigint, 'reports have the same limit');

----------------------------------------------------------------------------------------------------
-- Operators

select results_eq(
  'select cause, addresses, held from suppression_causes() order by addresses desc, held desc, cause',
  $$ values ('user unknown', 10::bigint, 5::bigint), ('no such domain id', 0::bigint, 3::bigint), ('bounced smtp gone', 0::bigint, 1::bigint) $$,
  'suppressions are listed by what the servers said');
select ok((select example like 'm%@example.org: 550 5.1.1 %' from suppression_causes() where cause = 'user unknown'), 'with an example');
select is(confirm_suppressions('2026-01-05 13:00Z', 'no such domain id'), 3, 'held ones of a cause can be confirmed');
select is(pg_temp.suppressed(), 13::bigint, 'and are in force');
select is((select count(*) from public.suppressions where is_held), 6::bigint, 'the others are not');
select is(lift_suppressions('2026-01-05 13:00Z', 'user unknown'), 15, 'all of a cause are lifted together');
select is(pg_temp.suppressed(), 3::bigint, 'those of other causes stay');
select is(lift_suppressions('2026-01-05 13:00Z', 'user unknown'), 0, 'once');
select is(confirm_suppressions('2026-01-05 13:00Z'), 1, 'all that is held');
select suppress_address('2026-01-05 13:00Z', format('x%s@example.org', n), 'asked for it') from generate_series(201, 220) n;
select is((select count(*) from public.suppressions where cause = 'asked for it' and lifted_at is null), 20::bigint, 'an operator has no limit');

----------------------------------------------------------------------------------------------------
-- A refusal of all mails

select private.rest_sending('2026-01-05 14:00Z', 'same_refusal', '550 nobody gets anything');
select is((select format('%s %s %s', cause, detail, is_vouched) from public.sending_state), 'same_refusal 550 nobody gets anything f', 'pauses the account');
select resume_sending('2026-01-05 14:10Z');
select is((select is_vouched from public.sending_state), true, 'an operator who resumes vouches for it');
select private.rest_sending('2026-01-05 14:20Z', 'same_refusal', '550 nothing today');
select is((select is_vouched from public.sending_state), false, 'for that refusal alone');

select * from finish();
rollback;
