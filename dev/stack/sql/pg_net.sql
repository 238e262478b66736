-- Stand-in for pg_net: a call returns its request id at once; dev/stack/net.ts sends queued requests.

create schema if not exists net;

create table if not exists net.http_request_queue (
  id bigint generated always as identity primary key,
  method text not null,
  url text not null,
  headers jsonb,
  body bytea,
  timeout_milliseconds integer not null
);

create table if not exists net._http_response (
  id bigint,
  status_code integer,
  content_type text,
  headers jsonb,
  content text,
  timed_out boolean,
  error_msg text,
  created timestamptz not null default now()
);
create index if not exists _http_response_created_idx on net._http_response (created);

create or replace function net._encode_query(params jsonb)
returns text
language sql
immutable
set search_path = ''
as $$
  -- Encodes every byte as %XX: longer than necessary, but always valid.
  select coalesce(string_agg(
    regexp_replace(encode(convert_to(key, 'UTF8'), 'hex'), '(..)', '%\1', 'g') || '=' ||
    regexp_replace(encode(convert_to(value, 'UTF8'), 'hex'), '(..)', '%\1', 'g'), '&'), '')
  from jsonb_each_text(params)
$$;

create or replace function net.http_post(
  url text,
  body jsonb default '{}',
  params jsonb default '{}',
  headers jsonb default '{"Content-Type": "application/json"}',
  timeout_milliseconds integer default 5000
)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
  query text := net._encode_query(params);
  request_id bigint;
begin
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values (
    'POST',
    http_post.url ||
      case when query = '' then '' when strpos(http_post.url, '?') > 0 then '&' else '?' end ||
      query,
    '{"Content-Type": "application/json"}' || http_post.headers,
    convert_to(http_post.body::text, 'UTF8'),
    http_post.timeout_milliseconds
  )
  returning id into request_id;
  return request_id;
end $$;

revoke all on all functions in schema net from public;
