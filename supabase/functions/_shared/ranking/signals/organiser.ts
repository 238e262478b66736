/** Signals of the organiser. */
import { type OrganiserFacts, START_STEP_MS } from "../community.ts";
import type { Pool } from "../pool.ts";
import type { OrganiserHistory, Profile } from "../profile.ts";
import { HOURS_A_WEEK, hoursApart } from "../time.ts";
import { CONSTANTS } from "../constants.ts";
import { saturate, type Signal, spread } from "./signal.ts";

/**
 * Attendance r = attended / (the organiser's events since the member's first visit + 1), on a
 * logarithmic scale from 1% to 100%: log(1 + 99 r) / log 100.
 */
export const attendRate: Signal = (profile, pool, out) => {
  const bySlot = new Float64Array(pool.slots.length);
  for (const [name, history] of profile.organisers) {
    const slot = pool.slotIndex.get(name);
    if (slot !== undefined) bySlot[slot] = rate(history, pool.slots[slot]!.facts);
  }
  spread(bySlot, pool, out);
};

function rate({ attended, first }: OrganiserHistory, facts: OrganiserFacts | undefined): number {
  if (attended === 0) return 0;
  const held = facts ? facts.starts.length - firstAtOrAfter(facts.starts, first) : 0;
  return onLogScale(attended, held);
}

function onLogScale(attended: number, held: number): number {
  // The community's rows may lag behind the member's, so at least the attended events were held.
  return Math.log1p((99 * attended) / (Math.max(held, attended) + 1)) / Math.log(100);
}

/** The attend-rate over the organiser's events around the same hour of the week. */
export const organiserHour: Signal = (profile, pool, out) => {
  for (let i = 0; i < out.length; i++) {
    for (const slot of pool.slotsOf[i]!) {
      const first = profile.organisers.get(pool.slots[slot]!.name)?.first;
      if (first === undefined) continue;
      const { held, attended } = aroundHour(profile, pool, slot, pool.hourOfWeek[i]!, first);
      out[i] = Math.max(out[i]!, onLogScale(attended, held));
    }
  }
};

function aroundHour(profile: Profile, pool: Pool, slot: number, hour: number, first: number) {
  const { name, facts } = pool.slots[slot]!;
  const isAround = (other: number) => hoursApart(other, hour, HOURS_A_WEEK) <= CONSTANTS.habitHours;
  const hours = pool.slotHours(slot);
  let held = 0;
  for (let at = firstAtOrAfter(facts?.starts ?? [], first); at < hours.length; at++) {
    if (isAround(hours[at]!)) held++;
  }
  let attended = 0;
  for (const { vote, start } of profile.positives) {
    if (start >= pool.now || !vote.event.organisers.includes(name)) continue;
    if (isAround(pool.past(vote).hourOfWeek)) attended++;
  }
  return { held, attended: facts ? attended : 0 };
}

/** Share of the organiser's attendees who had come before, for organisers that the member knows. */
export const returnRate: Signal = (profile, pool, out) => {
  const bySlot = new Float64Array(pool.slots.length);
  for (const name of profile.organisers.keys()) {
    const slot = pool.slotIndex.get(name);
    if (slot !== undefined) bySlot[slot] = pool.slots[slot]!.returning;
  }
  spread(bySlot, pool, out);
};

/** Starts may be rounded down to the quarter hour, so the instant is rounded, too. */
function firstAtOrAfter(starts: readonly number[], exact: number): number {
  const instant = Math.floor(exact / START_STEP_MS) * START_STEP_MS;
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Mean co-membership of this organiser with the member's organisers, each weighted by its decayed
 * number of choices, n / (n + 1).
 */
export const coMembership: Signal = (profile, pool, out) => {
  spread(coMembershipMean(profile, pool), pool, out);
};

/** The same mean by slot. */
export function coMembershipMean({ organisers }: Profile, pool: Pool): Float64Array {
  const bySlot = new Float64Array(pool.slots.length);
  let total = 0;
  for (const [name, { weight }] of organisers) {
    const affinity = saturate(weight);
    const row = pool.coMembership(name);
    for (let slot = 0; slot < bySlot.length; slot++) bySlot[slot]! += affinity * row[slot]!;
    total += affinity;
  }
  return total === 0 ? bySlot : bySlot.map((sum) => sum / total);
}
