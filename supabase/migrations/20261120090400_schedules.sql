-- Schedules, the only place they stand. pg_cron calls each stage through pg_net with the key from Vault:
--   select vault.create_secret('https://PROJECT.supabase.co', 'project_url');
--   select vault.create_secret('sb_secret_...', 'cron_key');
-- Where the extensions are missing nothing is scheduled; install them, then: select private.apply_schedules();

-- Queues one call of a stage. Answers the id of the request in net._http_response.
create function private.invoke_stage(p_stage text, p_timeout interval) returns bigint
language plpgsql set search_path = '' as $$
declare
  v_url text := (select decrypted_secret from vault.decrypted_secrets where name = 'project_url');
  v_key text := (select decrypted_secret from vault.decrypted_secrets where name = 'cron_key');
begin
  if v_url is null or v_key is null then
    raise exception 'Cannot call % as the Vault secret % is missing', p_stage,
        case when v_url is null then 'project_url' else 'cron_key' end
      using hint = 'select vault.create_secret(value, name)';
  end if;
  return net.http_post(
    url := rtrim(v_url, '/') || '/functions/v1/' || p_stage,
    body := '{}'::jsonb,
    headers := jsonb_build_object('Content-Type', 'application/json', 'apikey', v_key),
    timeout_milliseconds := (extract(epoch from p_timeout) * 1000)::integer);
end $$;

