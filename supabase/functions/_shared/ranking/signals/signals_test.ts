import assert from "node:assert/strict";
import { buildCommunity } from "../community.ts";
import {
  makeEvent,
  makeMember,
  makePool,
  makeRow,
  makeRows,
  makeVote,
  NOW,
} from "../test_worlds.ts";
import { preparePool } from "../pool.ts";
import { buildProfile } from "../profile.ts";
import { computeSignals, scoreAll } from "../score.ts";
import { DAY_MS } from "../../time/units.ts";
import type { Member } from "../types.ts";
import { type Term, TERM_NAMES } from "../terms.ts";
import { DEFAULT_WEIGHTS } from "../weights.ts";

const signalsOf = (member: Member, pool: ReturnType<typeof makePool>) =>
  computeSignals(buildProfile(member, NOW), pool);

/** The values of one term: for the candidate it should favour, and for the other. */
function compare(term: Term, member: Member, pool: ReturnType<typeof makePool>) {
  const [favoured, other] = signalsOf(member, pool)[term];
  return { favoured: favoured!, other: other! };
}

function assertFavours(term: Term, member: Member, pool: ReturnType<typeof makePool>): void {
  const { favoured, other } = compare(term, member, pool);
  assert.ok(favoured > other, `${term}: ${favoured} <= ${other}`);
}

const going = (id: string, organiser: string, inDays: number, vector?: Float32Array) =>
  makeVote(makeEvent(id, organiser, inDays), "going", vector);

Deno.test("closest() favours events similar to the history", () => {
  const vectors = { a: Float32Array.of(1, 0.1), b: Float32Array.of(0.1, 1) };
  const pool = makePool([makeEvent("a", "A", 1), makeEvent("b", "B", 1)], {}, vectors);
  const member = makeMember([going("p", "C", -5, Float32Array.of(1, 0))]);
  assertFavours("closest", member, pool);
});

Deno.test("closest() serves the smaller of two interests as well as the larger", () => {
  const vectors = { a: Float32Array.of(1, 0), b: Float32Array.of(0, 1) };
  const pool = makePool([makeEvent("a", "A", 1), makeEvent("b", "B", 1)], {}, vectors);
  const often = [1, 2, 3].map((n) => going(`p${n}`, "C", -n, Float32Array.of(1, 0)));
  const member = makeMember([...often, going("q", "D", -400, Float32Array.of(0, 1))]);
  const { favoured, other } = compare("closest", member, pool);
  assert.ok(favoured > 0.98 && Math.abs(favoured - other) < 1e-6, `${favoured}, ${other}`);
});

Deno.test("attendRate() divides by the events held since the first visit", () => {
  const held = [...Array(4).keys()].map((n) => makeEvent(`a${n}`, "A", -n - 1));
  const earlier = [...Array(9).keys()].map((n) => makeEvent(`b${n}`, "B", -n - 1));
  const past = [...held, ...earlier].map((event) => makeRow(event));
  const pool = makePool([makeEvent("x", "A", 1), makeEvent("y", "B", 1)], { past });
  const member = makeMember([makeVote(held[3]!, "going"), makeVote(earlier[8]!, "going")]);
  assertFavours("attend_rate", member, pool);
});

Deno.test("organiserHour() favours the organiser's events at the member's hour", () => {
  const past = [makeEvent("a", "A", -6), makeEvent("b", "A", -5), makeEvent("c", "A", -13)];
  const pool = makePool([makeEvent("x", "A", 1), makeEvent("y", "A", 2)], {
    past: past.map((event) => makeRow(event)),
  });
  const member = makeMember([makeVote(past[0]!, "going"), makeVote(past[2]!, "going")]);
  assertFavours("organiser_hour", member, pool);
});

Deno.test("returnRate() is zero for organisers unknown to the member", () => {
  const past = [makeRow(makeEvent("a", "A", -5), 9), makeRow(makeEvent("b", "B", -5), 9)];
  const pool = makePool([makeEvent("x", "A", 1), makeEvent("y", "B", 1)], { past });
  const { favoured, other } = compare("return_rate", makeMember([going("a", "A", -5)]), pool);
  assert.ok(favoured > 0 && other === 0);
});

Deno.test("coMembership() favours the member's organiser, then organisers that share its members", () => {
  const home = [{ organiser_a: "Home", organiser_b: "Home", members: 40 }];
  const own = makePool([makeEvent("x", "Home", 1), makeEvent("y", "B", 1)], { pairs: home });
  assertFavours("co_membership", makeMember([going("p", "Home", -5)]), own);
  const pairs = [{ organiser_a: "Home", organiser_b: "A", members: 30 }];
  const pool = makePool([makeEvent("x", "A", 1), makeEvent("y", "B", 1)], { pairs });
  assertFavours("co_membership", makeMember([going("p", "Home", -5)]), pool);
});

