/** Compares the kernels with plain TypeScript in cases where the index would hide a difference. */
import assert from "node:assert/strict";
import fc from "../test/property.ts";
import { type Kernels, strideOf } from "./kernel.ts";
import { type Backend, bestBackend, createKernels } from "./kernels.ts";
import { QUERY_LEVELS } from "./store.ts";
import { clusteredVectors, createRandom } from "./test_vectors.ts";
import { type Views, viewsOf } from "./views.ts";

const COMPILED: Backend[] = ["simd128"];
const [VECTORS, CODES, NORMS, STEPS, ERRORS, SUMS] = [1024, 65_536, 100_000, 102_400, 104_448, 0];
const [QUERY, FACTS, OUT] = [106_496, 108_544, 110_592];

function open(backend: Backend): { kernels: Kernels; views: Views } {
  const { kernels, memory } = createKernels(backend);
  memory.grow(3);
  return { kernels, views: viewsOf(memory.buffer) };
}

/** Bounds of the last of 13 vectors with the others. */
function boundsBy(backend: Backend, vectors: ReturnType<typeof clusteredVectors>): number[] {
  const { kernels, views: { f32, i32 } } = open(backend);
  const stride = vectors[0]!.length;
  vectors.forEach((vector, i) => f32.set(vector, (VECTORS >> 2) + i * stride));
  kernels.quantise(VECTORS, 12, stride, CODES, 63, 64, NORMS, STEPS, ERRORS, SUMS);
  const last = VECTORS + 12 * stride * 4;
  const [step, error, sum] = [FACTS + 8, FACTS + 12, FACTS + 16];
  kernels.quantise(last, 1, stride, QUERY, QUERY_LEVELS, 0, FACTS, step, error, sum);
  kernels.bounds(
    QUERY,
    i32[sum >> 2]!,
    f32[step >> 2]!,
    f32[error >> 2]!,
    CODES,
    12,
    stride,
    STEPS,
    ERRORS,
    OUT,
  );
  return Array.from(f32.subarray(OUT >> 2, (OUT >> 2) + 12));
}

function assertSameBounds(vectors: ReturnType<typeof clusteredVectors>) {
  const expected = boundsBy("scalar", vectors);
  for (const backend of COMPILED) assert.deepEqual(boundsBy(backend, vectors), expected);
}

for (const stride of [32, 64, 96, 256, 288, 512]) {
  Deno.test(`bounds() writes the same bits on all backends, ${stride} numbers a row`, () => {
    assertSameBounds(clusteredVectors(createRandom(stride), 13, stride));
  });
}

Deno.test("bounds() does not overflow for the largest codes", () => {
  const largest = (sign: number) => new Float32Array(64).fill(sign);
  assertSameBounds([...Array(12).fill(largest(1)), largest(1)]);
  assertSameBounds([...Array(12).fill(largest(1)), largest(-1)]);
});

/** All bytes that quantise() writes for these vectors, and its return value. */
function madeOf(
  { kernels, views: { u8, f32 } }: ReturnType<typeof open>,
  vectors: number[][],
): { count: number; bytes: number[] } {
  u8.fill(0);
  const stride = strideOf(vectors[0]!.length);
  vectors.forEach((vector, i) => f32.set(vector, (VECTORS >> 2) + i * stride));
  const count = kernels
    .quantise(VECTORS, vectors.length, stride, CODES, 127, 0, NORMS, STEPS, ERRORS, SUMS);
  const planes = [[CODES, stride], [NORMS, 8], [STEPS, 4], [ERRORS, 4], [SUMS, 4]];
  const bytes = planes
    .flatMap(([plane, size]) => [...u8.subarray(plane, plane! + vectors.length * size!)]);
  return { count, bytes };
}

const plain = open("scalar");
const compiled = COMPILED.map(open);

