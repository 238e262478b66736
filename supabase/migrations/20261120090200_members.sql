-- Members: the profile that an account gets, and its subscription.

----------------------------------------------------------------------------------------------------
-- Profile

-- Postgres also takes POSIX spellings that no browser knows, such as any word with a number behind it;
-- only names of the time zone database pass, and of those Etc/GMT-14 to Etc/GMT+12 alone have digits.
create function private.is_time_zone(p_name text) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  if p_name !~ '^(UTC|[A-Z][A-Za-z]+(/[A-Za-z_-]+){1,2}|Etc/GMT(0|\+([0-9]|1[0-2])|-([0-9]|1[0-4])))$' then
    return false;
  end if;
  perform now() at time zone p_name;
  return true;
exception when invalid_parameter_value then return false;
end $$;
revoke all on function private.is_time_zone(text) from public, anon;
grant execute on function private.is_time_zone(text) to authenticated, service_role;

create table public.users (
  id uuid primary key references auth.users (id) on delete cascade,
  email text,
  blocked_until timestamptz not null default '-infinity',
  confirmed_from timestamptz generated always as (case when email is not null then blocked_until end) stored,
  name text check (length(name) <= 100),
  time_zone text check (private.is_time_zone(time_zone)),
  newsletter_frequency text not null default 'weekly' check (newsletter_frequency in ('weekly', 'daily', 'off')),
  unsubscribed_from text check (unsubscribed_from in ('weekly', 'daily')),
  unsubscribed_at timestamptz,
  newsletter_weekday smallint check (newsletter_weekday between 1 and 7),
  newsletter_hour smallint check (newsletter_hour between 0 and 23),
  newsletter_slot text generated always as (
    case when newsletter_frequency <> 'off' and email is not null
      then newsletter_frequency || ' ' || coalesce(newsletter_weekday, 0) || ' ' || coalesce(newsletter_hour, -1)
        || ' ' || coalesce(time_zone, '') end) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint users_unsubscription check (
    (unsubscribed_from is null) = (unsubscribed_at is null)
    and (unsubscribed_at is null or newsletter_frequency = 'off'))
);
comment on table public.users is 'Profile of a member; the row of auth.users made it.';
comment on column public.users.email is
  'Copy of auth.users.email, kept by a trigger; null until the address is confirmed.';
comment on column public.users.blocked_until is
  'The end of a ban; infinity while the account is soft-deleted or anonymous; -infinity: not blocked.';
comment on column public.users.confirmed_from is
  'A confirmed member at an instant p_now: confirmed_from <= p_now. They alone get mail and count for the community.';
comment on column public.users.time_zone is 'Name in the time zone database; null: the community''s.';
comment on column public.users.unsubscribed_from is
  'The frequency that a link to unsubscribe took away; an undo gives back exactly this. Null once the member chose.';
comment on column public.users.unsubscribed_at is 'When that link took it, in whole seconds: the undo names it.';
comment on column public.users.newsletter_weekday is
  'ISO, 1 is Monday, in the member''s time zone; null: the community''s choice.';
comment on column public.users.newsletter_hour is 'Local hour; null: the community''s choice.';
comment on column public.users.newsletter_slot is
  'Frequency, weekday (0: the community''s), hour (-1: likewise) and zone in one text: whoever shares it is due at once. Null: gets no mail.';

create index users_slot on public.users (newsletter_slot) where newsletter_slot is not null;

create trigger users_touch before update on public.users
  for each row execute function private.touch_updated_at();

-- A choice of any other way than a link's, off included, leaves nothing to get back.
create function private.forget_unsubscription() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.unsubscribed_from := null;
  new.unsubscribed_at := null;
  return new;
end $$;
revoke all on function private.forget_unsubscription() from public, anon, authenticated;

create trigger users_forget_unsubscription before update of newsletter_frequency on public.users
  for each row when (new.unsubscribed_at is not distinct from old.unsubscribed_at)
  execute function private.forget_unsubscription();

----------------------------------------------------------------------------------------------------
-- Accounts
--
-- Mail goes to addresses that Auth calls confirmed, and to nobody whose account is closed or banned.

-- Until when an account gets no mail and casts no vote.
create function private.blocked_until(p_deleted_at timestamptz, p_is_anonymous boolean, p_banned_until timestamptz)
returns timestamptz
language sql immutable set search_path = '' as $$
  select case when p_deleted_at is not null or p_is_anonymous then 'infinity'
              else coalesce(p_banned_until, '-infinity') end
$$;

