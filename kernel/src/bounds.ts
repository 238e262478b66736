import { sumI32, sumsI32 } from "./lanes";

/** Codes in a register: 16 where relaxed SIMD multiplies bytes, else 8, widened to 16 bits. */
const WIDTH: usize = ASC_FEATURE_RELAXED_SIMD ? 16 : 8;

/** Codes that one step takes: a register of them, or two. */
const STEP: usize = PAIRED ? 2 * WIDTH : WIDTH;

@inline
function codesAt(p: usize): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? v128.load(p) : v128.load8x8_s(p);
}

/** The second register of a step. */
@inline
function moreAt(p: usize): v128 {
  return PAIRED ? codesAt(p + WIDTH) : i32x4.splat(0);
}

/**
 * Adds to four sums the products of codes of a query and of a vector. Relaxed SIMD leaves open what
 * happens beyond 0..127 in the second operand, so those of vectors are kept within.
 *
 * A machine that cannot multiply bytes and add up four products in one instruction adds up two in 16
 * bits. In pairs, two of those sums are added before they are widened: 4 x 127 x 63 fits.
 */
@inline
function accumulate(query: v128, query2: v128, vector: v128, vector2: v128, sum: v128): v128 {
  if (PAIRED) {
    const products = i16x8.relaxed_dot_i8x16_i7x16_s(query, vector);
    const products2 = i16x8.relaxed_dot_i8x16_i7x16_s(query2, vector2);
    return i32x4.add(sum, i32x4.extadd_pairwise_i16x8_s(i16x8.add(products, products2)));
  }
  return ASC_FEATURE_RELAXED_SIMD
    ? i32x4.relaxed_dot_i8x16_i7x16_add_s(query, vector, sum)
    : i32x4.add(sum, i32x4.dot_i16x8_s(query, vector));
}

/** The same, from where the codes lie. */
@inline
function accumulateAt(query: usize, vector: usize, sum: v128): v128 {
  return accumulate(codesAt(query), moreAt(query), codesAt(vector), moreAt(vector), sum);
}

/** From the dot products of codes to the largest cosines that four vectors can have. */
@inline
function upper(dots: v128, sum: i32, step: f32, error: f32, steps: usize, errors: usize): v128 {
  const cosines = f32x4.mul(
    f32x4.mul(f32x4.convert_i32x4_s(i32x4.sub(dots, i32x4.splat(sum))), v128.load(steps)),
    f32x4.splat(step),
  );
  // |q.v - q'.v'| <= |e_v| + |e_q| (1 + |e_v|): certify.ts has the derivation.
  const slack = f32x4.add(
    f32x4.mul(v128.load(errors), f32x4.splat(1 + error)),
    f32x4.splat(error),
  );
  return f32x4.add(cosines, slack);
}

/**
 * Upper bounds of the cosines of one query with `count` vectors (rounded up to four).
 *
 * Four vectors at once while they come from the cache: the query is loaded once for four. Two sums
 * each: a product takes four cycles, and two can begin in each.
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
      let x = codesAt(q), y = moreAt(q);
      a0 = accumulate(x, y, codesAt(p0), moreAt(p0), a0);
      a1 = accumulate(x, y, codesAt(p1), moreAt(p1), a1);
      a2 = accumulate(x, y, codesAt(p2), moreAt(p2), a2);
      a3 = accumulate(x, y, codesAt(p3), moreAt(p3), a3);
      x = codesAt(q + STEP), y = moreAt(q + STEP);
      b0 = accumulate(x, y, codesAt(p0 + STEP), moreAt(p0 + STEP), b0);
      b1 = accumulate(x, y, codesAt(p1 + STEP), moreAt(p1 + STEP), b1);
      b2 = accumulate(x, y, codesAt(p2 + STEP), moreAt(p2 + STEP), b2);
      b3 = accumulate(x, y, codesAt(p3 + STEP), moreAt(p3 + STEP), b3);
      p1 += 2 * STEP;
      p2 += 2 * STEP;
      p3 += 2 * STEP;
    }
    if (p0 < end) {
      const x = codesAt(q), y = moreAt(q);
      a0 = accumulate(x, y, codesAt(p0), moreAt(p0), a0);
      a1 = accumulate(x, y, codesAt(p1), moreAt(p1), a1);
      a2 = accumulate(x, y, codesAt(p2), moreAt(p2), a2);
      a3 = accumulate(x, y, codesAt(p3), moreAt(p3), a3);
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

/** As `bounds`, one vector at a time: data from memory arrive fastest as one stream. */
export function boundsStreamed(
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
    for (let j = 0; j < 16; j += 4) {
      const end = codes + stride;
      let a0 = i32x4.splat(0), a1 = i32x4.splat(0), a2 = i32x4.splat(0), a3 = i32x4.splat(0);
      let b0 = i32x4.splat(0), b1 = i32x4.splat(0), b2 = i32x4.splat(0), b3 = i32x4.splat(0);
      let q = query;
      for (; codes + 7 * STEP < end; codes += 8 * STEP, q += 8 * STEP) {
        a0 = accumulateAt(q, codes, a0);
        a1 = accumulateAt(q + STEP, codes + STEP, a1);
        a2 = accumulateAt(q + 2 * STEP, codes + 2 * STEP, a2);
        a3 = accumulateAt(q + 3 * STEP, codes + 3 * STEP, a3);
        b0 = accumulateAt(q + 4 * STEP, codes + 4 * STEP, b0);
        b1 = accumulateAt(q + 5 * STEP, codes + 5 * STEP, b1);
        b2 = accumulateAt(q + 6 * STEP, codes + 6 * STEP, b2);
        b3 = accumulateAt(q + 7 * STEP, codes + 7 * STEP, b3);
      }
      for (; codes < end; codes += STEP, q += STEP) a0 = accumulateAt(q, codes, a0);
      a0 = i32x4.add(i32x4.add(a0, b0), i32x4.add(a1, b1));
      a2 = i32x4.add(i32x4.add(a2, b2), i32x4.add(a3, b3));
      store<i32>(out + j, sumI32(i32x4.add(a0, a2)));
    }
    v128.store(out, upper(v128.load(out), sum, step, error, steps, errors));
    steps += 16;
    errors += 16;
    out += 16;
  }
}

