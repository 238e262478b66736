-- Nobody gets two newsletters closer together than half the period of the second, however often day, hour,
-- frequency and time zone are changed; and nobody who changes nothing misses one.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(16);

truncate public.users, public.newsletters cascade;
insert into auth.users (id, email, email_confirmed_at) values ('00000000-0000-4000-8000-00000000000a', 'alice@example.org', now());
set local role service_role;

-- Plans for everybody who is due and answers for which editions; the newsletter is at 9 on Wednesdays, for 12 hours.
create function pg_temp.publish(p_now timestamptz) returns setof text language plpgsql as $$
declare d record;
begin
  for d in select * from due_members(p_now, 'UTC', 3, 9, 12, 1000) loop
    if 1 = queue_mails(jsonb_build_array(jsonb_build_object(
      'id', gen_random_uuid(), 'newsletter_id', d.newsletter_id, 'user_id', d.user_id, 'to_address', d.email, 'mail', '{}'::jsonb,
      'created_for', p_now, 'expires_at', d.closes_at, 'status', 'queued', 'items', '[]'::jsonb)))
    then return next d.frequency || ' ' || d.period; end if;
  end loop;
end $$;
create function pg_temp.send(p_now timestamptz) returns bigint language sql as $$
  select count(settle_mail(m.id, 'w', m.attempt, 'sent', p_now, null, '250', null, 'sent')) from claim_mails(p_now, 'w', 1000, '5 minutes') m
$$;
create function pg_temp.choose(p_frequency text, p_weekday integer default null, p_hour integer default null, p_zone text default null) returns void language sql as $$
  update public.users set newsletter_frequency = p_frequency, newsletter_weekday = p_weekday, newsletter_hour = p_hour, time_zone = p_zone
$$;

----------------------------------------------------------------------------------------------------
-- One member. 2026-01-07 is a Wednesday.

select results_eq($$ select pg_temp.publish('2026-01-07 10:00Z') $$, array['weekly 2026-01-07'], 'Alice has a newsletter on Wednesday');
select claim_mails('2026-01-07 18:00Z', 'w', 1, '5 minutes');
select pg_temp.choose('weekly', 4);
select is_empty($$ select pg_temp.publish('2026-01-08 10:00Z') $$, 'she moves to Thursday, while the first is on its way: not the next day');
select is(
  (select settle_mail(id, 'w', 1::smallint, 'sent', '2026-01-07 18:00Z', null, '250', null, 'sent') from public.email_logs), true, 'the first leaves');
select is_empty($$ select pg_temp.publish('2026-01-08 10:00Z') $$, 'nor after it has left');
select pg_temp.choose('weekly', 7);
select results_eq($$ select pg_temp.publish('2026-01-11 10:00Z') $$, array['weekly 2026-01-11'], 'she moves to Sunday: four days later she gets it');
select is(pg_temp.send('2026-01-11 10:00Z'), 1::bigint, 'and it leaves');
select pg_temp.choose('daily');
select is_empty($$ select pg_temp.publish('2026-01-11 20:00Z') $$, 'she wants one daily: not a second one on the same day');
select results_eq($$ select pg_temp.publish('2026-01-12 10:00Z') $$, array['daily 2026-01-12'], 'but the next day');
select is(pg_temp.send('2026-01-12 20:00Z'), 1::bigint, 'which leaves late');
select pg_temp.choose('daily', null, 9, 'Pacific/Kiritimati');
select is_empty($$ select pg_temp.publish('2026-01-12 22:30Z') $$, 'she flies east, where it is the next day already: not two hours later');
update public.email_logs set status = 'unknown', sent_at = null where created_for = '2026-01-12 10:00Z';
select is_empty($$ select pg_temp.publish('2026-01-12 22:30Z') $$, 'nor where nobody knows when it left');
select pg_temp.choose('daily', null, 9, 'UTC');
update public.email_logs set status = 'expired' where created_for = '2026-01-12 10:00Z';
select results_eq($$ select pg_temp.publish('2026-01-13 10:00Z') $$, array['daily 2026-01-13'], 'what surely was not sent is in nobody''s way');

-- Found due, and then, before it is queued, something changes.
insert into public.newsletters (id, frequency, period) values ('00000000-0000-4000-8000-0000000000f1', 'weekly', '2026-02-01');
create function pg_temp.queue(p_address text) returns integer language sql as $$
  select queue_mails(jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'newsletter_id', '00000000-0000-4000-8000-0000000000f1',
    'user_id', '00000000-0000-4000-8000-00000000000a', 'to_address', p_address, 'mail', '{}'::jsonb,
    'created_for', '2026-01-14 10:00Z', 'expires_at', '2026-01-14 21:00Z', 'status', 'queued', 'items', '[]'::jsonb)))
