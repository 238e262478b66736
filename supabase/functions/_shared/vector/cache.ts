/** Vectors of past events by id, the ones used last: members share their history. Pure. */

/** 2,000 vectors of 512 numbers are 4 MB. */
const MOST = 2000;

export interface VectorCache {
  get(id: string): Float32Array | undefined;
  set(id: string, vector: Float32Array): void;
  /** Of an event that changed: its text, and so its vector, may be another. */
  delete(id: string): void;
  readonly size: number;
}

export function createVectorCache(most: number = MOST): VectorCache {
  // A Map lists what was put in first, first.
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
