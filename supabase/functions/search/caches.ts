/** Values that a warm function keeps between calls of search. */
import { createSearchIndex, type SearchIndex } from "../_shared/edge/catalogue/search_index.ts";
import { createLimit, type Limit } from "../_shared/edge/http/limit.ts";
import type { SearchBody } from "../_shared/search/answer.ts";
import { createTastes, type Tastes } from "./taste.ts";

export interface Caches {
  index: SearchIndex;
  limit: Limit;
  /** Bodies by key and version, the latest used last. */
  answers: Map<string, SearchBody>;
  vectors: Map<string, Float32Array>;
  tastes: Tastes;
}

export function createCaches(timeZone: string): Caches {
  return {
    index: createSearchIndex(timeZone),
    limit: createLimit(),
    answers: new Map(),
    vectors: new Map(),
    tastes: createTastes(),
  };
}

/** A body has about 20 kB. */
const MOST = 200;

/** Keeps a value, and drops the one that was not used for longest. */
export function remember<T>(known: Map<string, T>, key: string, value: T): void {
  known.delete(key);
  known.set(key, value);
  if (known.size > MOST) known.delete(known.keys().next().value!);
}