-- A run that leaves work calls the next one as the schedule would: only the database knows the key. Never more
-- than three runs of a stage at a time, nor sixty in ten minutes. One that died counts as at work for a
-- while: where runs die, calling more of them mends nothing. False: not called.
create function public.call_next_run(p_now timestamptz, p_stage text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if p_stage is null or p_stage not in ('classify-events', 'embed-events', 'send-newsletters') then
    raise invalid_parameter_value using
      message = format('Cannot call %L as it is no stage that is scheduled', p_stage),
      hint = 'classify-events, embed-events or send-newsletters';
  end if;
  if to_regclass('net.http_request_queue') is null or to_regclass('vault.decrypted_secrets') is null then return false; end if;
  if 2 > (select count(*) from vault.decrypted_secrets where name in ('project_url', 'cron_key')) then return false; end if;
  if 3 <= (select count(*) from public.pipeline_runs r
           where r.stage = p_stage and r.finished_at is null and r.started_at > p_now - interval '7 minutes')
    or 60 <= (select count(*) from public.pipeline_runs r
              where r.stage = p_stage and r.started_at > p_now - interval '10 minutes') then return false; end if;
  perform private.invoke_stage(p_stage, interval '150 seconds');
  return true;
end $$;
comment on function public.call_next_run is 'Calls a stage again at once, for a run that leaves work. False: enough runs are at work, or nothing is scheduled here.';
select private.service_only('call_next_run');

-- Makes the jobs what this list says; may be run again at any time. Answers how many jobs there are.
-- Runs may overlap (a call returns before its stage is done): the stages claim their work in the database.
create function private.apply_schedules() returns integer
language plpgsql set search_path = '' as $$
declare v_count integer;
begin
  if to_regprocedure('cron.schedule(text, text, text)') is null
    or to_regclass('net.http_request_queue') is null or to_regclass('vault.decrypted_secrets') is null then
    raise notice 'Nothing is scheduled as pg_cron, pg_net or Vault is missing; install them, then: select private.apply_schedules();';
    return 0;
  end if;
  -- minutes in GMT; a stage runs a few minutes after the one it feeds on
  select count(cron.schedule(job, schedule, command)) into v_count
  from (values
    ('connect3: classify events', '*/10 * * * *', $cmd$select private.invoke_stage('classify-events', interval '150 seconds')$cmd$),
    ('connect3: embed events', '3-59/10 * * * *', $cmd$select private.invoke_stage('embed-events', interval '150 seconds')$cmd$),
    ('connect3: send newsletters', '6-59/10 * * * *', $cmd$select private.invoke_stage('send-newsletters', interval '150 seconds')$cmd$),
    ('connect3: count community', '9-59/15 * * * *', $cmd$do $job$
      -- Each portion is a transaction of its own; what is left after a minute and a half, the next run counts.
      declare v_end timestamptz := clock_timestamp() + interval '90 seconds';
      begin
        perform private.share_pairs();
        while private.refresh_community(clock_timestamp()) and clock_timestamp() < v_end loop commit; end loop;
      end $job$ $cmd$),
    ('connect3: prune logs', '17 3,4 * * *', $cmd$do $job$
      -- Each portion is a transaction of its own; where a minute and a half did not do, the next run goes on.
      declare v_end timestamptz := clock_timestamp() + interval '90 seconds';
      begin
        perform private.sweep_search(clock_timestamp());
        perform private.prune_runs(clock_timestamp());
        while private.prune_logs(clock_timestamp()) and clock_timestamp() < v_end loop commit; end loop;
      end $job$ $cmd$)
  ) as jobs (job, schedule, command);
  return v_count;
end $$;

revoke all on function private.invoke_stage(text, interval), private.apply_schedules()
  from public, anon, authenticated;

do $$
begin
  if exists (select from pg_available_extensions where name = 'pg_cron' and installed_version is null) then
    create extension if not exists pg_cron;
  end if;
  if exists (select from pg_available_extensions where name = 'pg_net' and installed_version is null) then
    create extension if not exists pg_net with schema extensions;
  end if;
exception when others then
  -- A database that may not have them (pg_cron lives in one database of a server) can still be migrated.
  raise notice 'Cannot install the scheduler: %', sqlerrm;
end $$;

select private.apply_schedules();

----------------------------------------------------------------------------------------------------
-- What an operator asks first

create function public.pipeline_status(p_now timestamptz) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'posts', (
      select jsonb_build_object(
        'total', count(*),
        'to_read', count(*) filter (where to_read and not given_up),
        'failed', count(*) filter (where to_read and given_up),
        'needs_review', count(*) filter (where needs_review),
        'withdrawn', count(*) filter (where withdrawn_at is not null),
        'by_kind', (select coalesce(jsonb_object_agg(kind, n), '{}') from (
          select kind, count(*) as n from public.posts where kind is not null group by kind) k))
      from (
        select p.*,
          p.read_hash is distinct from p.content_hash and p.withdrawn_at is null as to_read,
          p.read_attempts >= private.max_attempts() or p.read_not_before = 'infinity' as given_up
        from public.posts p) s),
    'events', (
      select jsonb_build_object(
        'total', count(*),
        'to_embed', count(*) filter (where to_embed and not given_up),
        'failed', count(*) filter (where to_embed and given_up),
        'needs_review', count(*) filter (where needs_review),
        'withdrawn', count(*) filter (where withdrawn_at is not null),
        'published', count(*) filter (where is_published),
        'upcoming', count(*) filter (where is_published and upcoming_until > p_now))
      from (
        select e.*,
          e.withdrawn_at is null and (x.event_id is null or x.text_hash <> e.text_hash) as to_embed,
          e.embed_attempts >= private.max_attempts() or e.embed_not_before = 'infinity' as given_up
        from public.events e left join public.event_embeddings x on x.event_id = e.id) s),
    'embedded', (select count(*) from public.event_embeddings),
    'mails', (
      select jsonb_object_agg(status, coalesce(n, 0))
      from unnest('{queued,sending,sent,bounced,failed,unknown,skipped,expired,cancelled}'::text[]) status
      left join (select m.status, count(*) as n from public.email_logs m group by m.status) m using (status)),
    'newsletters_paused', (
      select coalesce(jsonb_agg(n.frequency || ' ' || n.period order by n.period, n.frequency), '[]')
      from public.newsletters n where n.status = 'paused'),
    'sending', (
      select jsonb_build_object(
        'paused', s.paused_until > p_now,
        'until', case when s.paused_until > p_now and isfinite(s.paused_until) then s.paused_until end,
        'cause', case when s.paused_until > p_now then s.cause end,
        'detail', case when s.paused_until > p_now then s.detail end,
        'since', case when s.paused_until > p_now then s.since end,
        'probing', s.strikes > 0,
        'sent_24h', private.slots_taken(p_now),
        'oldest_queued', (select min(created_for) from public.email_logs where status = 'queued'),
        'suppressed', (select count(*) from public.suppressions where lifted_at is null),
        'suppressions_held', (select count(*) from public.suppressions where is_held),
        'complaints_7d', (select count(*) from public.email_logs m where m.complained_at > p_now - interval '7 days'),
        'members_left_out', (
          select count(*) from public.users u join public.suppressions x on x.address = lower(u.email)
          where x.lifted_at is null and u.newsletter_frequency <> 'off'))
      from public.sending_state s),
    'last_runs', (select coalesce(jsonb_object_agg(stage, run), '{}') from (
      select distinct on (stage) stage,
        jsonb_build_object('started_at', started_at, 'finished_at', finished_at, 'counts', counts, 'error', error) as run
      from public.pipeline_runs order by stage, started_at desc) r))
$$;
comment on function public.pipeline_status is 'The state of every stage in one answer. failed: given up until retry_posts or retry_embeddings.';

select private.service_only('pipeline_status');
