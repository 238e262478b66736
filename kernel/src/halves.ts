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
  for (let i = 0; i < count; i++) {
    let p = records + skip;
    let out = rows;
    let largest = i16x8.splat(0);
    for (let j = 0; j < whole; j += 8, p += 16, out += 32) {
      const x = v128.load(p);
      const halves = v128.shuffle<u8>(x, x, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
      largest = i16x8.max_s(largest, v128.and(halves, i16x8.splat(0x7fff)));
      v128.store(out, float(i32x4.extend_low_i16x8_s(halves)));
      v128.store(out, float(i32x4.extend_high_i16x8_s(halves)), 16);
    }
    for (let j = whole; j < dimensions; j++, p += 2, out += 4) {
      const half = bswap<u16>(load<u16>(p));
      largest = i16x8.max_s(largest, i16x8.splat(half & 0x7fff));
      store<f32>(out, f32x4.extract_lane(float(i32x4.splat(<i32> (<i16> half))), 0));
    }
    if (v128.any_true(i16x8.ge_s(largest, i16x8.splat(0x7c00)))) return i;
    rows += stride << 2;
    memory.fill(out, 0, rows - out);
    records = p;
  }
  return count;
}

/** Halves, sign-extended to 32 bits, as floats. */
@inline
function float(halves: v128): v128 {
  const sign = v128.and(halves, i32x4.splat(0x80000000));
  const magnitude = i32x4.shl(v128.and(halves, i32x4.splat(0x7fff)), 13);
  return v128.or(sign, f32x4.mul(magnitude, f32x4.splat(5.192296858534828e33)));
}
