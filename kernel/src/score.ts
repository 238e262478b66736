import { sumsF32 } from "./lanes";

/** Bytes of a vector summed on their own: adding up few numbers, then their sums, rounds less. */
const BLOCK: usize = 512;

/** The address of the vector that a list names at `list`. */
@inline
function named(vectors: usize, bytes: usize, list: usize): usize {
  return vectors + <usize> load<u32>(list) * bytes;
}

/**
 * Cosines in float32 of one query with the vectors listed; both lists have room for a multiple of
 * eight.
 *
 * Eight vectors at once, each with one register of sums: eight sums hide the latency of adding. Not
 * fused, as a relaxed multiply-add rounds differently from machine to machine.
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
    let p0 = named(vectors, bytes, list), p1 = named(vectors, bytes, list + 4);
    let p2 = named(vectors, bytes, list + 8), p3 = named(vectors, bytes, list + 12);
    let p4 = named(vectors, bytes, list + 16), p5 = named(vectors, bytes, list + 20);
    let p6 = named(vectors, bytes, list + 24), p7 = named(vectors, bytes, list + 28);
    let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
    let a4 = f32x4.splat(0), a5 = f32x4.splat(0), a6 = f32x4.splat(0), a7 = f32x4.splat(0);
    let t0 = f32x4.splat(0), t1 = f32x4.splat(0), t2 = f32x4.splat(0), t3 = f32x4.splat(0);
    let t4 = f32x4.splat(0), t5 = f32x4.splat(0), t6 = f32x4.splat(0), t7 = f32x4.splat(0);
    for (let q: usize = 0; q < bytes;) {
      for (const stop = min(q + BLOCK, bytes); q < stop; q += 16) {
        const x = v128.load(query + q);
        a0 = f32x4.add(a0, f32x4.mul(x, v128.load(p0 + q)));
        a1 = f32x4.add(a1, f32x4.mul(x, v128.load(p1 + q)));
        a2 = f32x4.add(a2, f32x4.mul(x, v128.load(p2 + q)));
        a3 = f32x4.add(a3, f32x4.mul(x, v128.load(p3 + q)));
        a4 = f32x4.add(a4, f32x4.mul(x, v128.load(p4 + q)));
        a5 = f32x4.add(a5, f32x4.mul(x, v128.load(p5 + q)));
        a6 = f32x4.add(a6, f32x4.mul(x, v128.load(p6 + q)));
        a7 = f32x4.add(a7, f32x4.mul(x, v128.load(p7 + q)));
      }
      t0 = f32x4.add(t0, a0);
      t1 = f32x4.add(t1, a1);
      t2 = f32x4.add(t2, a2);
      t3 = f32x4.add(t3, a3);
      t4 = f32x4.add(t4, a4);
      t5 = f32x4.add(t5, a5);
      t6 = f32x4.add(t6, a6);
      t7 = f32x4.add(t7, a7);
      a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = f32x4.splat(0);
    }
    v128.store(out, sumsF32(t0, t1, t2, t3));
    v128.store(out, sumsF32(t4, t5, t6, t7), 16);
    for (let j: usize = 0; j < 32; j += 4) {
      const norm = load<f64>(norms + (<usize> load<u32>(list + j) << 3)) * queryNorm;
      store<f32>(out + j, norm > 0 ? <f32> (<f64> load<f32>(out + j) / norm) : 0);
    }
  }
}

/**
 * Cosines in float64, summed in the order of the dimensions: what the plainest loop gives, to the last
 * bit. This is what the order of results is defined by; only the few vectors whose float32 cosines are
 * too close come here, so it need not be fast. Products of float32 are exact in float64.
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
  for (let i = 0; i < count; i++, list += 4, out += 8) {
    const vector = named(vectors, bytes, list);
    let dot: f64 = 0, qq: f64 = 0, vv: f64 = 0;
    for (let p: usize = 0; p < bytes; p += 4) {
      const q = <f64> load<f32>(query + p);
      const v = <f64> load<f32>(vector + p);
      dot += q * v;
      qq += q * q;
      vv += v * v;
    }
    const norm = sqrt(qq) * sqrt(vv);
    store<f64>(out, norm > 0 ? dot / norm : 0);
  }
}
