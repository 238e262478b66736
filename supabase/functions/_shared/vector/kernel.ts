/**
 * Interface of the inner loops of the index: WebAssembly if the machine has SIMD, otherwise
 * TypeScript. All backends give the same bits. All data lies in one memory; vectors, lists and
 * results are addresses in it. A row has `stride` numbers, a multiple of 32.
 */

/**
 * The inner loops. Parameters such as `codes` and `norms` are addresses of arrays with one entry
 * per vector.
 */
export interface Kernels {
  /**
   * Quantises vectors to integers in -levels..levels plus `offset`. Also writes their norms
   * (float64) and, in units of the norm, the step between integers and an upper bound of the error
   * (float32). `sums`, unless 0, receives 64 times the sum of each vector's integers.
   *
   * Returns the number of vectors written. It is less than `count` if the next vector is not
   * finite, or outside 2^-50..2^50.
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

  /** Upper bounds of the cosines of one query with all vectors, four at a time. */
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

  /** Finds a limit reached by at least `want` and, if possible, at most `most` of the values. */
  limitFor(values: number, count: number, want: number, most: number, room: number): number;

  /** Lists the positions of the values in [from, below); returns their number. */
  collect(values: number, count: number, from: number, below: number, list: number): number;

  /** Cosines in float32 of the query with the listed vectors, eight at a time. */
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
   * Sorts the values that are at least `least`: order[i] becomes the position of the i-th largest.
   * Returns their number. `room` needs 16 bytes per value plus 4 KB.
   */
  sort(values: number, count: number, least: number, order: number, room: number): number;
}

/** The part of WebAssembly.Memory that the index uses. */
export interface Memory {
  readonly buffer: ArrayBufferLike;
  /** Adds pages of 64 KiB. */
  grow(pages: number): void;
}

const PAGE = 65_536;

/** Grows the memory to at least this many bytes. */
export function growTo(memory: Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
}

/** Length of a row for vectors of this many dimensions, padded with zeros. */
export function strideOf(dimensions: number): number {
  return (dimensions + 31) & ~31;
}