$$;
select is(pg_temp.queue('alice@example.org'), 0, 'another run has queued another newsletter: this one is left out');
delete from public.email_logs;
select is(pg_temp.queue('alice@old.example'), 0, 'so is one to an address that she no longer has');

----------------------------------------------------------------------------------------------------
-- Thirty members over thirty days in which clocks change: a third leave their settings alone

reset role;
truncate public.users, public.newsletters cascade;
insert into auth.users (id, email, email_confirmed_at) select gen_random_uuid(), 'member' || n || '@example.org', now() from generate_series(1, 30) n;
set local role service_role;
update public.users set
  newsletter_frequency = case when right(split_part(email, '@', 1), 1) in ('1', '2') then 'daily' else 'weekly' end,
  newsletter_weekday = 1 + ascii(substr(email, 7)) % 7, newsletter_hour = ascii(substr(email, 8)) % 24,
  time_zone = (array['UTC', 'Australia/Melbourne', 'Australia/Lord_Howe', 'America/St_Johns'])[1 + length(email) % 2 + ascii(substr(email, 8)) % 3];
create temp table steady on commit drop as select id from public.users order by email limit 10;
create temp table departures (user_id uuid, newsletter_id uuid, at timestamptz) on commit drop;

do $$
declare
  v_now timestamptz;
  v_at timestamptz;
  v_dice double precision;
  m record;
begin
  perform setseed(0.5);
  for step in 0 .. 30 * 8 - 1 loop
    v_now := timestamptz '2026-09-20 00:06Z' + step * interval '3 hours';
    update public.users set
      newsletter_frequency = (array['weekly', 'daily', 'off'])[1 + floor(random() * 3)::integer],
      newsletter_weekday = 1 + floor(random() * 7)::integer, newsletter_hour = floor(random() * 24)::integer,
      time_zone = (array['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Melbourne', 'UTC'])[1 + floor(random() * 4)::integer]
    where random() < 0.2 and id not in (select id from steady);
    perform settle_lost_mails(v_now);
    perform pg_temp.publish(v_now);
    -- An operator who tries everything again.
    perform retry_failed_mails(v_now), settle_unknown_mail(v_now, id, 'again')
      from public.email_logs e where status = 'unknown' and random() < 0.2
        and not exists (select from departures d where (d.user_id, d.newsletter_id) = (e.user_id, e.newsletter_id));
    if step > 0 and step % 4 <> 3 and random() < 0.5 then continue; end if;  -- mail waits, but never for a whole window
    for m in select c.*, e.user_id, e.newsletter_id from claim_mails(v_now, 'w', 1000, '5 minutes') c join public.email_logs e using (id) loop
      v_at := v_now + random() * interval '4 minutes';
      v_dice := case when m.user_id in (select id from steady) then 1 else random() end;
      if v_dice < 0.1 then
        perform settle_mail(m.id, 'w', m.attempt, 'failed', v_at, null, '550', 'refused', 'fail_mail');
      elsif v_dice < 0.2 then  -- did not leave
        perform settle_mail(m.id, 'w', m.attempt, 'unknown', v_at, null, null, 'no answer', null);
      else
        insert into departures values (m.user_id, m.newsletter_id, v_at);
        perform settle_mail(m.id, 'w', m.attempt, case when v_dice < 0.3 then 'unknown' else 'sent' end, v_at, null, null, null, null);
      end if;
    end loop;
  end loop;
end $$;

select is_empty(
  $$ select * from (
       select n.frequency, d.at - lag(d.at) over (partition by d.user_id order by d.at) as gap
       from departures d join public.newsletters n on n.id = d.newsletter_id) g
     where gap < case frequency when 'daily' then interval '12 hours' else interval '84 hours' end $$,
  'nobody gets one too soon after another');
select results_eq(
  $$ select d.user_id, n.frequency, n.period from departures d join public.newsletters n on n.id = d.newsletter_id
     where d.user_id in (select id from steady) order by 1, 2, 3 $$,
  $$ select s.id, u.newsletter_frequency, w.period
     from steady s join public.users u using (id)
     cross join lateral (
       select distinct w.period from generate_series(timestamptz '2026-09-20 00:06Z', '2026-10-19 21:06Z', '3 hours') t (now)
       cross join lateral private.send_window(t.now, u.time_zone, u.newsletter_frequency, u.newsletter_weekday, u.newsletter_hour, 12) w
       where t.now < w.closes_at) w
     order by 1, 2, 3 $$,
  'who changes nothing gets every one, each once');

select * from finish();
rollback;