Deno.test("quantise() writes the same bits on all backends", () => {
  const number = fc.float({ noNaN: true, min: -1000, max: 1000 });
  const sets = fc.integer({ min: 1, max: 40 }).chain((size) =>
    fc.array(fc.array(number, { minLength: size, maxLength: size }), { minLength: 1, maxLength: 5 })
  );
  fc.assert(fc.property(sets, (vectors) => {
    const expected = madeOf(plain, vectors);
    for (const backend of compiled) assert.deepEqual(madeOf(backend, vectors), expected);
  }));
});

Deno.test("quantise() stops at a non-finite or out-of-range value at any position", () => {
  const wrong = fc.constantFrom(NaN, Infinity, -Infinity, 2 ** 51, -(2 ** 51));
  fc.assert(fc.property(fc.nat(47), wrong, fc.boolean(), (place, value, alone) => {
    for (const { kernels, views: { f32 } } of [...compiled, plain]) {
      const from = VECTORS >> 2;
      f32.fill(1, from, from + 48);
      f32.fill(alone ? 0 : 1, from + 48, from + 96);
      f32[from + 48 + place] = value;
      assert.equal(
        kernels.quantise(VECTORS, 2, 48, CODES, 63, 64, NORMS, STEPS, ERRORS, 0),
        1,
      );
    }
  }));
});

const values = fc.array(fc.float({ noNaN: true, min: -1, max: 1 }), {
  minLength: 1,
  maxLength: 600,
});

/** Far enough apart for a limit between any two. */
const steps = fc.array(fc.integer({ min: -500, max: 500 }).map((n) => n / 512), {
  minLength: 1,
  maxLength: 600,
});

for (const backend of COMPILED) {
  Deno.test(`limitFor() is reached by at least the wanted number of values (${backend})`, () => {
    const { kernels, views: { f32 } } = open(backend);
    fc.assert(fc.property(steps, fc.nat(), (numbers, n) => {
      const want = 1 + n % numbers.length;
      f32.set([...numbers, -Infinity, -Infinity, -Infinity], VECTORS >> 2);
      const limit = kernels.limitFor(VECTORS, numbers.length, want, want, CODES);
      const reached = numbers.filter((value) => value >= limit).length;
      const kth = numbers.toSorted((a, b) => b - a)[want - 1]!;
      const exactly = numbers.filter((value) => value >= kth).length;
      // A small number of many is searched among the maxima of eights, which may give too many.
      if (want > numbers.length >> 6) assert.equal(reached, exactly);
      else assert.ok(reached >= exactly, `${reached} of ${exactly}`);
    }));
  });

  Deno.test(`collect() lists the positions of values in its range, in order (${backend})`, () => {
    const { kernels, views: { f32, u32 } } = open(backend);
    fc.assert(fc.property(values, fc.float(), fc.float(), (numbers, from, below) => {
      f32.fill(0.5, VECTORS >> 2, (VECTORS >> 2) + 640);
      f32.set(numbers, VECTORS >> 2);
      const count = kernels.collect(VECTORS, numbers.length, from, below, CODES);
      const expected = numbers.flatMap((value, i) => value >= from && value < below ? [i] : []);
      assert.deepEqual([...u32.subarray(CODES >> 2, (CODES >> 2) + count)], expected);
    }));
  });

  Deno.test(`sort() sorts values from the minimum on, ties by position (${backend})`, () => {
    const { kernels, views: { f32, u32 } } = open(backend);
    fc.assert(fc.property(values, fc.float(), (numbers, least) => {
      // -0 and 0 are equal, but differ as bits.
      const positive = numbers.map((value) => value + 0);
      f32.set(positive, VECTORS >> 2);
      const count = kernels.sort(VECTORS, positive.length, least, CODES, NORMS);
      const expected = positive.flatMap((value, i) => value >= least ? [i] : [])
        .sort((a, b) => positive[b]! - positive[a]! || a - b);
      assert.deepEqual([...u32.subarray(CODES >> 2, (CODES >> 2) + count)], expected);
    }));
  });
}

Deno.test("bestBackend() is supported by this machine", () => {
  assert.doesNotThrow(() => createKernels(bestBackend()));
});
