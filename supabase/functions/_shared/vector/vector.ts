/**
 * Exact cosine search in memory. Codes of one byte per dimension rule out nearly all vectors;
 * float32 and float64 decide the rest (vector/certify.ts). Ties go to the vector added first.
 * Vectors are stored as float32. Does not include persistence, approximate search or metadata.
 */
import { createRanking, nearest, type Search } from "./certify.ts";
import { type Backend, bestBackend } from "./kernels.ts";
import { createStore, type Store } from "./store.ts";

/** A search result; `score` is the cosine with the query, rounded to float32. */
export interface Hit {
  id: string;
  score: number;
}

/** Vectors per kernel call. V8 replaces slow code by optimised code only between calls. */
const SLICE = 4096;

/**
 * An index of vectors by id.
 *
 * ```ts
 * const index = new VectorIndex(3);
 * index.add("a", [1, 0, 0]);
 * index.add("b", [0, 1, 0]);
 * index.search([1, 1, 0.5], 1); // [{ id: "a", score: 0.666… }]
 * ```
 */
export class VectorIndex {
  #store: Store;
  #ids: string[] = [];
  /** Insertion order of each vector, because positions change. */
  #order: number[] = [];
  #added = 0;
  #position = new Map<string, number>();
  #found = createRanking();

  /**
   * @param dimensions of every vector and query
   * @param backend for tests and measurements; default: the fastest
   * @throws {RangeError} if dimensions is not a positive integer
   */
  constructor(readonly dimensions: number, readonly backend: Backend = bestBackend()) {
    if (!Number.isInteger(dimensions) || dimensions < 1) {
      throw new RangeError(
        `Cannot make an index as dimensions must be a positive integer: current value is ${dimensions}`,
      );
    }
    this.#store = createStore(dimensions, backend);
  }

  get size(): number {
    return this.#ids.length;
  }

  /** A copy of the vector, scaled to length 1 (a zero vector stays zero). */
  get(id: string): Float32Array | undefined {
    const position = this.#position.get(id);
    if (position === undefined) return undefined;
    const { f32, f64, at, stride } = this.#store;
    const start = (at.vectors >> 2) + position * stride;
    const norm = f64[(at.norms >> 3) + position]! || 1;
    const vector = f32.slice(start, start + this.dimensions);
    for (let i = 0; i < vector.length; i++) vector[i]! /= norm;
    return vector;
  }

  /**
   * Adds or replaces a vector.
   *
   * @throws {RangeError} for a wrong dimension or a value that is not finite.
   */
  add(id: string, vector: ArrayLike<number>): void {
    const store = this.#store;
    store.stage(vector);
    const position = this.#position.get(id) ?? store.count;
    if (position < store.count) return store.copy(store.count, position);
    this.#position.set(id, position);
    this.#ids.push(id);
    this.#order.push(this.#added++);
    store.count++;
  }

  /**
   * Removes a vector and returns whether it was there. The insertion order of the others, which
   * decides ties, stays.
   */
  remove(id: string): boolean {
    const position = this.#position.get(id);
    if (position === undefined) return false;
    const last = this.size - 1;
    this.#store.copy(last, position);
    this.#store.count = last;
    this.#ids[position] = this.#ids[last]!;
    this.#order[position] = this.#order[last]!;
    this.#position.set(this.#ids[position]!, position);
    this.#position.delete(id);
    this.#ids.pop();
    this.#order.pop();
    return true;
  }

  /** Makes room for this many vectors at once; single additions make the store grow in steps. */
  reserve(vectors: number): void {
    this.#store.reserve(vectors);
  }

  /**
   * The k nearest vectors, best first, among those with `allows(id)` true. `allows` is called for
   * candidates only, in any order.
   *
   * @throws {RangeError} for a negative k, a wrong dimension or a value that is not finite.
   */
  search(query: ArrayLike<number>, k: number, allows?: (id: string) => boolean): Hit[] {
    if (!(k >= 0)) {
      throw new RangeError(`Cannot search as k must be 0 or more: current value is ${k}`);
    }
    const ids = this.#ids;
    const search: Search = {
      k: Math.min(Math.floor(k), this.size),
      allows: allows && ((position) => allows(ids[position]!)),
      order: this.#order,
    };
    this.#store.setQuery(query);
    this.#scan();
    nearest(this.#store, search, this.#found);
    return this.#hits();
  }

  /** Computes the bounds of the query with all vectors. */
  #scan() {
    const { at, kernels, stride, f32, u32, count } = this.#store;
    for (let start = 0; start < count; start += SLICE) {
      kernels.bounds(
        at.queryCodes,
        u32[at.querySum >> 2]! | 0,
        f32[at.queryStep >> 2]!,
        f32[at.queryError >> 2]!,
        at.codes + start * stride,
        Math.min(SLICE, count - start),
        stride,
        at.steps + 4 * start,
        at.errors + 4 * start,
        at.bounds + 4 * start,
      );
    }
  }

  #hits(): Hit[] {
    const { count, positions, scores } = this.#found;
    const hits = new Array<Hit>(count);
    for (let i = 0; i < count; i++) {
      hits[i] = { id: this.#ids[positions[i]!]!, score: scores[i]! };
    }
    return hits;
  }
}
