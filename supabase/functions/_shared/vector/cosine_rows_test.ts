import assert from "node:assert/strict";
import { cosineRows } from "./cosine_rows.ts";
import type { Backend } from "./kernels.ts";
import { createRandom, normalVector } from "./test_vectors.ts";

const BACKENDS: Backend[] = ["simd128", "scalar"];

function plainCosine(a: Float32Array, b: Float32Array): number {
  let dot = 0, aa = 0, bb = 0;
  a.forEach((x, i) => {
    dot += x * b[i]!;
    aa += x * x;
    bb += b[i]! * b[i]!;
  });
  return dot / Math.sqrt(aa * bb);
}

for (const [count, size] of [[1, 1], [7, 3], [8, 32], [37, 100], [3_000, 512]] as const) {
  Deno.test(`cosineRows() is within 0.01 of the plain loop, ${count} rows of ${size}`, () => {
    const random = createRandom(count);
    const rows = Array.from(
      { length: count },
      (_, i) => i % 5 === 4 ? undefined : normalVector(random, size),
    );
    const vector = normalVector(random, size);
    const [first, ...others] = BACKENDS.map((backend) => cosineRows(rows, size, backend)(vector));
    assert.equal(first!.length, count);
    rows.forEach((row, i) => {
      const expected = row ? plainCosine(row, vector) : 0;
      assert.ok(Math.abs(first![i]! - expected) < 0.01, `${first![i]}, ${expected}`);
    });
    for (const other of others) assert.deepEqual(other, first);
  });
}

Deno.test("cosineRows() gives 1 for a sparse vector and itself, and 0 for a zero vector", () => {
  const sparse = new Float32Array(512);
  for (const at of [3, 77, 500]) sparse[at] = 1 / at;
  const read = cosineRows([sparse, new Float32Array(512)], 512);
  assert.deepEqual(Array.from(read(sparse), (x) => Math.round(x * 1000) / 1000), [1, 0]);
  assert.deepEqual([...read(new Float32Array(512))], [0, 0]);
});

Deno.test("cosineRows() returns a new array per call, and an empty one without rows", () => {
  const read = cosineRows([Float32Array.of(1, 0)], 2);
  const first = read(Float32Array.of(1, 0));
  read(Float32Array.of(0, 1));
  assert.ok(Math.abs(first[0]! - 1) < 0.01);
  assert.deepEqual([...cosineRows([], 0)(new Float32Array(0))], []);
});
