/** Events for tests, as if they had been read from posts. */

/** What a test may say of an event and its post; the rest has a likely value. */
export interface EventRow {
  id: string;
  external_id: string;
  text: string;
  posted_at: string;
  title: string;
  starts_at: string | null;
  is_all_day: boolean;
  location: string | null;
  is_online: boolean;
  organisers: string[];
  category: string | null;
  image_url: string | null;
  url: string | null;
}

export function eventOf(row: Partial<EventRow>): EventRow {
  const { id = crypto.randomUUID(), title = "Chess night" } = row;
  return {
    id,
    external_id: id,
    text: title,
    posted_at: "2025-01-01T00:00:00Z",
    title,
    starts_at: null,
    is_all_day: false,
    location: null,
    is_online: false,
    organisers: [],
    category: null,
    image_url: null,
    url: null,
    ...row,
  };
}

/** The statement that adds these events with their posts, and its arguments. */
export function insertion(rows: Partial<EventRow>[]): [sql: string, args: [json: string]] {
  const sql = `
    with r as (
      select * from jsonb_to_recordset($1::text::jsonb) as r (id uuid, external_id text, text text,
        posted_at timestamptz, title text, starts_at timestamptz, is_all_day boolean, location text,
        is_online boolean, organisers text[], category text, image_url text, url text)
    ), posts as (
      insert into public.posts (id, source, external_id, text, posted_at, image_url, url, kind,
        confidence, read_hash, read_by)
      select id, 'test', external_id, text, posted_at, image_url, url, 'event', 0.9, md5(text), 'test'
      from r
    )
    insert into public.events (id, post_id, excerpt, posted_at, title, starts_at, is_all_day,
      location, is_online, organisers, category, image_url, url, confidence)
    select id, id, text, posted_at, title, starts_at, is_all_day, location, is_online, organisers,
      category, image_url, url, 0.9
    from r`;
  return [sql, [JSON.stringify(rows.map(eventOf))]];
}
