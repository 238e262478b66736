import assert from "node:assert/strict";
import { rowsToKeep } from "./pool.ts";
import { makeEvent, makePool } from "./test_worlds.ts";

Deno.test("preparePool() digests a voted event once for all members", () => {
  const pool = makePool([makeEvent("same", "A", 1)]);
  const vote = { event: makeEvent("p", "A", -1), vector: Float32Array.of(1, 0) };
  assert.equal(pool.past(vote), pool.past({ ...vote }));
});

Deno.test("preparePool() forgets the events voted on longest ago, at 32 MB of them", () => {
  assert.equal(rowsToKeep(2_000) * 2_000 * 4 <= 32 * 2 ** 20, true);
  assert.equal(rowsToKeep(2_001) > 4_000, true);
  for (const candidates of [0, 100_000]) assert.ok(rowsToKeep(candidates) >= 256);
  const pool = makePool(Array.from({ length: 40_000 }, (_, i) => makeEvent(`e${i}`, "A", 1)));
  const vote = (n: number) => ({ event: makeEvent(`p${n}`, "A", -1), vector: undefined });
  const first = pool.past(vote(0));
  for (let n = 1; n < rowsToKeep(40_000); n++) pool.past(vote(n));
  assert.equal(pool.past(vote(0)), first);
  for (let n = 1; n <= rowsToKeep(40_000); n++) pool.past(vote(n));
  assert.notEqual(pool.past(vote(0)), first);
});
