/** Search by vector in the database. */
import type { Event } from "../../event/event.ts";
import type { Filters } from "../../event/filters.ts";
import type { Levels } from "../../ranking/likeness.ts";
import { type Db, rpc } from "./client.ts";

export interface NearestRequest extends Filters {
  query: ArrayLike<number>;
  /** How many at most. */
  k: number;
  now: Date;
}

/** An event and its cosine to the query. */
export interface Near {
  event: Event;
  score: number;
}

export function nearestInDatabase(
  db: Db,
  model: string,
  { query, k, now, exclude, categories, from, to }: NearestRequest,
): Promise<Near[]> {
  return rpc(db, "nearest_events", {
    p_query: Array.from(query),
    p_model: model,
    p_now: now,
    p_limit: k,
    p_exclude: [...exclude ?? []],
    p_categories: categories && [...categories],
    p_from: from === undefined ? null : new Date(from),
    p_to: to === undefined ? null : new Date(to),
  });
}

/** How close the latest hundred events of a model are to each other. */
export function cosineLevels(db: Db, model: string): Promise<Levels> {
  return rpc(db, "cosine_levels", { p_model: model });
}
