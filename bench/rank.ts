/** `deno task bench:rank`: ranks with all signals and reasons, like a newsletter run. */
import { cpuUsage } from "node:process";
import { readOwnArguments } from "../dev/cli/command.ts";
import { whole } from "../dev/cli/options.ts";
import type { Event } from "../supabase/functions/_shared/event/event.ts";
import { CATEGORIES } from "../supabase/functions/_shared/event/event.ts";
import { buildCommunity } from "../supabase/functions/_shared/ranking/community.ts";
import { hash32 } from "../supabase/functions/_shared/text/hash.ts";
import { preparePool } from "../supabase/functions/_shared/ranking/pool.ts";
import { rank } from "../supabase/functions/_shared/ranking/rank.ts";
import { DAY_MS } from "../supabase/functions/_shared/time/units.ts";
import type { Member, Vote } from "../supabase/functions/_shared/ranking/types.ts";

const NOW = Date.parse("2026-03-02T00:00:00Z");
const DIMENSIONS = 512;
const ORGANISERS = 120;
const PAST = 3_000;
const VOTES = 20;

/** A number in [0, 1) from a name, the same in every run. */
function chance(name: string): number {
  return hash32(name) / 2 ** 32;
}

function makeEvent(id: string, startsInDays: number): Event {
  const organiser = Math.floor(chance(`${id} organiser`) ** 2 * ORGANISERS);
  return {
    id,
    title: `Evening ${Math.floor(chance(`${id} title`) * 10)} of club ${organiser}`,
    summary: null,
    starts_at: new Date(NOW + startsInDays * DAY_MS).toISOString(),
    ends_at: null,
    is_all_day: false,
    location: null,
    is_online: false,
    category: CATEGORIES[organiser % CATEGORIES.length]!,
    organisers: [`Club ${organiser}`],
    url: null,
    image_url: null,
  };
}

function makeVector(id: string): Float32Array {
  return Float32Array.from({ length: DIMENSIONS }, (_, i) => chance(`${id} ${i}`) - 0.4);
}

function makeMember(m: number, votable: readonly Vote[]): Member {
  const votes = Array.from({ length: VOTES }, (_, v) => {
    return votable[Math.floor(chance(`${m} vote ${v}`) * votable.length)]!;
  });
  const liked = CATEGORIES[m % CATEGORIES.length]!;
  const daysShown = new Map([[`e${m % 50}`, 3], [`e${m % 70}`, 1]]);
  return { id: `m${m}`, votes: [...new Set(votes)], preferences: { [liked]: 0.8 }, daysShown };
}

function makePairs() {
  return Array.from({ length: ORGANISERS * ORGANISERS }, (_, at) => {
    const [a, b] = [Math.floor(at / ORGANISERS), at % ORGANISERS];
    const members = a === b ? 200 : Math.floor(chance(`${a} ${b}`) * 40);
    return { organiser_a: `Club ${a}`, organiser_b: `Club ${b}`, members };
  }).filter(({ organiser_a, organiser_b }) => organiser_a <= organiser_b);
}

const options = readOwnArguments({
  name: "bench:rank",
  about: "Ranks events for members with all signals and reasons; says how long it took.",
  options: {
    members: whole("N", "members", { from: 1, fallback: 10_000 }),
    events: whole("N", "events to choose among", { from: 1, fallback: 300 }),
  },
});
const past = Array.from({ length: PAST }, (_, i) => makeEvent(`p${i}`, -1 - i / 9));
const votable = past.map((event): Vote => ({
  event,
  vector: makeVector(event.id),
  action: chance(event.id) < 0.9 ? "going" : "dislike",
  voted_at: event.starts_at,
}));
const members = Array.from({ length: options.members }, (_, m) => makeMember(m, votable));
const candidates = Array.from({ length: options.events }, (_, i) => {
  const event = makeEvent(`e${i}`, 0.1 + i / 40);
  return { event, vector: makeVector(event.id), posted_at: new Date(NOW - DAY_MS).toISOString() };
});
const rows = {
  past: past.map((event) => ({ ...event, votes: 8, first_votes: 2, first_ever: 1 })),
  pairs: makePairs(),
  upcoming: [],
  members: members.length,
  voters: members.length,
};

const [wallStart, cpuStart] = [performance.now(), cpuUsage()];
const pool = preparePool(candidates, buildCommunity(rows, NOW), NOW, "Australia/Melbourne");
let chosen = 0;
for (const member of members) chosen += rank(member, pool).length;
const wall = performance.now() - wallStart;
const { user, system } = cpuUsage(cpuStart);
console.log(
  `${members.length} members x ${candidates.length} events: ${(wall / 1000).toFixed(2)} s wall, ` +
    `${((user + system) / 1000 / members.length).toFixed(3)} ms CPU per member, ` +
    `${(chosen / members.length).toFixed(1)} events each`,
);
