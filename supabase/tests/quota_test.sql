-- The quota over 30 days: two workers, lost replies, deaths before and after the dot, more mail than fits.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(9);

truncate public.users, public.posts, public.newsletters, public.mail_slots cascade;
insert into auth.users (id, email, email_confirmed_at) select gen_random_uuid(), 'member' || n || '@example.org', now() from generate_series(1, 21) n;
insert into public.newsletters (frequency, period) select 'daily', date '2026-03-15' + n from generate_series(0, 29) n;
set local role service_role;
create temp table departures (at timestamptz) on commit drop;

do $$
declare
  c_quota constant integer := 20;
  v_now timestamptz;
  v_at timestamptz;
  v_dice double precision;
  m record;
begin
  perform setseed(0.5);
  for step in 0 .. 30 * 24 - 1 loop
    v_now := timestamptz '2026-03-15 00:06Z' + step * interval '1 hour';
    if step % 24 = 0 then  -- a day's mails come with the day, so that no step looks at those of days to come
      insert into public.email_logs (newsletter_id, user_id, to_address, mail, created_for, expires_at, status, not_before)
        select n.id, u.id, u.email, '{}', n.period, n.period + interval '40 days', 'queued', n.period + interval '8 hours'
        from public.newsletters n cross join public.users u where n.period = v_now::date;
    end if;
    perform settle_lost_mails(v_now);
    for worker in 1 .. 2 loop
      for m in select * from claim_mails(v_now, step || '/' || worker, 1 + floor(random() * 4)::integer, '5 minutes', c_quota) loop
        v_at := v_now + random() * interval '4 minutes';
        v_dice := random();
        if v_dice < 0.08 then continue; end if;  -- died before the dot
        if v_dice < 0.16 then
          perform settle_mail(m.id, step || '/' || worker, m.attempt, 'queued', v_at, null, '421 later', 'later', null);
          continue;
        end if;
        perform mark_mail_phase(m.id, step || '/' || worker, m.attempt, 'dot');
        if v_dice < 0.20 then continue; end if;  -- died at the dot, and the mail did not leave
        insert into departures values (v_at);
        if v_dice < 0.28 then continue; end if;  -- it left, and then the worker died
        perform settle_mail(m.id, step || '/' || worker, m.attempt, 'sent', v_at, null, '250', null, 'sent');
      end loop;
    end loop;
  end loop;
end $$;

select cmp_ok(
  (select max(n) from (select count(*) over (order by at range between interval '23:59:59.999999' preceding and current row) as n from departures) w),
  '<=', 20::bigint, 'in no 24 hours leave more mails than the quota');
select cmp_ok(
  (select count(*) from departures), '>', (30 * 20 * 0.9)::bigint, 'and most of it is used: what did not leave is given back');
select is(
  (select count(*) from mail_slots),
  (select count(*) from email_logs where status in ('sent', 'unknown', 'sending')), 'every slot is that of a mail that left, may have left, or is leaving');
select is_empty($$ select email_id from mail_slots where email_id is not null group by email_id having count(*) > 1 $$, 'one slot a mail');

-- Tests of an operator's come out of the same quota.
delete from mail_slots;
select isnt(take_mail_slot('2026-06-01 10:00Z', 2), null, 'a test takes a slot');
select isnt(take_mail_slot('2026-06-01 11:00Z', 2), null, 'and another one');
select is(take_mail_slot('2026-06-02 09:59:59Z', 2), null, 'there is no third one');
select isnt(take_mail_slot('2026-06-02 10:00Z', 2), null, 'until the first is a day old');
select is_empty($$ select from claim_mails('2026-04-20 10:00Z', 'late', 5, '5 minutes', 0) $$, 'a quota of nothing lets nothing out');

select * from finish();
rollback;
