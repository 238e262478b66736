/**
 * Where to search: in the memory of the function, or in the database (`nearest_events`, pgvector's
 * HNSW). docs/vector-index.md has the measurements behind the limits.
 */
import { strideOf } from "./kernel.ts";

export type Place = "memory" | "database";

/** Half of the 256 MB that a function may use: the rest of it needs memory too. */
export const MEMORY_BYTES = 128 * 2 ** 20;

/** As many queries cost the database as much as loading the index costs a function. */
export const QUERIES_WORTH_LOADING = 20;

/** What an index takes: five bytes a dimension, and (measured) the id and the numbers beside them. */
export function indexBytes(vectors: number, dimensions: number): number {
  return vectors * (5 * strideOf(dimensions) + 680);
}

export interface Situation {
  /** How many vectors there are to search. */
  vectors: number;
  dimensions: number;
  /** Whether the index is in memory already. */
  isLoaded: boolean;
  /** How many queries there are to come, in this call. */
  queries: number;
}

export function placeToSearch({ vectors, dimensions, isLoaded, queries }: Situation): Place {
  if (isLoaded) return "memory";
  if (indexBytes(vectors, dimensions) > MEMORY_BYTES) return "database";
  return queries < QUERIES_WORTH_LOADING ? "database" : "memory";
}
