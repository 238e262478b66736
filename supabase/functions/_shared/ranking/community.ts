/** Facts about everybody, digested once for all members and all candidates. */
import { CONSTANTS } from "./weights.ts";
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
  /** Distinct members. */
  members: number;
}

export interface Community {
  organisers: ReadonlyMap<string, OrganiserFacts>;
  /** Votes and first votes an event, over all organisers. */
  meanRate: number;
  meanFirstRate: number;
  /** Co-membership in [0, 1] of an organiser with others; absent means none. */
  related: ReadonlyMap<string, ReadonlyMap<string, number>>;
  upcoming: ReadonlyMap<string, UpcomingEventRow>;
  members: number;
}

interface Tally {
  weight: number;
  votes: number;
  first: number;
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
  const all: Tally = { weight: 0, votes: 0, first: 0 };
  const tallies = new Map<string, Tally>();
  const organisers = new Map<string, OrganiserFacts>();
  for (const { row, start } of past) {
    const weight = decay(now - start, CONSTANTS.popularityHalfLife);
    add(all, row, weight);
    for (const name of row.organisers) {
      add(getOrPut(tallies, name, () => ({ weight: 0, votes: 0, first: 0 })), row, weight);
      const facts = getOrPut(organisers, name, emptyFacts);
      facts.ids.push(row.id);
      facts.starts.push(start);
    }
  }
  const meanRate = all.weight > 0 ? all.votes / all.weight : 0;
  const meanFirstRate = all.weight > 0 ? all.first / all.weight : 0;
  for (const [name, facts] of organisers) {
    const tally = tallies.get(name)!;
    facts.rate = shrink(tally.votes, tally.weight, meanRate);
    facts.firstRate = shrink(tally.first, tally.weight, meanFirstRate);
  }
  const related = relate(rows, organisers);
  const upcoming = new Map(rows.upcoming.map((row) => [row.id, row]));
  return { organisers, meanRate, meanFirstRate, related, upcoming, members: rows.members };
}

/**
 * Cosine of the two sets of members, shrunk: n_ab / (sqrt(n_a n_b) + prior), after Deshpande and
 * Karypis (2004), item-based top-N.
 */
function relate(
  { pairs }: CommunityRows,
  organisers: Map<string, OrganiserFacts>,
): Map<string, Map<string, number>> {
  for (const { organiser_a, organiser_b, members } of pairs) {
    if (organiser_a !== organiser_b) continue;
    getOrPut(organisers, organiser_a, emptyFacts).members = members;
  }
  const related = new Map<string, Map<string, number>>();
  for (const { organiser_a: a, organiser_b: b, members } of pairs) {
    if (a === b) continue;
    const size = Math.sqrt(
      (organisers.get(a)?.members ?? members) * (organisers.get(b)?.members ?? members),
    );
    const value = members / (size + CONSTANTS.coMembershipPrior);
    getOrPut(related, a, () => new Map()).set(b, value);
    getOrPut(related, b, () => new Map()).set(a, value);
  }
  return related;
}

function add(tally: Tally, row: PastEventRow, weight: number): void {
  tally.weight += weight;
  tally.votes += weight * row.votes;
  tally.first += weight * row.first_votes;
}

function shrink(sum: number, weight: number, mean: number): number {
  const prior = CONSTANTS.popularityPrior;
  return (sum + prior * mean) / (weight + prior);
}

function emptyFacts(): OrganiserFacts {
  return { ids: [], starts: [], rate: 0, firstRate: 0, members: 0 };
}

function getOrPut<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, value = make());
  return value;
}
