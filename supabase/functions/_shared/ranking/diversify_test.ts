import assert from "node:assert/strict";
import { diversify } from "./diversify.ts";
import { makeEvent, makePool } from "./fixture.ts";

const PLAIN = { repeat: 0.3, calibration: 0 };
const ln = Math.log;

/** Events a0.. of organiser A and b0.. of B with these odds. */
function choose(odds: Record<string, number>, count: number, diversity = PLAIN) {
  const names = Object.keys(odds);
  const pool = makePool(names.map((name) => makeEvent(name, name[0]!, 1)));
  const scores = Float64Array.from(names, (name) => 7 + ln(odds[name]!));
  const picks = diversify(scores, [...names.keys()], count, pool, new Map(), diversity);
  return picks.map((i) => names[i]);
}

Deno.test("diversify() takes a chance from repeats of an organiser, once", () => {
  assert.deepEqual(choose({ a1: 1.5, a2: 0.89, b1: 0.61 }, 3), ["a1", "b1", "a2"]);
  assert.deepEqual(choose({ a1: 1.5, a2: 0.91, b1: 0.59 }, 3), ["a1", "a2", "b1"]);
  assert.deepEqual(choose({ a1: 1.4, a2: 1.2, a3: 0.95, b1: 0.45 }, 3), ["a1", "a2", "a3"]);
});

Deno.test("diversify() never puts a stranger before a favourite", () => {
  const sure = { a1: 0.6, a2: 0.39, b1: 0.01 };
  assert.deepEqual(choose(sure, 3), ["a1", "a2", "b1"]);
});

Deno.test("diversify() changes nothing when repeats lose nothing", () => {
  const off = { repeat: 0, calibration: 0 };
  assert.deepEqual(choose({ a1: 0.4, a2: 0.35, b1: 0.25 }, 3, off), ["a1", "a2", "b1"]);
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
  const scores = Float64Array.of(ln(10), ln(5.2), ln(5));
  assert.deepEqual(diversify(scores, [0, 1, 2], 1, pool, new Map(), PLAIN, [0]), [2]);
});
