-- Declared preferences and votes of members.

----------------------------------------------------------------------------------------------------
-- Preferences

create table public.user_preferences (
  user_id uuid not null references public.users (id) on delete cascade,
  category text not null references public.event_categories (id) on delete cascade,
  weight numeric(3, 2) not null default 0.5 check (weight between 0 and 1),
  declared numeric(3, 2) not null default 0.5,
  moved numeric(8, 2) not null default 0,
  declaration uuid not null default gen_random_uuid(),
  updated_at timestamptz not null default now(),
  primary key (user_id, category),
  constraint user_preferences_weight_follows check (weight = least(1, greatest(0, declared + moved)))
);
comment on table public.user_preferences is
  'How much a member likes a category, 0 to 1; no row: 0.5. Declared by the member, moved by 0.1 with each vote.';
comment on column public.user_preferences.weight is
  'declared + moved, within 0 and 1. Whoever writes it declares it: it then stands as written until the next vote.';
comment on column public.user_preferences.moved is
  'The sum of the votes since the declaration. Kept beyond 0 and 1 too, so that votes can be undone in any order.';
comment on column public.user_preferences.declaration is
  'Another one with each declaration: undoing a vote from before it moves nothing.';

create index user_preferences_category on public.user_preferences (category);

create trigger user_preferences_touch before update on public.user_preferences
  for each row execute function private.touch_updated_at();

-- A weight that is written without a vote is a declaration.
create function private.declare_preference() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.moved is distinct from (case when tg_op = 'INSERT' then 0 else old.moved end) then return new; end if;
  new.declared := new.weight;
  new.moved := 0;
  new.declaration := gen_random_uuid();
  return new;
end $$;
revoke all on function private.declare_preference() from public, anon, authenticated;

create trigger user_preferences_declare before insert or update of category, weight on public.user_preferences
  for each row execute function private.declare_preference();

alter table public.user_preferences enable row level security;
revoke all on public.user_preferences from anon, authenticated, service_role;
grant select, insert, update, delete on public.user_preferences to service_role;
grant select, delete on public.user_preferences to authenticated;
grant insert (user_id, category, weight), update (user_id, category, weight)
  on public.user_preferences to authenticated;

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
  -- Members read it: a counter would tell them how many votes there are.
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  event_id uuid not null references public.events (id) on delete cascade,
  action text not null check (action in ('like', 'dislike', 'going', 'not_going')),
  moved_category text,
  moved_by numeric(3, 2) not null default 0,
  moved_declaration uuid,
  voted_at timestamptz not null default now(),
  unique (user_id, event_id)
);
comment on table public.feedback_logs is
  'A member''s vote on an event; the latest wins. not_going says nothing about taste.';
comment on column public.feedback_logs.moved_by is
  'What this vote added to the preference for moved_category; an undo takes back exactly this.';
comment on column public.feedback_logs.moved_declaration is
  'user_preferences.declaration that it was added to. Where that has changed since, an undo moves nothing.';

create index feedback_logs_event on public.feedback_logs (event_id);

-- Adds p_by to a preference and answers the declaration that it was added to. One statement, which locks the
-- row and reads it as it then is: of votes at the same moment none is lost.
create function private.move_preference(p_user uuid, p_category text, p_by numeric) returns uuid
language sql set search_path = '' as $$
  insert into public.user_preferences as p (user_id, category, moved, weight)
  values (p_user, p_category, p_by, 0.5 + p_by)
  on conflict (user_id, category) do update set
    moved = p.moved + p_by, weight = least(1, greatest(0, p.declared + p.moved + p_by))
  returning p.declaration
$$;

-- After the write, as an upsert fires the triggers before an insert even where it ends in an update.
-- Definer: a member may vote, but not write what the vote moved.
create function private.move_preference_with_vote() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_category text;
  v_by numeric := 0;
  v_declaration uuid;
begin
  if tg_op <> 'INSERT' then
    update public.user_preferences p set
      moved = p.moved - old.moved_by, weight = least(1, greatest(0, p.declared + p.moved - old.moved_by))
    where old.moved_by <> 0 and p.user_id = old.user_id and p.category = old.moved_category
      and p.declaration = old.moved_declaration;
  end if;
  if tg_op = 'DELETE' then return null; end if;
  select category into v_category from public.events where id = new.event_id;
  if v_category is not null and new.action <> 'not_going' then
    v_by := case new.action when 'dislike' then -0.1 else 0.1 end;
    v_declaration := private.move_preference(new.user_id, v_category, v_by);
  end if;
  update public.feedback_logs set moved_category = v_category, moved_by = v_by, moved_declaration = v_declaration
  where id = new.id;
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

revoke all on function private.move_preference(uuid, text, numeric), private.move_preference_with_vote()
  from public, anon, authenticated;

-- Whether a member may vote on an event: the account is not blocked, and the event is or was there to be seen,
-- by itself or as the one it was merged into. Definer: members see no past event, no merged post and no
-- profile but their own. Policies call it; nobody else can name it.
create function private.may_vote(p_user_id uuid, p_event_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.users u where u.id = p_user_id and u.blocked_until <= now())
    and exists (
      select from public.events e left join public.events c on c.id = e.canonical_id
      where e.id = p_event_id and (e.is_published or e.hidden_at is null and c.is_published))
$$;
revoke all on function private.may_vote(uuid, uuid) from public, anon;
grant execute on function private.may_vote(uuid, uuid) to authenticated;

alter table public.feedback_logs enable row level security;
revoke all on public.feedback_logs from anon, authenticated, service_role;
grant select, insert, update, delete on public.feedback_logs to service_role;
grant delete on public.feedback_logs to authenticated;
grant select (id, user_id, event_id, action, voted_at) on public.feedback_logs to authenticated;
grant insert (user_id, event_id, action), update (user_id, event_id, action) on public.feedback_logs to authenticated;

create policy "Members read their own feedback"
  on public.feedback_logs for select to authenticated using (user_id = (select auth.uid()));
create policy "Members give their own feedback"
  on public.feedback_logs for insert to authenticated
  with check (user_id = (select auth.uid()) and private.may_vote(user_id, event_id));
create policy "Members change their own feedback"
  on public.feedback_logs for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()) and private.may_vote(user_id, event_id));
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
  if exists (select from public.users u where u.id = p_user_id and u.blocked_until > p_now) then
    raise object_not_in_prerequisite_state using message = 'Cannot record the vote as the account is blocked';
  end if;
  insert into public.feedback_logs (user_id, event_id, action, voted_at) values (p_user_id, p_event_id, p_action, p_now)
  on conflict (user_id, event_id) do update set action = excluded.action, voted_at = excluded.voted_at
  where feedback_logs.action <> excluded.action;
  return p_action;
end $$;
comment on function public.record_feedback is
  'Records like, dislike, going, not_going or undo; repeating an action changes nothing. '
  'Raises foreign_key_violation for an unknown member or event, '
  'object_not_in_prerequisite_state for a blocked account.';

select private.service_only('record_feedback');
