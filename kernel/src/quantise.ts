import { held, sumF32, sumF64, sumI32 } from "./lanes";

/** Outside this range a dot product in float32 could overflow or lose small terms. */
const SMALLEST: f32 = 8.881784197001252e-16; // 2^-50
const LARGEST: f32 = 1125899906842624.0; // 2^50

/**
 * Adding 1.5 * 2^23 to a small float32 leaves the nearest integer, half to even, in the low bits.
 * Subtracting it again gives that integer as a float.
 */
const ROUNDER: f32 = 12582912.0;

/** Maximum addition of rounding to an error of quantisation; see certify.ts. */
const SLOP: f32 = 1e-6;

/**
 * Quantises each vector to integers in -levels..levels, plus `offset`. Also writes its length and,
 * in units of the length, the size of a step and the length of the error. `sums`, unless 0,
 * receives 64 times the sum of the integers.
 *
 * Makes two passes over a vector, because steps need the largest value; the second pass reads the
 * first-level cache.
 *
 * Returns the number of vectors written. It is less than `count` if the next vector is not finite,
 * or so large or small that it must be scaled first.
 */
export function quantise(
  vectors: usize,
  count: i32,
  stride: i32,
  codes: usize,
  levels: f32,
  offset: i32,
  norms: usize,
  steps: usize,
  errors: usize,
  sums: usize,
): i32 {
  const bytes = <usize> stride << 2;
  for (let i = 0; i < count; i++) {
    const end = vectors + bytes;
    // Shifted left, floats compare as unsigned integers by their magnitude, with NaN above
    // infinity.
    let most = i32x4.splat(0);
    let a = f64x2.splat(0), b = f64x2.splat(0), c = f64x2.splat(0), d = f64x2.splat(0);
    for (let p = vectors; p < end; p += 32) {
      const x = v128.load(p), y = v128.load(p, 16);
      most = i32x4.max_u(most, i32x4.max_u(i32x4.shl(x, 1), i32x4.shl(y, 1)));
      a = f64x2.add(a, square(x));
      b = f64x2.add(b, square(v128.shuffle<i32>(x, x, 2, 3, 2, 3)));
      c = f64x2.add(c, square(y));
      d = f64x2.add(d, square(v128.shuffle<i32>(y, y, 2, 3, 2, 3)));
    }
    most = i32x4.max_u(most, v128.shuffle<i32>(most, most, 2, 3, 2, 3));
    most = i32x4.max_u(most, v128.shuffle<i32>(most, most, 1, 1, 1, 1));
    const max = reinterpret<f32>(<i32> (<u32> i32x4.extract_lane(most, 0) >> 1));
    // Written so that NaN fails the test.
    if (!(max == 0 || (max >= SMALLEST && max <= LARGEST))) return i;

    const norm = sqrt<f64>(sumF64(f64x2.add(f64x2.add(a, b), f64x2.add(c, d))));
    const scale = f32x4.splat(max > 0 ? levels / max : 0);
    const step: f32 = max / levels;
    const unit = f32x4.splat(step);
    const magic = held(ROUNDER, levels);
    const rounder = f32x4.splat(magic);
    const shift = i32x4.splat(reinterpret<i32>(magic) - offset);
    let r0 = f32x4.splat(0), r1 = f32x4.splat(0), r2 = f32x4.splat(0), r3 = f32x4.splat(0);
    let sum = i32x4.splat(0);
    for (let p = vectors; p < end; p += 64, codes += 16) {
      const x0 = v128.load(p), x1 = v128.load(p, 16), x2 = v128.load(p, 32), x3 = v128.load(p, 48);
      const n0 = f32x4.add(f32x4.mul(x0, scale), rounder);
      const n1 = f32x4.add(f32x4.mul(x1, scale), rounder);
      const n2 = f32x4.add(f32x4.mul(x2, scale), rounder);
      const n3 = f32x4.add(f32x4.mul(x3, scale), rounder);
      const e0 = f32x4.sub(x0, f32x4.mul(f32x4.sub(n0, rounder), unit));
      const e1 = f32x4.sub(x1, f32x4.mul(f32x4.sub(n1, rounder), unit));
      const e2 = f32x4.sub(x2, f32x4.mul(f32x4.sub(n2, rounder), unit));
      const e3 = f32x4.sub(x3, f32x4.mul(f32x4.sub(n3, rounder), unit));
      r0 = f32x4.add(r0, f32x4.mul(e0, e0));
      r1 = f32x4.add(r1, f32x4.mul(e1, e1));
      r2 = f32x4.add(r2, f32x4.mul(e2, e2));
      r3 = f32x4.add(r3, f32x4.mul(e3, e3));
      const c0 = i32x4.sub(n0, shift), c1 = i32x4.sub(n1, shift);
      const c2 = i32x4.sub(n2, shift), c3 = i32x4.sub(n3, shift);
      sum = i32x4.add(sum, i32x4.add(i32x4.add(c0, c1), i32x4.add(c2, c3)));
      const left = i16x8.narrow_i32x4_s(c0, c1), right = i16x8.narrow_i32x4_s(c2, c3);
      v128.store(codes, i8x16.narrow_i16x8_s(left, right));
    }
    const error = sumF32(f32x4.add(f32x4.add(r0, r1), f32x4.add(r2, r3)));
    const length = <f32> norm;
    store<f64>(norms, norm);
    store<f32>(steps, max > 0 ? step / length : 0);
    store<f32>(errors, max > 0 ? sqrt<f32>(error) / length * <f32> 1.0001 + SLOP : 0);
    if (sums) {
      store<i32>(sums, (sumI32(sum) - offset * stride) << 6);
      sums += 4;
    }
    norms += 8;
    steps += 4;
    errors += 4;
    vectors = end;
  }
  return count;
}

@inline
function square(x: v128): v128 {
  const wide = f64x2.promote_low_f32x4(x);
  return f64x2.mul(wide, wide);
}
