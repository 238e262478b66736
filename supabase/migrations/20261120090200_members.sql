-- Members: profile, declared preferences, votes, and their answers by signed links.

----------------------------------------------------------------------------------------------------
-- Profile

-- Postgres also takes POSIX spellings that no browser knows, such as any word with a number behind it;
-- only names of the time zone database pass, and of those Etc/GMT-14 to Etc/GMT+12 alone have digits.
create function private.is_time_zone(p_name text) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  if p_name !~ '^(UTC|[A-Z][A-Za-z]+(/[A-Za-z_-]+){1,2}|Etc/GMT(0|\+([0-9]|1[0-2])|-([0-9]|1[0-4])))$' then return false; end if;
  perform now() at time zone p_name;
  return true;
exception when invalid_parameter_value then return false;
end $$;
revoke all on function private.is_time_zone(text) from public, anon;
grant execute on function private.is_time_zone(text) to authenticated, service_role;

create table public.users (
  id uuid primary key references auth.users (id) on delete cascade,
  email text,
  name text check (length(name) <= 100),
  time_zone text check (private.is_time_zone(time_zone)),
  newsletter_frequency text not null default 'weekly' check (newsletter_frequency in ('weekly', 'daily', 'off')),
  unsubscribed_from text check (unsubscribed_from in ('weekly', 'daily')),
  newsletter_weekday smallint check (newsletter_weekday between 1 and 7),
  newsletter_hour smallint check (newsletter_hour between 0 and 23),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.users is 'Profile of a member; the row of auth.users made it.';
comment on column public.users.email is 'Copy of auth.users.email, kept by a trigger.';
comment on column public.users.time_zone is 'Name in the time zone database; null: the community''s.';
comment on column public.users.unsubscribed_from is 'The frequency that a link to unsubscribe took away; an undo gives back exactly this.';
comment on column public.users.newsletter_weekday is 'ISO, 1 is Monday, in the member''s time zone; null: the community''s choice.';
comment on column public.users.newsletter_hour is 'Local hour; null: the community''s choice.';

create trigger users_touch before update on public.users
  for each row execute function private.touch_updated_at();

-- Whoever is subscribed again, by whatever way, has nothing to get back.
create function private.forget_unsubscription() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.unsubscribed_from := null;
  return new;
end $$;
revoke all on function private.forget_unsubscription() from public, anon, authenticated;

create trigger users_forget_unsubscription before update of newsletter_frequency on public.users
  for each row when (new.newsletter_frequency <> 'off') execute function private.forget_unsubscription();

-- Sign-up must never fail over what a client put into the metadata: what is not usable is left out.
create function private.copy_auth_user() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_meta jsonb := coalesce(new.raw_user_meta_data::jsonb, '{}');
begin
  insert into public.users as u (id, email, name, time_zone)
  values (
    new.id, new.email,
    case when jsonb_typeof(v_meta -> 'name') = 'string' then nullif(left(btrim(v_meta ->> 'name'), 100), '') end,
    case when private.is_time_zone(v_meta ->> 'time_zone') then v_meta ->> 'time_zone' end
  )
  on conflict (id) do update set email = excluded.email where u.email is distinct from excluded.email;
  return new;
end $$;
revoke all on function private.copy_auth_user() from public, anon, authenticated;

create trigger copy_auth_user after insert or update of email on auth.users
  for each row execute function private.copy_auth_user();

-- Members who signed up before this migration.
insert into public.users (id, email) select id, email from auth.users on conflict (id) do nothing;

alter table public.users enable row level security;
revoke all on public.users from anon, authenticated, service_role;
grant select, insert, update, delete on public.users to service_role;
grant select on public.users to authenticated;
grant update (name, time_zone, newsletter_frequency, newsletter_weekday, newsletter_hour) on public.users to authenticated;

create policy "Members read their own profile"
  on public.users for select to authenticated using (id = (select auth.uid()));
create policy "Members change their own profile"
  on public.users for update to authenticated
  using (id = (select auth.uid())) with check (id = (select auth.uid()));

----------------------------------------------------------------------------------------------------
-- Preferences

create table public.user_preferences (
  user_id uuid not null references public.users (id) on delete cascade,
  category text not null references public.event_categories (id) on delete cascade,
  weight numeric(3, 2) not null default 0.5 check (weight between 0 and 1),
  updated_at timestamptz not null default now(),
  primary key (user_id, category)
);
comment on table public.user_preferences is 'How much a member likes a category, 0 to 1; no row: 0.5. Declared by the member, moved by 0.1 with each vote.';

create index user_preferences_category on public.user_preferences (category);

create trigger user_preferences_touch before update on public.user_preferences
  for each row execute function private.touch_updated_at();

alter table public.user_preferences enable row level security;
revoke all on public.user_preferences from anon, authenticated, service_role;
grant select, insert, update, delete on public.user_preferences to service_role;
grant select, delete on public.user_preferences to authenticated;
grant insert (user_id, category, weight), update (user_id, category, weight) on public.user_preferences to authenticated;

create policy "Members read their own preferences"
  on public.user_preferences for select to authenticated using (user_id = (select auth.uid()));
create policy "Members add their own preferences"
  on public.user_preferences for insert to authenticated with check (user_id = (select auth.uid()));
create policy "Members change their own preferences"
  on public.user_preferences for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "Members remove their own preferences"
  on public.user_preferences for delete to authenticated using (user_id = (select auth.uid()));

----------------------------------------------------------------------------------------------------
-- Feedback

create table public.feedback_logs (
  id bigint generated always as identity primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  event_id uuid not null references public.events (id) on delete cascade,
  action text not null check (action in ('like', 'dislike', 'going', 'not_going')),
  moved_category text,
  moved_by numeric(3, 2) not null default 0,
  voted_at timestamptz not null default now(),
  unique (user_id, event_id)
);
comment on table public.feedback_logs is 'A member''s vote on an event; the latest wins. not_going says nothing about taste.';
comment on column public.feedback_logs.moved_by is 'What this vote added to the preference for moved_category; an undo takes back exactly this.';

create index feedback_logs_event on public.feedback_logs (event_id);

-- Adds p_by to a preference within [0, 1] and answers what was really added.
create function private.move_preference(p_user uuid, p_category text, p_by numeric) returns numeric
language plpgsql set search_path = '' as $$
declare
  v_old numeric;
  v_new numeric;
begin
  -- Locks the row and reads it as it then is: of votes at the same moment none may be lost.
  insert into public.user_preferences as p (user_id, category) values (p_user, p_category)
  on conflict (user_id, category) do update set weight = p.weight
  returning p.weight into v_old;
  v_new := least(1, greatest(0, v_old + p_by));
  update public.user_preferences set weight = v_new where user_id = p_user and category = p_category;
  return v_new - v_old;
end $$;

-- After the write, as an upsert fires the triggers before an insert even where it ends in an update.
-- Definer: a member may vote, but not write what the vote moved.
create function private.move_preference_with_vote() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_category text;
  v_by numeric := 0;
begin
  if tg_op <> 'INSERT' and old.moved_by <> 0 then
    perform private.move_preference(old.user_id, old.moved_category, -old.moved_by);
  end if;
  if tg_op = 'DELETE' then return null; end if;
  select category into v_category from public.events where id = new.event_id;
  if v_category is not null and new.action <> 'not_going' then
    v_by := private.move_preference(new.user_id, v_category, case new.action when 'dislike' then -0.1 else 0.1 end);
  end if;
  update public.feedback_logs set moved_category = v_category, moved_by = v_by where id = new.id;
  return null;
end $$;

-- A changed vote of somebody who may not say when, a member's, is a vote of now.
create function private.touch_voted_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not has_column_privilege('public.feedback_logs', 'voted_at', 'update') then new.voted_at := now(); end if;
  return new;
end $$;
revoke all on function private.touch_voted_at() from public, anon, authenticated;

create trigger feedback_logs_touch before update of action on public.feedback_logs
  for each row execute function private.touch_voted_at();
create trigger feedback_logs_move after insert or update of action, event_id on public.feedback_logs
  for each row execute function private.move_preference_with_vote();
-- Only an undo moves the preference back; a vote that goes with its event or its member does not.
create trigger feedback_logs_move_back after delete on public.feedback_logs
  for each row when (pg_trigger_depth() = 0) execute function private.move_preference_with_vote();

revoke all on function private.move_preference(uuid, text, numeric), private.move_preference_with_vote() from public, anon, authenticated;

alter table public.feedback_logs enable row level security;
revoke all on public.feedback_logs from anon, authenticated, service_role;
grant select, insert, update, delete on public.feedback_logs to service_role;
grant select, delete on public.feedback_logs to authenticated;
grant insert (user_id, event_id, action), update (user_id, event_id, action) on public.feedback_logs to authenticated;

create policy "Members read their own feedback"
  on public.feedback_logs for select to authenticated using (user_id = (select auth.uid()));
create policy "Members give their own feedback"
  on public.feedback_logs for insert to authenticated with check (user_id = (select auth.uid()));
create policy "Members change their own feedback"
  on public.feedback_logs for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "Members take back their own feedback"
  on public.feedback_logs for delete to authenticated using (user_id = (select auth.uid()));

-- Votes from signed links. p_action undo takes the vote back; the answer is the vote that now stands.
create function public.record_feedback(p_now timestamptz, p_user_id uuid, p_event_id uuid, p_action text) returns text
language plpgsql set search_path = '' as $$
begin
  if p_action = 'undo' then
    delete from public.feedback_logs where user_id = p_user_id and event_id = p_event_id;
    return null;
  end if;
  insert into public.feedback_logs (user_id, event_id, action, voted_at) values (p_user_id, p_event_id, p_action, p_now)
  on conflict (user_id, event_id) do update set action = excluded.action, voted_at = excluded.voted_at
  where feedback_logs.action <> excluded.action;
  return p_action;
end $$;
comment on function public.record_feedback is 'Records like, dislike, going, not_going or undo; repeating an action changes nothing. Raises foreign_key_violation for an unknown member or event.';

-- The subscription from signed links. Undoing an unsubscription must find what it took away although
-- it was pressed twice, or by the mail program first: so that is kept here and not in the link.
create function public.record_subscription(p_user_id uuid, p_action text) returns jsonb
language sql set search_path = '' as $$
  update public.users set
    unsubscribed_from = case when newsletter_frequency = 'off' then unsubscribed_from else newsletter_frequency end,
    newsletter_frequency = case p_action
      when 'unsubscribe' then 'off'
      when 'resubscribe' then case when newsletter_frequency = 'off' then coalesce(unsubscribed_from, 'weekly') else newsletter_frequency end
    end
  where id = p_user_id
  returning jsonb_build_object('frequency', newsletter_frequency, 'unsubscribed_from', unsubscribed_from)
$$;
comment on function public.record_subscription is 'Records unsubscribe or resubscribe, which keeps what a subscribed member chose; repeating an action changes nothing. Answers what stands: {frequency, unsubscribed_from}; null for an unknown member.';

select private.service_only('record_feedback', 'record_subscription');
