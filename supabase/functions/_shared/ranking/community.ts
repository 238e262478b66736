/** Facts about everybody, digested once for all members and all candidates. */
import { type CoMembership, coMembershipOf } from "./co_membership.ts";
import { CONSTANTS } from "./weights.ts";
import { seriesOf } from "./series.ts";
import { decay, instant } from "./time.ts";
import type { CommunityRows, PastEventRow, UpcomingEventRow } from "./types.ts";

/** One organiser's past. */
export interface OrganiserFacts {
  /** Ids and starts (epoch ms) of its past events, earliest first. */
  ids: string[];
  starts: number[];
  /** Votes an event, decayed, shrunk towards the community's mean. */
  rate: number;
  /** Members an event who had never chosen it before, decayed and shrunk likewise. */
  firstRate: number;
  /** Members an event who had never chosen anything before, likewise. */
  recruitRate: number;
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
  /** Decayed number of past events of a series, and of their votes, by `seriesOf`. */
  series: ReadonlyMap<string, Tally>;
  upcoming: ReadonlyMap<string, UpcomingEventRow>;
  members: number;
}

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
  const series = new Map<string, Tally>();
  const organisers = new Map<string, OrganiserFacts>();
  for (const { row, start } of past) {
    const weight = decay(now - start, CONSTANTS.popularityHalfLife);
    add(all, row, weight);
    add(getOrPut(series, seriesOf(row), emptyTally), row, weight);
    for (const name of row.organisers) {
      add(getOrPut(tallies, name, emptyTally), row, weight);
      const facts = getOrPut(organisers, name, emptyFacts);
      facts.ids.push(row.id);
      facts.starts.push(start);
      facts.category = row.category ?? facts.category;
    }
  }
  const meanRate = all.weight > 0 ? all.votes / all.weight : 0;
  const meanFirstRate = all.weight > 0 ? all.first / all.weight : 0;
  const meanRecruitRate = all.weight > 0 ? all.recruits / all.weight : 0;
  for (const [name, facts] of organisers) {
    const tally = tallies.get(name)!;
    facts.rate = shrink(tally.votes, tally.weight, meanRate);
    facts.firstRate = shrink(tally.first, tally.weight, meanFirstRate);
    facts.recruitRate = shrink(tally.recruits, tally.weight, meanRecruitRate);
  }
  const coMembership = coMembershipOf(rows, (name) => organisers.get(name)?.category ?? null);
  const upcoming = new Map(rows.upcoming.map((row) => [row.id, row]));
  const { members } = rows;
  return {
    organisers,
    meanRate,
    meanFirstRate,
    meanRecruitRate,
    coMembership,
    series,
    upcoming,
    members,
  };
}

function add(tally: Tally, row: PastEventRow, weight: number): void {
  tally.weight += weight;
  tally.votes += weight * row.votes;
  tally.first += weight * row.first_votes;
  tally.recruits += weight * row.first_ever;
}

function shrink(sum: number, weight: number, mean: number): number {
  const prior = CONSTANTS.popularityPrior;
  return (sum + prior * mean) / (weight + prior);
}

function emptyTally(): Tally {
  return { weight: 0, votes: 0, first: 0, recruits: 0 };
}

function emptyFacts(): OrganiserFacts {
  return { ids: [], starts: [], rate: 0, firstRate: 0, recruitRate: 0, category: null };
}

function getOrPut<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, value = make());
  return value;
}
