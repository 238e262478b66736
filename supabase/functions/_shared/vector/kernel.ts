/**
 * The inner loops of the index: WebAssembly where there is SIMD, the same in TypeScript elsewhere. All
 * backends give the same bits. Everything lies in one memory; vectors, lists and results are
 * addresses in it. A row has `stride` numbers, a multiple of 32.
 */

/** How a query or an index of vectors was quantised: addresses of one entry a vector. */
export interface Kernels {
  /**
   * Vectors as whole numbers in -levels..levels plus `offset`, their norms (float64), and per vector,
   * in units of its norm, the step between numbers and an upper bound of the error (float32).
   * `sums` (0: none) takes 64 times the sum of the numbers of each. Answers how many were written:
   * fewer than `count` when the next is not finite, or beyond 2^-50..2^50.
   */
  quantise(
    vectors: number,
    count: number,
    stride: number,
    codes: number,
    levels: number,
    offset: number,
    norms: number,
    steps: number,
    errors: number,
    sums: number,
  ): number;

  /** Upper bounds of the cosines of one query with all vectors; four at once. */
  bounds(
    query: number,
    sum: number,
    step: number,
    error: number,
    codes: number,
    count: number,
    stride: number,
    steps: number,
    errors: number,
    out: number,
  ): void;

  /** A limit that `want` of the values reach, `most` if that is possible. */
  limitFor(values: number, count: number, want: number, most: number, room: number): number;

  /** Lists the positions of the values in [from, below); answers how many. */
  collect(values: number, count: number, from: number, below: number, list: number): number;

  /** Cosines in float32 of the query with the vectors listed; eight at once. */
  cosines(
    query: number,
    queryNorm: number,
    vectors: number,
    stride: number,
    norms: number,
    list: number,
    count: number,
    out: number,
  ): void;

  /** Cosines in float64, summed in the order of the dimensions. */
  exactCosines(
    query: number,
    vectors: number,
    stride: number,
    list: number,
    count: number,
    out: number,
  ): void;

  /**
   * Orders the values that are at least `least`: order[i] becomes the place of the i-th largest.
   * Answers how many they are; `room`: 16 bytes a value and 4 KB.
   */
  sort(values: number, count: number, least: number, order: number, room: number): number;
}

/** The part of WebAssembly.Memory that the index uses. */
export interface Memory {
  readonly buffer: ArrayBufferLike;
  /** By pages of 64 KiB. */
  grow(pages: number): void;
}

const PAGE = 65_536;

/** Makes the memory hold so many bytes, if it does not yet. */
export function growTo(memory: Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
}

/** Numbers of a row of vectors of so many dimensions, filled up with zeros. */
export function strideOf(dimensions: number): number {
  return (dimensions + 31) & ~31;
}