-- Sign-up must never fail over what a client put into the metadata: what is not usable is left out.
create function private.copy_auth_user() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_meta jsonb := coalesce(new.raw_user_meta_data::jsonb, '{}');
  v_blocked timestamptz := private.blocked_until(new.deleted_at, new.is_anonymous, new.banned_until);
  v_is_pending boolean := new.email_confirmed_at is null;
  v_keeps_old boolean;
begin
  if tg_op = 'UPDATE' then
    -- A new address counts once it is confirmed, the one before it until then.
    v_keeps_old := v_is_pending and new.email <> '' and v_blocked < 'infinity'
      and (new.email is distinct from old.email or old.email_confirmed_at is null);
  end if;
  insert into public.users as u (id, email, blocked_until, name, time_zone, newsletter_frequency, created_at)
  values (
    new.id, case when not v_is_pending and v_blocked < 'infinity' then nullif(new.email, '') end, v_blocked,
    case when jsonb_typeof(v_meta -> 'name') = 'string' then nullif(left(btrim(v_meta ->> 'name'), 100), '') end,
    case when private.is_time_zone(v_meta ->> 'time_zone') then v_meta ->> 'time_zone' end,
    -- Only a sign-up subscribes: an account whose profile was deleted is not brought back into the mail.
    case when tg_op = 'INSERT' then 'weekly' else 'off' end,
    coalesce(new.created_at, now())
  )
  on conflict (id) do update set
    email = case when v_keeps_old then u.email else excluded.email end,
    blocked_until = excluded.blocked_until
  where (u.email, u.blocked_until) is distinct from
    (case when v_keeps_old then u.email else excluded.email end, excluded.blocked_until);
  return new;
end $$;
revoke all on function private.blocked_until(timestamptz, boolean, timestamptz), private.copy_auth_user()
  from public, anon, authenticated;

create trigger copy_auth_user
  after insert or update of email, email_confirmed_at, deleted_at, is_anonymous, banned_until on auth.users
  for each row execute function private.copy_auth_user();

-- Accounts that were there before this migration did not sign up for a newsletter: they get none until they
-- choose one (docs/operations.md says how to invite them).
insert into public.users (id, email, blocked_until, newsletter_frequency, created_at)
select a.id, case when a.email_confirmed_at is not null and b.blocked_until < 'infinity' then nullif(a.email, '') end,
       b.blocked_until, 'off', coalesce(a.created_at, now())
from auth.users a
cross join lateral (select private.blocked_until(a.deleted_at, a.is_anonymous, a.banned_until) as blocked_until) b
on conflict (id) do nothing;

alter table public.users enable row level security;
revoke all on public.users from anon, authenticated, service_role;
grant select, insert, update, delete on public.users to service_role;
grant select on public.users to authenticated;
grant update (name, time_zone, newsletter_frequency, newsletter_weekday, newsletter_hour)
  on public.users to authenticated;

create policy "Members read their own profile"
  on public.users for select to authenticated using (id = (select auth.uid()));
create policy "Members change their own profile"
  on public.users for update to authenticated
  using (id = (select auth.uid())) with check (id = (select auth.uid()));

----------------------------------------------------------------------------------------------------
-- Subscription by signed links

-- Undoing an unsubscription must find what it took away although it was pressed twice, or by the mail program
-- first: so that is kept here and not in the link. The link names the unsubscription by its instant, p_taken_at:
-- it undoes that one, and neither a later one nor the member's own choice.
create function public.record_subscription(
  p_user_id uuid, p_action text, p_now timestamptz default now(), p_taken_at timestamptz default null)
returns jsonb
language plpgsql set search_path = '' as $$
begin
  if p_action = 'unsubscribe' then
    update public.users set
      newsletter_frequency = 'off', unsubscribed_from = newsletter_frequency,
      -- Tokens carry whole seconds.
      unsubscribed_at = date_trunc('second', p_now)
    where id = p_user_id and newsletter_frequency <> 'off';
  elsif p_action = 'resubscribe' then
    update public.users set
      newsletter_frequency = unsubscribed_from, unsubscribed_from = null, unsubscribed_at = null
    where id = p_user_id and unsubscribed_at = p_taken_at;
  else
    raise invalid_parameter_value using
      message = format('Cannot record %L as a choice about the subscription', p_action),
      hint = 'unsubscribe or resubscribe';
  end if;
  return (
    select jsonb_build_object('frequency', newsletter_frequency, 'unsubscribed_at', unsubscribed_at)
    from public.users where id = p_user_id);
end $$;
comment on function public.record_subscription is
  'Records unsubscribe, or resubscribe where the unsubscription of p_taken_at still stands; repeating an action '
  'changes nothing. Answers what stands: {frequency, unsubscribed_at}; null for an unknown member.';

select private.service_only('record_subscription');
