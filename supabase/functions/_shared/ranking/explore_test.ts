import assert from "node:assert/strict";
import { explore } from "./explore.ts";
import { makeEvent, makePool } from "./fixture.ts";

const EVENTS = Array.from({ length: 20 }, (_, n) => makeEvent(`e${n}`, "A", 1));
const ALL = [...EVENTS.keys()];

Deno.test("explore() shows every new event to someone, asking only some members", () => {
  const pool = makePool(EVENTS);
  const seen = Array.from({ length: 1_000 }, (_, m) => explore(`m${m}`, "week 1", ALL, pool));
  const asked = seen.filter((i) => i !== undefined);
  assert.equal(new Set(asked).size, EVENTS.length);
  assert.ok(asked.length > 80 && asked.length < 320, `${asked.length} members asked`);
});

Deno.test("explore() repeats itself within a period and not beyond", () => {
  const pool = makePool(EVENTS, { members: 1 });
  const picks = (period: string) => ["a", "b", "c"].map((m) => explore(m, period, ALL, pool));
  assert.deepEqual(picks("week 1"), picks("week 1"));
  assert.notDeepEqual(picks("week 1"), picks("week 2"));
});

Deno.test("explore() leaves alone what was shown enough", () => {
  const upcoming = EVENTS.map(({ id }) => ({ id, votes: 0, impressions: id === "e7" ? 0 : 50 }));
  const pool = makePool(EVENTS, { upcoming, members: 1 });
  assert.equal(explore("m", "week 1", ALL, pool), 7);
  assert.equal(explore("m", "week 1", ALL.filter((i) => i !== 7), pool), undefined);
});
