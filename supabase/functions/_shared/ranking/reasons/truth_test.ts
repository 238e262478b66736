/**
 * Checks every word and number of a reason against the votes, with code independent of the
 * citations.
 */
import assert from "node:assert/strict";
import fc from "../../test/property.ts";
import type { Event } from "../../event/event.ts";
import { mulberry32 } from "../../text/hash.ts";
import { buildCommunity } from "../community.ts";
import { preparePool } from "../pool.ts";
import { rank } from "../rank.ts";
import { makeEvent, makeMember, makeRow, makeRows, NOW } from "../test_worlds.ts";
import type { Action, Vote } from "../types.ts";
import { COMMUNITY, formOf, partsOf, type World } from "./test_truth.ts";

const READERS = [COMMUNITY, "UTC", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Kiritimati"];
const [HOUR, DAY] = [3_600_000, 86_400_000];

/** Midnight in the community's zone on the day of an instant. */
function midnightOf(ms: number): number {
  const { hour, minute } = partsOf(ms, COMMUNITY);
  return ms - ms % 60_000 - hour * HOUR - minute * 60_000;
}

function worldOf(seed: number): World {
  const random = mulberry32(seed);
  const below = (n: number) => Math.floor(random() * n);
  const now = NOW + below(7 * 24 * 4) * HOUR / 4;
  const vectors = new Map<string, Float32Array>();
  const make = (id: string, start: number): Event => {
    const club = below(8);
    const is_all_day = random() < 0.15;
    const at = is_all_day ? midnightOf(start) : start - start % (HOUR / 2);
    const field = (["tech_innovation", "arts_music", "food_dining"] as const)[club % 3]!;
    const title = `Club ${club} ${["talk", "social"][below(2)]} ${["", below(3)][below(2)]}`.trim();
    vectors.set(
      id,
      Float32Array.from({ length: 6 }, (_, i) => random() + (i === club % 3 ? 1 : 0)),
    );
    const event = { ...makeEvent(id, `Club ${club}`, 0), title, category: field, is_all_day };
    return { ...event, starts_at: new Date(at).toISOString() };
  };
  const past = Array.from({ length: 60 }, (_, n) => make(`p${n}`, now - DAY * (2 + random() * 90)));
  const next = Array.from(
    { length: 30 },
    (_, n) => make(`n${n}`, now + DAY * (0.1 + random() * 12)),
  );
  const voted = [...past.filter(() => random() < 0.2), ...next.filter(() => random() < 0.1)];
  const votes = voted.map((event): Vote => {
    // As the database returns it, without is_all_day.
    const { id, title, starts_at, category, organisers } = event;
    const action = (["going", "going", "going", "like", "dislike"] as Action[])[below(5)]!;
    const voted_at = new Date(now - below(1000) * HOUR).toISOString();
    return {
      event: { id, title, starts_at, category, organisers },
      vector: vectors.get(id),
      action,
      voted_at,
    };
  });
  const pairs = Array.from({ length: 20 }, () => ({
    organiser_a: `Club ${below(8)}`,
    organiser_b: `Club ${below(8)}`,
    members: 1 + below(9),
  }));
  const upcoming = next.map(({ id }) => ({ id, votes: below(6), members_shown: below(9) }));
  const rows = makeRows({ past: past.map((event) => makeRow(event, below(12))), pairs, upcoming });
  const candidates = next.map((event) => ({
    event,
    vector: vectors.get(event.id),
    posted_at: new Date(now - below(20 * 24) * HOUR).toISOString(),
  }));
  const preferences: Record<string, number> = random() < 0.5 ? { arts_music: 0.9 } : {};
  const time_zone = READERS[below(READERS.length)]!;
  // The pool may be minutes older than the answer.
  const pool = preparePool(
    candidates,
    buildCommunity(rows, now),
    now - below(10) * 60_000,
    COMMUNITY,
  );
  return { member: makeMember(votes, { preferences, time_zone }), now, pool, rows };
}

Deno.test("rank() gives only reasons that are true, for any votes and in every zone", () => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const world = worldOf(seed);
      for (const { event, reasons } of rank(world.member, world.pool, { now: world.now })) {
        for (const { text } of reasons) {
          const form = formOf(text, event, world);
          met.set(form, (met.get(form) ?? 0) + 1);
        }
      }
    }),
    { numRuns: 100 },
  );
  assert.ok(met.size >= 15, `only ${[...met.keys()].join("; ")}`);
});
