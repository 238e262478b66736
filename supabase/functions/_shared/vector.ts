/**
 * Exact cosine search in memory, as fast as the machine reads: codes of a byte a dimension rule out
 * nearly all vectors, float32 and float64 decide about the rest (vector/certify.ts). Ties go to the
 * vector added first. Vectors are kept as float32. Not here: persistence, approximate search,
 * metadata.
 */
import { createRanking, nearest, nearestAmong, type Search } from "./vector/certify.ts";
import { type Backend, bestBackend } from "./vector/kernels.ts";
import { findRecords, HEADER_BYTES, idsOf } from "./half.ts";
import { createStore, RECORDS, type Store } from "./vector/store.ts";

/** A vector found: its cosine with the query, rounded as float32 rounds. */
export interface Hit {
  id: string;
  score: number;
}

/** Vectors a call of a kernel: V8 replaces slow code by fast code between calls only. */
const SLICE = 4096;
/** Codes of more bytes than this come from memory rather than from the cache. */
const CACHE_BYTES = 8 << 20;
/** Bounds of a block of queries that are written, then read, within the second-level cache. */
const BLOCK_BYTES = 512 << 10;
/** Ids that are at most this part of all are looked at one by one. */
const FEW = 1 / 32;

export class VectorIndex {
  #store: Store;
  #ids: string[] = [];
  /** Insertion order of each, as positions change. */
  #order: number[] = [];
  #added = 0;
  #position = new Map<string, number>();
  #found = createRanking();

  /**
   * @param dimensions of every vector and query
   * @param backend for tests and measurements; the best by default
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

  has(id: string): boolean {
    return this.#position.has(id);
  }

  /** A copy of the vector, of length 1 (a zero vector stays zero). */
  get(id: string): Float32Array | undefined {
    const position = this.#position.get(id);
    if (position === undefined) return undefined;
    const { f32, f64, at, stride } = this.#store;
    const start = (at.vectors >> 2) + position * stride;
    const norm = f64[(at.norms >> 3) + position]! || 1;
    return f32.slice(start, start + this.dimensions).map((value) => value / norm);
  }

  /** Adds or replaces. @throws {RangeError} for a wrong dimension or a value that is not finite */
  add(id: string, vector: ArrayLike<number>): void {
    this.#store.stage(vector);
    this.#keep([id]);
  }

  addBatch(entries: Iterable<readonly [string, ArrayLike<number>]>): void {
    for (const [id, vector] of entries) this.add(id, vector);
  }

  /**
   * Adds or replaces what `event_vectors` answers, straight from its bytes.
   * @returns how many vectors there were
   * @throws {RangeError} for a blob cut off, a wrong dimension or a value that is not finite
   */
  addBlob(blob: ArrayBuffer): number {
    const bytes = new Uint8Array(blob);
    const starts = findRecords(bytes);
    const ids = idsOf(bytes, starts);
    // The first load takes what it needs; what comes later makes the store grow in steps.
    if (this.size === 0) this.#store.reserve(ids.length, 1);
    for (let i = 0; i < ids.length; i += RECORDS) {
      const group = ids.slice(i, i + RECORDS);
      const ends = starts.slice(i, i + group.length + 1);
      this.#store.stageHalves(bytes, ends, HEADER_BYTES);
      this.#keep(group);
    }
    return ids.length;
  }

  /** Whether it was there. The order of the others, which decides ties, stays. */
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

  clear(): void {
    this.#store.count = 0;
    this.#ids = [];
    this.#order = [];
    this.#position.clear();
  }

