/** Events for tests, as if they had been read from posts. */

/** What a test may say of an event and its post; the rest has a likely value. */
export interface EventRow {
  id: string;
  source_id: string;
  caption: string;
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
    source_id: id,
    caption: title,
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

/** The statement that adds these events, and its arguments. */
export function insertion(rows: Partial<EventRow>[]): [sql: string, args: [json: string]] {
  const sql = `
    insert into public.events (id, source, source_id, caption, posted_at, kind, title, starts_at,
      is_all_day, location, is_online, organisers, category, image_url, url, confidence,
      classified_hash, classified_by)
    select r.id, 'test', r.source_id, r.caption, r.posted_at, 'event', r.title, r.starts_at,
      r.is_all_day, r.location, r.is_online, r.organisers, r.category, r.image_url, r.url, 0.9,
      md5(r.caption), 'test'
    from jsonb_to_recordset($1::text::jsonb) as r (id uuid, source_id text, caption text,
      posted_at timestamptz, title text, starts_at timestamptz, is_all_day boolean, location text,
      is_online boolean, organisers text[], category text, image_url text, url text)`;
  return [sql, [JSON.stringify(rows.map(eventOf))]];
}
