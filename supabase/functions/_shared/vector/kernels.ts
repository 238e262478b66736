/**
 * The inner loops of the index: WebAssembly where there is SIMD (source in kernel/), the same in
 * TypeScript elsewhere. All three give the same bits. Everything lies in one memory; vectors,
 * lists and results are addresses in it. A row has `stride` numbers, a multiple of 16.
 */
import { RELAXED, SIMD128 } from "./kernel_bytes.ts";
import { createScalarKernels } from "./scalar.ts";

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

  /** As `bounds`, for vectors that come from memory rather than from the cache. */
  boundsStreamed: Kernels["bounds"];

  /** As `bounds`, for an even number of queries; `outStride` bytes from one query to the next. */
  boundsBatch(
    queries: number,
    queryCount: number,
    sums: number,
    querySteps: number,
    queryErrors: number,
    codes: number,
    count: number,
    stride: number,
    steps: number,
    errors: number,
    out: number,
    outStride: number,
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

  /**
   * Records of `skip` bytes and big-endian half floats as rows of float32. Answers how many were
   * decoded: fewer than `count` when the next is not finite.
   */
  decodeHalves(
    records: number,
    count: number,
    skip: number,
    dimensions: number,
    rows: number,
    stride: number,
  ): number;
}

export type Backend = "relaxed" | "simd128" | "scalar";

/** The part of WebAssembly.Memory that the index uses. */
export interface Memory {
  readonly buffer: ArrayBufferLike;
  /** By pages of 64 KiB. */
  grow(pages: number): void;
}

/** The best that this machine can run. */
export function bestBackend(): Backend {
  return compiled("relaxed") ? "relaxed" : compiled("simd128") ? "simd128" : "scalar";
}

/** Kernels of their own memory. @throws {Error} where the machine lacks what `backend` needs */
export function createKernels(backend: Backend): { kernels: Kernels; memory: Memory } {
  if (backend === "scalar") {
    const memory = createPlainMemory();
    return { memory, kernels: createScalarKernels(memory) };
  }
  const module = compiled(backend);
  if (!module) throw new Error(`Cannot run the kernels as this machine lacks ${backend}`);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { memory, kernels: exports as unknown as Kernels };
}

const modules = new Map<Backend, WebAssembly.Module | null>();

function compiled(backend: "relaxed" | "simd128"): WebAssembly.Module | null {
  let module = modules.get(backend);
  if (module === undefined) {
    const text = atob(backend === "relaxed" ? RELAXED : SIMD128);
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    module = WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
    modules.set(backend, module);
  }
  return module;
}

function createPlainMemory(): Memory {
  let bytes = new Uint8Array(65_536);
  return {
    get buffer() {
      return bytes.buffer;
    },
    grow(pages) {
      const grown = new Uint8Array(bytes.length + pages * 65_536);
      grown.set(bytes);
      bytes = grown;
    },
  };
}
