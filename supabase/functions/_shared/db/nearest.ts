/** Search by vector in the database. */
import type { NearestRequest } from "../nearest.ts";
import type { Hit } from "../vector.ts";
import { type Db, rpc } from "./client.ts";

export function nearestInDatabase(
  db: Db,
  model: string,
  { query, k, now, exclude, categories, from, to }: NearestRequest,
): Promise<Hit[]> {
  return rpc(db, "nearest_events", {
    p_query: Array.from(query),
    p_model: model,
    p_now: now,
    p_limit: k,
    p_exclude: [...exclude ?? []],
    p_categories: categories && [...categories],
    p_from: from,
    p_to: to,
  });
}
