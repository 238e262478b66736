/**
 * Decodes vectors from the database (`event_vectors`). A record is a uuid (16 bytes), an int16 with
 * the number of dimensions, a float32 with the size of a step, and one step count (-127..127) per
 * dimension.
 */

const ID_BYTES = 16;
/** Bytes of a record before its step counts. */
const HEADER_BYTES = ID_BYTES + 6;

/**
 * Decodes a blob of records to vectors by id.
 *
 * @throws {RangeError} if the blob is truncated.
 */
export function decodeVectors(blob: ArrayBuffer): Map<string, Float32Array> {
  const view = new DataView(blob);
  const bytes = new Uint8Array(blob);
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
    vectors.set(idAt(bytes, at), scaled(counts, step));
    at = start + dimensions;
  }
  return vectors;
}

/** A loop without a call per number: a cold function decodes a million numbers before its first mail. */
function scaled(counts: Int8Array, step: number): Float32Array {
  const vector = new Float32Array(counts);
  for (let i = 0; i < vector.length; i++) vector[i]! *= step;
  return vector;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Bytes of a uuid before which its text has a hyphen. */
const HYPHENS = new Set([4, 6, 8, 10]);

function idAt(bytes: Uint8Array, at: number): string {
  let id = "";
  for (let i = 0; i < ID_BYTES; i++) id += (HYPHENS.has(i) ? "-" : "") + HEX[bytes[at + i]!]!;
  return id;
}
