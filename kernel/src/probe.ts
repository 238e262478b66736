/**
 * The sum that relaxed SIMD makes of 127 x 255 four times. How is left to the machine, as 255 is beyond
 * 0..127: those that add up two products in 16 bits get stuck at twice 32,767.
 */
export function sumBeyondRange(): i32 {
  const sums = i32x4.relaxed_dot_i8x16_i7x16_add_s(
    i8x16.splat(127),
    i8x16.splat(-1),
    i32x4.splat(0),
  );
  return i32x4.extract_lane(sums, 0);
}
