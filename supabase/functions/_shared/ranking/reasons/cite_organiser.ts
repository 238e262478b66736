/** Citations for the organiser of an event. */
import { labelOf } from "../../event/event.ts";
import { START_STEP_MS } from "../community.ts";
import { saturate } from "../signals/signal.ts";
import { coMembershipMean } from "../signals/organiser.ts";
import type { Pool } from "../pool.ts";
import type { Slot } from "../slots.ts";
import { isOn } from "./cite_time.ts";
import { hasHour, timeWords, zoneOf } from "./clock.ts";
import type { Profile, WeighedVote } from "../profile.ts";
import { type Cite, possessive, verbFor, votesEvidence } from "./evidence.ts";

/** Fewer shared members do not justify the plural "people". */
const SOME = 2;

/** Number of an organiser's events that "the last events" covers at most. */
const LAST = 5;

/** "You went to 3 events of Chess Club". */
const citeAffinity: Cite = (i, profile, pool) => {
  const name = favourite(i, profile, pool);
  if (name === undefined) return undefined;
  const votes = votesFor(name, profile);
  const events = votes.length === 1 ? "an event" : `${votes.length} events`;
  const text = `You ${verbFor(votes, profile.now)} ${events} of ${name}`;
  return { text, evidence: votesEvidence(votes) };
};

/** "You went to 3 of DSCubed's last 4 events", counted since the member's first visit. */
export const citeAttendRate: Cite = (i, profile, pool) => {
  const name = favourite(i, profile, pool);
  const facts = name === undefined ? undefined : pool.community.organisers.get(name);
  if (name === undefined || facts === undefined) return undefined;
  const { first } = profile.organisers.get(name)!;
  const last = latest(facts.starts.filter((start) => start > first - START_STEP_MS));
  const isOneOf = (at: number) => last.some((start) => start <= at && at < start + START_STEP_MS);
  const votes = votesFor(name, profile).filter(({ start }) => isOneOf(start)).slice(0, last.length);
  if (votes.length === 0) return undefined;
  const verb = verbFor(votes, profile.now);
  const text = last.length === 1
    ? `You ${verb} ${possessive(name)} last event`
    : `You ${verb} ${votes.length} of ${possessive(name)} last ${last.length} events`;
  return { text, evidence: votesEvidence(votes) };
};

/**
 * The latest starts, LAST at most. Starts within one step have an unknown order, so if the cut
 * separates some of them, none of those counts.
 */
function latest(starts: number[]): number[] {
  const before = starts.at(-LAST - 1) ?? -Infinity;
  return starts.slice(-LAST).filter((start) => start >= before + START_STEP_MS);
}

/**
 * "You went to 3 events of Chess Club on Thursday evenings": votes in the same weekday and part of
 * day as the event. An all-day event has no hour.
 */
export const citeOrganiserHour: Cite = (i, profile, pool) => {
  const name = favourite(i, profile, pool);
  if (pool.candidates[i]!.event.is_all_day) return citeAttendRate(i, profile, pool);
  const zone = zoneOf(profile, pool);
  const { weekday, part, isSmallHours } = timeWords(pool.starts[i]!, zone);
  const votes = votesFor(name ?? "", profile).filter((vote) => {
    const at = timeWords(vote.start, zone);
    return hasHour(vote, pool) && isOn(weekday, at) && at.part === part;
  });
  if (name === undefined || isSmallHours || votes.length === 0) return undefined;
  const verb = verbFor(votes, profile.now);
  const text = votes.length === 1
    ? `You ${verb} an event of ${name} on a ${weekday} ${part}`
    : `You ${verb} ${votes.length} events of ${name} on ${weekday} ${part}s`;
  return { text, evidence: votesEvidence(votes) };
};

/** "You went to Chess Club before, and most who come return", if over half of them do. */
export const citeReturnRate: Cite = (i, profile, pool) => {
  const name = favourite(i, profile, pool);
  const slot = pool.slotIndex.get(name ?? "");
  if (name === undefined || slot === undefined || pool.slots[slot]!.returning <= 0.5) {
    return citeAffinity(i, profile, pool);
  }
  const votes = begun(votesFor(name, profile), profile);
  if (votes.length === 0) return citeAffinity(i, profile, pool);
  const text = `You ${verbFor(votes, profile.now)} ${name} before, and most who come return`;
  return { text, evidence: votesEvidence(votes) };
};

/** "You went to “Weekly run” 3 times before": votes for past events of the same series. */
export const citeSeries: Cite = (i, profile, pool) => {
  const all = profile.positives.filter(({ vote }) => pool.past(vote).series === pool.series[i]);
  const votes = begun(all, profile);
  if (votes.length === 0) return undefined;
  const { title } = votes[0]!.vote.event;
  const isOneTitle = votes.every(({ vote }) => vote.event.title === title);
  const verb = verbFor(votes, profile.now);
  const times = votes.length === 1
    ? " before"
    : isOneTitle
    ? ` ${votes.length} times before`
    : ` and ${votes.length - 1} more of its series`;
  return { text: `You ${verb} “${title}”${times}`, evidence: votesEvidence(votes) };
};

/** Votes for events that have begun; a later event did not happen "before". */
function begun(votes: readonly WeighedVote[], { now }: Profile): WeighedVote[] {
  return votes.filter(({ start }) => start < now);
}

/**
 * "People who go to Chess Club also go to Board Games".
 *
 * Cites the member's own votes if they know the organiser. Otherwise cites the known organiser that
 * raises this event most above the member's average. For two organisers without shared members,
 * names the category instead.
 */
export const citeCoMembership: Cite = (i, profile, pool) => {
  if (favourite(i, profile, pool) !== undefined) {
    return citeAttendRate(i, profile, pool) ?? citeAffinity(i, profile, pool);
  }
  const mean = coMembershipMean(profile, pool);
  let [from, to, most] = ["", -1, 0];
  for (const slot of pool.slotsOf[i]!) {
    for (const [name, { weight }] of profile.organisers) {
      const value = pool.coMembership(name)[slot]!;
      const push = saturate(weight) * Math.max(value - mean[slot]!, value * 1e-9);
      if (push > most) [from, to, most] = [name, slot, push];
    }
  }
  const whither = to < 0 ? undefined : destination(from, pool.slots[to]!, pool);
  if (whither === undefined) return undefined;
  return {
    text: `People who go to ${from} also go to ${whither}`,
    evidence: votesEvidence(votesFor(from, profile)),
  };
};

/** The organiser if it shares members; otherwise its category, if their lift exceeds 1. */
function destination(from: string, { name, category }: Slot, { community }: Pool) {
  const { coMembership, organisers } = community;
  if (coMembership.shared(from, name) >= SOME) return name;
  const lift = coMembership.lift(organisers.get(from)?.category ?? null, category);
  return category !== null && lift > 1 ? `${labelOf(category)} events` : undefined;
}

/** The organiser of the event that the member chose most. */
function favourite(i: number, { organisers }: Profile, pool: Pool): string | undefined {
  const names = pool.candidates[i]!.event.organisers.filter((name) => organisers.has(name));
  return names.sort((a, b) => organisers.get(b)!.weight - organisers.get(a)!.weight)[0];
}

function votesFor(organiser: string, { positives }: Profile): WeighedVote[] {
  return positives.filter(({ vote }) => vote.event.organisers.includes(organiser));
}
