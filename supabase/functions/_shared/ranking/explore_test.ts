import assert from "node:assert/strict";
import { drawTurn, explore } from "./explore.ts";
import { makeEvent, makePool } from "./test_worlds.ts";

const EVENTS = Array.from({ length: 20 }, (_, n) => makeEvent(`e${n}`, "A", 20 - n));
const ALL = [...EVENTS.keys()];
const shown = (times: (n: number) => number) =>
  EVENTS.map(({ id }, n) => ({ id, votes: 0, members_shown: times(n) }));

Deno.test("explore() names each of n new events within any n consecutive turns", () => {
  const pool = makePool(EVENTS);
  for (const first of [0, 7, 95]) {
    const named = ALL.map((n) => explore(first + n, ALL, pool));
    assert.equal(new Set(named).size, EVENTS.length);
    assert.ok(!named.includes(undefined));
  }
});

Deno.test("explore() shows each event to a limited number of members", () => {
  const turns = Array.from({ length: 1_000 }, (_, n) => explore(n, ALL, makePool(EVENTS)));
  assert.equal(turns.filter((i) => i !== undefined).length, 6 * EVENTS.length);
  assert.equal(explore(0, ALL, makePool(EVENTS), { enough: 3, membersAnEvent: 0 }), undefined);
});

Deno.test("explore() starts with the least shown event, then the soonest", () => {
  const pool = makePool(EVENTS, { upcoming: shown((n) => n === 3 || n === 5 ? 0 : 1) });
  assert.deepEqual([0, 1, 2].map((turn) => explore(turn, ALL, pool)), [5, 3, 19]);
});

Deno.test("explore() skips events that enough members were shown", () => {
  const pool = makePool(EVENTS, { upcoming: shown((n) => n === 7 ? 0 : 50) });
  assert.equal(explore(0, ALL, pool), 7);
  assert.equal(explore(0, ALL.filter((i) => i !== 7), pool), undefined);
});

Deno.test("drawTurn() is constant within a period, changes with it, and spreads the members", () => {
  assert.equal(drawTurn("a", "week 1", 500), drawTurn("a", "week 1", 500));
  assert.notEqual(drawTurn("a", "week 1", 500), drawTurn("a", "week 2", 500));
  const turns = Array.from({ length: 1_000 }, (_, m) => drawTurn(`m${m}`, "week 1", 1_000));
  assert.ok(turns.every((turn) => turn >= 0 && turn < 1_000) && new Set(turns).size > 500);
  assert.equal(drawTurn("a", "week 1", 0), 0);
});
