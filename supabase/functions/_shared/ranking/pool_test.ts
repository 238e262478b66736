import assert from "node:assert/strict";
import { makeEvent, makePool } from "./fixture.ts";

const vectors = {
  same: Float32Array.of(2, 0),
  across: Float32Array.of(0, 1),
  against: Float32Array.of(-1, 0),
  broken: Float32Array.of(NaN, 1),
  zero: Float32Array.of(0, 0),
};

Deno.test("preparePool() gives cosines from 0 to 1, whatever the lengths", () => {
  const names = ["same", "across", "against", "missing", "broken", "zero"];
  const pool = makePool(names.map((name) => makeEvent(name, name, 1)), {}, vectors);
  const past = pool.past({ event: makeEvent("p", "A", -1), vector: Float32Array.of(3, 0) });
  assert.deepEqual([...past.cosine], [1, 0, 0, 0, 0, 0]);
});

Deno.test("preparePool() calls a vector of another length similar to nothing", () => {
  const pool = makePool([makeEvent("same", "A", 1)], {}, vectors);
  const past = pool.past({ event: makeEvent("p", "A", -1), vector: Float32Array.of(1, 0, 0) });
  assert.deepEqual([...past.cosine], [0]);
});

Deno.test("preparePool() digests a voted event once for all members", () => {
  const pool = makePool([makeEvent("same", "A", 1)], {}, vectors);
  const vote = { event: makeEvent("p", "A", -1), vector: Float32Array.of(1, 0) };
  assert.equal(pool.past(vote), pool.past({ ...vote }));
});