Deno.test("hourHabit() favours the hours at which the member goes out", () => {
  const pool = makePool([makeEvent("x", "A", 7.5), makeEvent("y", "B", 8)]);
  const member = makeMember([going("p", "C", -6.5), going("q", "D", -13.5)]);
  assertFavours("hour_habit", member, pool);
});

Deno.test("series() favours the next event of the same title and organiser", () => {
  const [x, y] = [makeEvent("12", "Weekly run", 1), makeEvent("swim", "Weekly run", 1)];
  const member = makeMember([going("11", "Weekly run", -6)]);
  assertFavours("series", member, makePool([x, y]));
});

Deno.test("preference() is positive for liked categories, negative for disliked ones, 0 without opinion", () => {
  const pool = makePool([makeEvent("x", "A", 1)]);
  const value = (liked: number) =>
    signalsOf(makeMember([], { preferences: { tech_innovation: liked } }), pool).preference[0];
  assert.deepEqual([value(1), value(0.5), value(0), value(7)], [1, 0, -1, 1]);
});

Deno.test("sharedSignals() favours popular, welcoming, rare and soon events", () => {
  const full = { ...makeRow(makeEvent("p", "Full", -2), 60), first_ever: 30 };
  const past = [full, ...[1, 2, 3].map((n) => makeRow(makeEvent(`q${n}`, "Bare", -n), 1))];
  const pool = makePool([makeEvent("x", "Full", 1), makeEvent("y", "Bare", 9)], { past });
  const terms: Term[] = ["popularity", "first_visits", "recruits", "comeback", "newcomer", "soon"];
  for (const term of terms) assertFavours(term, makeMember([]), pool);
});

Deno.test("sharedSignals(): fresh decreases from 1 with the post's age, and is 0 for a future date", () => {
  const event = makeEvent("x", "A", 3);
  const fresh = (daysAgo: number) => {
    const posted_at = new Date(NOW - daysAgo * DAY_MS).toISOString();
    const candidates = [{ event, vector: undefined, posted_at }];
    const { shared } = preparePool(candidates, buildCommunity(makeRows(), NOW), NOW, "UTC");
    return shared.fresh[0];
  };
  assert.deepEqual([0, 7, 14, -1].map(fresh), [1, 0.5, 0.25, 0]);
});

Deno.test("novelty() favours series that the organiser has not held before", () => {
  const past = [1, 2, 3].map((n) => makeRow(makeEvent(`p${n}`, "Run", -7 * n)));
  const gala = { ...makeEvent("x", "Run", 1), title: "Gala" };
  const pool = makePool([gala, makeEvent("p4", "Run", 1)], { past });
  assertFavours("novelty", makeMember([]), pool);
});

Deno.test("popularity() counts the event's own votes", () => {
  const upcoming = [{ id: "x", votes: 40, members_shown: 0 }];
  const pool = makePool([makeEvent("x", "A", 1), makeEvent("y", "A", 1)], { upcoming });
  assertFavours("popularity", makeMember([]), pool);
});

Deno.test("fatigue() is full for the organiser, slight for the category, and decays", () => {
  const other = { ...makeEvent("z", "C", 1), category: "arts_music" as const };
  const pool = makePool([makeEvent("x", "A", 1), makeEvent("y", "B", 1), other]);
  const fatigue = (daysAgo: number) => {
    const dislike = makeVote(makeEvent("p", "A", -daysAgo), "dislike");
    return [...signalsOf(makeMember([dislike]), pool).fatigue];
  };
  const [organiser, category, none] = fatigue(0.1);
  assert.ok(organiser! > 0.9 && category! < 0.4 && category! > 0 && none === 0);
  assert.ok(fatigue(120)[0]! < 0.1);
});

Deno.test("computeSignals() stays within its range for hostile histories", () => {
  const long = "x".repeat(10_000);
  const votes = [...Array(300).keys()].map((n) => going(`p${n}`, n % 2 ? long : "", -n / 9));
  const events = [makeEvent("x", long, 1), { ...makeEvent("y", "", 1), organisers: [] }];
  const past = [makeRow(makeEvent("p1", long, -1), 1e6)];
  const signals = signalsOf(makeMember(votes), makePool(events, { past }));
  for (const term of TERM_NAMES) {
    for (const value of signals[term]) assert.ok(value >= -1 && value <= 1, `${term}: ${value}`);
  }
});

Deno.test("scoreAll() is the sum of weight x signal without terms of weight zero", () => {
  const pool = makePool([makeEvent("x", "A", 1), makeEvent("y", "B", 9)]);
  const signals = signalsOf(makeMember([going("p", "A", -3)]), pool);
  const weights = { ...DEFAULT_WEIGHTS.familiar, soon: 0 };
  const expected = TERM_NAMES.reduce((sum, term) => sum + weights[term] * signals[term][0]!, 0);
  assert.ok(Math.abs(scoreAll(signals, weights)[0]! - expected) < 1e-12);
});
