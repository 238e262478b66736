/**
 * Vectors as the database sends them (`event_vectors`): records of 16 bytes of uuid, an int16 of
 * dimensions, a float32 of what one step is worth, and one step count, -127..127, a dimension.
 */

const ID_BYTES = 16;
/** Bytes of a record before its counts. */
const HEADER_BYTES = ID_BYTES + 6;

/** Reads a blob into arrays of numbers. @throws {RangeError} for a blob that is cut off */
export function decodeVectors(blob: ArrayBuffer): Map<string, Float32Array> {
  const view = new DataView(blob);
  const vectors = new Map<string, Float32Array>();
  for (let at = 0; at < blob.byteLength;) {
    const start = at + HEADER_BYTES;
    const dimensions = start <= blob.byteLength ? view.getUint16(at + ID_BYTES) : Infinity;
    if (start + dimensions > blob.byteLength) {
      throw new RangeError(
        `Cannot read vectors as the blob is cut off: current length is ${blob.byteLength} bytes`,
      );
    }
    const step = view.getFloat32(at + ID_BYTES + 2);
    const counts = new Int8Array(blob, start, dimensions);
    vectors.set(idAt(blob, at), Float32Array.from(counts, (count) => count * step));
    at = start + dimensions;
  }
  return vectors;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function idAt(blob: ArrayBuffer, at: number): string {
  const text = Array.from(new Uint8Array(blob, at, ID_BYTES), (byte) => HEX[byte]!).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
