/**
 * Dot products of one vector with many, using the kernels of the index. For callers that need all
 * products, not the nearest vectors.
 */
import { growTo, strideOf } from "./kernel.ts";
import { type Backend, bestBackend, createKernels } from "./kernels.ts";
import { viewsOf } from "./views.ts";

/** The kernels' own data ends here. */
const START = 1024;

/**
 * Returns a reader of the dot products of a vector with all rows, in float32; 0 for a missing row.
 * All backends give the same bits.
 *
 * @param rows each of `size` finite numbers
 */
export function dotReader(
  rows: readonly (Float32Array | undefined)[],
  size: number,
  backend: Backend = bestBackend(),
): (vector: Float32Array) => Float32Array {
  const { kernels, memory } = createKernels(backend);
  // Kernels read sixteen numbers at a time and write eight results.
  const stride = strideOf(size);
  const count = (rows.length + 7) & ~7;
  const query = START;
  const norms = query + stride * 4;
  const list = norms + count * 8;
  const out = list + count * 4;
  const vectors = (out + count * 4 + 63) & ~63;
  const end = vectors + rows.length * stride * 4;
  growTo(memory, end);
  const { f32, f64, i32 } = viewsOf(memory.buffer);
  rows.forEach((row, i) => {
    i32[(list >> 2) + i] = i;
    if (row === undefined) return; // its norm is 0, so its product is 0
    f64[(norms >> 3) + i] = 1;
    f32.set(row, (vectors >> 2) + i * stride);
  });
  return (vector) => {
    f32.set(vector, query >> 2);
    kernels.cosines(query, 1, vectors, stride, norms, list, rows.length, out);
    return f32.slice(out >> 2, (out >> 2) + rows.length);
  };
}
