/**
 * Least-recently-used cache of vectors of past events, by id. Shared, because members have events
 * in common. Pure.
 */

/** Default size: 2,000 vectors of 512 numbers are 4 MB. */
const MOST = 2000;

/** The cache, as a map with a limit. */
export interface VectorCache {
  get(id: string): Float32Array | undefined;
  set(id: string, vector: Float32Array): void;
  /** For an event that changed, because its vector may have changed with its text. */
  delete(id: string): void;
  readonly size: number;
}

/** Creates a cache of at most `most` vectors. */
export function createVectorCache(most: number = MOST): VectorCache {
  // A Map keeps insertion order, so the first entry is the least recently used.
  const known = new Map<string, Float32Array>();
  return {
    get(id) {
      const vector = known.get(id);
      if (vector && known.delete(id)) known.set(id, vector);
      return vector;
    },
    set(id, vector) {
      known.delete(id);
      known.set(id, vector);
      if (known.size > most) known.delete(known.keys().next().value!);
    },
    delete: (id) => void known.delete(id),
    get size() {
      return known.size;
    },
  };
}
