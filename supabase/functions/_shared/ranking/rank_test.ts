import assert from "node:assert/strict";
import fc from "../test/property.ts";
import { makeEvent, makeMember, makePool, makeRow, makeVote } from "./test_worlds.ts";
import { rank } from "./rank.ts";

const ids = (ranked: ReturnType<typeof rank>) => ranked.map(({ event }) => event.id);

Deno.test("rank() puts the member's organiser first and says why", () => {
  const past = [1, 2, 3, 4].map((n) => makeEvent(`p${n}`, "DSCubed", -7 * n));
  const votes = past.slice(0, 3).map((event) => makeVote(event, "going"));
  const pool = makePool([makeEvent("a", "Chess Club", 2), makeEvent("b", "DSCubed", 3)], {
    past: past.map((event) => makeRow(event)),
  });
  const [first] = rank(makeMember(votes), pool);
  assert.equal(first?.event.id, "b");
  const texts = first.reasons.map((reason) => reason.text);
  assert.ok(texts.includes("You went to 3 of DSCubed's last 3 events"), texts.join("; "));
});

Deno.test("rank() omits events voted on, excluded, not allowed or begun", () => {
  const no = makeEvent("no", "B", 1);
  const gone = makeEvent("gone", "A", -1);
  const others = ["sent", "online", "open"].map((id) => makeEvent(id, id, 1));
  const ranked = rank(makeMember([makeVote(no, "not_going")]), makePool([gone, no, ...others]), {
    exclude: new Set(["sent"]),
    allow: (event) => event.id !== "online",
  });
  assert.deepEqual(ids(ranked), ["open"]);
});

Deno.test("rank() shows popular events to a member without history and says so", () => {
  const past = [makeRow(makeEvent("p", "Big", -3), 50), makeRow(makeEvent("q", "Small", -3), 2)];
  const pool = makePool([makeEvent("a", "Small", 2), makeEvent("b", "Big", 2)], { past });
  const ranked = rank(makeMember([]), pool);
  assert.deepEqual(ids(ranked), ["b", "a"]);
  for (const { reasons } of ranked) assert.match(reasons[0]!.text, /do not know your taste yet/);
});

Deno.test("rank() follows one declared category without votes", () => {
  const arts = { ...makeEvent("arts", "B", 2), category: "arts_music" as const };
  const member = makeMember([], { preferences: { arts_music: 1 } });
  const [first] = rank(member, makePool([makeEvent("tech", "A", 1), arts]));
  assert.equal(first?.event.id, "arts");
  assert.equal(first.reasons[0]?.text, "You like Arts & music");
});

Deno.test("rank() gives scores that decrease from place to place except for varied ones", () => {
  const organiser = fc.constantFrom("A", "B", "C", "D", "E");
  const field = fc.constantFrom("tech_innovation", "arts_music", "food_dining" as const);
  const event = fc.record({ organiser, field, days: fc.integer({ min: 1, max: 20 }) });
  let varied = 0;
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 20 }), fc.nat(9), (all, turn) => {
      const events = all.map(({ organiser, field: category }, i) => ({
        ...makeEvent(`e${i}`, organiser, all[i]!.days),
        category,
      }));
      const votes = [1, 2, 3].map((n) => makeVote(makeEvent(`p${n}`, "A", -n), "going"));
      const ranked = rank(makeMember(votes), makePool(events), { turn });
      const scores = ranked.filter(({ varied }) => !varied).map(({ score }) => score);
      assert.deepEqual(scores, scores.toSorted((a, b) => b - a));
      for (const { reasons, varied } of ranked) {
        assert.ok(varied || reasons[0]!.term !== "exploration");
      }
      varied += ranked.length - scores.length;
    }),
  );
  assert.ok(varied > 0);
});

Deno.test("rank() marks no place as varied in the order of scores", () => {
  const pool = makePool(["A", "B", "C"].map((name, i) => makeEvent(name, name, i + 1)));
  const ranked = rank(makeMember([]), pool);
  assert.deepEqual(ranked.map((item) => "varied" in item), [false, false, false]);
});

Deno.test("rank() lowers a disliked kind, but not after not_going", () => {
  const events = [makeEvent("same", "A", 2), makeEvent("other", "B", 3)];
  const declined = makeEvent("past", "A", -2);
  const first = (action: "dislike" | "not_going") =>
    ids(rank(makeMember([makeVote(declined, action)]), makePool(events)))[0];
  assert.equal(first("dislike"), "other");
  assert.equal(first("not_going"), "same");
});

