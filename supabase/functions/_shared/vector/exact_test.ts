/** Compares the index with brute force in float64, on every backend that this machine supports. */
import assert from "node:assert/strict";
import fc from "../test/property.ts";
import { VectorIndex } from "./vector.ts";
import type { Backend } from "./kernels.ts";
import { bruteForce, clusteredVectors, createRandom, normalVector } from "./test_vectors.ts";

const BACKENDS: Backend[] = ["simd128", "scalar"];

type Vectors = readonly ArrayLike<number>[];

function indexOf(vectors: Vectors, backend: Backend): VectorIndex {
  const index = new VectorIndex(vectors[0]!.length, backend);
  vectors.forEach((vector, i) => index.add(`${i}`, vector));
  return index;
}

function assertExact(vectors: Vectors, queries: Vectors, k: number, backend: Backend) {
  const index = indexOf(vectors, backend);
  queries.forEach((query) => {
    const found = index.search(query, k);
    const expected = bruteForce(vectors, query, k);
    assert.deepEqual(found.map(({ id }) => Number(id)), expected.map(({ index }) => index));
    found.forEach(({ score }, rank) =>
      assert.ok(
        Math.abs(score - expected[rank]!.score) < 1e-5 &&
          !(score > (found[rank - 1]?.score ?? Infinity)),
        `rank ${rank} has score ${score}, not ${expected[rank]!.score}`,
      )
    );
  });
}

const random = createRandom(5);
const queriesFor = (vectors: Vectors, dimensions: number): Vectors => [
  normalVector(random, dimensions),
  vectors[0]!,
  vectors.at(-1)!,
  new Float32Array(dimensions),
];

/** Nearly equal vectors, too close for codes and mostly for float32. */
function nearDuplicates(count: number, dimensions: number, distance: number): Vectors {
  const base = normalVector(random, dimensions);
  return Array.from(
    { length: count },
    () => normalVector(random, dimensions).map((noise, i) => base[i]! + distance * noise),
  );
}

/** Vectors with one large value that dominates their common scale. */
function spiky(count: number, dimensions: number): Vectors {
  return Array.from({ length: count }, (_, i) => {
    const vector = normalVector(random, dimensions);
    vector[i % dimensions]! *= 1000;
    return vector;
  });
}

const SETS: Record<string, { vectors: Vectors; k: number[] }> = {
  "clustered": { vectors: clusteredVectors(random, 700, 64), k: [1, 10, 200, 650, 700] },
  "long": { vectors: clusteredVectors(random, 150, 300, { clusters: 5 }), k: [10, 60] },
  "of any direction": { vectors: clusteredVectors(random, 500, 48, { spread: 9 }), k: [10, 499] },
  "tightly clustered": {
    vectors: clusteredVectors(random, 300, 32, { clusters: 5, spread: 1e-3 }),
    k: [1, 20],
  },
  "near-duplicate": { vectors: nearDuplicates(300, 40, 1e-7), k: [1, 10, 100, 299] },
  "nearly tied": {
    // Differences of about the size of float32's errors.
    vectors: nearDuplicates(400, 77, 3e-6),
    k: [1, 40, 399],
  },
  "spiky": { vectors: spiky(300, 33), k: [10] },
  "same": { vectors: Array.from({ length: 100 }, () => [1, 2, 3]), k: [1, 10, 100] },
  "zero": { vectors: Array.from({ length: 70 }, (_, i) => [0, i % 9 ? 0 : i]), k: [3, 70] },
  "tiny": { vectors: clusteredVectors(random, 60, 20).map((v) => v.map((x) => x * 1e-37)), k: [5] },
  "huge": { vectors: clusteredVectors(random, 60, 20).map((v) => v.map((x) => x * 1e37)), k: [5] },
  "single-dimension": { vectors: [[1], [-1], [2], [0]], k: [2, 9] },
};

