import assert from "node:assert/strict";
import { decodeVectors } from "./blob.ts";

/** One record in the format of event_vectors. */
function record(idByte: number, step: number, counts: number[]): number[] {
  const header = new DataView(new ArrayBuffer(6));
  header.setUint16(0, counts.length);
  header.setFloat32(2, step);
  return [
    ...Array(16).fill(idByte),
    ...new Uint8Array(header.buffer),
    ...counts.map((n) => n & 255),
  ];
}

const blob = (bytes: number[]) => Uint8Array.from(bytes).buffer;

Deno.test("decodeVectors() reads ids and steps", () => {
  const vectors = decodeVectors(blob([
    ...record(0xab, 0.25, [127, -127, 0, 2]),
    ...record(0x01, 0, [0]),
  ]));
  assert.deepEqual(Object.fromEntries(vectors), {
    "abababab-abab-abab-abab-abababababab": Float32Array.of(31.75, -31.75, 0, 0.5),
    "01010101-0101-0101-0101-010101010101": Float32Array.of(0),
  });
});

Deno.test("decodeVectors() returns no vectors for an empty blob", () => {
  assert.equal(decodeVectors(blob([])).size, 0);
});

Deno.test("decodeVectors() throws for a blob truncated at any length", () => {
  const whole = record(1, 1, [1, 2]);
  for (let length = 1; length < whole.length; length++) {
    assert.throws(() => decodeVectors(blob(whole.slice(0, length))), /cut off/, `${length} bytes`);
  }
});
