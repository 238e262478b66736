/** Two layers of answers: the isolate's memory, and a table that all isolates share. */
import type { Db } from "../_shared/edge/db/client.ts";
import { keepSearch, readSearch } from "../_shared/edge/db/search.ts";
import { inBackground } from "../_shared/edge/run/background.ts";
import { type Bounds, cacheKeyOf, type SearchBody } from "../_shared/search/answer.ts";
import type { Query } from "../_shared/search/query.ts";
import { DAY_MS } from "../_shared/time/units.ts";
import { remember } from "./caches.ts";

/** `bypass`: the table could not be read. */
export type CacheStatus = "hit_memory" | "hit_table" | "miss" | "bypass";

export interface CacheDeps {
  db: Db;
  model: string;
  answers: Map<string, SearchBody>;
}

const KEPT_MS = DAY_MS;

/** The body of a query, made only if neither layer has one of this version of the catalogue. */
export async function cached(
  query: Query,
  bounds: Omit<Bounds, "model">,
  version: string,
  make: () => Promise<SearchBody>,
  now: Date,
  { db, model, answers }: CacheDeps,
): Promise<{ body: SearchBody; status: CacheStatus }> {
  const key = await cacheKeyOf(query, { ...bounds, model });
  const inMemory = `${version} ${key}`;
  const known = answers.get(inMemory);
  if (known) {
    remember(answers, inMemory, known);
    return { body: known, status: "hit_memory" };
  }
  const { kept, isDown } = await readSearch(db, key, version, now).then(
    (kept) => ({ kept: kept as SearchBody | null, isDown: false }),
    (error) => {
      console.error(error);
      return { kept: null, isDown: true };
    },
  );
  const body = kept ?? await make();
  remember(answers, inMemory, body);
  if (kept) return { body, status: "hit_table" };
  if (isDown) return { body, status: "bypass" };
  inBackground(keepSearch(db, key, version, body, new Date(now.getTime() + KEPT_MS)));
  return { body, status: "miss" };
}
