/**
 * Upcoming events with their vectors, kept warm in the memory of a function between its calls: the
 * first call loads them (facts as JSON, vectors as one binary blob), later ones ask for what changed.
 */
import { DIMENSIONS } from "../../vector/dimensions.ts";
import type { Db } from "../db/client.ts";
import { type CatalogueRow, eventVectors, type Moment, upcomingEvents } from "../db/ranking.ts";
import { type Event, isUpcoming } from "../../event/event.ts";
import type { Candidate } from "../../ranking/types.ts";
import { VectorIndex } from "../../vector/vector.ts";
import { decodeVectors } from "../../vector/blob.ts";

export interface Catalogue {
  /** Brings the catalogue up to date; calls under way at once share one refresh. */
  refresh(db: Db, now: Date): Promise<void>;
  /** Grows whenever a refresh changed anything. */
  readonly version: number;
  readonly index: VectorIndex;
  readonly isLoaded: boolean;
  event(id: string): Event | undefined;
  /** By start. */
  candidates(): Candidate[];
}

/**
 * A catalogue of the events embedded by `model`; empty until refreshed. `changed` is told of events, past
 * ones too, that changed since the call before.
 */
export function createCatalogue(
  model: string,
  changed: (ids: string[]) => void = () => {},
): Catalogue {
  const rows = new Map<string, CatalogueRow>();
  const index = new VectorIndex(DIMENSIONS);
  let since: Moment | null = null;
  let version = 0;
  let running: Promise<void> | null = null;

  /** Rows that are deleted leave no trace to ask for: only the number of rows tells. */
  async function update(db: Db, now: Date): Promise<void> {
    const isFull = since === null;
    const count = await load(db, now);
    if (rows.size === count || isFull) return;
    since = null;
    await load(db, now);
  }

  /** How many rows there should be now. */
  async function load(db: Db, now: Date): Promise<number> {
    const changes = await upcomingEvents(db, now, model, since);
    const stale = changes.events
      .filter(({ event, embedded_at }) =>
        embedded_at !== null && embedded_at !== rows.get(event.id)?.embedded_at
      )
      .map(({ event }) => event.id);
    const vectors = stale.length > 0 ? await eventVectors(db, model, stale) : null;
    // From here on nothing waits, so no reader ever sees half a refresh.
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
