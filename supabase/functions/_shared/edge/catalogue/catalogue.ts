/**
 * Upcoming events with their vectors, cached in a function's memory between calls. The first call
 * loads all (facts as JSON, vectors as one binary blob); later calls load changes.
 */
import { DIMENSIONS } from "../../vector/dimensions.ts";
import type { Db } from "../db/client.ts";
import { type CatalogueRow, eventVectors, type Moment, upcomingEvents } from "../db/ranking.ts";
import { type Event, isUpcoming } from "../../event/event.ts";
import type { Candidate } from "../../ranking/types.ts";
import { VectorIndex } from "../../vector/vector.ts";
import { decodeVectors } from "../../vector/blob.ts";

/** The cache of upcoming events. */
export interface Catalogue {
  /**
   * Loads changes. Concurrent calls share one refresh.
   *
   * @throws {DbError} if the database fails; the catalogue then stays as it was.
   */
  refresh(db: Db, now: Date): Promise<void>;
  /** Increases whenever a refresh changed anything. */
  readonly version: number;
  readonly index: VectorIndex;
  readonly isLoaded: boolean;
  event(id: string): Event | undefined;
  /** Candidates in order of their start. */
  candidates(): Candidate[];
}

/**
 * Creates a catalogue of the events embedded by `model`, empty until refreshed.
 *
 * @param changed receives the ids of events, past ones included, that changed since the previous call
 * @param before returns the instant before which events must start; null for no limit
 */
export function createCatalogue(
  model: string,
  changed: (ids: string[]) => void = () => {},
  before: (now: Date) => Date | null = () => null,
): Catalogue {
  const rows = new Map<string, CatalogueRow>();
  const index = new VectorIndex(DIMENSIONS);
  let since: Moment | null = null;
  let version = 0;
  let running: Promise<void> | null = null;

  /**
   * Updates the rows. Deletions cannot be fetched by watermark, so compares counts and reloads all
   * on a mismatch.
   */
  async function update(db: Db, now: Date): Promise<void> {
    const isFull = since === null;
    const count = await load(db, now);
    if (rows.size === count || isFull) return;
    since = null;
    await load(db, now);
  }

  /** Loads changes; returns the number of rows that the database has. */
  async function load(db: Db, now: Date): Promise<number> {
    const changes = await upcomingEvents(db, now, model, since, before(now));
    const stale = changes.events
      .filter(({ event, embedded_at }) =>
        embedded_at !== null && embedded_at !== rows.get(event.id)?.embedded_at
      )
      .map(({ event }) => event.id);
    const vectors = stale.length > 0 ? await eventVectors(db, model, stale) : null;
    // No await from here on, so that readers never see a partial refresh.
    const gone = since === null ? missingFrom(changes.events) : [...changes.gone, ...begun(now)];
    if (forget(gone) + take(changes.events) > 0) version++;
    if (vectors) hold(decodeVectors(vectors));
    if (since !== null) changed([...stale, ...changes.gone]);
    since = { watermark: changes.watermark, snapshot: changes.snapshot };
    return changes.upcoming;
  }

  function hold(vectors: ReadonlyMap<string, Float32Array>): void {
    index.reserve(vectors.size);
    for (const [id, vector] of vectors) index.add(id, vector);
  }

  function missingFrom(events: CatalogueRow[]): string[] {
    const present = new Set(events.map(({ event }) => event.id));
    return [...rows.keys()].filter((id) => !present.has(id));
  }

  function begun(now: Date): string[] {
    return [...rows.values()]
      .filter(({ event }) => !isUpcoming(event, now))
      .map(({ event }) => event.id);
  }

  function forget(ids: string[]): number {
    return ids.filter((id) => {
      index.remove(id);
      return rows.delete(id);
    }).length;
  }

  function take(events: CatalogueRow[]): number {
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
    get isLoaded() {
      return since !== null;
    },
    event: (id) => rows.get(id)?.event,
    get version() {
      return version;
    },
    refresh: (db, now) => running ??= update(db, now).finally(() => running = null),
    candidates: () =>
      [...rows.values()]
        .sort((a, b) => Date.parse(a.event.starts_at) - Date.parse(b.event.starts_at))
        .map(({ event, posted_at }) => ({ event, posted_at, vector: index.get(event.id) })),
  };
}
