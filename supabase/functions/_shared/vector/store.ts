/**
 * Where everything lies in the memory of the kernels: planes of vectors, which grow, and behind them
 * room for queries and results. A vector takes 5 bytes a (padded) dimension and 16 more.
 */
import { growTo, type Kernels, strideOf } from "./kernel.ts";
import { type Backend, createKernels } from "./kernels.ts";
import { inRange } from "./range.ts";
import { type Views, viewsOf } from "./views.ts";

/** Codes of vectors, 1..127: the operand that relaxed SIMD wants within seven bits. */
const VECTOR_LEVELS = 63;
const VECTOR_OFFSET = 64;
/** Codes of queries, -127..127; in pairs, four products by 127 must fit into 16 bits. */
export const queryLevels = (backend: Backend) => backend === "paired" ? 63 : 127;

/** Records of half floats that are staged at once: with what is made of them they fit the caches. */
export const RECORDS = 16;
/** Room for what precedes the halves of a record. */
const RECORD_HEADER = 32;

/** Addresses; a plane has an entry for each vector (or query, or result). */
type Places = ReturnType<typeof placesFor>;

function placesFor(stride: number, capacity: number, queries: number) {
  let end = 1024;
  const take = (bytes: number) => {
    const at = end;
    end += (bytes + 63) & ~63;
    return at;
  };
  const results = capacity + 16;
  return {
    codes: take(capacity * stride),
    norms: take(capacity * 8),
    steps: take(capacity * 4),
    errors: take(capacity * 4),
    vectors: take(capacity * stride * 4),

    records: take(RECORDS * (RECORD_HEADER + stride * 2)),
    queries: take(queries * stride * 4),
    queryCodes: take(queries * stride),
    queryNorms: take(queries * 8),
    querySteps: take(queries * 4),
    queryErrors: take(queries * 4),
    querySums: take(queries * 4),
    bounds: take(queries * results * 4),
    list: take(results * 4),
    cosines: take(results * 4),
    order: take(results * 4),
    exact: take(results * 8),
    room: take(results * 16 + 4096),
    end,
  };
}

export interface Store extends Readonly<Views> {
  readonly kernels: Kernels;
  readonly dimensions: number;
  /** Numbers a row: dimensions up to the next multiple of 32, filled up with zeros. */
  readonly stride: number;
  readonly at: Places;
  count: number;
  /** Bytes from the bounds of one query to those of the next. */
  readonly boundsStride: number;
  /** Room for this many vectors and queries at once. */
  reserve(vectors: number, queries: number): void;
  /** Writes a vector behind the last one and does not count it yet. @throws {RangeError} */
  stage(vector: ArrayLike<number>): void;
  /**
   * The same for records of big-endian half floats, each after `skip` bytes of something else: `starts`
   * says where they begin, and at last where they end. At most RECORDS. @throws {RangeError}
   */
  stageHalves(bytes: Uint8Array, starts: readonly number[], skip: number): void;
  /** Overwrites one vector with another. */
  copy(from: number, to: number): void;
  /** Writes and quantises one query. @throws {RangeError} */
  setQuery(place: number, query: ArrayLike<number>): void;
}

