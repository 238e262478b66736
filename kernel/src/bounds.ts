import { sumsI32 } from "./lanes";

/** Codes per register, widened to 16 bits. */
const STEP: usize = 8;

/** Adds the products of eight codes of a query and of a vector to four sums. */
@inline
function accumulate(query: v128, vector: usize, sum: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(query, v128.load8x8_s(vector)));
}

/** Converts the dot products of codes to upper bounds of the cosines of four vectors. */
@inline
function upper(dots: v128, sum: i32, step: f32, error: f32, steps: usize, errors: usize): v128 {
  const cosines = f32x4.mul(
    f32x4.mul(f32x4.convert_i32x4_s(i32x4.sub(dots, i32x4.splat(sum))), v128.load(steps)),
    f32x4.splat(step),
  );
  // |q.v - q'.v'| <= |e_v| + |e_q| (1 + |e_v|); certify.ts has the derivation.
  const slack = f32x4.add(
    f32x4.mul(v128.load(errors), f32x4.splat(1 + error)),
    f32x4.splat(error),
  );
  return f32x4.add(cosines, slack);
}

/**
 * Upper bounds of the cosines of one query with `count` vectors (rounded up to four).
 *
 * Processes four vectors at a time from the cache and loads the query once for them. Keeps two sums
 * per vector, because a product takes four cycles and two can start in each.
 */
export function bounds(
  query: usize,
  sum: i32,
  step: f32,
  error: f32,
  codes: usize,
  count: i32,
  stride: usize,
  steps: usize,
  errors: usize,
  out: usize,
): void {
  for (let i = 0; i < count; i += 4) {
    let a0 = i32x4.splat(0), a1 = i32x4.splat(0), a2 = i32x4.splat(0), a3 = i32x4.splat(0);
    let b0 = i32x4.splat(0), b1 = i32x4.splat(0), b2 = i32x4.splat(0), b3 = i32x4.splat(0);
    const end = codes + stride;
    let p0 = codes, p1 = end, p2 = p1 + stride, p3 = p2 + stride, q = query;
    for (; p0 + STEP < end; p0 += 2 * STEP, q += 2 * STEP) {
      let x = v128.load8x8_s(q);
      a0 = accumulate(x, p0, a0);
      a1 = accumulate(x, p1, a1);
      a2 = accumulate(x, p2, a2);
      a3 = accumulate(x, p3, a3);
      x = v128.load8x8_s(q + STEP);
      b0 = accumulate(x, p0 + STEP, b0);
      b1 = accumulate(x, p1 + STEP, b1);
      b2 = accumulate(x, p2 + STEP, b2);
      b3 = accumulate(x, p3 + STEP, b3);
      p1 += 2 * STEP;
      p2 += 2 * STEP;
      p3 += 2 * STEP;
    }
    if (p0 < end) {
      const x = v128.load8x8_s(q);
      a0 = accumulate(x, p0, a0);
      a1 = accumulate(x, p1, a1);
      a2 = accumulate(x, p2, a2);
      a3 = accumulate(x, p3, a3);
    }
    const dots = sumsI32(
      i32x4.add(a0, b0),
      i32x4.add(a1, b1),
      i32x4.add(a2, b2),
      i32x4.add(a3, b3),
    );
    v128.store(out, upper(dots, sum, step, error, steps, errors));
    codes += stride << 2;
    steps += 16;
    errors += 16;
    out += 16;
  }
}