  /** The k nearest, best first, without those excluded. */
  search(query: ArrayLike<number>, k: number, exclude?: ReadonlySet<string>): Hit[] {
    const ids = this.#ids;
    return this.#search(
      query,
      k,
      exclude?.size ? (position) => !exclude.has(ids[position]!) : undefined,
    );
  }

  /**
   * The k nearest among the ids given, or for which the predicate holds. The predicate is asked about
   * candidates only, in no order.
   */
  searchWithFilter(
    query: ArrayLike<number>,
    k: number,
    filter: ReadonlySet<string> | ((id: string) => boolean),
  ): Hit[] {
    const ids = this.#ids;
    if (typeof filter === "function") {
      return this.#search(query, k, (position) => filter(ids[position]!));
    }
    if (filter.size > this.size * FEW) {
      return this.#search(query, k, (position) => filter.has(ids[position]!));
    }
    this.#prepare(1);
    this.#store.setQuery(0, query);
    const positions = [...filter].flatMap((id) => this.#position.get(id) ?? []);
    nearestAmong(this.#store, positions, this.#ask(0, k), this.#found);
    return this.#hits();
  }

  /** Answers each query as `search` does; a few times faster than one after the other. */
  searchBatch(queries: Iterable<ArrayLike<number>>, k: number): Hit[][] {
    return [...this.searchEach(queries, k)];
  }

  /**
   * The same, a list at a time, for who does not keep them: 10,000 long lists fill a function. Each
   * query is read before the next is asked for, so all may come in one array.
   */
  *searchEach(queries: Iterable<ArrayLike<number>>, k: number): Generator<Hit[], void> {
    const room = this.#prepare(Infinity);
    let count = 0;
    for (const query of queries) {
      this.#store.setQuery(count++, query);
      if (count < room) continue;
      yield* this.#searchBlock(count, k);
      count = 0;
    }
    yield* this.#searchBlock(count, k);
  }

  /** Takes in the vectors that were staged behind the last one. */
  #keep(ids: readonly string[]) {
    const store = this.#store;
    const first = store.count;
    ids.forEach((id, i) => {
      const position = this.#position.get(id) ?? store.count;
      if (position !== first + i) store.copy(first + i, position);
      if (position < store.count) return;
      this.#position.set(id, position);
      this.#ids.push(id);
      this.#order.push(this.#added++);
      store.count++;
    });
  }

  #ask(query: number, k: number, allows?: Search["allows"]): Search {
    if (!(k >= 0)) {
      throw new RangeError(`Cannot search as k must be 0 or more: current value is ${k}`);
    }
    return { query, k: Math.min(Math.floor(k), this.size), allows, order: this.#order };
  }

  /** Makes room for as many queries as are wanted and sensible. */
  #prepare(queries: number): number {
    const block = Math.max(2, Math.min(64, queries, BLOCK_BYTES / (4 * this.size + 1))) & ~1;
    this.#store.reserve(this.size, block);
    return block;
  }

  #search(query: ArrayLike<number>, k: number, allows?: Search["allows"]): Hit[] {
    const search = this.#ask(0, k, allows);
    this.#prepare(1);
    this.#store.setQuery(0, query);
    this.#scan();
    nearest(this.#store, this.#store.at.bounds, search, this.#found);
    return this.#hits();
  }

  /** Bounds of the first query with all vectors. */
  #scan() {
    const { at, kernels, stride, f32, u32, count } = this.#store;
    const scan = count * stride > CACHE_BYTES ? kernels.boundsStreamed : kernels.bounds;
    for (let start = 0; start < count; start += SLICE) {
      scan(
        at.queryCodes,
        u32[at.querySums >> 2]! | 0,
        f32[at.querySteps >> 2]!,
        f32[at.queryErrors >> 2]!,
        at.codes + start * stride,
        Math.min(SLICE, count - start),
        stride,
        at.steps + 4 * start,
        at.errors + 4 * start,
        at.bounds + 4 * start,
      );
    }
  }

  /** Answers the first queries of the store. */
  #searchBlock(queries: number, k: number): Hit[][] {
    const store = this.#store;
    const { at, kernels } = store;
    if (queries === 0) return [];
    kernels.boundsBatch(
      at.queryCodes,
      (queries + 1) & ~1,
      at.querySums,
      at.querySteps,
      at.queryErrors,
      at.codes,
      store.count,
      store.stride,
      at.steps,
      at.errors,
      at.bounds,
      store.boundsStride,
    );
    return Array.from({ length: queries }, (_, i) => {
      nearest(store, at.bounds + i * store.boundsStride, this.#ask(i, k), this.#found);
      return this.#hits();
    });
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
