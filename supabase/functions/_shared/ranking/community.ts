/** Facts about everybody, digested once for all members and all candidates. */
import { type CoMembership, coMembershipOf, sharingOf } from "./co_membership.ts";
import { CONSTANTS } from "./weights.ts";
import { seriesOf } from "./series.ts";
import { decay, instant } from "./time.ts";
import type { CommunityRows, PastEventRow, UpcomingEventRow } from "./types.ts";

/** One organiser's past. */
export interface OrganiserFacts {
  /** Starts of its past events, earliest first, epoch ms; perhaps cut to START_STEP_MS. */
  starts: number[];
  /** Votes an event, decayed, shrunk towards the community's mean. */
  rate: number;
  /** Members an event who had never chosen it before, decayed and shrunk likewise. */
  firstRate: number;
  /** Members an event who had never chosen anything before, likewise. */
  recruitRate: number;
  /** How much of what its members did is believed, in [0, 1): see `credenceOf`. */
  credence: number;
  /** Of its latest event that has one. */
  category: string | null;
}

export interface Community {
  organisers: ReadonlyMap<string, OrganiserFacts>;
  /** Votes and first votes an event, over all organisers. */
  meanRate: number;
  meanFirstRate: number;
  meanRecruitRate: number;
  coMembership: CoMembership;
  /** Past events of the series of an upcoming one, given by id and `seriesOf`; undefined: not known. */
  tallyOf: (id: string, series: string) => Tally | undefined;
  /** What members did with an upcoming event so far; undefined: not known. */
  upcoming: (id: string) => Omit<UpcomingEventRow, "id"> | undefined;
  members: number;
}

/** What is known of an upcoming event and its series. */
export interface UpcomingFacts extends Omit<UpcomingEventRow, "id"> {
  tally: Tally;
}

/** Starts are kept to the quarter hour. */
export const START_STEP_MS = 900_000;

/** Decayed sums over events. */
export interface Tally {
  weight: number;
  votes: number;
  first: number;
  recruits: number;
}

/**
 * Digests the rows. Rows that start at or after `now` (epoch ms) are left out: an outcome is no
 * feature.
 */
export function buildCommunity(rows: CommunityRows, now: number): Community {
  const past = rows.past
    .map((row) => ({ row, start: instant(row.starts_at, "starts_at") }))
    .filter(({ start }) => start < now)
    .sort((a, b) => a.start - b.start);
  const all = emptyTally();
  const tallies = new Map<string, Tally>();
  const members = membersByOrganiser(rows);
  const series = new Map<string, Tally>();
  const organisers = new Map<string, OrganiserFacts>();
  for (const { row, start } of past) {
    const weight = decay(now - start, CONSTANTS.popularityHalfLife);
    add(all, row, weight);
    add(getOrPut(series, seriesOf(row), emptyTally), row, weight);
    for (const name of row.organisers) {
      add(getOrPut(tallies, name, emptyTally), row, weight);
      const facts = getOrPut(organisers, name, emptyFacts);
      facts.starts.push(start);
      facts.category = row.category ?? facts.category;
    }
  }
  const means = {
    meanRate: mean(all.votes, all.weight),
    meanFirstRate: mean(all.first, all.weight),
    meanRecruitRate: mean(all.recruits, all.weight),
  };
  for (const [name, facts] of organisers) {
    Object.assign(
      facts,
      shrinkTally(tallies.get(name)!, means, credenceOf(members.get(name) ?? 0)),
    );
  }
  const sharing = sharingOf(rows.pairs, rows.voters);
  const upcoming = new Map(rows.upcoming.map((row) => [row.id, row]));
  return {
    ...means,
    organisers,
    coMembership: coMembershipOf(sharing, (name) => organisers.get(name)?.category ?? null),
    tallyOf: (_, key) => series.get(key) ?? NONE,
    upcoming: (id) => upcoming.get(id),
    members: rows.members,
  };
}

/** A community of which nothing is known: every organiser and event counts as the average. */
export function unknownCommunity(): Community {
  const rows = { past: [], pairs: [], upcoming: [], members: 0, voters: 0 };
  return { ...buildCommunity(rows, 0), tallyOf: () => undefined };
}

/**
 * n^3 / (n^3 + c^3): the part of what n distinct members did that is believed. A few accounts, which
 * one person can make, move hardly anything; of what many members did next to nothing is taken off.
 */
export function credenceOf(members: number): number {
  return members ** 3 / (members ** 3 + CONSTANTS.credenceHalf ** 3);
}

/** Those who voted for one event of the organiser are at least as many. */
function membersByOrganiser({ past, pairs }: CommunityRows): ReadonlyMap<string, number> {
  const members = new Map<string, number>();
  const atLeast = (name: string, n: number) =>
    members.set(name, Math.max(n, members.get(name) ?? 0));
  for (const { organiser_a: a, organiser_b: b, members } of pairs) if (a === b) atLeast(a, members);
  for (const { organisers, votes } of past) for (const name of organisers) atLeast(name, votes);
  return members;
}

function add(tally: Tally, row: PastEventRow, weight: number): void {
  tally.weight += weight;
  tally.votes += weight * row.votes;
  tally.first += weight * row.first_votes;
  tally.recruits += weight * row.first_ever;
}

/** An organiser's rates: what is believed of its tally, drawn to the community's means. */
export function shrinkTally(
  { weight, votes, first, recruits }: Tally,
  { meanRate, meanFirstRate, meanRecruitRate }: Pick<
    Community,
    "meanRate" | "meanFirstRate" | "meanRecruitRate"
  >,
  credence: number,
): Pick<OrganiserFacts, "rate" | "firstRate" | "recruitRate" | "credence"> {
  return {
    rate: shrink(credence * votes, weight, meanRate),
    firstRate: shrink(credence * first, weight, meanFirstRate),
    recruitRate: shrink(credence * recruits, weight, meanRecruitRate),
    credence,
  };
}

function mean(sum: number, weight: number): number {
  return weight > 0 ? sum / weight : 0;
}

function shrink(sum: number, weight: number, mean: number): number {
  const prior = CONSTANTS.popularityPrior;
  return (sum + prior * mean) / (weight + prior);
}

const NONE: Tally = emptyTally();

function emptyTally(): Tally {
  return { weight: 0, votes: 0, first: 0, recruits: 0 };
}

function emptyFacts(): OrganiserFacts {
  return { starts: [], rate: 0, firstRate: 0, recruitRate: 0, credence: 0, category: null };
}

function getOrPut<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, value = make());
  return value;
}
