import assert from "node:assert/strict";
import fc from "../../test/property.ts";
import { makeEvent, makeMember, makePool, makeRow, makeVote, NOW } from "../test_worlds.ts";
import { mulberry32 } from "../../text/hash.ts";
import type { Pool } from "../pool.ts";
import { buildProfile, type WeighedVote } from "../profile.ts";
import { choosePlaces } from "../rank.ts";
import { computeSignals, scoreAll } from "../score.ts";
import type { Action, Member } from "../types.ts";
import type { Term } from "../terms.ts";
import { DEFAULT_WEIGHTS } from "../weights.ts";
import { citeAttendRate, citeCoMembership } from "./cite_organiser.ts";
import { citeClosest } from "./cite_content.ts";
import { citeHourHabit, citeSoon } from "./cite_time.ts";
import { type Evidence, verbFor } from "./evidence.ts";
import { explain, meanContributions } from "./reasons.ts";

const WEIGHTS = DEFAULT_WEIGHTS.familiar;

function weighed(action: Action, start: number): WeighedVote {
  return { vote: makeVote(makeEvent("x", "A", 0), action), votedAt: 0, start, weight: 1 };
}

Deno.test("verbFor() names the kinds of votes without overstating them", () => {
  const [past, next] = [NOW - 1, NOW + 1];
  assert.equal(verbFor([weighed("going", past)], NOW), "went to");
  assert.equal(verbFor([weighed("going", next)], NOW), "are going to");
  assert.equal(verbFor([weighed("like", past)], NOW), "liked");
  assert.equal(verbFor([weighed("going", past), weighed("like", past)], NOW), "went to or liked");
  assert.equal(verbFor([weighed("going", next), weighed("like", past)], NOW), "chose");
});

Deno.test("citeAttendRate() counts the organiser's last events since the first visit", () => {
  const held = [4, 3, 2, 1].map((n) => makeEvent(`p${n}`, "DSCubed", -n));
  const votes = [held[0]!, held[1]!, held[3]!].map((event) => makeVote(event, "like"));
  const pool = makePool([makeEvent("x", "DSCubed", 1)], { past: held.map((e) => makeRow(e)) });
  const cited = citeAttendRate(0, buildProfile(makeMember(votes), NOW), pool);
  assert.equal(cited?.text, "You liked 3 of DSCubed's last 4 events");
  assert.deepEqual(new Set(idsOf(cited.evidence)), new Set(["p4", "p3", "p1"]));
});

Deno.test("citeAttendRate() skips events that begin together with one before the last", () => {
  const held = [6, 6, 4, 3, 2, 1].map((n, i) => makeEvent(`p${i}`, "DSCubed", -n));
  const votes = [held[0]!, held[3]!].map((event) => makeVote(event, "like"));
  const pool = makePool([makeEvent("x", "DSCubed", 1)], { past: held.map((e) => makeRow(e)) });
  const cited = citeAttendRate(0, buildProfile(makeMember(votes), NOW), pool);
  assert.equal(cited?.text, "You liked 1 of DSCubed's last 4 events");
  assert.deepEqual(idsOf(cited.evidence), ["p3"]);
});

Deno.test("citeCoMembership() names the member's organiser that raises the event", () => {
  const pairs = [
    { organiser_a: "Film Society", organiser_b: "Opera", members: 40 },
    { organiser_a: "Chess", organiser_b: "Opera", members: 1 },
  ];
  const votes = ["Film Society", "Chess"].map((name) =>
    makeVote(makeEvent(name, name, -2), "going")
  );
  const pool = makePool([makeEvent("x", "Opera", 1)], { pairs });
  const cited = citeCoMembership(0, buildProfile(makeMember(votes), NOW), pool);
  assert.equal(cited?.text, "People who go to Film Society also go to Opera");
});