Deno.test("rank() lowers an event shown often without a vote", () => {
  const pool = makePool([makeEvent("stale", "A", 2), makeEvent("new", "B", 2)]);
  const daysShown = new Map([["stale", 5]]);
  assert.deepEqual(ids(rank(makeMember([], { daysShown }), pool)), ["new", "stale"]);
});

Deno.test("rank() keeps a place for an organiser new to the member", () => {
  const past = Array.from({ length: 8 }, (_, n) => makeEvent(`p${n}`, `Known ${n % 4}`, -n - 1));
  const votes = past.map((event) => makeVote(event, "going"));
  const known = Array.from({ length: 12 }, (_, n) => makeEvent(`k${n}`, `Known ${n % 4}`, 1));
  const unknown = makeEvent("x", "Unknown", 20);
  const pool = makePool([...known, unknown], { past: past.map((event) => makeRow(event)) });
  const options = { exploration: NONE, diversity: { repeat: 0, calibration: 0 } };
  assert.ok(ids(rank(makeMember(votes), pool, options)).includes("x"));
  const without = rank(makeMember(votes), pool, { ...options, discoveryPlace: false });
  assert.ok(!ids(without).includes("x"));
});

Deno.test("rank() over many turns shows every new event to someone, if anyone has not voted on it", () => {
  const world = fc.record({
    fresh: fc.integer({ min: 1, max: 25 }),
    clubs: fc.integer({ min: 1, max: 25 }),
    known: fc.integer({ min: 0, max: 30 }),
    more: fc.integer({ min: 0, max: 10 }),
    limit: fc.integer({ min: 5, max: 12 }),
    votes: fc.array(fc.tuple(fc.nat(35), fc.nat(24)), { maxLength: 30 }),
  });
  fc.assert(fc.property(world, ({ fresh, clubs, known, more, limit, votes: said }) => {
    const popular = Array.from({ length: known }, (_, n) => makeEvent(`k${n}`, `Big ${n % 9}`, 1));
    const club = (n: number) => n % clubs < 9 ? `Big ${n % clubs}` : `Small ${n % clubs}`;
    const unheard = Array.from({ length: fresh }, (_, n) => makeEvent(`f${n}`, club(n), 9 + n));
    const past = popular.map((event) => makeRow({ ...event, starts_at: "2026-02-20T00:00Z" }, 90));
    const upcoming = popular.map(({ id }) => ({ id, votes: 50, members_shown: 99 }));
    const pool = makePool([...popular, ...unheard], { past, upcoming });
    const seen = new Set(said.flatMap(([m, n]) => m < fresh + more ? [`f${n}`] : []));
    for (let turn = 0; turn < fresh + more; turn++) {
      const voted = unheard.filter((_, n) => said.some(([m, v]) => m === turn && v === n));
      const went = past.filter((_, n) => (n + turn) % 3 > 0)
        .map((row) =>
          makeVote({ ...row, ...makeEvent(`p${row.id}`, row.organisers[0]!, -9) }, "going")
        );
      const votes = [...went, ...voted.map((event) => makeVote(event, "going"))];
      const member = makeMember(votes, { id: `m${turn}` });
      for (const { event } of rank(member, pool, { turn, limit })) seen.add(event.id);
    }
    assert.deepEqual(unheard.filter(({ id }) => !seen.has(id)), []);
  }));
});

Deno.test("rank() shows an all-day event until the end of its day", () => {
  const today = (inDays: number, is_all_day: boolean) =>
    ids(rank(makeMember([]), makePool([{ ...makeEvent("x", "A", inDays), is_all_day }])));
  assert.deepEqual(today(-0.9, true), ["x"]);
  assert.deepEqual(today(-1, true), []);
  assert.deepEqual(today(-0.01, false), []);
});

Deno.test("rank() gives the same answer twice, and no event twice", () => {
  const events = Array.from({ length: 30 }, (_, i) => makeEvent(`e${i}`, `O${i % 7}`, 1 + i / 5));
  const once = rank(makeMember([]), makePool(events));
  assert.deepEqual(rank(makeMember([]), makePool(events)), once);
  assert.equal(new Set(ids(once)).size, 10);
});

Deno.test("rank() returns an empty list for an empty pool", () => {
  assert.deepEqual(rank(makeMember([]), makePool([])), []);
});

const NONE = { enough: 0, membersAnEvent: 0 };
