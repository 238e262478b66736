/** Vectors as the database sends them: halfvec_send, two bytes a value. */

const ID_BYTES = 16;
const HEADER_BYTES = 4;

/** Every half float as the number it stands for (IEEE 754 binary16): a look-up beats arithmetic. */
const VALUES = Float32Array.from({ length: 65_536 }, (_, bits) => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
});

/**
 * Reads the answer of `event_vectors`: 16 bytes of uuid, then int16 dimensions, int16 zero and a
 * big-endian half float a dimension.
 *
 * @throws {RangeError} for a blob that is cut off
 */
export function decodeVectors(blob: ArrayBuffer): Map<string, Float32Array> {
  const bytes = new Uint8Array(blob);
  const view = new DataView(blob);
  const vectors = new Map<string, Float32Array>();
  let at = 0;
  while (at < bytes.length) {
    const dimensions = at + ID_BYTES + HEADER_BYTES <= bytes.length
      ? view.getInt16(at + ID_BYTES)
      : -1;
    const end = at + ID_BYTES + HEADER_BYTES + 2 * dimensions;
    if (dimensions < 0 || end > bytes.length) {
      throw new RangeError(
        `Cannot read vectors as the blob is cut off: current length is ${bytes.length} bytes`,
      );
    }
    const id = uuid(bytes.subarray(at, at + ID_BYTES));
    const vector = new Float32Array(dimensions);
    for (let i = 0, p = at + ID_BYTES + HEADER_BYTES; i < dimensions; i++, p += 2) {
      vector[i] = VALUES[bytes[p]! << 8 | bytes[p + 1]!]!;
    }
    vectors.set(id, vector);
    at = end;
  }
  return vectors;
}

function uuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
