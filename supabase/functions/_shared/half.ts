/**
 * Vectors as the database sends them (`event_vectors`): records of 16 bytes of uuid, then what
 * halfvec_send writes: int16 dimensions, int16 zero, and a big-endian half float a dimension.
 */
import { halfValue } from "./vector/scalar.ts";

const ID_BYTES = 16;
/** Bytes of a record before its halves. */
export const HEADER_BYTES = ID_BYTES + 4;

/** Every half float as the number it stands for: a look-up beats arithmetic. */
const VALUES = Float32Array.from({ length: 65_536 }, (_, bits) => halfValue(bits));

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Where the records of a blob begin, and at last where it ends. @throws {RangeError} if cut off */
export function findRecords(bytes: Uint8Array): number[] {
  const starts = [0];
  for (let at = 0; at < bytes.length; starts.push(at)) {
    const dimensions = bytes[at + ID_BYTES]! << 8 | bytes[at + ID_BYTES + 1]!;
    at += HEADER_BYTES + 2 * dimensions;
    if (at > bytes.length) {
      throw new RangeError(
        `Cannot read vectors as the blob is cut off: current length is ${bytes.length} bytes`,
      );
    }
  }
  return starts;
}

/** Reads a blob into arrays of numbers. @throws {RangeError} for a blob that is cut off */
export function decodeVectors(blob: ArrayBuffer): Map<string, Float32Array> {
  const bytes = new Uint8Array(blob);
  const starts = findRecords(bytes);
  const vectors = new Map<string, Float32Array>();
  for (let i = 0; i + 1 < starts.length; i++) {
    const at = starts[i]!;
    const vector = new Float32Array((starts[i + 1]! - at - HEADER_BYTES) / 2);
    for (let j = 0, p = at + HEADER_BYTES; j < vector.length; j++, p += 2) {
      vector[j] = VALUES[bytes[p]! << 8 | bytes[p + 1]!]!;
    }
    vectors.set(uuidAt(bytes, at), vector);
  }
  return vectors;
}

/** The id of the record that begins at `at`. */
export function uuidAt(bytes: Uint8Array, at: number): string {
  const hex = (i: number) => HEX[bytes[at + i]!]!;
  return hex(0) + hex(1) + hex(2) + hex(3) + "-" + hex(4) + hex(5) + "-" + hex(6) + hex(7) + "-" +
    hex(8) + hex(9) + "-" + hex(10) + hex(11) + hex(12) + hex(13) + hex(14) + hex(15);
}
