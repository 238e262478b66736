/**
 * Upcoming events nearest to a vector. A warm function searches its memory. A cold one queries the
 * database, because loading all vectors costs more than one search.
 */
import type { Catalogue } from "./catalogue.ts";
import type { Db } from "../db/client.ts";
import { type Near, nearestInDatabase, type NearestRequest } from "../db/nearest.ts";
import { passes } from "../../event/filters.ts";

/**
 * The nearest events, best first. Memory and database give the same order, except for differences
 * below a thousandth: memory holds vectors of one byte per dimension.
 *
 * @throws {RangeError} for a query of wrong dimension, or with a value that is not finite
 * @throws {DbError} if the database fails
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

/** The same search in the memory of a loaded catalogue. */
export function nearestInMemory({ index, event }: Catalogue, request: NearestRequest): Near[] {
  const { query, k, now } = request;
  const hits = index.search(query, k, (id) => {
    const facts = event(id);
    return facts !== undefined && passes(facts, request, now);
  });
  return hits.map(({ id, score }) => ({ event: event(id)!, score }));
}
