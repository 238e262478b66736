/**
 * Scales the vector by a power of two that brings its largest value to 1..2, without changing its
 * direction. float32 can then hold its values and their products.
 *
 * @throws {RangeError} naming the first value that is not finite
 */
export function inRange(vector: ArrayLike<number>): Float64Array {
  let largest = 0;
  for (let i = 0; i < vector.length; i++) {
    const size = Math.abs(vector[i]!);
    if (!Number.isFinite(size)) {
      throw new RangeError(
        `Cannot use a vector as its values must be finite: current value at ${i} is ${vector[i]}`,
      );
    }
    if (size > largest) largest = size;
  }
  const exponent = largest > 0 ? -Math.floor(Math.log2(largest)) : 0;
  // In two steps, because the inverse of the smallest numbers overflows.
  const half = Math.floor(exponent / 2);
  return Float64Array.from(vector, (value) => value * 2 ** half * 2 ** (exponent - half));
}
