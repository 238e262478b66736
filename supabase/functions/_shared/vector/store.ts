/**
 * Layout of the kernels' memory: planes of vectors, which grow, followed by space for a query and
 * its results. A vector takes 5 bytes per (padded) dimension plus 16.
 */
import { growTo, type Kernels, strideOf } from "./kernel.ts";
import { type Backend, createKernels } from "./kernels.ts";
import { inRange } from "./range.ts";
import { type Views, viewsOf } from "./views.ts";

/** Codes of vectors are 1..127. */
const VECTOR_LEVELS = 63;
const VECTOR_OFFSET = 64;
/** Codes of queries are -127..127. */
export const QUERY_LEVELS = 127;

/** Addresses. A plane has one entry per vector (or query, or result). */
type Places = ReturnType<typeof placesFor>;

function placesFor(stride: number, capacity: number) {
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

    query: take(stride * 4),
    queryCodes: take(stride),
    queryNorm: take(8),
    queryStep: take(4),
    queryError: take(4),
    querySum: take(4),
    bounds: take(results * 4),
    list: take(results * 4),
    cosines: take(results * 4),
    order: take(results * 4),
    exact: take(results * 8),
    room: take(results * 16 + 4096),
    end,
  };
}

/** Vectors, a query and results in the kernels' memory. */
export interface Store extends Readonly<Views> {
  readonly kernels: Kernels;
  readonly dimensions: number;
  /** Length of a row: the dimensions rounded up to a multiple of 32 and padded with zeros. */
  readonly stride: number;
  readonly at: Places;
  count: number;
  /** Makes room for this many vectors. */
  reserve(vectors: number): void;
  /**
   * Writes a vector after the last one, without counting it.
   *
   * @throws {RangeError} for a wrong dimension or a value that is not finite.
   */
  stage(vector: ArrayLike<number>): void;
  /** Overwrites the vector at `to` with the one at `from`. */
  copy(from: number, to: number): void;
  /**
   * Writes and quantises the query.
   *
   * @throws {RangeError} for a wrong dimension or a value that is not finite.
   */
  setQuery(query: ArrayLike<number>): void;
}

/** Creates an empty store. */
export function createStore(dimensions: number, backend: Backend): Store {
  const { kernels, memory } = createKernels(backend);
  const stride = strideOf(dimensions);
  let capacity = 0;

  const store = {
    kernels,
    dimensions,
    stride,
    count: 0,
    at: placesFor(stride, 0),
    ...viewsOf(memory.buffer),
    reserve,
    stage,
    copy,
    setQuery,
  };

  function reserve(vectors: number) {
    if (vectors <= capacity && capacity > 0) return;
    const old = store.at;
    capacity = Math.max(capacity, (vectors + 15) & ~15, 16);
    store.at = placesFor(stride, capacity);
    growTo(memory, store.at.end);
    Object.assign(store, viewsOf(memory.buffer));
    // From the last plane to the first, because each moves to the old place of the next.
    move(old.vectors, store.at.vectors, stride * 4);
    move(old.errors, store.at.errors, 4);
    move(old.steps, store.at.steps, 4);
    move(old.norms, store.at.norms, 8);
    move(old.codes, store.at.codes, stride);
  }

  function move(from: number, to: number, bytes: number) {
    if (from !== to) store.u8.copyWithin(to, from, from + store.count * bytes);
  }

  /** Makes room for one more vector. */
  function grow() {
    if (store.count + 1 > capacity) reserve(Math.max(16, Math.ceil(capacity * 1.5)));
  }

  function checkDimensions(found: number) {
    if (found === dimensions) return;
    throw new RangeError(
      `Cannot use a vector as it must have ${dimensions} dimensions: current value has ${found}`,
    );
  }

  /** Writes numbers as a row at an address, then calls `quantise` for it. */
  function write(vector: ArrayLike<number>, address: number, quantise: () => boolean) {
    checkDimensions(vector.length);
    const row = address >> 2;
    store.f32.set(vector, row);
    store.f32.fill(0, row + dimensions, row + stride);
    // Numbers that float32 rounds to zero may still have a direction.
    if (quantise() && !isZero(row)) return;
    store.f32.set(inRange(vector), row);
    quantise();
  }

  function isZero(row: number): boolean {
    for (let i = row; i < row + dimensions; i++) if (store.f32[i] !== 0) return false;
    return true;
  }

  function quantiseStaged(): boolean {
    const { at, count } = store;
    return kernels.quantise(
      at.vectors + count * stride * 4,
      1,
      stride,
      at.codes + count * stride,
      VECTOR_LEVELS,
      VECTOR_OFFSET,
      at.norms + count * 8,
      at.steps + count * 4,
      at.errors + count * 4,
      0,
    ) === 1;
  }

  function stage(vector: ArrayLike<number>) {
    grow();
    write(vector, store.at.vectors + store.count * stride * 4, quantiseStaged);
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

  function setQuery(query: ArrayLike<number>) {
    reserve(store.count);
    const { at } = store;
    write(query, at.query, () =>
      kernels.quantise(
        at.query,
        1,
        stride,
        at.queryCodes,
        QUERY_LEVELS,
        0,
        at.queryNorm,
        at.queryStep,
        at.queryError,
        at.querySum,
      ) === 1);
  }

  return store;
}
