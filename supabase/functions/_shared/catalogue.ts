/**
 * Upcoming events with their vectors, kept warm in the memory of a function between its calls: the
 * first call loads them (facts as JSON, vectors as one binary blob), later ones ask for what changed.
 */
import { DIMENSIONS } from "./ai.ts";
import type { Db } from "./db/client.ts";
import { type CatalogueRow, eventVectors, upcomingEvents } from "./db/ranking.ts";
import type { Candidate } from "./ranking/types.ts";
import { VectorIndex } from "./vector.ts";

/** Rows that are deleted leave no trace to ask for, so now and then everything is loaded anew. */
const RELOAD_AFTER_MS = 10 * 60_000;

export interface Catalogue {
  /** Brings the catalogue up to date; calls under way at once share one refresh. */
  refresh(db: Db, now: Date): Promise<void>;
  /** Grows whenever a refresh changed anything. */
  readonly version: number;
  readonly index: VectorIndex;
  /** By start. */
  candidates(): Candidate[];
}

/** A catalogue of the events embedded by `model`; empty until refreshed. */
export function createCatalogue(model: string): Catalogue {
  const rows = new Map<string, CatalogueRow>();
  const index = new VectorIndex(DIMENSIONS);
  let since: string | null = null;
  let loadedAt = -Infinity;
  let version = 0;
  let running: Promise<void> | null = null;

  async function load(db: Db, now: Date): Promise<void> {
    const isFull = performance.now() - loadedAt > RELOAD_AFTER_MS;
    const changes = await upcomingEvents(db, now, model, isFull ? null : since);
    const stale = changes.events
      .filter(({ event, embedded_at }) =>
        embedded_at !== null && embedded_at !== rows.get(event.id)?.embedded_at
      )
      .map(({ event }) => event.id);
    const vectors = stale.length > 0 ? await eventVectors(db, model, stale) : null;
    // From here on nothing waits, so no reader ever sees half a refresh.
    if (isFull) {
      const present = new Set(changes.events.map(({ event }) => event.id));
      changes.gone = [...rows.keys()].filter((id) => !present.has(id));
      loadedAt = performance.now();
    }
    if (forget(changes.gone) + update(changes.events) > 0) version++;
    if (vectors) index.addBlob(vectors);
    since = changes.watermark ?? since;
  }

  function forget(ids: string[]): number {
    return ids.filter((id) => {
      index.remove(id);
      return rows.delete(id);
    }).length;
  }

  function update(events: CatalogueRow[]): number {
    return events.filter((row) => {
      const known = rows.get(row.event.id);
      if (known && JSON.stringify(known) === JSON.stringify(row)) return false;
      if (row.embedded_at === null) index.remove(row.event.id);
      rows.set(row.event.id, row);
      return true;
    }).length;
  }

  return {
    index,
    get version() {
      return version;
    },
    refresh: (db, now) => running ??= load(db, now).finally(() => running = null),
    candidates: () =>
      [...rows.values()]
        .sort((a, b) => Date.parse(a.event.starts_at) - Date.parse(b.event.starts_at))
        .map(({ event, posted_at }) => ({ event, posted_at, vector: index.get(event.id) })),
  };
}
