/**
 * Ranks candidates for one member. Prepare the data that all members share once, then rank each:
 *
 *     const pool = preparePool(candidates, buildCommunity(rows, now), now, "Australia/Melbourne");
 *     const recommendations = rank(member, pool, { limit: 10 });
 */
import type { Event, Reason, Recommendation } from "../event/event.ts";
import { DEFAULT_DIVERSITY, diversify, type Diversity } from "./diversify.ts";
import { drawTurn, type Exploration, explore } from "./explore.ts";
import type { Pool } from "./pool.ts";
import { buildProfile, type Profile, tastesOf } from "./profile.ts";
import { explain, meanContributions } from "./reasons/reasons.ts";
import { computeSignals, scoreAll, type Signals } from "./score.ts";
import { DAY_MS } from "../time/units.ts";
import type { EventFacts, Member } from "./types.ts";
import type { Term } from "./terms.ts";
import { DEFAULT_WEIGHTS, type Weights, type WeightSets } from "./weights.ts";

/** Options of `rank`; all have defaults. */
export interface RankOptions {
  /** Most recommendations to return; default 10. */
  limit?: number;
  /** Ids never to return, such as events already mailed. */
  exclude?: ReadonlySet<string>;
  /** Returns false for an event that must not be returned; default: all may be. */
  allow?: (event: EventFacts) => boolean;
  /** Return only organisers new to the member, scored with the discovery weights. */
  discover?: boolean;
  /**
   * Number of members ranked over this pool before this one, for `explore`. Default: drawn for the
   * week of `now`.
   */
  turn?: number;
  weights?: WeightSets;
  diversity?: Diversity;
  exploration?: Exploration;
  /** Reserve one place for an organiser new to the member; default true. */
  discoveryPlace?: boolean;
  /** Instant of the answer, epoch ms, for the words of reasons; default: that of the pool. */
  now?: number;
}

/** A shorter list has no room for discovery and exploration. */
const SHORT_LIST = 5;

/** One member's scores under one set of weights. */
interface Ballot {
  weights: Weights;
  scores: Float64Array;
}

/** A candidate with a place, and the ballot that put it there. */
interface Place {
  position: number;
  ballot: Ballot;
  explored?: true;
}

/**
 * Returns up to `limit` recommendations, best first, without events that are voted on, begun or
 * excluded.
 *
 * In a list of five or more, the last places may go to an organiser new to the member and to a
 * rarely shown event. `score` is the sum under the weights of that place, before diversity
 * subtracts from it. Apart from `varied` places, scores decrease from place to place.
 */
export function rank(
  member: Member,
  pool: Pool<Event>,
  options: RankOptions = {},
): Recommendation[] {
  const profile = { ...buildProfile(member, pool.now), now: options.now ?? pool.now };
  const signals = computeSignals(profile, pool);
  const places = choosePlaces(profile, pool, signals, options);
  const means = new Map<Weights, Record<Term, number>>();
  return places.map(({ position, ballot: { weights, scores }, explored }, at) => {
    const mean = means.get(weights) ?? meanContributions(signals, weights, pool);
    means.set(weights, mean);
    return {
      event: pool.candidates[position]!.event,
      score: scores[position]!,
      ...isVaried(at, places) && { varied: true },
      reasons: explored
        ? [EXPLORATION_REASON]
        : explain(position, profile, pool, signals, weights, mean).map(withoutEvidence),
    };
  });
}

/**
 * True if other weights chose the place, if it is for exploration, or if a later event has a higher
 * score.
 */
function isVaried(at: number, places: readonly Place[]): boolean {
  const { position, ballot, explored } = places[at]!;
  if (explored || ballot !== places[0]!.ballot) return true;
  return places.slice(at + 1).some((later) =>
    !later.explored && later.ballot === ballot &&
    ballot.scores[later.position]! > ballot.scores[position]!
  );
}

const EXPLORATION_REASON: Reason = {
  term: "exploration",
  text: "New here: you are among the first to see it",
  contribution: 0,
};

/** Chooses the list without its reasons. The evaluation measures this same function. */
export function choosePlaces(
  profile: Profile,
  pool: Pool,
  signals: Signals,
  options: RankOptions = {},
): Place[] {
  const { limit = 10, weights = DEFAULT_WEIGHTS, diversity = DEFAULT_DIVERSITY } = options;
  const ballotOf = (set: Weights): Ballot => ({ weights: set, scores: scoreAll(signals, set) });
  const familiar = profile.positives.length > 0 && !options.discover;
  const main = ballotOf(familiar ? weights.familiar : weights.discovery);
  const open = openPositions(pool, options);
  const eligible = open.filter((i) => isEligible(i, profile, pool, options));
  const tastes = tastesOf(profile);
  const pick = (ballot: Ballot, from: number[], count: number, taken?: number[]) =>
    diversify(ballot.scores, from, count, pool, tastes, diversity, taken);

  const list = pick(main, eligible, limit);
  const places = list.map((position): Place => ({ position, ballot: main }));
  if (limit < SHORT_LIST || list.length < limit) return places;
  const explored = exploredPosition(profile, pool, open, options);
  if (explored !== undefined && !list.includes(explored)) {
    places[limit - 1] = { position: explored, ballot: main, explored: true };
  }
  const last = places[limit - 1]!.position === explored ? limit - 2 : limit - 1;
  const { discoveryPlace = true } = options;
  if (!discoveryPlace || list.slice(0, last + 1).some((i) => isNewTo(profile, pool, i))) {
    return places;
  }
  const fresh = eligible.filter((i) => i !== explored && isNewTo(profile, pool, i));
  const discovery = ballotOf(weights.discovery);
  const [found] = pick(discovery, fresh, 1, list.slice(0, last));
  if (found !== undefined) places[last] = { position: found, ballot: discovery };
  return places;
}

/** True if the member never chose any of the event's organisers. */
export function isNewTo({ organisers }: Profile, pool: Pool, position: number): boolean {
  return !pool.candidates[position]!.event.organisers.some((name) => organisers.has(name));
}

/** Events not over that options allow, the same for every member. */
function openPositions(pool: Pool, { allow }: RankOptions): number[] {
  return [...pool.candidates.keys()].filter((i) =>
    pool.until[i]! > pool.now && (allow?.(pool.candidates[i]!.event) ?? true)
  );
}

function isEligible(i: number, profile: Profile, pool: Pool, options: RankOptions): boolean {
  const { exclude, discover } = options;
  const { id } = pool.candidates[i]!.event;
  return !profile.voted.has(id) && !exclude?.has(id) && (!discover || isNewTo(profile, pool, i));
}

/**
 * Turns count over all open events, the same for every member. If this member cannot be shown the
 * event of the turn, the place is not used.
 */
function exploredPosition(
  profile: Profile,
  pool: Pool,
  open: readonly number[],
  options: RankOptions,
): number | undefined {
  const { turn = drawTurn(profile.member.id, weekOf(pool.now), pool.community.members) } = options;
  const found = explore(turn, open, pool, options.exploration);
  return found !== undefined && isEligible(found, profile, pool, options) ? found : undefined;
}

function weekOf(now: number): string {
  return `week ${Math.floor(now / (7 * DAY_MS))}`;
}

function withoutEvidence({ term, text, contribution }: Reason): Reason {
  return { term, text, contribution };
}
