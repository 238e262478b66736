-- Stand-in for pg_cron: the same signatures and tables. dev/stack/cron.ts runs the jobs.

create schema if not exists cron;

create table if not exists cron.job (
  jobid bigint generated always as identity primary key,
  schedule text not null,
  command text not null,
  nodename text not null default 'localhost',
  nodeport integer not null default 5432,
  database text not null default current_database(),
  username text not null default current_user,
  active boolean not null default true,
  jobname text,
  unique (jobname, username)
);

create table if not exists cron.job_run_details (
  jobid bigint,
  runid bigint generated always as identity primary key,
  job_pid integer,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);

create or replace function cron.schedule(job_name text, schedule text, command text)
returns bigint
language plpgsql
set search_path = ''
as $$
declare id bigint;
begin
  -- Checks only the shape; dev/stack/cron.ts parses the fields and reports invalid ones.
  if schedule !~ '^\s*(\S+(\s+\S+){4}|([1-9]|[1-5][0-9])\s+seconds?)\s*$' then
    raise exception 'invalid schedule: %', schedule
      using hint = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
  end if;
  insert into cron.job (schedule, command, jobname)
  values (schedule.schedule, schedule.command, schedule.job_name)
  on conflict on constraint job_jobname_username_key
    do update set schedule = excluded.schedule, command = excluded.command
  returning jobid into id;
  return id;
end $$;

create or replace function cron.schedule(schedule text, command text)
returns bigint
language sql
set search_path = ''
as $$ select cron.schedule(null, schedule.schedule, schedule.command) $$;

create or replace function cron.unschedule(job_name text)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  delete from cron.job where jobname = unschedule.job_name and username = current_user;
  if not found then
    raise exception 'could not find valid entry for job ''%''', job_name;
  end if;
  return true;
end $$;

create or replace function cron.unschedule(job_id bigint)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  delete from cron.job where jobid = unschedule.job_id;
  if not found then
    raise exception 'could not find valid entry for job ''%''', job_id;
  end if;
  return true;
end $$;

revoke all on all functions in schema cron from public;
