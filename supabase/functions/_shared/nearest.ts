/** Upcoming events nearest to a vector, looked for wherever that is best. */
import type { Catalogue } from "./catalogue.ts";
import type { Db } from "./db/client.ts";
import { nearestInDatabase } from "./db/nearest.ts";
import { type Event, isUpcoming } from "./event.ts";
import type { Hit } from "./vector.ts";
import { placeToSearch } from "./vector/place.ts";

export interface NearestRequest {
  query: ArrayLike<number>;
  /** How many at most. */
  k: number;
  now: Date;
  exclude?: ReadonlySet<string>;
  categories?: readonly string[];
  /** Only events that start in [from, to). */
  from?: Date;
  to?: Date;
}

/**
 * The nearest events and their cosines, best first, the same from memory and from the database (which
 * compares half floats first, so it may swap what differs by less than they resolve).
 *
 * @throws {RangeError} for a query of wrong dimension or that is not finite
 * @throws {DbError}
 */
export async function nearestEvents(
  db: Db,
  model: string,
  catalogue: Catalogue,
  request: NearestRequest,
): Promise<Hit[]> {
  const place = placeToSearch({
    vectors: catalogue.index.size,
    dimensions: catalogue.index.dimensions,
    isLoaded: catalogue.isLoaded,
    queries: 1,
  });
  return place === "memory"
    ? nearestInMemory(catalogue, request)
    : await nearestInDatabase(db, model, request);
}

/** As `nearest_events` filters. */
export function nearestInMemory({ index, event }: Catalogue, request: NearestRequest): Hit[] {
  return index.searchWithFilter(request.query, request.k, (id) => {
    const facts = event(id);
    return facts !== undefined && !request.exclude?.has(id) && isWanted(facts, request);
  });
}

function isWanted(event: Event, { now, categories, from, to }: NearestRequest): boolean {
  const start = Date.parse(event.starts_at);
  return isUpcoming(event, now) && start >= (from?.getTime() ?? -Infinity) &&
    start < (to?.getTime() ?? Infinity) &&
    (!categories || categories.some((category) => category === event.category));
}
