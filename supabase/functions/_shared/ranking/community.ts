/** Facts about the whole community, computed once for all members and all candidates. */
import { type CoMembership, coMembershipOf, sharingOf } from "./co_membership.ts";
import { CONSTANTS } from "./constants.ts";
import { seriesOf } from "./series.ts";
import { decay, instant } from "./time.ts";
import type { CommunityRows, PastEventRow, UpcomingEventRow } from "./types.ts";

/** The record of one organiser's past events. */
export interface OrganiserFacts {
  /** Starts of its past events, earliest first, epoch ms; may be rounded down to START_STEP_MS. */
  starts: number[];
  /** Votes per event, decayed and shrunk towards the community's mean. */
  rate: number;
  /** Members per event who had never chosen this organiser before, decayed and shrunk likewise. */
  firstRate: number;
  /** Members per event who had never chosen any event before, likewise. */
  recruitRate: number;
  /** The share of its members' votes that counts, in [0, 1): see `credenceOf`. */
  credence: number;
  /** Category of its latest event that has one. */
  category: string | null;
}

/** Aggregates over all members, as ranking reads them. */
export interface Community {
  organisers: ReadonlyMap<string, OrganiserFacts>;
  /** Votes, first votes and first votes ever per event, over all organisers. */
  meanRate: number;
  meanFirstRate: number;
  meanRecruitRate: number;
  coMembership: CoMembership;
  /**
   * Past events of an upcoming event's series, by event id and `seriesOf`; undefined if unknown.
   */
  tallyOf: (id: string, series: string) => Tally | undefined;
  /** Members' responses to an upcoming event so far; undefined if unknown. */
  upcoming: (id: string) => Omit<UpcomingEventRow, "id"> | undefined;
  /** Confirmed members. */
  members: number;
}

/** The counts of an upcoming event and of its series. */
export interface UpcomingFacts extends Omit<UpcomingEventRow, "id"> {
  tally: Tally;
}

/** Precision of stored starts: a quarter of an hour. */
export const START_STEP_MS = 900_000;

/** Sums over events, each weighted by 2^(-age / half-life). */
export interface Tally {
  weight: number;
  votes: number;
  first: number;
  recruits: number;
}

/**
 * Builds the community from rows. Skips events that start at or after `now` (epoch ms): an outcome
 * must not become a feature.
 *
 * @throws {TypeError} if a `starts_at` is no instant.
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

/** A community without data: every organiser and event counts as average. */
export function unknownCommunity(): Community {
  const rows = { past: [], pairs: [], upcoming: [], members: 0, voters: 0 };
  return { ...buildCommunity(rows, 0), tallyOf: () => undefined };
}

/**
 * Credence n^3 / (n^3 + c^3): the share of the votes of n distinct members that counts.
 *
 * A few accounts, which one person can create, have almost no effect. Votes of many members count
 * almost in full.
 */
export function credenceOf(members: number): number {
  return members ** 3 / (members ** 3 + CONSTANTS.credenceHalf ** 3);
}

/**
 * Distinct members by organiser. Counts the voters of its largest event if the pairs have fewer.
 */
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

/** An organiser's rates: its tally times the credence, shrunk towards the community's means. */
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
