import assert from "node:assert/strict";
import { diversify } from "./diversify.ts";
import { makeEvent, makePool } from "./fixture.ts";

const PLAIN = { repeat: 0.5, repeatFloor: 0.25, calibration: 0 };
const ln = Math.log;

/** Events a0.. of organiser A and b0.. of B with these odds. */
function choose(odds: Record<string, number>, count: number, diversity = PLAIN) {
  const names = Object.keys(odds);
  const pool = makePool(names.map((name) => makeEvent(name, name[0]!, 1)));
  const scores = Float64Array.from(names, (name) => ln(odds[name]!));
  const picks = diversify(scores, [...names.keys()], count, pool, new Map(), diversity);
  return picks.map((i) => names[i]);
}

Deno.test("diversify() lets repeats of an organiser weigh half, then a quarter, and no less", () => {
  assert.deepEqual(choose({ a1: 10, a2: 9, b1: 5 }, 3), ["a1", "b1", "a2"]);
  assert.deepEqual(choose({ a1: 10, a2: 9, b1: 4 }, 3), ["a1", "a2", "b1"]);
  assert.deepEqual(choose({ a1: 9, a2: 9, a3: 9, b1: 2.4 }, 3), ["a1", "a2", "b1"]);
  assert.deepEqual(choose({ a1: 9, a2: 9, a3: 9, a4: 9, b1: 2.2 }, 4), ["a1", "a2", "a3", "a4"]);
});

Deno.test("diversify() changes nothing when repeats weigh the same", () => {
  const off = { repeat: 1, repeatFloor: 1, calibration: 0 };
  assert.deepEqual(choose({ a1: 10, a2: 9, b1: 8 }, 3, off), ["a1", "a2", "b1"]);
});

Deno.test("diversify() holds back a category beyond the member's share of it", () => {
  const events = ["a", "b", "c"].map((id) => makeEvent(id, id, 1));
  events[2]!.category = "arts_music";
  const pool = makePool(events);
  const scores = Float64Array.of(1, 0.9, 0.6);
  const first = (share: number) =>
    diversify(scores, [0, 1, 2], 2, pool, new Map([["tech_innovation", share]]), {
      ...PLAIN,
      calibration: 1,
    });
  assert.deepEqual(first(0), [0, 2]);
  assert.deepEqual(first(1), [0, 1]);
});

Deno.test("diversify() counts what already stands in the list, and takes it no second time", () => {
  const pool = makePool(["a1", "a2", "b1"].map((id) => makeEvent(id, id[0]!, 1)));
  const scores = Float64Array.of(ln(10), ln(9), ln(5));
  assert.deepEqual(diversify(scores, [0, 1, 2], 1, pool, new Map(), PLAIN, [0]), [2]);
});
