import assert from "node:assert/strict";
import { dotReader } from "./dot_rows.ts";
import type { Backend } from "./kernels.ts";
import { createRandom, normalVector } from "./test_vectors.ts";

const BACKENDS: Backend[] = ["simd128", "scalar"];

const plainDot = (a: Float32Array, b: Float32Array) => {
  let sum = 0;
  a.forEach((x, i) => sum += x * b[i]!);
  return sum;
};

for (const [count, size] of [[1, 1], [7, 3], [8, 32], [37, 100], [3_000, 33]] as const) {
  Deno.test(`dotReader() equals the plain loop, ${count} rows of ${size}`, () => {
    const random = createRandom(count);
    const rows = Array.from(
      { length: count },
      (_, i) => i % 5 === 4 ? undefined : normalVector(random, size),
    );
    const vector = normalVector(random, size);
    const [first, ...others] = BACKENDS.map((backend) => dotReader(rows, size, backend)(vector));
    rows.forEach((row, i) => {
      const expected = row ? plainDot(row, vector) : 0;
      assert.ok(Math.abs(first![i]! - expected) < 1e-5 * size, `${first![i]}, ${expected}`);
    });
    for (const other of others) assert.deepEqual(other, first);
  });
}

Deno.test("dotReader() returns a new array per call, and an empty one without rows", () => {
  const read = dotReader([Float32Array.of(1, 2)], 2);
  const first = read(Float32Array.of(1, 0));
  assert.deepEqual([...read(Float32Array.of(0, 1)), ...first], [2, 1]);
  assert.deepEqual([...dotReader([], 0)(new Float32Array(0))], []);
});
