import assert from "node:assert/strict";
import { bootstrap, distance, ndcg, recall, reciprocalRank } from "./metrics.ts";

Deno.test("ndcg() is one for the ideal list, less for a later hit, zero without", () => {
  assert.equal(ndcg([3, 1, 2], new Set([3, 1])), 1);
  assert.equal(ndcg([2, 3], new Set([3])), 1 / Math.log2(3));
  assert.equal(ndcg([1, 2], new Set([3])), 0);
});

Deno.test("ndcg() limits the ideal list to ten places", () => {
  const list = [...Array(10).keys()];
  assert.equal(ndcg(list, new Set(Array(30).keys())), 1);
});

Deno.test("recall() and reciprocalRank() count hits and the first hit", () => {
  assert.equal(recall([1, 2, 3], new Set([2, 9])), 0.5);
  assert.equal(reciprocalRank([1, 2, 3], new Set([2, 3])), 0.5);
  assert.equal(reciprocalRank([1], new Set([2])), 0);
});

Deno.test("bootstrap() contains the mean, and is wider for differences between members than between weeks", () => {
  const values = Array.from({ length: 200 }, (_, i) => i % 2);
  const each = new Map(values.map((value, i) => [`${i}`, [value]]));
  const few = new Map([0, 1, 2, 3].map((i) => [`${i}`, Array(50).fill(i % 2)]));
  const [narrow, wide] = [bootstrap(each), bootstrap(few)];
  assert.ok(narrow.lo < 0.5 && 0.5 < narrow.hi);
  assert.ok(wide.hi - wide.lo > 2 * (narrow.hi - narrow.lo));
});

Deno.test("distance() is zero for equal vectors, one for perpendicular ones", () => {
  const [x, y] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
  assert.equal(distance([x, x]), 0);
  assert.equal(distance([x, y]), 1);
  assert.equal(distance([x]), 0);
});
