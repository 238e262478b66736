/**
 * The kernels in plain TypeScript, for machines without SIMD and as a readable reference of
 * kernel/src. Float sums follow the lanes of the SIMD code, so that all backends agree to the last
 * bit.
 */
import type { Kernels, Memory } from "./kernel.ts";
import { viewsOf } from "./views.ts";

const { fround } = Math;
const SLOP = fround(1e-6);
const SMALLEST = 2 ** -50;
const LARGEST = 2 ** 50;

/** Adding and subtracting 1.5 * 2^23 in float32 rounds to the nearest integer, half to even. */
const ROUNDER = 12_582_912;

/** Creates kernels that work on this memory. */
export function createScalarKernels(memory: Memory): Kernels {
  let known = viewsOf(memory.buffer);
  /** A grown memory has a new buffer. */
  const views = () => known.u8.buffer === memory.buffer ? known : known = viewsOf(memory.buffer);

  const quantise: Kernels["quantise"] = (
    vectors,
    count,
    stride,
    codes,
    levels,
    offset,
    norms,
    steps,
    errors,
    sums,
  ) => {
    const { f32, f64, i32, i8 } = views();
    for (let i = 0; i < count; i++) {
      const at = (vectors >> 2) + i * stride;
      let max = 0;
      for (let j = 0; j < stride; j++) {
        const size = Math.abs(f32[at + j]!);
        // Written so that NaN fails the test.
        if (!(size <= LARGEST)) return i;
        if (size > max) max = size;
      }
      if (max > 0 && max < SMALLEST) return i;
      const norm = Math.sqrt(sumOfSquares(f32.subarray(at, at + stride)));
      const scale = max > 0 ? fround(levels / max) : 0;
      const step = fround(max / levels);
      const lanes = new Float32Array(16);
      let sum = 0;
      for (let j = 0; j < stride; j++) {
        const x = f32[at + j]!;
        const code = fround(fround(fround(x * scale) + ROUNDER) - ROUNDER);
        const error = fround(x - fround(code * step));
        lanes[j & 15]! += fround(error * error);
        i8[codes + i * stride + j] = code + offset;
        sum += code;
      }
      const length = fround(norm);
      f64[(norms >> 3) + i] = norm;
      f32[(steps >> 2) + i] = max > 0 ? step / length : 0;
      const error = fround(Math.sqrt(sumSixteen(lanes)));
      f32[(errors >> 2) + i] = max > 0 ? fround(fround(error / length) * fround(1.0001)) + SLOP : 0;
      if (sums) i32[(sums >> 2) + i] = sum * 64;
    }
    return count;
  };

  const bounds: Kernels["bounds"] = (
    query,
    sum,
    step,
    error,
    codes,
    count,
    stride,
    steps,
    errors,
    out,
  ) => {
    const { f32, i8 } = views();
    const factor = fround(1 + error);
    for (let i = 0; i < count; i++, codes += stride) {
      let dot = 0;
      for (let j = 0; j < stride; j++) dot += i8[query + j]! * i8[codes + j]!;
      const cosine = fround(fround(fround(dot - sum) * f32[(steps >> 2) + i]!) * step);
      const slack = fround(fround(f32[(errors >> 2) + i]! * factor) + error);
      f32[(out >> 2) + i] = cosine + slack;
    }
  };

  return {
    quantise,
    bounds,
    limitFor(values, count, want) {
      const { f32 } = views();
      const sorted = f32.slice(values >> 2, (values >> 2) + count).sort();
      return sorted[count - want]!;
    },

    collect(values, count, from, below, list) {
      const { f32, i32 } = views();
      let found = 0;
      for (let i = 0; i < count; i++) {
        const value = f32[(values >> 2) + i]!;
        if (value >= from && value < below) i32[(list >> 2) + found++] = i;
      }
      return found;
    },

    cosines(query, queryNorm, vectors, stride, norms, list, count, out) {
      const { f32, f64, i32 } = views();
      const q = query >> 2;
      for (let i = 0; i < count; i++) {
        const position = i32[(list >> 2) + i]!;
        const v = (vectors >> 2) + position * stride;
        const sums = new Float32Array(4);
        const product = (j: number) => fround(f32[q + j]! * f32[v + j]!);
        for (let j = 0; j < stride; j += 16) {
          for (let lane = j; lane < j + 4; lane++) {
            sums[lane & 3]! += fround(
              fround(product(lane) + product(lane + 4)) +
                fround(product(lane + 8) + product(lane + 12)),
            );
          }
        }
        const norm = f64[(norms >> 3) + position]! * queryNorm;
        f32[(out >> 2) + i] = norm > 0 ? sumFour(sums[0]!, sums[1]!, sums[2]!, sums[3]!) / norm : 0;
      }
    },

    exactCosines(query, vectors, stride, list, count, out) {
      const { f32, f64, i32 } = views();
      const q = query >> 2;
      for (let i = 0; i < count; i++) {
        const v = (vectors >> 2) + i32[(list >> 2) + i]! * stride;
        let [dot, qq, vv] = [0, 0, 0];
        for (let j = 0; j < stride; j++) {
          dot += f32[q + j]! * f32[v + j]!;
          qq += f32[q + j]! * f32[q + j]!;
          vv += f32[v + j]! * f32[v + j]!;
        }
        const norm = Math.sqrt(qq) * Math.sqrt(vv);
        f64[(out >> 3) + i] = norm > 0 ? dot / norm : 0;
      }
    },

    sort(values, count, least, order) {
      const { f32, i32 } = views();
      const at = values >> 2;
      const places = Array.from({ length: count }, (_, i) => i).filter((i) =>
        f32[at + i]! >= least
      );
      places.sort((x, y) => f32[at + y]! - f32[at + x]!);
      i32.set(places, order >> 2);
      return places.length;
    },
  };
}

/** These sums add lanes in the order of kernel/src/lanes.ts. */
function sumFour(a: number, b: number, c: number, d: number): number {
  return fround(fround(a + c) + fround(b + d));
}

function sumEight(x: Float64Array): number {
  return ((x[0]! + x[2]!) + (x[4]! + x[6]!)) + ((x[1]! + x[3]!) + (x[5]! + x[7]!));
}

function sumSixteen(x: Float32Array): number {
  const lane = (j: number) => fround(fround(x[j]! + x[j + 4]!) + fround(x[j + 8]! + x[j + 12]!));
  return sumFour(lane(0), lane(1), lane(2), lane(3));
}

function sumOfSquares(x: Float32Array): number {
  const lanes = new Float64Array(8);
  for (let j = 0; j < x.length; j++) lanes[j & 7]! += x[j]! * x[j]!;
  return sumEight(lanes);
}
