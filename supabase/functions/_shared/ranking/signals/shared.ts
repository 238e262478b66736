/** Signals that are the same for every member: computed once a pool. */
import type { Community } from "../community.ts";
import type { Slot } from "../pool.ts";
import { decay } from "../time.ts";
import type { Candidate, EventFacts } from "../types.ts";
import { CONSTANTS } from "../weights.ts";

export interface SharedSignals {
  popularity: Float64Array;
  first_visits: Float64Array;
  soon: Float64Array;
  fresh: Float64Array;
}

interface PoolFacts {
  candidates: readonly Candidate<EventFacts>[];
  community: Community;
  slots: readonly Slot[];
  slotsOf: readonly Int32Array[];
  starts: Float64Array;
  posted: Float64Array;
  now: number;
}

export function sharedSignals(facts: PoolFacts): SharedSignals {
  const { starts, posted, now } = facts;
  return {
    popularity: popularity(facts),
    first_visits: firstVisits(facts),
    soon: starts.map((start) => decay(start - now, CONSTANTS.soonHalfLife)),
    fresh: posted.map((at) => decay(now - at, CONSTANTS.freshHalfLife)),
  };
}

/**
 * r / (r + mean), 0.5 being average, where r is the votes an event of the organiser gets, or those
 * this event has already, if more.
 */
function popularity({ candidates, community, slots, slotsOf }: PoolFacts): Float64Array {
  const mean = community.meanRate || 1;
  return Float64Array.from(candidates, ({ event }, i) => {
    const votes = community.upcoming.get(event.id)?.votes ?? 0;
    const rate = Math.max(votes, largest(slots, slotsOf[i]!, (slot) => slot.facts?.rate));
    return rate / (rate + mean);
  });
}

/** The same for members who had never chosen the organiser before. */
function firstVisits({ candidates, community, slots, slotsOf }: PoolFacts): Float64Array {
  const mean = community.meanFirstRate || 1;
  return Float64Array.from(candidates, (_, i) => {
    const rate = largest(slots, slotsOf[i]!, (slot) => slot.facts?.firstRate);
    return rate / (rate + mean);
  });
}

function largest(
  slots: readonly Slot[],
  of: Int32Array,
  read: (slot: Slot) => number | undefined,
): number {
  return of.reduce((most, slot) => Math.max(most, read(slots[slot]!) ?? 0), 0);
}