Deno.test("citeCoMembership() names the category without shared members, if its lift exceeds 1", () => {
  const size = (name: string) => ({ organiser_a: name, organiser_b: name, members: 100 });
  const pairs = [size("Chess"), size("Go"), {
    organiser_a: "Chess",
    organiser_b: "Go",
    members: 60,
  }];
  const games = (id: string, name: string, days: number) => ({
    ...makeEvent(id, name, days),
    category: "gaming_esports" as const,
  });
  const past = [games("p", "Chess", -3), games("q", "Go", -3)];
  const member = makeMember([makeVote(past[0]!, "going")]);
  const text = (event: ReturnType<typeof makeEvent>) => {
    const rows = { past: past.map((e) => makeRow(e)), pairs, voters: 1_000 };
    return citeCoMembership(0, buildProfile(member, NOW), makePool([event], rows))?.text;
  };
  assert.equal(
    text(games("x", "New", 1)),
    "People who go to Chess also go to Gaming & esports events",
  );
  assert.equal(text(makeEvent("x", "New", 1)), undefined);
  assert.equal(text(games("x", "Chess", 1)), "You went to Chess' last event");
});

Deno.test("citeClosest() cites nothing below the minimum cosine", () => {
  const pool = makePool([makeEvent("x", "A", 1)], {}, { x: Float32Array.of(1, 0) });
  const cite = (id: string, vector: Float32Array) => {
    const member = makeMember([makeVote(makeEvent(id, "B", -1), "going", vector)]);
    return citeClosest(0, buildProfile(member, NOW), pool);
  };
  assert.equal(cite("near", Float32Array.of(1, 0.2))?.text, "Like “B near”, which you went to");
  assert.equal(cite("far", Float32Array.of(0.1, 1)), undefined);
});

Deno.test("citeHourHabit() says usually from half the history on, and cites no single or all-day event", () => {
  const evening = 3 + 18 / 24;
  const votes = [1, 2, 3].map((n) => makeVote(makeEvent(`p${n}`, "B", evening - 5 * n), "going"));
  const cite = (of: typeof votes, is_all_day = false) => {
    const pool = makePool([{ ...makeEvent("x", "A", evening), is_all_day }]);
    return citeHourHabit(0, buildProfile(makeMember(of), NOW), pool)?.text;
  };
  assert.equal(cite(votes), "In the evening, when you usually go out");
  assert.equal(cite(votes.slice(1)), "In the evening, like 2 events you went to");
  assert.equal(cite(votes.slice(2)), undefined);
  assert.equal(cite(votes, true), undefined);
});

Deno.test("citeHourHabit() names the weekday if that is usual, too", () => {
  const evening = 3 + 18 / 24;
  const cite = (daysApart: number, inDays: number) => {
    const votes = [1, 2, 3].map((n) =>
      makeVote(makeEvent(`p${n}`, "B", evening - daysApart * n), "going")
    );
    const pool = makePool([makeEvent("x", "A", inDays)]);
    return citeHourHabit(0, buildProfile(makeMember(votes), NOW), pool)?.text;
  };
  assert.equal(cite(7, evening), "This Thursday evening, when you usually go out");
  assert.equal(cite(7, evening + 7), "On a Thursday evening, when you usually go out");
  assert.equal(cite(7, evening + 1), "In the evening, when you usually go out");
  assert.equal(cite(5, evening), "In the evening, when you usually go out");
});

Deno.test("citeSoon() names the day, then counts days, and says On now if the reader's calendar is ahead", () => {
  const text = (inDays: number) => {
    const pool = makePool([{ ...makeEvent("x", "A", inDays), is_all_day: true }]);
    return citeSoon(0, buildProfile(makeMember([]), NOW), pool)?.text;
  };
  assert.deepEqual([-0.4, 0.5, 1, 3.2, 5.9, 6, 9.5].map(text), [
    "On now",
    "Today",
    "Coming up on Tuesday",
    "Coming up on Thursday",
    "Coming up on Saturday",
    "Starts in 6 days",
    "Starts in 9 days",
  ]);
});

Deno.test("explain() gives every place a reason, even if no term raised it", () => {
  const events = ["x", "y"].map((id) => ({ ...makeEvent(id, "A", 1), organisers: [] }));
  const member = makeMember([makeVote(makeEvent("p", "B", -7), "going")]);
  for (const { reasons } of explained(member, makePool(events))) {
    assert.ok(reasons.length > 0);
    for (const { text, contribution } of reasons) {
      assert.ok(contribution > 1e-9 || text === "Also coming up", text);
    }
  }
});

