/** Signals that are the same for every member, computed once per pool. */
import { type Community, credenceOf, type Tally } from "../community.ts";
import type { Slot } from "../slots.ts";
import { DAY_MS } from "../../time/units.ts";
import { decay } from "../time.ts";
import type { Candidate, EventFacts } from "../types.ts";
import { CONSTANTS } from "../constants.ts";

/** Returns one number per candidate. */
export type SharedSignal = (facts: SharedFacts) => Float64Array;

/** What shared signals are computed from. Arrays have one element per candidate. */
export interface SharedFacts {
  candidates: readonly Candidate<EventFacts>[];
  community: Community;
  series: readonly string[];
  slots: readonly Slot[];
  slotsOf: readonly Int32Array[];
  starts: Float64Array;
  posted: Float64Array;
  now: number;
}

/** 2^(-days until the start / half-life). */
export const soon: SharedSignal = ({ starts, now }) =>
  starts.map((start) => decay(start - now, CONSTANTS.soonHalfLife));

/** 2^(-days since posted / half-life); 0 for a post dated in the future, which has a wrong date. */
export const fresh: SharedSignal = ({ posted, now }) =>
  posted.map((at) => at > now ? 0 : decay(now - at, CONSTANTS.freshHalfLife));

/**
 * log(1 + r) / log 101, at most 1. r is the members per event of the series, or the votes for this
 * event if larger.
 */
export function popularity(facts: SharedFacts): Float64Array {
  const { candidates, community: { meanRate, upcoming } } = facts;
  return Float64Array.from(candidates, ({ event }, i) => {
    const organiser = largest(facts, i, ({ facts }) => facts?.rate ?? meanRate);
    const expected = seriesRate(facts, i, organiser, (tally) => tally.votes);
    const votes = upcoming(event.id)?.votes ?? 0;
    const already = votes * credenceOf(votes);
    return Math.min(1, Math.log1p(Math.max(expected, already)) / Math.log(101));
  });
}

/** log(1 + 10 f) / log 1001, at most 1. f is the members per event who are new to the organiser. */
export function firstVisits(facts: SharedFacts): Float64Array {
  const { candidates, community: { meanFirstRate } } = facts;
  return Float64Array.from(candidates, (_, i) => {
    const organiser = largest(facts, i, ({ facts }) => facts?.firstRate ?? meanFirstRate);
    const first = seriesRate(facts, i, organiser, (tally) => tally.first);
    return Math.min(1, Math.log1p(10 * first) / Math.log(1001));
  });
}

/** The same for members who had never chosen any event. */
export function recruits(facts: SharedFacts): Float64Array {
  const { candidates, community: { meanRecruitRate } } = facts;
  return Float64Array.from(candidates, (_, i) => {
    const organiser = largest(facts, i, ({ facts }) => facts?.recruitRate ?? meanRecruitRate);
    const first = seriesRate(facts, i, organiser, (tally) => tally.recruits);
    return Math.min(1, Math.log1p(10 * first) / Math.log(1001));
  });
}

/** Rate of the candidate's series, shrunk by one event towards its organiser's rate. */
function seriesRate(
  facts: SharedFacts,
  i: number,
  organiserRate: number,
  read: (tally: Tally) => number,
): number {
  const tally = facts.community.tallyOf(facts.candidates[i]!.event.id, facts.series[i]!);
  if (!tally) return organiserRate;
  const credence = largest(facts, i, ({ facts }) => facts?.credence ?? 0);
  return (credence * read(tally) + organiserRate) / (tally.weight + 1);
}

/** log(1 + days since the organiser's last event) / log 366, at most 1 (after a year). */
export function comeback(facts: SharedFacts): Float64Array {
  return Float64Array.from(facts.candidates, (_, i) => {
    const last = largest(facts, i, ({ facts }) => facts?.starts.at(-1) ?? -Infinity);
    const days = (facts.now - last) / DAY_MS;
    return Math.min(1, Math.log1p(days) / Math.log(366));
  });
}

/** 1 / (1 + the organiser's events in the past year). */
export function newcomer(facts: SharedFacts): Float64Array {
  return Float64Array.from(facts.candidates, (_, i) => {
    return 1 / (1 + largest(facts, i, ({ facts }) => facts?.starts.length ?? 0));
  });
}

/**
 * 1 - log(1 + n) / log(1 + usual), at least 0. n is the decayed number of events of the series. 0
 * for a series not yet counted: it may be a usual one.
 */
export function novelty({ candidates, series, community }: SharedFacts): Float64Array {
  return Float64Array.from(series, (name, i) => {
    const held = community.tallyOf(candidates[i]!.event.id, name)?.weight;
    if (held === undefined) return 0;
    return Math.max(0, 1 - Math.log1p(held) / Math.log1p(CONSTANTS.usualSeries));
  });
}

/**
 * The largest value among a candidate's organisers; without any, the value of an unknown organiser.
 */
function largest(
  { slots, slotsOf }: SharedFacts,
  i: number,
  read: (slot: Pick<Slot, "facts">) => number,
): number {
  if (slotsOf[i]!.length === 0) return read({ facts: undefined });
  return slotsOf[i]!.reduce((most, slot) => Math.max(most, read(slots[slot]!)), -Infinity);
}
