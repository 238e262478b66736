import assert from "node:assert/strict";
import { chance, choice, hash } from "./chance.ts";

const KEYS = Array.from({ length: 10_000 }, (_, i) => i);

Deno.test("hash() is equal for equal texts and spread for different ones", () => {
  assert.equal(hash("member 1"), hash("member 1"));
  assert.ok(new Set(KEYS.map((key) => hash(`member ${key}`))).size > 9_990);
});

Deno.test("chance() is uniform over [0, 1)", () => {
  const draws = KEYS.map((key) => chance("seed", key));
  assert.ok(draws.every((draw) => draw >= 0 && draw < 1));
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = draws.filter((draw) => Math.floor(draw * 10) === tenth).length / draws.length;
    assert.ok(Math.abs(share - 0.1) < 0.02, `${share} of the draws in tenth ${tenth}`);
  }
});

Deno.test("chance() distinguishes keys with the same concatenation", () => {
  assert.notEqual(chance("1", "23"), chance("12", "3"));
});

Deno.test("choice() chooses each value about equally often", () => {
  assert.deepEqual(
    new Set(KEYS.map((key) => choice(["a", "b", "c"], key))),
    new Set(["a", "b", "c"]),
  );
});