export function createStore(dimensions: number, backend: Backend): Store {
  const { kernels, memory } = createKernels(backend);
  const stride = strideOf(dimensions);
  const levels = queryLevels(backend);
  let capacity = 0;
  let queries = 0;

  const store = {
    kernels,
    dimensions,
    stride,
    count: 0,
    boundsStride: 0,
    at: placesFor(stride, 0, 0),
    ...viewsOf(memory.buffer),
    reserve,
    stage,
    stageHalves,
    copy,
    setQuery,
  };

  function reserve(vectors: number, queryCount: number) {
    if (vectors <= capacity && queryCount <= queries) return;
    const old = store.at;
    if (vectors > capacity) capacity = (vectors + 15) & ~15;
    queries = Math.max(queries, queryCount);
    store.at = placesFor(stride, capacity, queries);
    store.boundsStride = (capacity + 16) * 4;
    growTo(memory, store.at.end);
    Object.assign(store, viewsOf(memory.buffer));
    // From the last plane to the first: each moves to where the next one was.
    move(old.vectors, store.at.vectors, stride * 4);
    move(old.errors, store.at.errors, 4);
    move(old.steps, store.at.steps, 4);
    move(old.norms, store.at.norms, 8);
    move(old.codes, store.at.codes, stride);
  }

  function move(from: number, to: number, bytes: number) {
    if (from !== to) store.u8.copyWithin(to, from, from + store.count * bytes);
  }

  /** Makes room for so many more. */
  function grow(vectors: number) {
    const needed = store.count + vectors;
    if (needed > capacity) reserve(Math.max(needed, 16, Math.ceil(capacity * 1.5)), queries);
  }

  function checkDimensions(found: number) {
    if (found === dimensions) return;
    throw new RangeError(
      `Cannot use a vector as it must have ${dimensions} dimensions: current value has ${found}`,
    );
  }

  /** Writes numbers as a row at an address, then quantises them by `quantise`. */
  function write(vector: ArrayLike<number>, address: number, quantise: () => boolean) {
    checkDimensions(vector.length);
    const row = address >> 2;
    store.f32.set(vector, row);
    store.f32.fill(0, row + dimensions, row + stride);
    // Numbers that float32 makes zero of may still have a direction.
    if (quantise() && !isZero(row)) return;
    store.f32.set(inRange(vector), row);
    quantise();
  }

  function isZero(row: number): boolean {
    for (let i = row; i < row + dimensions; i++) if (store.f32[i] !== 0) return false;
    return true;
  }

  /** Quantises vectors behind the last one; how many could be. */
  function quantiseStaged(vectors: number): number {
    const { at, count } = store;
    return kernels.quantise(
      at.vectors + count * stride * 4,
      vectors,
      stride,
      at.codes + count * stride,
      VECTOR_LEVELS,
      VECTOR_OFFSET,
      at.norms + count * 8,
      at.steps + count * 4,
      at.errors + count * 4,
      0,
    );
  }

  function stage(vector: ArrayLike<number>) {
    grow(1);
    write(
      vector,
      store.at.vectors + store.count * stride * 4,
      () => quantiseStaged(1) === 1,
    );
  }

  function stageHalves(bytes: Uint8Array, starts: readonly number[], skip: number) {
    const records = starts.length - 1;
    for (let i = 0; i < records; i++) checkDimensions((starts[i + 1]! - starts[i]! - skip) / 2);
    grow(records);
    const { at, count, u8 } = store;
    u8.set(bytes.subarray(starts[0], starts[records]), at.records);
    const rows = at.vectors + count * stride * 4;
    const decoded = kernels.decodeHalves(at.records, records, skip, dimensions, rows, stride);
    if (decoded < records || quantiseStaged(records) < records) {
      throw new RangeError(
        `Cannot use a vector as its values must be finite: current value has one that is not`,
      );
    }
  }

  function copy(from: number, to: number) {
    const { at, u8 } = store;
    const one = (plane: number, bytes: number) =>
      u8.copyWithin(plane + to * bytes, plane + from * bytes, plane + (from + 1) * bytes);
    one(at.vectors, stride * 4);
    one(at.codes, stride);
    one(at.norms, 8);
    one(at.steps, 4);
    one(at.errors, 4);
  }

  function setQuery(place: number, query: ArrayLike<number>) {
    const { at } = store;
    const address = at.queries + place * stride * 4;
    write(query, address, () =>
      kernels.quantise(
        address,
        1,
        stride,
        at.queryCodes + place * stride,
        levels,
        0,
        at.queryNorms + place * 8,
        at.querySteps + place * 4,
        at.queryErrors + place * 4,
        at.querySums + place * 4,
      ) === 1);
  }

  return store;
}
