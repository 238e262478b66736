/**
 * Chooses a list from scored candidates, one place after the other, each time the candidate that is
 * worth most beside those already chosen. Scores are log-odds, so each candidate has a chance to be
 * what the member chooses, and diversity is paid in chance: a toss-up gives way, a favourite does not.
 */
import type { Pool } from "./pool.ts";
import type { Tastes } from "./profile.ts";

/** In chances of the average candidate. */
export interface Diversity {
  /** What an event loses once another of its organiser stands in the list. */
  repeat: number;
  /**
   * What it loses when the list is all of one category and the member likes none of it (Steck 2018),
   * in proportion below.
   */
  calibration: number;
}

export const DEFAULT_DIVERSITY: Diversity = { repeat: 2, calibration: 1.5 };

/** A list under construction: the organisers that stand in it so far, and how often each category. */
interface Shown {
  organisers: Set<number>;
  categories: Map<string, number>;
}

/**
 * Positions of up to `count` candidates, best first, out of `eligible`; `taken` stand in the list
 * already and count as earlier. Declared likes are heeded to the letter: a category gets no more
 * places than its share, rounded up, while another like has events left.
 */
export function diversify(
  scores: Float64Array,
  eligible: readonly number[],
  count: number,
  pool: Pool,
  { shares, areDeclared }: Tastes,
  diversity: Diversity = DEFAULT_DIVERSITY,
  taken: readonly number[] = [],
): number[] {
  const shown: Shown = { organisers: new Set(), categories: new Map() };
  for (const i of taken) note(i, pool, shown);
  const left = eligible.filter((i) => !taken.includes(i));
  const chances = chancesOf(scores, left);
  const places = count + taken.length;
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, left.length)) {
    let [best, bestValue] = [-1, -Infinity];
    for (const i of areDeclared ? withinShares(left, chances, pool, shown, shares, places) : left) {
      // Losses are never negative: what has no larger chance has no larger value.
      if (chances[i]! <= bestValue) continue;
      const value = chances[i]! - (isRepeat(i, pool, shown) ? diversity.repeat : 0) -
        diversity.calibration * excess(i, pool, shown, shares, places);
      if (value > bestValue) [best, bestValue] = [i, value];
    }
    chances[best] = -Infinity;
    note(best, pool, shown);
    chosen.push(best);
  }
  return chosen;
}

/** Softmax over those that are left, by position; their mean is 1. */
function chancesOf(scores: Float64Array, left: readonly number[]): Float64Array {
  const chances = new Float64Array(scores.length);
  const most = left.reduce((most, i) => Math.max(most, scores[i]!), -Infinity);
  let sum = 0;
  for (const i of left) sum += chances[i] = Math.exp(scores[i]! - most);
  for (const i of left) chances[i]! *= left.length / sum;
  return chances;
}

function note(i: number, pool: Pool, { organisers, categories }: Shown): void {
  for (const slot of pool.slotsOf[i]!) organisers.add(slot);
  const category = pool.candidates[i]!.event.category;
  if (category !== null) categories.set(category, (categories.get(category) ?? 0) + 1);
}

function isRepeat(i: number, pool: Pool, { organisers }: Shown): boolean {
  return pool.slotsOf[i]!.some((slot) => organisers.has(slot));
}

/** Those that are left, but for likes that have their share, as long as another like has not. */
function withinShares(
  left: readonly number[],
  chances: Float64Array,
  pool: Pool,
  { categories }: Shown,
  shares: ReadonlyMap<string, number>,
  places: number,
): number[] {
  const open = left.filter((i) => chances[i]! > -Infinity);
  const room = (i: number) => {
    const { category } = pool.candidates[i]!.event;
    const share = category === null ? undefined : shares.get(category);
    return share && Math.ceil(share * places) - (categories.get(category!) ?? 0);
  };
  const isHungry = open.some((i) => (room(i) ?? 0) > 0);
  return isHungry ? open.filter((i) => (room(i) ?? 1) > 0) : open;
}

/** What the category would have beyond the member's share of it, were this event in the list. */
function excess(
  i: number,
  pool: Pool,
  { categories }: Shown,
  shares: ReadonlyMap<string, number>,
  places: number,
): number {
  const { category } = pool.candidates[i]!.event;
  const earlier = category === null ? 0 : categories.get(category) ?? 0;
  if (category === null || earlier === 0) return 0;
  return Math.max(0, (earlier + 1) / places - (shares.get(category) ?? 0));
}
