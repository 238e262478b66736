import { held } from "./lanes";

/**
 * Decodes records of `skip` bytes and `dimensions` big-endian half floats (halfvec_send) into rows of
 * `stride` float32; the number of records decoded: fewer than `count` when the next is not finite.
 *
 * Moving the exponent and fraction of a half to their places in a float leaves the exponent short by
 * 112: multiplying with 2^112 mends it, for denormal halves too.
 */
export function decodeHalves(
  records: usize,
  count: i32,
  skip: usize,
  dimensions: i32,
  rows: usize,
  stride: usize,
): i32 {
  const whole = dimensions & ~7;
  const kept = i32x4.splat(reinterpret<i32>(held(reinterpret<f32>(0x8fffe000), <f32> dimensions)));
  const scale = f32x4.splat(held(5.192296858534828e33, <f32> dimensions)); // 2^112
  for (let i = 0; i < count; i++) {
    let p = records + skip;
    let out = rows;
    // Twice the largest, without its sign.
    let largest = i16x8.splat(0);
    for (let j = 0; j < whole; j += 8, p += 16, out += 32) {
      const x = v128.load(p);
      const halves = v128.or(i16x8.shl(x, 8), i16x8.shr_u(x, 8));
      largest = i16x8.max_u(largest, i16x8.shl(halves, 1));
      v128.store(out, float(i32x4.extend_low_i16x8_s(halves), kept, scale));
      v128.store(out, float(i32x4.extend_high_i16x8_s(halves), kept, scale), 16);
    }
    for (let j = whole; j < dimensions; j++, p += 2, out += 4) {
      const half = bswap<u16>(load<u16>(p));
      largest = i16x8.max_u(largest, i16x8.splat(<i16> (half << 1)));
      store<f32>(out, f32x4.extract_lane(float(i32x4.splat(<i32> (<i16> half)), kept, scale), 0));
    }
    if (v128.any_true(i16x8.ge_u(largest, i16x8.splat(<i16> 0xf800)))) return i;
    rows += stride << 2;
    memory.fill(out, 0, rows - out);
    records = p;
  }
  return count;
}

/** Halves, sign-extended to 32 bits, as floats: `kept` are the bits of the sign and of the rest. */
@inline
function float(halves: v128, kept: v128, scale: v128): v128 {
  return f32x4.mul(v128.and(i32x4.shl(halves, 13), kept), scale);
}
