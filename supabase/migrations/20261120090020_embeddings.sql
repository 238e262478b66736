-- Embeddings: a vector for each event, and which model the vectors are of.

create table public.event_embeddings (
  event_id uuid references public.events (id) on delete cascade,
  embedding extensions.halfvec(512) not null,
  model text not null,
  text_hash text not null,
  updated_at timestamptz not null default now(),
  primary key (event_id) include (model, text_hash)
);
comment on table public.event_embeddings is 'One vector for each event. Only vectors of the same model are compared; the service alone reads them.';
comment on column public.event_embeddings.model is
  'Provider, model and the dimensions that it answers, e.g. openai/text-embedding-3-small@512. Longer vectors are cut, shorter ones padded.';
comment on column public.event_embeddings.text_hash is 'text_hash of the event when it was embedded; differs: to be embedded again.';

create index event_embeddings_updated on public.event_embeddings (updated_at);

create trigger event_embeddings_touch before update on public.event_embeddings
  for each row execute function private.touch_updated_at();

alter table public.event_embeddings enable row level security;
revoke all on public.event_embeddings from anon, authenticated, service_role;
grant select, insert, update, delete on public.event_embeddings to service_role;

-- Some servers tell the size of their vectors only by their answer, or answer another size than they are
-- asked for: settings name such a model without its size, or with the size that is asked for.
create table public.embedding_models (
  asked text primary key,
  model text not null
);
comment on table public.embedding_models is 'The full name of a model for the name that follows from the settings; most names are full.';

alter table public.embedding_models enable row level security;
revoke all on public.embedding_models from anon, authenticated, service_role;
grant select, insert, update on public.embedding_models to service_role;

create function private.current_model(p_asked text) returns text
language sql stable set search_path = '' as $$
  select coalesce((select m.model from public.embedding_models m where m.asked = p_asked), p_asked)
$$;

-- Keeps what a server really answers; for complete_embeddings, which has locked the events. Warm functions
-- hold vectors of the model before: touching their events has them let go, so that vectors of two models
-- are never compared.
create function private.set_current_model(p_asked text, p_model text) returns void
language plpgsql set search_path = '' as $$
declare v_before text := private.current_model(p_asked);
begin
  if v_before = p_model then return; end if;
  insert into public.embedding_models as m (asked, model) values (p_asked, p_model)
    on conflict (asked) do update set model = excluded.model;
  update public.events e set embed_error = e.embed_error
  from public.event_embeddings x where x.event_id = e.id and x.model = v_before;
end $$;

revoke all on function private.current_model(text), private.set_current_model(text, text)
  from public, anon, authenticated;
grant execute on function private.current_model(text), private.set_current_model(text, text) to service_role;
