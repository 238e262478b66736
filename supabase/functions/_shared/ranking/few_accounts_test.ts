/**
 * A few accounts, which one person can create, must not move an organiser far in newcomers' lists.
 */
import assert from "node:assert/strict";
import { DAY_MS } from "../time/units.ts";
import { buildCommunity } from "./community.ts";
import { preparePool } from "./pool.ts";
import { buildProfile } from "./profile.ts";
import { computeSignals, scoreAll } from "./score.ts";
import { makeEvent, makeMember, NOW } from "./test_worlds.ts";
import type { PastEventRow } from "./types.ts";
import { DEFAULT_WEIGHTS } from "./weights.ts";

/** Numbers in [0, 1), equal for equal seeds (Park and Miller 1988). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => (state = state * 48_271 % 2_147_483_647) / 2_147_483_647;
}

/** An organiser that no member knows yet. */
const NEW = "New";

interface Vote {
  member: number;
  event: number;
}

interface World {
  events: { organiser: string; daysAgo: number }[];
  votes: Vote[];
}

/** Twenty clubs of different sizes, 300 members who vote for a few events, and a new organiser. */
function makeWorld(seed: number, ownEvents: number): World {
  const random = randomOf(seed);
  const events = Array.from({ length: 200 }, () => ({
    organiser: `Club ${Math.floor(random() ** 1.5 * 20)}`,
    daysAgo: 1 + Math.floor(random() * 300),
  }));
  for (let n = 0; n < ownEvents; n++) events.push({ organiser: NEW, daysAgo: 3 + 7 * n });
  const votes: Vote[] = [];
  for (let member = 0; member < 300; member++) {
    const home = Math.floor(random() ** 1.5 * 20);
    for (let event = 0; event < 200; event++) {
      const own = events[event]!.organiser === `Club ${home}`;
      if (random() < (own ? 0.15 : 0.008)) votes.push({ member, event });
    }
  }
  return { events, votes };
}

/** Votes count for events after the account was created, thirty days ago. */
const ACCOUNT_DAYS = 30;

/** The accounts' votes: one for every past event of the organiser that each may vote on. */
function attack({ events }: World, organiser: string, accounts: number): Vote[] {
  return Array.from(
    { length: accounts },
    (_, n) =>
      events.flatMap((event, at) =>
        event.organiser === organiser && event.daysAgo < ACCOUNT_DAYS
          ? [{ member: 10_000 + n, event: at }]
          : []
      ),
  ).flat();
}

function rowsOf({ events }: World, votes: Vote[]): PastEventRow[] {
  const earliest = [...votes].sort((a, b) => events[b.event]!.daysAgo - events[a.event]!.daysAgo);
  const known = new Map<number, Set<string>>();
  const rows = events.map(({ organiser, daysAgo }, n) => ({
    ...makeEvent(`e${n}`, organiser, -daysAgo),
    votes: 0,
    first_votes: 0,
    first_ever: 0,
  }));
  for (const { member, event } of earliest) {
    const row = rows[event]!;
    const organisers = known.get(member) ?? new Set();
    row.votes++;
    if (organisers.size === 0) row.first_ever++;
    if (!organisers.has(row.organisers[0]!)) row.first_votes++;
    known.set(member, organisers.add(row.organisers[0]!));
  }
  return rows;
}

function pairsOf({ events }: World, votes: Vote[]) {
  const members = new Map<string, Set<number>>();
  for (const { member, event } of votes) {
    const { organiser } = events[event]!;
    members.set(organiser, (members.get(organiser) ?? new Set()).add(member));
  }
  return [...members].map(([name, { size }]) => ({
    organiser_a: name,
    organiser_b: name,
    members: size,
  }));
}

/** Places of all organisers in a newcomer's list with one otherwise equal event each. */
function placesFor(world: World, extra: Vote[], already = 0): Map<string, number> {
  const votes = [...world.votes, ...extra];
  const names = [...Array.from({ length: 20 }, (_, n) => `Club ${n}`), NEW];
  const candidates = names.map((name, n) => ({
    event: makeEvent(`next ${n}`, name, 4),
    vector: undefined,
    posted_at: new Date(NOW - 2 * DAY_MS).toISOString(),
  }));
  const rows = {
    past: rowsOf(world, votes),
    pairs: pairsOf(world, votes),
    upcoming: [{ id: "next 20", votes: already, members_shown: 9 }],
    members: 300,
    voters: 300,
  };
  const pool = preparePool(candidates, buildCommunity(rows, NOW), NOW, "UTC");
  const signals = computeSignals(buildProfile(makeMember([]), NOW), pool);
  const scores = scoreAll(signals, DEFAULT_WEIGHTS.discovery);
  const order = [...names.keys()].sort((a, b) => scores[b]! - scores[a]!);
  return new Map(order.map((n, place) => [names[n]!, place]));
}

/** Number of places that the accounts move an organiser up, in each of many worlds. */
function moves(accounts: number, ownEvents: number): number[] {
  return Array.from({ length: 40 }, (_, seed) => {
    const world = makeWorld(1 + 7919 * seed, ownEvents);
    const before = placesFor(world, []).get(NEW)!;
    const votes = attack(world, NEW, accounts);
    return before - placesFor(world, votes, accounts).get(NEW)!;
  });
}

for (const [accounts, most] of [[1, 2], [3, 3]] as const) {
  Deno.test(`${accounts} of 300 accounts move a new organiser by no more than ${most} places for newcomers`, () => {
    for (const ownEvents of [0, 1, 2, 5]) {
      const moved = moves(accounts, ownEvents);
      assert.ok(Math.max(...moved) <= most, `${ownEvents} events of its own: ${moved}`);
    }
  });
}

Deno.test("forty of 300 accounts move a new organiser up, because a crowd counts", () => {
  const moved = moves(40, 2);
  assert.ok(moved.filter((places) => places >= 3).length > moved.length / 2, `${moved}`);
});
