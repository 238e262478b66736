/** A small catalogue for tests: events with a text each. */
import type { Event } from "../event/event.ts";
import { type Corpus, corpusOf } from "./corpus.ts";
import { documentOf, type Searchable } from "./document.ts";
import { type ParseOptions, parseQuery } from "./query.ts";
import { search, type SearchOptions } from "./search.ts";

/** Wednesday 11 March 2026, 9:30 am in Melbourne. */
export const LOCAL_NOW = { date: "2026-03-11", time: "09:30" };
const ZONE = "Australia/Melbourne";

export function searchable(id: string, caption: string, event: Partial<Event> = {}): Searchable {
  const title = event.title ?? caption.split(/[.,!]/)[0]!;
  return {
    caption,
    event: {
      id,
      title,
      summary: null,
      starts_at: "2026-03-14T18:00:00+11:00",
      ends_at: null,
      is_all_day: false,
      location: null,
      is_online: false,
      category: null,
      organisers: [],
      url: null,
      image_url: null,
      ...event,
    },
  };
}

export function corpusFor(events: readonly Searchable[]): Corpus {
  return corpusOf(events.map((one) => documentOf(one, ZONE)));
}

/** Ids of the events that a query finds. */
export function find(
  text: string,
  corpus: Corpus,
  options: Partial<SearchOptions & ParseOptions> = {},
): { primary: string[]; nearby: string[]; relaxed: string[] } {
  const query = parseQuery(text, { now: LOCAL_NOW, corpus, ...options });
  const { primary, nearby, relaxed } = search(query, corpus, { limit: 10, ...options });
  const idsOf = (hits: typeof primary) => hits.map(({ document }) => document.event.id);
  return { primary: idsOf(primary), nearby: idsOf(nearby), relaxed };
}
