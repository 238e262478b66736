import assert from "node:assert/strict";
import fc from "fast-check";
import { VectorIndex } from "./vector.ts";

const DIMENSIONS = 4;
const vector = fc.array(fc.integer({ min: -3, max: 3 }), {
  minLength: DIMENSIONS,
  maxLength: DIMENSIONS,
});

function cosine(a: number[], b: number[]): number {
  const norm = Math.hypot(...a) * Math.hypot(...b);
  return norm === 0 ? 0 : a.reduce((sum, x, i) => sum + x * b[i]!, 0) / norm;
}

Deno.test("VectorIndex.search() agrees with brute force, ties by insertion order", () => {
  fc.assert(
    fc.property(fc.array(vector, { maxLength: 30 }), vector, fc.nat(12), (vectors, query, k) => {
      const index = new VectorIndex(DIMENSIONS);
      index.addBatch(vectors.map((v, i) => [`${i}`, v] as const));
      const rounded = (x: number) => Math.round(x * 1e5) / 1e5 + 0; // + 0: -0 is 0
      const expected = vectors.map((v, i) => ({ i, score: rounded(cosine(v, query)) }))
        .sort((a, b) => b.score - a.score || a.i - b.i).slice(0, k);
      const found = index.search(query, k);
      assert.deepEqual(found.map((hit) => rounded(hit.score)), expected.map(({ score }) => score));
      assert.equal(new Set(found.map(({ id }) => id)).size, found.length);
    }),
  );
});

Deno.test("VectorIndex.search() leaves out what is excluded and keeps insertion order among equals", () => {
  const index = new VectorIndex(2);
  index.addBatch([["a", [1, 0]], ["b", [2, 0]], ["c", [3, 0]], ["d", [0, 1]]]);
  assert.deepEqual(index.search([1, 0], 2).map(({ id }) => id), ["a", "b"]);
  assert.deepEqual(index.search([1, 0], 9, new Set(["a"])).map(({ id }) => id), ["b", "c", "d"]);
});

Deno.test("VectorIndex.searchWithFilter() takes a predicate or ids", () => {
  const index = new VectorIndex(2);
  index.addBatch([["a", [1, 0]], ["b", [1, 1]], ["c", [0, 1]]]);
  assert.deepEqual(index.searchWithFilter([1, 0], 9, (id) => id !== "a").map(({ id }) => id), [
    "b",
    "c",
  ]);
  assert.deepEqual(index.searchWithFilter([1, 0], 9, new Set(["c", "x"])).map(({ id }) => id), [
    "c",
  ]);
});

Deno.test("VectorIndex.searchBatch() answers each query as search() does", () => {
  const index = new VectorIndex(2);
  index.addBatch([["a", [1, 0]], ["b", [0, 1]]]);
  assert.deepEqual(index.searchBatch([[1, 0], [0, 1]], 1), [
    index.search([1, 0], 1),
    index.search([0, 1], 1),
  ]);
});

Deno.test("VectorIndex.remove() forgets one vector and keeps the others", () => {
  fc.assert(
    fc.property(fc.array(vector, { minLength: 1, maxLength: 20 }), fc.nat(), (vectors, pick) => {
      const index = new VectorIndex(DIMENSIONS);
      index.addBatch(vectors.map((v, i) => [`${i}`, v] as const));
      const gone = `${pick % vectors.length}`;
      assert.equal(index.remove(gone), true);
      assert.equal(index.remove(gone), false);
      assert.equal(index.has(gone), false);
      const fresh = new VectorIndex(DIMENSIONS);
      vectors.forEach((v, i) => `${i}` !== gone && fresh.add(`${i}`, v));
      assert.deepEqual(index.search(vectors[0]!, 20), fresh.search(vectors[0]!, 20));
    }),
  );
});

Deno.test("VectorIndex.add() replaces, clear() empties", () => {
  const index = new VectorIndex(2);
  index.add("a", [1, 0]);
  index.add("a", [0, 5]);
  assert.equal(index.size, 1);
  assert.deepEqual([...index.get("a")!], [0, 1]);
  index.clear();
  assert.equal(index.size, 0);
  assert.equal(index.get("a"), undefined);
  assert.deepEqual(index.search([1, 0], 3), []);
});

Deno.test("VectorIndex refuses what is no vector of its dimension", () => {
  const index = new VectorIndex(2);
  assert.throws(() => index.add("a", [1]), /must have 2 dimensions: current value has 1/);
  assert.throws(() => index.add("a", [1, NaN]), /must be finite: current value at 1 is NaN/);
  assert.throws(() => index.search([1, Infinity], 1), RangeError);
  assert.throws(() => new VectorIndex(0), RangeError);
  assert.equal(index.size, 0);
});
