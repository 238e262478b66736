/**
 * Approximate cosines of one vector with many, from codes of one byte a dimension. They cost a
 * third of float32 dot products; their error is about 0.001. For callers that need all cosines of
 * a member's votes; `dot_rows.ts` has exact products.
 */
import { growTo, strideOf } from "./kernel.ts";
import { type Backend, bestBackend, createKernels } from "./kernels.ts";
import { viewsOf } from "./views.ts";

/** The kernels' own data ends here. */
const START = 1024;

/** Codes are -127..127. */
const LEVELS = 127;

/**
 * Returns a reader of the cosines of a vector with all rows; 0 for a missing or zero row. All
 * backends give the same bits.
 *
 * @param rows each of `size` finite numbers, of any length other than extreme ones (2^±50)
 */
export function cosineRows(
  rows: readonly (Float32Array | undefined)[],
  size: number,
  backend: Backend = bestBackend(),
): (vector: Float32Array) => Float32Array {
  const { kernels, memory } = createKernels(backend);
  const stride = strideOf(size);
  // Kernels write four results at a time.
  const count = (rows.length + 3) & ~3;
  let end = START;
  const take = (bytes: number) => {
    const at = end;
    end += (bytes + 63) & ~63;
    return at;
  };
  const staged = take(stride * 4);
  const queryCodes = take(stride);
  const query = { norm: take(8), step: take(4), error: take(4) };
  const codes = take(count * stride);
  const plane = { norms: take(count * 8), steps: take(count * 4) };
  // The bounds of the kernel are cosines where all errors are 0.
  const noErrors = take(count * 4);
  const out = take(count * 4);
  growTo(memory, end);
  const { f32 } = viewsOf(memory.buffer);

  function write(vector: Float32Array, to: number, norm: number, step: number): void {
    f32.set(vector, staged >> 2);
    kernels.quantise(staged, 1, stride, to, LEVELS, 0, norm, step, query.error, 0);
  }
  rows.forEach((row, i) => {
    // A missing row keeps its step of 0, and with it a cosine of 0.
    if (row) write(row, codes + i * stride, plane.norms + i * 8, plane.steps + i * 4);
  });
  return (vector) => {
    write(vector, queryCodes, query.norm, query.step);
    const step = f32[query.step >> 2]!;
    kernels.bounds(
      queryCodes,
      0,
      step,
      0,
      codes,
      rows.length,
      stride,
      plane.steps,
      noErrors,
      out,
    );
    return f32.slice(out >> 2, (out >> 2) + rows.length);
  };
}
