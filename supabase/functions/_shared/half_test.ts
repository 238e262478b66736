import assert from "node:assert/strict";
import { decodeVectors } from "./half.ts";

/** One record as halfvec_send writes it. */
function record(idByte: number, halves: number[]): number[] {
  const header = [halves.length >> 8, halves.length & 255, 0, 0];
  return [
    ...Array(16).fill(idByte),
    ...header,
    ...halves.flatMap((half) => [half >> 8, half & 255]),
  ];
}

const blob = (bytes: number[]) => Uint8Array.from(bytes).buffer;

Deno.test("decodeVectors() reads ids and big-endian half floats", () => {
  const vectors = decodeVectors(blob([
    ...record(0xab, [0x3c00, 0xb800, 0x0000, 0x7bff, 0x0001]),
    ...record(0x01, [0x3555]),
  ]));
  assert.deepEqual([...vectors.keys()], [
    "abababab-abab-abab-abab-abababababab",
    "01010101-0101-0101-0101-010101010101",
  ]);
  assert.deepEqual([...vectors.get("abababab-abab-abab-abab-abababababab")!], [
    1,
    -0.5,
    0,
    65504,
    2 ** -24,
  ]);
  assert.equal(vectors.get("01010101-0101-0101-0101-010101010101")![0], 0.333251953125);
});

Deno.test("decodeVectors() reads an empty blob as no vectors", () => {
  assert.equal(decodeVectors(blob([])).size, 0);
});

Deno.test("decodeVectors() refuses a blob that is cut off, at every length", () => {
  const whole = record(1, [0x3c00, 0x3c00]);
  for (let length = 1; length < whole.length; length++) {
    assert.throws(() => decodeVectors(blob(whole.slice(0, length))), /cut off/, `${length} bytes`);
  }
});
