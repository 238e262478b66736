import assert from "node:assert/strict";
import { makeEvent, makePool } from "./test_worlds.ts";

Deno.test("preparePool() digests a voted event once for all members", () => {
  const pool = makePool([makeEvent("same", "A", 1)]);
  const vote = { event: makeEvent("p", "A", -1), vector: Float32Array.of(1, 0) };
  assert.equal(pool.past(vote), pool.past({ ...vote }));
});