/**
 * As `bounds` for many queries, an even number; bounds of query i begin at out + i * outStride.
 *
 * Tiles of two queries by four vectors: eight sums, two codes of queries and one of a vector (in pairs
 * twice as many codes) are all that V8 keeps in registers. Vectors outside, queries inside: four vectors stay in the first-level
 * cache while the block of queries passes by from the second.
 */
export function boundsBatch(
  queries: usize,
  queryCount: i32,
  sums: usize,
  querySteps: usize,
  queryErrors: usize,
  codes: usize,
  count: i32,
  stride: usize,
  steps: usize,
  errors: usize,
  out: usize,
  outStride: usize,
): void {
  for (let i = 0; i < count; i += 4) {
    let q = queries;
    for (let j = 0; j < queryCount; j += 2) {
      let a0 = i32x4.splat(0), a1 = i32x4.splat(0), a2 = i32x4.splat(0), a3 = i32x4.splat(0);
      let b0 = i32x4.splat(0), b1 = i32x4.splat(0), b2 = i32x4.splat(0), b3 = i32x4.splat(0);
      const end = q + stride;
      let p0 = codes, p1 = codes + stride, p2 = p1 + stride, p3 = p2 + stride, r = end;
      for (; q < end; q += STEP) {
        const x = codesAt(q), x2 = moreAt(q), y = codesAt(r), y2 = moreAt(r);
        let v = codesAt(p0), v2 = moreAt(p0);
        a0 = accumulate(x, x2, v, v2, a0);
        b0 = accumulate(y, y2, v, v2, b0);
        v = codesAt(p1), v2 = moreAt(p1);
        a1 = accumulate(x, x2, v, v2, a1);
        b1 = accumulate(y, y2, v, v2, b1);
        v = codesAt(p2), v2 = moreAt(p2);
        a2 = accumulate(x, x2, v, v2, a2);
        b2 = accumulate(y, y2, v, v2, b2);
        v = codesAt(p3), v2 = moreAt(p3);
        a3 = accumulate(x, x2, v, v2, a3);
        b3 = accumulate(y, y2, v, v2, b3);
        p0 += STEP;
        p1 += STEP;
        p2 += STEP;
        p3 += STEP;
        r += STEP;
      }
      const k = <usize> j << 2;
      const place = out + <usize> j * outStride;
      v128.store(
        place,
        upper(
          sumsI32(a0, a1, a2, a3),
          load<i32>(sums + k),
          load<f32>(querySteps + k),
          load<f32>(queryErrors + k),
          steps,
          errors,
        ),
      );
      v128.store(
        place + outStride,
        upper(
          sumsI32(b0, b1, b2, b3),
          load<i32>(sums + k, 4),
          load<f32>(querySteps + k, 4),
          load<f32>(queryErrors + k, 4),
          steps,
          errors,
        ),
      );
      q = r;
    }
    codes += stride << 2;
    steps += 16;
    errors += 16;
    out += 16;
  }
}
