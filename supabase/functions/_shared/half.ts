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

const HEX = new TextEncoder().encode("0123456789abcdef");
const DASH = "-".charCodeAt(0);
/** Where the two digits of each byte of an id stand in its text. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const TEXT_BYTES = 36;

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
  const ids = idsOf(bytes, starts);
  return new Map(ids.map((id, i) => {
    const at = starts[i]!;
    const vector = new Float32Array((starts[i + 1]! - at - HEADER_BYTES) / 2);
    readHalves(bytes, at + HEADER_BYTES, vector);
    return [id, vector];
  }));
}

/** Reads as many halves as the vector has numbers. */
export function readHalves(bytes: Uint8Array, at: number, vector: Float32Array): void {
  const { length } = vector;
  for (let j = 0, p = at; j < length; j++, p += 2) {
    vector[j] = VALUES[bytes[p]! << 8 | bytes[p + 1]!]!;
  }
}

/** The ids of records: cut from one text, as a string joined of parts is slow to make and to hash. */
export function idsOf(bytes: Uint8Array, starts: readonly number[]): string[] {
  const count = starts.length - 1;
  const text = new Uint8Array(count * TEXT_BYTES).fill(DASH);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < ID_BYTES; j++) {
      const byte = bytes[starts[i]! + j]!;
      const place = i * TEXT_BYTES + PLACES[j]!;
      text[place] = HEX[byte >> 4]!;
      text[place + 1] = HEX[byte & 15]!;
    }
  }
  const all = new TextDecoder().decode(text);
  return Array.from({ length: count }, (_, i) => all.slice(i * TEXT_BYTES, (i + 1) * TEXT_BYTES));
}
