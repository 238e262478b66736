import assert from "node:assert/strict";
import { diversify } from "./diversify.ts";
import { makeEvent, makePool } from "./test_worlds.ts";

const PLAIN = { repeat: 0.3, calibration: 0 };
const ln = Math.log;
const NO_TASTES = { shares: new Map(), areDeclared: false };

const likes = (shares: Record<string, number>, areDeclared = true) => ({
  shares: new Map(Object.entries(shares)),
  areDeclared,
});

/** Chooses from events a0.. of organiser A and b0.. of B with these odds. */
function choose(odds: Record<string, number>, count: number, diversity = PLAIN) {
  const names = Object.keys(odds);
  const pool = makePool(names.map((name) => makeEvent(name, name[0]!, 1)));
  const scores = Float64Array.from(names, (name) => 7 + ln(odds[name]!));
  const picks = diversify(scores, [...names.keys()], count, pool, NO_TASTES, diversity);
  return picks.map((i) => names[i]);
}

Deno.test("diversify() penalises a repeated organiser once", () => {
  assert.deepEqual(choose({ a1: 1.5, a2: 0.89, b1: 0.61 }, 3), ["a1", "b1", "a2"]);
  assert.deepEqual(choose({ a1: 1.5, a2: 0.91, b1: 0.59 }, 3), ["a1", "a2", "b1"]);
  assert.deepEqual(choose({ a1: 1.4, a2: 1.2, a3: 0.95, b1: 0.45 }, 3), ["a1", "a2", "a3"]);
});

Deno.test("diversify() keeps a clear favourite first despite repeats", () => {
  const sure = { a1: 0.6, a2: 0.39, b1: 0.01 };
  assert.deepEqual(choose(sure, 3), ["a1", "a2", "b1"]);
});

Deno.test("diversify() keeps the order of scores without a penalty for repeats", () => {
  const off = { repeat: 0, calibration: 0 };
  assert.deepEqual(choose({ a1: 0.4, a2: 0.35, b1: 0.25 }, 3, off), ["a1", "a2", "b1"]);
});

Deno.test("diversify() holds back a category beyond the member's share of it", () => {
  const events = ["a", "b", "c"].map((id) => makeEvent(id, id, 1));
  events[2]!.category = "arts_music";
  const pool = makePool(events);
  const scores = Float64Array.of(1, 0.9, 0.6);
  const first = (share: number) =>
    diversify(scores, [0, 1, 2], 2, pool, likes({ tech_innovation: share }, false), {
      ...PLAIN,
      calibration: 1,
    });
  assert.deepEqual(first(0), [0, 2]);
  assert.deepEqual(first(1), [0, 1]);
});

Deno.test("diversify() counts events already in the list and does not choose them again", () => {
  const pool = makePool(["a1", "a2", "b1"].map((id) => makeEvent(id, id[0]!, 1)));
  const scores = Float64Array.of(ln(10), ln(5.2), ln(5));
  assert.deepEqual(diversify(scores, [0, 1, 2], 1, pool, NO_TASTES, PLAIN, [0]), [2]);
});

Deno.test("diversify() gives each declared like its share while it has events", () => {
  const categories = ["food", "food", "food", "food", "tech", "tech", "other"];
  const events = categories.map((category, n) => ({
    ...makeEvent(`e${n}`, `Club ${n}`, 1),
    category: category as never,
  }));
  const pool = makePool(events);
  const scores = Float64Array.of(9, 8, 7, 6, 3, 2, 1);
  const choose = (count: number, shares: Record<string, number>, areDeclared = true) =>
    diversify(scores, [...events.keys()], count, pool, likes(shares, areDeclared), PLAIN);
  assert.deepEqual(choose(4, { food: 0.5, tech: 0.5 }), [0, 1, 4, 5]);
  assert.deepEqual(choose(4, { food: 0.5, tech: 0.5 }, false), [0, 1, 2, 3]);
  assert.deepEqual(choose(4, { food: 1 }), [0, 1, 2, 3], "one like is no reason to hold it back");
  assert.deepEqual(choose(4, { tech: 1 }), [0, 1, 2, 3], "nor does a like bar what scores better");
  assert.deepEqual(choose(6, { food: 0.3, tech: 0.7 }), [0, 1, 4, 5, 2, 3], "no more tech left");
});
