-- Withdrawal: an event that its post no longer states, or whose post its source took back, stays for votes and
-- links, and is shown no more.

-- Where other posts were merged into the event, the latest of those is shown from now on, and the withdrawn one
-- stands behind it: no mail is recalled, and votes count on.
create function private.withdraw_events(p_now timestamptz, p_ids uuid[]) returns integer
language plpgsql set search_path = '' as $$
declare v_count integer;
begin
  if p_ids = '{}' then return 0; end if;
  perform private.lock_events(array(
    select e.id from public.events e where e.id = any (p_ids) or e.canonical_id = any (p_ids)));
  with heirs as (
    select distinct on (e.canonical_id) e.canonical_id as old, e.id as heir
    from public.events e
    where e.canonical_id = any (p_ids) and e.id <> all (p_ids) and e.withdrawn_at is null and e.hidden_at is null
    order by e.canonical_id, e.posted_at desc, e.id
  ), written as (
    update public.events e set
      withdrawn_at = case when e.id = any (p_ids) then coalesce(e.withdrawn_at, p_now) else e.withdrawn_at end,
      canonical_id = case when h.heir is null then e.canonical_id else nullif(h.heir, e.id) end
    from public.events t left join heirs h on h.old in (t.id, t.canonical_id)
    where e.id = t.id and (t.id = any (p_ids) or h.heir is not null)
    returning e.id = any (p_ids) as is_withdrawn
  )
  select count(*) filter (where is_withdrawn) into v_count from written;
  return v_count;
end $$;

create function public.withdraw_posts(p_now timestamptz, p_ids uuid[]) returns integer
language plpgsql set search_path = '' as $$
declare v_ids uuid[];
begin
  perform private.lock_posts(p_ids);
  with written as (
    update public.posts p set withdrawn_at = p_now where p.id = any (p_ids) and p.withdrawn_at is null returning p.id
  )
  select array_agg(id) into v_ids from written;
  perform private.withdraw_events(p_now, array(
    select e.id from public.events e where e.post_id = any (v_ids) and e.withdrawn_at is null));
  return coalesce(cardinality(v_ids), 0);
end $$;
comment on function public.withdraw_posts is
  'Their source no longer has these posts: withdraws them and their events. A post that comes again is read again.';

-- What events have of their post follows it: picture, link, day of posting and account.
create function private.update_events_of_posts() returns trigger
language plpgsql set search_path = '' as $$
declare v_posts uuid[];
begin
  select array_agg(n.id) into v_posts
  from new_rows n join old_rows o using (id)
  where (n.url, n.image_url, n.posted_at, n.account_handle, n.account_name)
    is distinct from (o.url, o.image_url, o.posted_at, o.account_handle, o.account_name);
  if v_posts is null then return null; end if;
  perform private.lock_events(array(select e.id from public.events e where e.post_id = any (v_posts)));
  with changed as (
    select e.id, o.url as old_url, o.image_url as old_image, p.url, p.image_url, p.posted_at,
      case when (p.account_handle, p.account_name) is distinct from (o.account_handle, o.account_name)
        then private.organisers_of(p, e.named_organisers) end as organisers
    from public.posts p join old_rows o using (id) join public.events e on e.post_id = p.id
    where p.id = any (v_posts)
  ), copies as (
    -- What differs from the copy is the event's own: corrected, or stated for it alone.
    select e.id, c.posted_at,
      case when e.url is not distinct from c.old_url then c.url else e.url end as url,
      case when e.image_url is not distinct from c.old_image
        or e.image_url = e.filled ->> 'image_url' and c.image_url is not null then c.image_url
        else e.image_url end as image_url,
      case when c.organisers is null
        or e.read_facts ? 'organisers' and e.read_facts -> 'organisers' <> to_jsonb(e.organisers) then e.organisers
        else c.organisers end as organisers,
      case when e.read_facts = '{}' then e.read_facts else e.read_facts || jsonb_build_object(
        'url', case when e.read_facts ->> 'url' is not distinct from c.old_url then c.url
          else e.read_facts ->> 'url' end,
        'image_url', case when e.read_facts ->> 'image_url' is not distinct from c.old_image then c.image_url
          else e.read_facts ->> 'image_url' end,
        'organisers', coalesce(to_jsonb(c.organisers), e.read_facts -> 'organisers')) end as read_facts
    from changed c join public.events e using (id)
  )
  update public.events e set
    url = c.url, image_url = c.image_url, posted_at = c.posted_at, organisers = c.organisers,
    read_facts = c.read_facts
  from copies c
  where e.id = c.id and (e.url, e.image_url, e.posted_at, e.organisers, e.read_facts)
    is distinct from (c.url, c.image_url, c.posted_at, c.organisers, c.read_facts);
  return null;
end $$;

-- An event that was hidden or shown by itself stays so.
create function private.hide_events_of_posts() returns trigger
language plpgsql set search_path = '' as $$
begin
  if exists (select from new_rows n join old_rows o using (id) where n.hidden_at is distinct from o.hidden_at) then
    update public.events e set hidden_at = n.hidden_at
    from new_rows n join old_rows o using (id)
    where e.post_id = n.id and n.hidden_at is distinct from o.hidden_at and e.hidden_at is not distinct from o.hidden_at;
  end if;
  return null;
end $$;

-- Hiding events goes alone, so it does not wait with a lock on their posts.
create trigger posts_go_alone before update of hidden_at on public.posts
  for each statement execute function private.take_turn('alone');

create trigger posts_update_events after update on public.posts
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.update_events_of_posts();
create trigger posts_hide_events after update on public.posts
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.hide_events_of_posts();

revoke all on function private.withdraw_events(timestamptz, uuid[]), private.update_events_of_posts(),
  private.hide_events_of_posts()
  from public, anon, authenticated;
grant execute on function private.withdraw_events(timestamptz, uuid[]) to service_role;
select private.service_only('withdraw_posts');
