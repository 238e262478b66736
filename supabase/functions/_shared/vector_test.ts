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
  const plain = new VectorIndex(2, "scalar");
  assert.throws(() => plain.add("a", [NaN, 1]), /must be finite: current value at 0 is NaN/);
  assert.throws(() => index.search([1, Infinity], 1), RangeError);
  assert.throws(() => new VectorIndex(0), RangeError);
  assert.equal(index.size, 0);
});

/** A record as `event_vectors` sends it. */
function record(idByte: number, halves: number[]): number[] {
  const bytes = [halves.length, 0, ...halves].flatMap((half) => [half >> 8, half & 255]);
  return [...Array(16).fill(idByte), ...bytes];
}

const ONE = 0x3c00;
const MINUS_TWO = 0xc000;
const NOT_A_NUMBER = 0x7e00;
const id = (byte: string) =>
  `${byte.repeat(4)}-${byte.repeat(2)}-${byte.repeat(2)}-${byte.repeat(2)}-${byte.repeat(6)}`;

for (const backend of ["relaxed", "paired", "simd128", "scalar"] as const) {
  Deno.test(`VectorIndex.addBlob() adds and replaces what the database sends (${backend})`, () => {
    // More dimensions than a register takes, and not a multiple of it.
    const sparse = (values: number[]) => [...values, ...Array(21 - values.length).fill(0)];
    const index = new VectorIndex(21, backend);
    index.add(id("01"), sparse([0, 0, 1]));
    const blob = [
      ...record(1, sparse([ONE, 0])),
      ...record(0xab, [...Array(20).fill(0), MINUS_TWO]),
    ];
    assert.equal(index.addBlob(Uint8Array.from(blob).buffer), 2);
    assert.equal(index.size, 2);
    assert.deepEqual([...index.get(id("01"))!], sparse([1]));
    assert.deepEqual([...index.get(id("ab"))!], [...Array(20).fill(0), -1]);
    assert.equal(index.addBlob(new ArrayBuffer(0)), 0);
  });

  Deno.test(`VectorIndex.addBlob() refuses what is no vector of its dimension (${backend})`, () => {
    const index = new VectorIndex(9, backend);
    const add = (halves: number[]) => index.addBlob(Uint8Array.from(record(1, halves)).buffer);
    assert.throws(() => add([ONE]), /must have 9 dimensions: current value has 1/);
    assert.throws(() => add([...Array(8).fill(0), NOT_A_NUMBER]), /must be finite/);
    assert.throws(() => add([NOT_A_NUMBER, ...Array(8).fill(0)]), /must be finite/);
    assert.throws(() => index.addBlob(new ArrayBuffer(7)), /cut off/);
    assert.equal(index.size, 0);
  });
}

Deno.test("VectorIndex keeps what it holds when an addition is refused", () => {
  const index = new VectorIndex(2);
  index.add("a", [1, 0]);
  assert.throws(() => index.add("a", [Infinity, 0]), RangeError);
  assert.deepEqual([...index.get("a")!], [1, 0]);
  assert.deepEqual(index.search([1, 0], 1), [{ id: "a", score: 1 }]);
});

Deno.test("VectorIndex takes numbers that float32 cannot hold", () => {
  const index = new VectorIndex(2);
  index.addBatch([["huge", [1e300, 1e300]], ["tiny", [3e-320, 0]], ["zero", [0, 0]]]);
  assert.deepEqual(index.search([1e-200, 0], 3).map(({ id }) => id), ["tiny", "huge", "zero"]);
});

Deno.test("VectorIndex keeps insertion order among equals when others go and come", () => {
  const index = new VectorIndex(2);
  index.addBatch(["a", "b", "c", "d"].map((id) => [id, [1, 1]] as const));
  index.remove("a");
  index.add("a", [2, 2]);
  index.add("b", [3, 3]);
  assert.deepEqual(index.search([1, 0], 9).map(({ id }) => id), ["b", "c", "d", "a"]);
});

Deno.test("VectorIndex can be made thousands of times", () => {
  for (let i = 0; i < 3000; i++) {
    const index = new VectorIndex(512);
    index.add("a", new Float32Array(512).fill(1));
    assert.equal(index.search(new Float32Array(512).fill(1), 1)[0]?.id, "a");
  }
});
