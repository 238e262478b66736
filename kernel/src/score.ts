import { sumsF32 } from "./lanes";

/** Address of the vector with the index at `list`. */
@inline
function named(vectors: usize, bytes: usize, list: usize): usize {
  return vectors + <usize> load<u32>(list) * bytes;
}

/** Sixteen products of a query and a vector, added in pairs to four sums. */
@inline
function products(x: v128, y: v128, z: v128, w: v128, p: usize): v128 {
  return f32x4.add(
    f32x4.add(f32x4.mul(x, v128.load(p)), f32x4.mul(y, v128.load(p, 16))),
    f32x4.add(f32x4.mul(z, v128.load(p, 32)), f32x4.mul(w, v128.load(p, 48))),
  );
}

/**
 * Cosines in float32 of one query with the listed vectors; both lists have room for a multiple of
 * eight.
 *
 * Processes eight vectors at a time and loads the query once for them. Does not use fused
 * operations, because a relaxed multiply-add rounds differently between machines.
 */
export function cosines(
  query: usize,
  queryNorm: f64,
  vectors: usize,
  stride: usize,
  norms: usize,
  list: usize,
  count: i32,
  out: usize,
): void {
  const bytes = stride << 2;
  const last = load<u32>(list + (<usize> (count - 1) << 2));
  for (let i = count; i & 7; i++) store<u32>(list + (<usize> i << 2), last);
  for (let i = 0; i < count; i += 8, list += 32, out += 32) {
    const p0 = named(vectors, bytes, list), p1 = named(vectors, bytes, list + 4);
    const p2 = named(vectors, bytes, list + 8), p3 = named(vectors, bytes, list + 12);
    const p4 = named(vectors, bytes, list + 16), p5 = named(vectors, bytes, list + 20);
    const p6 = named(vectors, bytes, list + 24), p7 = named(vectors, bytes, list + 28);
    let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
    let a4 = f32x4.splat(0), a5 = f32x4.splat(0), a6 = f32x4.splat(0), a7 = f32x4.splat(0);
    for (let q: usize = 0; q < bytes; q += 64) {
      const p = query + q;
      const x = v128.load(p), y = v128.load(p, 16), z = v128.load(p, 32), w = v128.load(p, 48);
      a0 = f32x4.add(a0, products(x, y, z, w, p0 + q));
      a1 = f32x4.add(a1, products(x, y, z, w, p1 + q));
      a2 = f32x4.add(a2, products(x, y, z, w, p2 + q));
      a3 = f32x4.add(a3, products(x, y, z, w, p3 + q));
      a4 = f32x4.add(a4, products(x, y, z, w, p4 + q));
      a5 = f32x4.add(a5, products(x, y, z, w, p5 + q));
      a6 = f32x4.add(a6, products(x, y, z, w, p6 + q));
      a7 = f32x4.add(a7, products(x, y, z, w, p7 + q));
    }
    v128.store(out, sumsF32(a0, a1, a2, a3));
    v128.store(out, sumsF32(a4, a5, a6, a7), 16);
    for (let j: usize = 0; j < 32; j += 4) {
      const norm = load<f64>(norms + (<usize> load<u32>(list + j) << 3)) * queryNorm;
      store<f32>(out + j, norm > 0 ? <f32> (<f64> load<f32>(out + j) / norm) : 0);
    }
  }
}

/**
 * Cosines in float64, summed in the order of the dimensions, equal to the plainest loop to the last
 * bit. They define the order of results. Only vectors with float32 cosines too close to each other
 * need them.
 *
 * Processes two vectors at a time, one in each half of a register, because there are at least two.
 * Products of float32 are exact in float64.
 */
export function exactCosines(
  query: usize,
  vectors: usize,
  stride: usize,
  list: usize,
  count: i32,
  out: usize,
): void {
  const bytes = stride << 2;
  for (let i = 0; i < count; i += 2, list += 8, out += 16) {
    const first = named(vectors, bytes, list);
    const second = i + 1 < count ? named(vectors, bytes, list + 4) : first;
    let dots = f64x2.splat(0), squares = f64x2.splat(0);
    let qq: f64 = 0;
    for (let p: usize = 0; p < bytes; p += 4) {
      const q = <f64> load<f32>(query + p);
      const pair = v128.load32_lane(second + p, v128.load32_zero(first + p), 1);
      const v = f64x2.promote_low_f32x4(pair);
      dots = f64x2.add(dots, f64x2.mul(v, f64x2.splat(q)));
      squares = f64x2.add(squares, f64x2.mul(v, v));
      qq += q * q;
    }
    const norms = f64x2.mul(f64x2.splat(sqrt(qq)), f64x2.sqrt(squares));
    const cosines = f64x2.div(dots, norms);
    v128.store(out, v128.bitselect(cosines, f64x2.splat(0), f64x2.gt(norms, f64x2.splat(0))));
  }
}
