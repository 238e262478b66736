/** Rows of the catalogue for tests. */
import type { CatalogueRow, SentRow } from "../edge/db/ranking.ts";
import type { Event } from "./event.ts";

export const NOW = new Date("2025-08-20T09:00:00Z");

/** An event without a vector: vectors come as bytes, which the tests over HTTP go through. */
export function rowOf(id: string, starts: Date, changes: Partial<Event> = {}): CatalogueRow {
  return {
    event: {
      id,
      title: id,
      summary: null,
      starts_at: starts.toISOString(),
      ends_at: null,
      is_all_day: false,
      location: null,
      is_online: false,
      category: null,
      organisers: [],
      url: null,
      image_url: null,
      ...changes,
    },
    posted_at: NOW.toISOString(),
    embedded_at: null,
  };
}

/** The row as the database sends it. */
export function sentRow({ event, posted_at, embedded_at }: CatalogueRow): SentRow {
  const { id, title, summary, starts_at, ends_at, is_all_day, location } = event;
  const { is_online, category, organisers, url, image_url } = event;
  return [
    id,
    title,
    summary,
    starts_at,
    ends_at,
    is_all_day,
    location,
    is_online,
    category,
    organisers,
    url,
    image_url,
    posted_at,
    embedded_at,
  ];
}
