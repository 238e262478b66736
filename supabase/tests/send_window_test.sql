-- When a newsletter may go out: the member's own day and hour, whatever the clocks do.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(24);

set local role service_role;

-- The window as instants in UTC, of a newsletter at 9 on a Wednesday (3) with 12 hours to go out.
create function pg_temp.window_at(p_now timestamptz, p_zone text, p_frequency text default 'weekly', p_hour integer default 9) returns text
language sql as $$
  select format('%s: %s to %s', period, to_char(opens_at at time zone 'UTC', 'MM-DD HH24:MI'), to_char(closes_at at time zone 'UTC', 'MM-DD HH24:MI'))
  from private.send_window(p_now, p_zone, p_frequency, 3, p_hour, 12)
$$;

-- Weekly. 2026-01-07 is a Wednesday.
select is(pg_temp.window_at('2026-01-07 08:59:59Z', 'UTC'), '2025-12-31: 12-31 09:00 to 12-31 21:00', 'before the hour it is last week''s');
select is(pg_temp.window_at('2026-01-07 09:00Z', 'UTC'), '2026-01-07: 01-07 09:00 to 01-07 21:00', 'at the hour it is this week''s');
select is(pg_temp.window_at('2026-01-07 23:00Z', 'UTC'), '2026-01-07: 01-07 09:00 to 01-07 21:00', 'and so it is after it has closed');
select is(pg_temp.window_at('2026-01-08 00:00Z', 'UTC'), '2026-01-07: 01-07 09:00 to 01-07 21:00', 'the day after');
select is(pg_temp.window_at('2026-01-13 23:59:59Z', 'UTC'), '2026-01-07: 01-07 09:00 to 01-07 21:00', 'and for the rest of the week');
select is(pg_temp.window_at('2026-01-14 09:00Z', 'UTC'), '2026-01-14: 01-14 09:00 to 01-14 21:00', 'until the next Wednesday');

-- Daily.
select is(pg_temp.window_at('2026-03-01 08:59Z', 'UTC', 'daily'), '2026-02-28: 02-28 09:00 to 02-28 21:00', 'daily: before the hour it is yesterday''s');
select is(pg_temp.window_at('2026-03-01 09:00Z', 'UTC', 'daily'), '2026-03-01: 03-01 09:00 to 03-01 21:00', 'daily: at the hour it is today''s');
select is(pg_temp.window_at('2026-03-01 00:00Z', 'UTC', 'daily', 0), '2026-03-01: 03-01 00:00 to 03-01 12:00', 'midnight is an hour of its own day');
select is(pg_temp.window_at('2026-03-02 10:00Z', 'UTC', 'daily', 23), '2026-03-01: 03-01 23:00 to 03-02 00:00', 'and ends at midnight, so that nobody is mailed at night');

-- The day is the member's: it is Wednesday in Kiritimati while it is still Tuesday in Pago Pago.
select is(pg_temp.window_at('2026-01-06 20:00Z', 'Pacific/Kiritimati'), '2026-01-07: 01-06 19:00 to 01-07 07:00', 'Wednesday begins in Kiritimati');
select is(pg_temp.window_at('2026-01-06 20:00Z', 'Pacific/Pago_Pago'), '2025-12-31: 12-31 20:00 to 01-01 08:00', 'and is far from Pago Pago');

-- Zones that are not whole hours off.
select is(pg_temp.window_at('2026-01-07 03:29:59Z', 'Asia/Kolkata', 'daily'), '2026-01-06: 01-06 03:30 to 01-06 15:30', 'Kolkata, before nine');
select is(pg_temp.window_at('2026-01-07 03:30Z', 'Asia/Kolkata', 'daily'), '2026-01-07: 01-07 03:30 to 01-07 15:30', 'Kolkata, at nine');
select is(pg_temp.window_at('2026-01-07 03:15Z', 'Asia/Kathmandu', 'daily'), '2026-01-07: 01-07 03:15 to 01-07 15:15', 'Kathmandu, at nine');
select is(pg_temp.window_at('2026-10-04 22:00Z', 'Australia/Lord_Howe', 'daily'), '2026-10-05: 10-04 22:00 to 10-05 10:00', 'Lord Howe, whose clocks move by half an hour');

-- Clocks go forward: Melbourne 2026-10-04, 02:00 to 03:00.
select is(pg_temp.window_at('2026-10-03 22:00Z', 'Australia/Melbourne', 'daily'), '2026-10-04: 10-03 22:00 to 10-04 10:00', 'forward: nine is nine of the new time');
select is(pg_temp.window_at('2026-10-02 23:00Z', 'Australia/Melbourne', 'daily'), '2026-10-03: 10-02 23:00 to 10-03 11:00', 'the day before it was nine of the old');
select is(pg_temp.window_at('2026-10-03 15:59:59Z', 'Australia/Melbourne', 'daily', 2), '2026-10-03: 10-02 16:00 to 10-03 04:00', 'the hour that is left out: before');
select is(pg_temp.window_at('2026-10-03 16:00Z', 'Australia/Melbourne', 'daily', 2), '2026-10-04: 10-03 16:00 to 10-04 04:00', 'the hour that is left out: the one after takes its place');
-- Clocks go back: Melbourne 2026-04-05, 03:00 to 02:00.
select is(pg_temp.window_at('2026-04-04 23:00Z', 'Australia/Melbourne', 'daily'), '2026-04-05: 04-04 23:00 to 04-05 11:00', 'back: nine is nine of the new time');
select is(pg_temp.window_at('2026-04-04 14:59:59Z', 'Australia/Melbourne', 'daily', 2), '2026-04-04: 04-03 15:00 to 04-04 03:00', 'the hour that comes twice: before');
select is(pg_temp.window_at('2026-04-04 16:30Z', 'Australia/Melbourne', 'daily', 2), '2026-04-05: 04-04 16:00 to 04-05 04:00', 'the hour that comes twice: one window');

-- Two years of hours in zones of every kind: one window a day, at the local hour, at least 22 hours apart.
select is_empty(
  $$ select z.name, t.now, w.* from (values ('UTC'), ('Australia/Melbourne'), ('Australia/Lord_Howe'), ('America/St_Johns'),
       ('Africa/Casablanca'), ('Asia/Kathmandu'), ('Pacific/Apia')) z (name)
     cross join generate_series(timestamptz '2026-01-01Z', '2027-12-31Z', '6 hours') t (now)
     cross join lateral private.send_window(t.now, z.name, 'daily', 3, 9, 12) w
     where w.opens_at > t.now or w.opens_at + interval '26 hours' < t.now
       or (w.opens_at at time zone z.name) is distinct from w.period + time '09:00' $$,
  'over two years every window is the latest, and opens at nine of its day');

select * from finish();
rollback;
