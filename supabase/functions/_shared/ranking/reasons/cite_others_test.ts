import assert from "node:assert/strict";
import { makeEvent, makeMember, makePool, makeRow, NOW } from "../test_worlds.ts";
import { buildProfile } from "../profile.ts";
import {
  citeComeback,
  citeFirstVisits,
  citeNewcomer,
  citeNovelty,
  citePopularity,
  citeRecruits,
} from "./cite_others.ts";

const ABOUT_HOSTS = [
  citePopularity,
  citeFirstVisits,
  citeRecruits,
  citeComeback,
  citeNewcomer,
  citeNovelty,
];

const inDays = (days: number) => makeEvent("", "", days).starts_at;

Deno.test("citeNovelty() cites series held rarely or never, not usual ones", () => {
  const gala = { ...makeEvent("x", "Run", 1), title: "Gala" };
  const text = (...daysAgo: number[]) => {
    const past = daysAgo.map((n) => makeRow({ ...gala, id: `p${n}`, starts_at: inDays(-n) }));
    const pool = makePool([gala], { past: [makeRow(makeEvent("p", "Run", -3)), ...past] });
    return citeNovelty(0, buildProfile(makeMember([]), NOW), pool)?.text;
  };
  assert.equal(text(), "Something new from Run");
  assert.equal(text(200), "Run rarely holds this");
  assert.equal(text(7, 14), undefined);
});

Deno.test("citePopularity() counts the event's own votes from three on", () => {
  const event = makeEvent("x", "A", 1);
  const past = [makeRow(makeEvent("p", "A", -3), 40), makeRow(makeEvent("q", "B", -3), 2)];
  const text = (votes: number, rows = past) => {
    const pool = makePool([event], {
      past: rows,
      upcoming: [{ id: "x", votes, members_shown: 9 }],
    });
    return citePopularity(0, buildProfile(makeMember([]), NOW), pool)?.text;
  };
  assert.equal(text(12), "12 members are interested");
  assert.equal(text(1), "A's events draw many members");
  assert.equal(text(1, [makeRow(makeEvent("p", "A", -3), 2)]), undefined);
});

Deno.test("cite_others: community reasons name the organiser with the record, not its co-hosts", () => {
  const event = { ...makeEvent("x", "A", 1), organisers: ["New", "A", "B"] };
  const held = (id: string, name: string, daysAgo: number, votes: number) => ({
    ...makeRow(makeEvent(id, name, -daysAgo), votes),
    first_votes: votes,
    first_ever: votes,
  });
  const past = [held("p", "A", 30, 40), held("q", "B", 10, 1), held("r", "B", 9, 1)];
  const pool = makePool([event], { past });
  const profile = buildProfile(makeMember([]), NOW);
  assert.deepEqual(ABOUT_HOSTS.map((cite) => cite(0, profile, pool)?.text), [
    "A's events draw many members",
    "Many members try A for the first time",
    "Many members start with A",
    "B's first event here in 10 days",
    "B had only 2 events here in the past year",
    "Something new from B",
  ]);
});

Deno.test("cite_others: there is no community reason without an organiser, or without its record", () => {
  const profile = buildProfile(makeMember([]), NOW);
  const past = [makeRow(makeEvent("p", "B", -3), 40)];
  for (const organisers of [[], ["A"], ["A", "C"]]) {
    const pool = makePool([{ ...makeEvent("x", "A", 1), organisers }], { past });
    for (const cite of ABOUT_HOSTS) assert.equal(cite(0, profile, pool), undefined);
  }
});
