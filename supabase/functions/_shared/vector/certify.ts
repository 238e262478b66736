/**
 * Finds the exact k nearest vectors. There are three levels of precision: codes (`nearest`), float32
 * (`cosineError`) and float64 (`settle`). Each level only decides cases that the level before left
 * open. The last one defines the order, so results equal those of brute force in float64.
 */
import type { Store } from "./store.ts";

/** Results of a search: positions in the store, best first. Overwritten by the next search. */
export interface Ranking {
  count: number;
  positions: Uint32Array;
  scores: Float64Array;
}

/** Creates an empty ranking to pass to `nearest`. */
export function createRanking(): Ranking {
  return { count: 0, positions: new Uint32Array(0), scores: new Float64Array(0) };
}

/**
 * Maximum error of a cosine in float32, for rows of `stride` numbers.
 *
 * A dot product is off by at most n u / (1 - n u) times |q||v|, u = 2^-24, if no product passes more
 * than n roundings (Higham, Accuracy and Stability of Numerical Algorithms, 3.1). A product is
 * rounded once itself, twice when added within its sixteen, once with each further sixteen, and
 * twice across the lanes. Norms and division add four more roundings.
 */
export function cosineError(stride: number): number {
  const roundings = (stride / 16 + 9) * 2 ** -24;
  return roundings / (1 - roundings) + 1e-12;
}

/** Parameters of a search. */
export interface Search {
  /** Number of vectors to find: an integer, at most the number of vectors. */
  k: number;
  /** Whether a search may return the vector at a position; default: all. */
  allows?: (position: number) => boolean;
  /** Insertion order of the vector at a position. */
  order: ArrayLike<number>;
}

/**
 * Searches all vectors. The store must hold upper bounds of the query's cosines; `out` receives the
 * result.
 *
 * The k vectors with the largest bounds have a smallest cosine. A vector with a bound below it
 * cannot be among the k nearest; all others are checked.
 */
// Why no cosine exceeds its bound: let q = q' + e_q and v = v' + e_v have length 1, where q' and v'
// are the values of the codes. Then |q.v - q'.v'| <= |q.e_v| + |e_q.v'| <= |e_v| + |e_q| (1 + |e_v|)
// (Cauchy-Schwarz). The kernels add this to q'.v'. Their float32 rounding stays below the 1e-6 added
// to every |e|.
export function nearest(store: Store, search: Search, out: Ranking): void {
  const { kernels, at, count } = store;
  const { bounds } = at;
  const { k } = search;
  if (k === 0) return resize(out, 0);
  store.f32.fill(-Infinity, (bounds >> 2) + count, (bounds >> 2) + ((count + 3) & ~3));

  const list = (from: number, below: number, place: number) => {
    const found = kernels.collect(bounds, count, from, below, at.list + 4 * place);
    return search.allows ? filter(store, place, found, search.allows) : found;
  };
  let want = k + (k >> 3) + 4;
  let limit: number;
  let listed: number;
  do {
    limit = want < count
      ? kernels.limitFor(bounds, count, want, want + (want >> 2) + 4, at.room)
      : -Infinity;
    listed = list(limit, Infinity, 0);
    want *= 4;
  } while (listed < k && limit > -Infinity);
  cosines(store, 0, listed);

  // Three errors: of the k-th cosine, of its counterpart, and one more so that all float32
  // neighbours of the k-th are checked, whichever way the limit was found.
  const floor = kth(store, listed, k) - 3 * cosineError(store.stride);
  if (limit > -Infinity) {
    const more = list(floor, limit, listed);
    cosines(store, listed, more);
    listed += more;
  }
  rank(store, listed, floor, search, out);
}

function filter(
  { u32, at }: Store,
  place: number,
  count: number,
  allows: (position: number) => boolean,
): number {
  const start = (at.list >> 2) + place;
  let end = start;
  for (let i = start; i < start + count; i++) if (allows(u32[i]!)) u32[end++] = u32[i]!;
  return end - start;
}

function cosines({ kernels, at, f64, stride }: Store, place: number, count: number) {
  if (count === 0) return;
  kernels.cosines(
    at.query,
    f64[at.queryNorm >> 3]!,
    at.vectors,
    stride,
    at.norms,
    at.list + 4 * place,
    count,
    at.cosines + 4 * place,
  );
}

/** A limit that k of the cosines reach. */
function kth({ kernels, at, f32 }: Store, count: number, k: number): number {
  if (k >= count) return -Infinity;
  const end = (at.cosines >> 2) + count;
  f32.fill(-Infinity, end, end + 3);
  return kernels.limitFor(at.cosines, count, k, k, at.room);
}

/** Sorts the listed vectors with cosines from the floor on, and keeps the k best. */
function rank(store: Store, listed: number, floor: number, search: Search, out: Ranking): void {
  const { kernels, at, f32, u32 } = store;
  const error = 2 * cosineError(store.stride);
  const k = Math.min(search.k, listed);
  resize(out, k);
  const [list, cosine, order] = [at.list >> 2, at.cosines >> 2, at.order >> 2];
  const sorted = kernels.sort(at.cosines, listed, floor, at.order, at.room);
  for (let start = 0, end; start < k; start = end) {
    let last = f32[cosine + u32[order + start]!]!;
    out.positions[start] = u32[list + u32[order + start]!]!;
    out.scores[start] = last;
    for (end = start + 1; end < sorted; end++) {
      const next = f32[cosine + u32[order + end]!]!;
      if (last - next > error) break;
      last = next;
    }
    if (end - start > 1) settle(store, start, end, search, out);
  }
}

/**
 * Orders vectors too close for float32: positions `start` to `end` of the order. Sums in float64 in
 * the order of the dimensions, as in the plainest loop. Ties go by insertion order.
 */
function settle(store: Store, start: number, end: number, search: Search, out: Ranking): void {
  const { kernels, at, f64, u32, stride } = store;
  const count = end - start;
  const [list, order, near] = [at.list >> 2, at.order >> 2, at.room >> 2];
  for (let i = 0; i < count; i++) u32[near + i] = u32[list + u32[order + start + i]!]!;
  kernels.exactCosines(
    at.query,
    at.vectors,
    stride,
    at.room,
    count,
    at.exact,
  );
  const exact = at.exact >> 3;
  const compare = (a: number, b: number) =>
    f64[exact + b]! - f64[exact + a]! ||
    search.order[u32[near + a]!]! - search.order[u32[near + b]!]!;
  const places = inOrder(count, compare);
  for (let i = 0; i < count && start + i < out.count; i++) {
    out.positions[start + i] = u32[near + places[i]!]!;
    out.scores[start + i] = f64[exact + places[i]!]!;
  }
}

/** The integers below `count`, sorted; usually there are two. */
function inOrder(count: number, compare: (a: number, b: number) => number): number[] {
  if (count === 2) return compare(0, 1) < 0 ? [0, 1] : [1, 0];
  return Array.from({ length: count }, (_, i) => i).sort(compare);
}

function resize(out: Ranking, count: number) {
  if (count > out.positions.length) {
    out.positions = new Uint32Array(count);
    out.scores = new Float64Array(count);
  }
  out.count = count;
}
