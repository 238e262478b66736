import assert from "node:assert/strict";
import fc from "../test/property.ts";
import type { Category } from "../event/event.ts";
import { narrowPool } from "./narrow_pool.ts";
import { rowsToKeep } from "./pool.ts";
import { rank } from "./rank.ts";
import { makeEvent, makeMember, makePool, makeRow, makeVote } from "./test_worlds.ts";

Deno.test("preparePool() computes a voted event once for all members", () => {
  const pool = makePool([makeEvent("same", "A", 1)]);
  const vote = { event: makeEvent("p", "A", -1), vector: Float32Array.of(1, 0) };
  assert.equal(pool.past(vote), pool.past({ ...vote }));
});

Deno.test("preparePool() drops the least recent voted events above 32 MB", () => {
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

/**
 * Events with random organisers, categories and vectors, from two months ago to two months ahead.
 */
const someEvents = fc.array(
  fc.record({
    organisers: fc.subarray(["A", "B", "C", "D"]),
    category: fc.constantFrom<(Category | null)[]>("arts_music", "tech_innovation", null),
    days: fc.integer({ min: -60, max: 60 }),
    vector: fc.option(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 4, maxLength: 4 })),
    action: fc.constantFrom("like", "going", "dislike", "not_going", null),
  }),
  { minLength: 1, maxLength: 40 },
);

Deno.test("narrowPool() gives the lists and scores of the whole pool for the same allowed events", () => {
  fc.assert(fc.property(someEvents, fc.integer({ min: 0, max: 60 }), (facts, ahead) => {
    const all = facts.map(({ organisers, category, days, vector, action }, i) => ({
      event: { ...makeEvent(`e${i}`, "", days), organisers, category },
      vector: vector ? Float32Array.from(vector) : undefined,
      action,
    }));
    const past = all.filter((_, i) => facts[i]!.days < 0);
    const vectors = Object.fromEntries(
      all.flatMap(({ event, vector }) => vector ? [[event.id, vector]] : []),
    );
    const pool = makePool(all.map(({ event }) => event), {
      past: past.map(({ event }) => makeRow(event)),
      pairs: [{ organiser_a: "A", organiser_b: "B", members: 7 }],
    }, vectors);
    const votes = past.flatMap(({ event, vector, action }) =>
      action ? [makeVote(event, action, vector)] : []
    );
    const member = makeMember(votes, { preferences: { arts_music: 0.9 } });
    const allow = (event: { starts_at: string }) =>
      Date.parse(event.starts_at) < pool.now + ahead * 86_400_000;
    const listOf = (ranked: ReturnType<typeof rank>) => ranked.map((r) => [r.event.id, r.score]);
    const options = { limit: 8, turn: 1 };
    assert.deepEqual(
      listOf(rank(member, narrowPool(pool, allow), options)),
      listOf(rank(member, pool, { ...options, allow })),
    );
  }));
});

Deno.test("narrowPool() keeps allowed events that are not over, and the whole pool", () => {
  const pool = makePool([
    makeEvent("gone", "A", -1),
    makeEvent("a", "A", 1),
    makeEvent("b", "B", 2),
  ]);
  const narrow = narrowPool(pool, ({ id }) => id !== "a");
  assert.deepEqual(narrow.candidates.map(({ event }) => event.id), ["b"]);
  assert.deepEqual(narrow.slots.map(({ name }) => name), ["B"]);
  assert.equal(narrow.whole, pool.candidates);
  assert.equal(narrowPool(pool, () => false).candidates.length, 0);
});
