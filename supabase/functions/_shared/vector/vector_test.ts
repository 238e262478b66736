import assert from "node:assert/strict";
import fc from "../test/property.ts";
import { VectorIndex } from "./vector.ts";

const DIMENSIONS = 4;
const vector = fc.array(fc.integer({ min: -3, max: 3 }), {
  minLength: DIMENSIONS,
  maxLength: DIMENSIONS,
});

function indexOf(dimensions: number, entries: [string, number[]][]): VectorIndex {
  const index = new VectorIndex(dimensions);
  for (const [id, vector] of entries) index.add(id, vector);
  return index;
}

function cosine(a: number[], b: number[]): number {
  const norm = Math.hypot(...a) * Math.hypot(...b);
  return norm === 0 ? 0 : a.reduce((sum, x, i) => sum + x * b[i]!, 0) / norm;
}

Deno.test("VectorIndex.search() agrees with brute force, ties by insertion order", () => {
  fc.assert(
    fc.property(fc.array(vector, { maxLength: 30 }), vector, fc.nat(12), (vectors, query, k) => {
      const index = indexOf(DIMENSIONS, vectors.map((v, i) => [`${i}`, v]));
      const rounded = (x: number) => Math.round(x * 1e5) / 1e5 + 0; // + 0: -0 is 0
      const expected = vectors.map((v, i) => ({ i, score: rounded(cosine(v, query)) }))
        .sort((a, b) => b.score - a.score || a.i - b.i).slice(0, k);
      const found = index.search(query, k);
      assert.deepEqual(found.map((hit) => rounded(hit.score)), expected.map(({ score }) => score));
      assert.equal(new Set(found.map(({ id }) => id)).size, found.length);
    }),
  );
});

Deno.test("VectorIndex.search() finds only allowed vectors and keeps insertion order among equals", () => {
  const index = indexOf(2, [["a", [1, 0]], ["b", [2, 0]], ["c", [3, 0]], ["d", [0, 1]]]);
  assert.deepEqual(index.search([1, 0], 2).map(({ id }) => id), ["a", "b"]);
  assert.deepEqual(index.search([1, 0], 9, (id) => id !== "a").map(({ id }) => id), [
    "b",
    "c",
    "d",
  ]);
});

Deno.test("VectorIndex.remove() removes one vector and keeps the others", () => {
  fc.assert(
    fc.property(fc.array(vector, { minLength: 1, maxLength: 20 }), fc.nat(), (vectors, pick) => {
      const index = indexOf(DIMENSIONS, vectors.map((v, i) => [`${i}`, v]));
      const gone = `${pick % vectors.length}`;
      assert.equal(index.remove(gone), true);
      assert.equal(index.remove(gone), false);
      assert.equal(index.get(gone), undefined);
      const fresh = new VectorIndex(DIMENSIONS);
      vectors.forEach((v, i) => `${i}` !== gone && fresh.add(`${i}`, v));
      assert.deepEqual(index.search(vectors[0]!, 20), fresh.search(vectors[0]!, 20));
    }),
  );
});

Deno.test("VectorIndex.add() replaces the vector of an existing id", () => {
  const index = indexOf(2, [["a", [1, 0]], ["a", [0, 5]]]);
  assert.equal(index.size, 1);
  assert.deepEqual([...index.get("a")!], [0, 1]);
  index.remove("a");
  assert.deepEqual(index.search([1, 0], 3), []);
});

Deno.test("VectorIndex throws for wrong dimensions and non-finite values", () => {
  const index = new VectorIndex(2);
  assert.throws(() => index.add("a", [1]), /must have 2 dimensions: current value has 1/);
  assert.throws(() => index.add("a", [1, NaN]), /must be finite: current value at 1 is NaN/);
  const plain = new VectorIndex(2, "scalar");
  assert.throws(() => plain.add("a", [NaN, 1]), /must be finite: current value at 0 is NaN/);
  assert.throws(() => index.search([1, Infinity], 1), RangeError);
  assert.throws(() => new VectorIndex(0), RangeError);
  assert.equal(index.size, 0);
});

Deno.test("VectorIndex is unchanged after a refused addition", () => {
  const index = new VectorIndex(2);
  index.add("a", [1, 0]);
  assert.throws(() => index.add("a", [Infinity, 0]), RangeError);
  assert.deepEqual([...index.get("a")!], [1, 0]);
  assert.deepEqual(index.search([1, 0], 1), [{ id: "a", score: 1 }]);
});

Deno.test("VectorIndex accepts numbers beyond the range of float32", () => {
  const index = indexOf(2, [["huge", [1e300, 1e300]], ["tiny", [3e-320, 0]], ["zero", [0, 0]]]);
  assert.deepEqual(index.search([1e-200, 0], 3).map(({ id }) => id), ["tiny", "huge", "zero"]);
});

Deno.test("VectorIndex keeps insertion order among equals after removals and additions", () => {
  const index = indexOf(2, ["a", "b", "c", "d"].map((id) => [id, [1, 1]]));
  index.remove("a");
  index.add("a", [2, 2]);
  index.add("b", [3, 3]);
  assert.deepEqual(index.search([1, 0], 9).map(({ id }) => id), ["b", "c", "d", "a"]);
});

Deno.test("VectorIndex can be created thousands of times", () => {
  for (let i = 0; i < 3000; i++) {
    const index = new VectorIndex(512);
    index.add("a", new Float32Array(512).fill(1));
    assert.equal(index.search(new Float32Array(512).fill(1), 1)[0]?.id, "a");
  }
});
