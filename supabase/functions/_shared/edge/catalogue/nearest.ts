/**
 * Upcoming events nearest to a vector. A warm function looks in its memory; a cold one asks the
 * database, as loading all vectors costs more than one search.
 */
import type { Catalogue } from "./catalogue.ts";
import type { Db } from "../db/client.ts";
import { type Near, nearestInDatabase, type NearestRequest } from "../db/nearest.ts";
import { passes } from "../../event/filters.ts";

/**
 * The nearest events, best first, the same from memory and from the database but for what differs by
 * less than memory resolves, a thousandth: it holds vectors of a byte a dimension.
 *
 * @throws {RangeError} for a query of wrong dimension or that is not finite
 * @throws {DbError}
 */
export async function nearestEvents(
  db: Db,
  model: string,
  catalogue: Catalogue,
  request: NearestRequest,
): Promise<Near[]> {
  if (!catalogue.isLoaded) return await nearestInDatabase(db, model, request);
  await catalogue.refresh(db, request.now);
  return nearestInMemory(catalogue, request);
}

export function nearestInMemory({ index, event }: Catalogue, request: NearestRequest): Near[] {
  const { query, k, now } = request;
  const hits = index.search(query, k, (id) => {
    const facts = event(id);
    return facts !== undefined && passes(facts, request, now);
  });
  return hits.map(({ id, score }) => ({ event: event(id)!, score }));
}
