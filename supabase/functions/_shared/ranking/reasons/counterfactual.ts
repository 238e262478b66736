/** The score of an event without some of the member's votes, to test a reason. */
import type { Pool } from "../pool.ts";
import { type Profile, withoutVotes } from "../profile.ts";
import { computeSignals, scoreAll } from "../score.ts";
import type { SharedSignals } from "../score.ts";
import type { Weights } from "../weights.ts";

/**
 * Returns a function from ids of removed votes to the score of one candidate. A mean over the
 * history can rise when a vote is removed, so only this shows whether a vote raises the score.
 */
export function scorerWithout(
  candidate: number,
  profile: Profile,
  pool: Pool,
  weights: Weights,
): (eventIds: readonly string[]) => number {
  const narrow = poolOfOne(pool, candidate);
  return (eventIds) => {
    const rest = withoutVotes(profile, eventIds, pool.now);
    return scoreAll(computeSignals(rest, narrow), weights)[0]!;
  };
}

/** The pool with a single candidate: the same signals at a fraction of the cost. */
function poolOfOne(pool: Pool, i: number): Pool {
  const slots = [...pool.slotsOf[i]!];
  const shared = Object.entries(pool.shared).map((
    [term, values],
  ) => [term, values.subarray(i, i + 1)]);
  // Written field by field, so that the compiler reports a missing array.
  return {
    now: pool.now,
    timeZone: pool.timeZone,
    community: pool.community,
    candidates: [pool.candidates[i]!],
    whole: pool.whole,
    starts: pool.starts.subarray(i, i + 1),
    until: pool.until.subarray(i, i + 1),
    membersShown: pool.membersShown.subarray(i, i + 1),
    sharedMeans: pool.sharedMeans,
    readHour: pool.readHour,
    hourOfWeekNow: pool.hourOfWeekNow,
    hourOfWeek: pool.hourOfWeek.subarray(i, i + 1),
    category: pool.category.subarray(i, i + 1),
    categoryIndex: pool.categoryIndex,
    series: [pool.series[i]!],
    shared: Object.fromEntries(shared) as SharedSignals,
    slots: slots.map((slot) => pool.slots[slot]!),
    slotIndex: new Map(slots.map((slot, at) => [pool.slots[slot]!.name, at])),
    slotsOf: [Int32Array.from(slots.keys())],
    slotHours: (at) => pool.slotHours(slots[at]!),
    coMembership: (organiser) => {
      const row = pool.coMembership(organiser);
      return Float64Array.from(slots, (slot) => row[slot]!);
    },
    past: (vote) => {
      const { hourOfWeek, series, cosine } = pool.past(vote);
      return { hourOfWeek, series, cosine: cosine.subarray(i, i + 1) };
    },
  };
}