Deno.test("explain() gives one reason per family, strongest first, each with a positive contribution", () => {
  const { member, pool } = world(7);
  for (const { reasons } of explained(member, pool)) {
    const lifts = reasons.map(({ contribution }) => contribution);
    assert.deepEqual(lifts, lifts.toSorted((a, b) => b - a));
    assert.ok(lifts.every((lift) => lift > 0) && lifts.length <= 3);
    const organiser: Term[] = ["attend_rate", "co_membership", "return_rate", "series"];
    assert.ok(reasons.filter(({ term }) => organiser.includes(term as Term)).length <= 1);
  }
});

Deno.test("explain() never cites a term with weight zero", () => {
  const { member, pool } = world(7);
  const off = { ...WEIGHTS, attend_rate: 0, closest: 0 };
  const terms = explained(member, pool, off).flatMap(({ reasons }) => reasons.map((r) => r.term));
  assert.ok(terms.length > 0 && !terms.includes("attend_rate") && !terms.includes("closest"));
});

Deno.test("explain() cites only evidence whose removal lowers the score", () => {
  let [cited, lowered] = [0, 0];
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const { member, pool } = world(seed);
      for (const { position, reasons, score, weights } of explained(member, pool)) {
        for (const { evidence } of reasons) {
          const without = withoutEvidence(member, evidence);
          if (without === undefined) continue;
          const signals = computeSignals(buildProfile(without, NOW), pool);
          cited++;
          if (scoreAll(signals, weights)[position]! < score) lowered++;
        }
      }
    }),
    { numRuns: 150, seed: 1 },
  );
  assert.ok(cited > 1_000, `${cited} pieces of evidence`);
  assert.ok(lowered / cited >= 0.999, `${lowered} of ${cited} lowered the score`);
});

function explained(member: Member, pool: Pool, familiar = WEIGHTS) {
  const profile = buildProfile(member, NOW);
  const signals = computeSignals(profile, pool);
  const places = choosePlaces(profile, pool, signals, {
    weights: { ...DEFAULT_WEIGHTS, familiar },
  });
  return places.map(({ position, ballot: { weights, scores } }) => {
    const means = meanContributions(signals, weights, pool);
    const reasons = explain(position, profile, pool, signals, weights, means);
    return { position, weights, score: scores[position]!, reasons };
  });
}

function idsOf(evidence: Evidence): readonly string[] {
  return evidence.kind === "votes" ? evidence.eventIds : [];
}

/** The member without the evidence; undefined if it is not the member's own. */
function withoutEvidence(member: Member, evidence: Evidence): Member | undefined {
  if (evidence.kind === "preference") return { ...member, preferences: {} };
  if (evidence.kind !== "votes") return undefined;
  const votes = member.votes.filter(({ event }) => !evidence.eventIds.includes(event.id));
  return { ...member, votes };
}

/** A random community of twelve organisers in three fields, with one of its members. */
function world(seed: number): { member: Member; pool: Pool } {
  const random = mulberry32(seed);
  const below = (n: number) => Math.floor(random() * n);
  const vectors: Record<string, Float32Array> = {};
  const make = (id: string, inDays: number) => {
    const organiser = below(12);
    const event = makeEvent(id, `Club ${organiser}`, inDays);
    event.category = (["tech_innovation", "arts_music", "food_dining"] as const)[organiser % 3]!;
    event.title = `Club ${organiser} ${["talk", "social", "workshop"][below(3)]}`;
    vectors[id] = Float32Array.from(
      { length: 8 },
      (_, i) => random() + (i === organiser % 3 ? 1 : 0),
    );
    return event;
  };
  const past = Array.from({ length: 120 }, (_, n) => make(`p${n}`, -1 - n + below(24) / 24));
  const next = Array.from({ length: 40 }, (_, n) => make(`n${n}`, 0.1 + below(240) / 24));
  const chosen = past.filter(() => random() < 0.1).slice(0, 1 + below(12));
  const votes = chosen.map((e) => makeVote(e, random() < 0.7 ? "going" : "like", vectors[e.id]));
  const pairs = Array.from({ length: 60 }, (_, n) => ({
    organiser_a: `Club ${n % 12}`,
    organiser_b: `Club ${(n % 12 + 1 + Math.floor(n / 12)) % 12}`,
    members: 1 + below(30),
  }));
  const preferences: Record<string, number> = random() < 0.5
    ? { arts_music: 0.5 + random() / 2 }
    : {};
  const rows = { past: past.map((event) => makeRow(event, below(30))), pairs };
  return { member: makeMember(votes, { preferences }), pool: makePool(next, rows, vectors) };
}