for (const backend of BACKENDS) {
  for (const [name, { vectors, k }] of Object.entries(SETS)) {
    Deno.test(`VectorIndex.search() finds exactly the nearest of ${name} vectors (${backend})`, () => {
      const queries = queriesFor(vectors, vectors[0]!.length);
      for (const wanted of k) assertExact(vectors, queries, wanted, backend);
    });
  }

  Deno.test(`VectorIndex.search() is exact for any numbers (${backend})`, () => {
    // Small integers cause many ties, some between vectors that are no duplicates.
    const sets = fc.integer({ min: 1, max: 70 }).chain((dimensions) => {
      const value = fc.oneof(
        fc.integer({ min: -2, max: 2 }),
        fc.float({ noNaN: true, min: -1000, max: 1000 }),
      );
      const vector = fc.array(value, { minLength: dimensions, maxLength: dimensions });
      return fc.record({
        vectors: fc.array(vector, { minLength: 1, maxLength: 40 }),
        queries: fc.array(vector, { minLength: 1, maxLength: 3 }),
        k: fc.integer({ min: 0, max: 45 }),
      });
    });
    fc.assert(
      fc.property(
        sets,
        ({ vectors, queries, k }) => assertExact(vectors, queries, k, backend),
      ),
      { numRuns: 200 },
    );
  });
}

for (const backend of BACKENDS) {
  Deno.test(`VectorIndex.search() is exact after any additions, replacements and removals (${backend})`, () => {
    const steps = fc.integer({ min: 1, max: 40 }).chain((dimensions) => {
      const vector = fc.array(fc.integer({ min: -2, max: 2 }), {
        minLength: dimensions,
        maxLength: dimensions,
      });
      const entry = fc.tuple(fc.nat(60), vector);
      return fc.record({
        steps: fc.array(
          fc.oneof({ weight: 5, arbitrary: entry }, { weight: 1, arbitrary: fc.nat(60) }),
          {
            minLength: 1,
            maxLength: 150,
          },
        ),
        query: vector,
        k: fc.integer({ min: 1, max: 70 }),
      });
    });
    fc.assert(fc.property(steps, ({ steps, query, k }) => {
      const index = new VectorIndex(query.length, backend);
      // A Map keeps the order in which keys were first added, as ties do.
      const model = new Map<string, number[]>();
      for (const step of steps) {
        if (typeof step === "number") {
          assert.equal(index.remove(`${step}`), model.delete(`${step}`));
        } else {
          const [id, vector] = step;
          index.add(`${id}`, vector);
          model.set(`${id}`, vector);
        }
      }
      const ids = [...model.keys()];
      const expected = bruteForce([...model.values()], query, k).map(({ index }) => ids[index]);
      assert.equal(index.size, model.size);
      assert.deepEqual(index.search(query, k).map(({ id }) => id), expected);
    }));
  });
}

Deno.test("VectorIndex.search() returns the same bits on all backends", () => {
  const vectors = clusteredVectors(random, 400, 100, { clusters: 7, spread: 0.01 });
  const queries = [...clusteredVectors(random, 5, 100), ...vectors.slice(0, 5)];
  const [first, ...others] = BACKENDS.map((backend) =>
    [1, 10, 150].map((k) => {
      const index = indexOf(vectors, backend);
      return queries.map((query) => index.search(query, k));
    })
  );
  for (const other of others) assert.deepEqual(other, first);
});

Deno.test("VectorIndex.search() is exact among any subset of allowed vectors", () => {
  const vectors = clusteredVectors(random, 600, 32);
  const query = normalVector(random, 32);
  for (const backend of BACKENDS) {
    const index = indexOf(vectors, backend);
    for (const every of [1, 2, 7, 100, 599]) {
      const allowed = vectors.map((_, i) => i).filter((i) => i % every === 0);
      const expected = bruteForce(allowed.map((i) => vectors[i]!), query, 10)
        .map(({ index }) => `${allowed[index]}`);
      const ids = new Set(allowed.map((i) => `${i}`));
      const idsOf = (hits: { id: string }[]) => hits.map(({ id }) => id);
      assert.deepEqual(idsOf(index.search(query, 10, (id) => ids.has(id))), expected);
    }
    assert.deepEqual(index.search(query, 10, () => false), []);
  }
});
