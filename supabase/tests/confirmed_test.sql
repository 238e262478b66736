-- Mail goes to confirmed addresses of accounts that are neither closed nor banned, whatever way they came in.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(34);

truncate public.users, public.posts, public.newsletters cascade;

-- A week in which the newsletter is due at every instant: Wednesday 2026-01-07, from midnight on.
create function pg_temp.due(p_now timestamptz default '2026-01-07 10:00Z') returns text[] language sql as $$
  select array_agg(email order by email) from public.due_members(p_now, 'UTC', 3, 0, 24, 100) $$;
create function pg_temp.profile(p_member text default 'a') returns text language sql as $$
  select concat_ws(' ', coalesce(email, 'no address'), newsletter_frequency, nullif(blocked_until, '-infinity'))
  from public.users where id = ('00000000-0000-4000-8000-00000000000' || p_member)::uuid $$;
create function pg_temp.account(p_set text, p_member text default 'a') returns text language plpgsql as $$
begin
  execute format('update auth.users set %s where id = %L', p_set, '00000000-0000-4000-8000-00000000000' || p_member);
  return pg_temp.profile(p_member);
end $$;

----------------------------------------------------------------------------------------------------
-- Ways in

insert into auth.users (id, email) values ('00000000-0000-4000-8000-00000000000a', 'alice@example.org');
select is(pg_temp.profile(), 'no address weekly', 'an address counts from its confirmation on, and not from the sign-up');
select is(pg_temp.due(), null, 'nobody is due before');
select is(pg_temp.account('last_sign_in_at = now()'), 'no address weekly', 'signing in confirms nothing');
select is(pg_temp.account('phone_confirmed_at = now()'), 'no address weekly', 'nor does a confirmed phone');
select is(pg_temp.account('email_confirmed_at = now()'), 'alice@example.org weekly', 'a confirmation does');
select is(pg_temp.due(), array['alice@example.org'], 'the mail comes while the window is open');

select is(
  pg_temp.account($$ email_change = 'new@example.org' $$), 'alice@example.org weekly',
  'a change of address that was asked for changes nothing');
select is(
  pg_temp.account($$ email = 'new@example.org', email_confirmed_at = null $$), 'alice@example.org weekly',
  'until it is confirmed the old address stands');
select is(
  pg_temp.account($$ banned_until = null $$), 'alice@example.org weekly', 'whatever else happens to the account meanwhile');
select is(pg_temp.account($$ email_confirmed_at = now() $$), 'new@example.org weekly', 'then the new one does');
select is(
  pg_temp.account($$ email = 'newer@example.org', email_change = '' $$), 'newer@example.org weekly',
  'Auth writes an address that was confirmed as a change in one step');
select is(pg_temp.account('email_confirmed_at = null'), 'no address weekly', 'a confirmation that is taken back counts no more');
select is(pg_temp.account('email_confirmed_at = now()'), 'newer@example.org weekly', 'until there is another');
select is(pg_temp.account('email = null'), 'no address weekly', 'an address that is removed is gone');
select is(pg_temp.account($$ email = '' $$), 'no address weekly', 'an empty one is none');

insert into auth.users (id, email, invited_at) values ('00000000-0000-4000-8000-00000000000b', 'bob@example.org', now());
select is(pg_temp.profile('b'), 'no address weekly', 'an invitation is no mail from us');
select is(pg_temp.account('email_confirmed_at = now()', 'b'), 'bob@example.org weekly', 'before it is accepted');

insert into auth.users (id, phone, phone_confirmed_at) values ('00000000-0000-4000-8000-00000000000c', '61400000000', now());
insert into auth.users (id, is_anonymous) values ('00000000-0000-4000-8000-00000000000d', true);
select is(pg_temp.profile('c'), 'no address weekly', 'a phone is no address');
select is(pg_temp.profile('d'), 'no address weekly infinity', 'an anonymous account is blocked');
select is(
  pg_temp.account($$ email = 'dave@example.org', email_confirmed_at = now() $$, 'd'), 'no address weekly infinity',
  'whatever address it has');
select is(pg_temp.account('is_anonymous = false', 'd'), 'dave@example.org weekly', 'until it is somebody''s');
select is(pg_temp.due(), array['bob@example.org', 'dave@example.org'], 'the confirmed are due, and they alone');

----------------------------------------------------------------------------------------------------
-- Ways out

select is(pg_temp.account($$ banned_until = '2026-01-07 12:00Z' $$, 'b'),
  'bob@example.org weekly ' || timestamptz '2026-01-07 12:00Z', 'a ban blocks');
select is(pg_temp.due('2026-01-07 11:59Z'), array['dave@example.org'], 'a banned member is not due');
select is(pg_temp.due('2026-01-07 12:00Z'), array['bob@example.org', 'dave@example.org'], 'until the ban ends');
select is(pg_temp.account('banned_until = null', 'b'), 'bob@example.org weekly', 'or is lifted');

-- A mail that is queued, and one that a worker has: the first is withdrawn, the second is not sent again.
insert into public.email_logs (newsletter_id, user_id, to_address, mail, created_for, expires_at, status)
  select (select id from public.newsletters), id, email, '{}', '2026-01-07 10:00Z', '2026-01-08Z', 'queued'
  from public.users where email is not null;
create function pg_temp.mails() returns text[] language sql as $$
  select array_agg(concat_ws(' ', to_address, status, error) order by to_address) from public.email_logs $$;
select is(
  pg_temp.account($$ banned_until = '2026-01-07 12:00Z' $$, 'b') is not null and pg_temp.account('deleted_at = now()', 'd') is not null,
  true, 'one member is banned, another deleted');
select is(pg_temp.profile('d'), 'no address weekly infinity', 'a deleted account has no address');
select is(
  pg_temp.mails(),
  array['bob@example.org expired the account was blocked', 'dave@example.org expired the address changed'],
  'their queued mails are withdrawn');
update public.email_logs set status = 'queued', error = null;
select is_empty(
  $$ select from public.claim_mails('2026-01-07 11:00Z', 'worker', 10, '1 minute') $$,
  'a mail that comes back to the queue is not handed out to a blocked account');
select results_eq(
  $$ select attempt from public.claim_mails('2026-01-07 12:00Z', 'worker', 10, '1 minute') $$, array[1::smallint],
  'after the ban it may leave');
select is(
  public.queue_mails(jsonb_build_array(jsonb_build_object(
    'id', gen_random_uuid(), 'newsletter_id', (select id from public.newsletters),
    'user_id', '00000000-0000-4000-8000-00000000000b', 'to_address', 'bob@example.org', 'mail', '{}'::jsonb,
    'created_for', '2026-01-07 11:00Z', 'expires_at', '2026-01-08Z', 'status', 'queued', 'items', '[]'::jsonb))),
  0, 'a mail that was planned before the ban is not queued');

select is(
  (select array_agg(m.id::text order by m.id) from public.users m where m.confirmed_from <= timestamptz '2026-01-07 11:00Z'),
  null, 'confirmed_from leaves out the banned, the deleted and those without an address');
select is(
  (select array_agg(email) from public.users where confirmed_from <= timestamptz '2026-01-07 12:00Z'),
  array['bob@example.org'], 'and names the confirmed members of an instant');

select * from finish();
rollback;
