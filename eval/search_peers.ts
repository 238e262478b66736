/** Peers in the same run over the same texts: Postgres full text search alone, and Orama. */
import { PGlite } from "@electric-sql/pglite";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { create, insert, search as searchOrama } from "@orama/orama";
import postgres from "postgres";
import { labelOf } from "../supabase/functions/_shared/event/event.ts";
import type { Searchable } from "../supabase/functions/_shared/search/document.ts";

/** Ids, best first. */
export type Peer = (query: string) => Promise<string[]>;

const textsOf = ({ event, caption }: Searchable) => ({
  title: event.title,
  organisers: event.organisers.join(", "),
  location: event.location ?? "",
  category: event.category ? labelOf(event.category) : "",
  summary: event.summary ?? "",
  caption,
});

/** BM25, any word, one typo a word. */
export async function orama(events: readonly Searchable[]): Promise<Peer> {
  const fields = ["title", "organisers", "location", "category", "summary", "caption"] as const;
  const schema = { key: "string", ...Object.fromEntries(fields.map((name) => [name, "string"])) };
  const index = create({ schema: schema as Record<string, "string"> });
  for (const one of events) await insert(index, { key: one.event.id, ...textsOf(one) });
  const boost = { title: 3, organisers: 2, location: 2, summary: 1.5 };
  return async (query) => {
    const properties = [...fields];
    const found = await searchOrama(index, {
      term: query,
      properties,
      boost,
      tolerance: 1,
      limit: 10,
    });
    return found.hits.map(({ document }) => String(document.key));
  };
}

const TABLE = `
  create extension if not exists unaccent;
  create temporary table searched (
    id text primary key, title text, organisers text, location text, category text, summary text, caption text);
`;
const FILL = `
  insert into searched select * from jsonb_to_recordset($1::jsonb) as
    r (id text, title text, organisers text, location text, category text, summary text, caption text)`;
/** Any word, weighted by field, ranked by cover density. */
const RANK = `
  select id from (
    select id, ts_rank_cd(
      setweight(to_tsvector('english', unaccent(title)), 'A') ||
      setweight(to_tsvector('english', unaccent(organisers || ' ' || location)), 'B') ||
      setweight(to_tsvector('english', unaccent(category || ' ' || summary)), 'C') ||
      setweight(to_tsvector('english', unaccent(caption)), 'D'),
      nullif(replace(plainto_tsquery('english', unaccent($1))::text, '&', '|'), '')::tsquery) as rank
    from searched) r
  where rank > 0 order by rank desc, id limit 10`;

/** @param url postgres://; the embedded database without it */
export async function fullText(
  events: readonly Searchable[],
  url?: string,
): Promise<{ ask: Peer; end: () => Promise<void> }> {
  const rows = JSON.stringify(events.map((one) => ({ id: one.event.id, ...textsOf(one) })));
  if (url) {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    await sql.unsafe(TABLE);
    await sql.unsafe(FILL, [rows]);
    const ask = async (query: string) => (await sql.unsafe(RANK, [query])).map(({ id }) => id);
    return { ask, end: () => sql.end() };
  }
  const database = await PGlite.create({ extensions: { unaccent } });
  await database.exec(TABLE);
  await database.query(FILL, [rows]);
  const ask = async (query: string) =>
    (await database.query<{ id: string }>(RANK, [query])).rows.map(({ id }) => id);
  return { ask, end: () => database.close() };
}
