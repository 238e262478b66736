/**
 * Chooses a list from scored candidates, one place at a time. Each place goes to the candidate with
 * the largest value, given the candidates already chosen.
 *
 * Scores are log-odds, so a softmax turns them into chances of being chosen, and diversity
 * subtracts from the chance. A candidate with a narrow lead gives way; a clear favourite does not.
 */
import type { Pool } from "./pool.ts";
import type { Tastes } from "./profile.ts";

/** Penalties, in units of the average candidate's chance. */
export interface Diversity {
  /** Penalty for an event whose organiser is already in the list. */
  repeat: number;
  /**
   * Penalty if the whole list is of one category and the member likes none of it (Steck 2018); a
   * smaller excess costs proportionally less.
   */
  calibration: number;
}

/** Used by `rank` unless its options name another. */
export const DEFAULT_DIVERSITY: Diversity = { repeat: 2, calibration: 1.5 };

/** A list under construction: the organisers in it and the number of places of each category. */
interface Shown {
  organisers: Set<number>;
  categories: Map<string, number>;
}

/**
 * Positions of up to `count` of the `eligible` candidates, best first. `taken` positions are in the
 * list already and count as earlier places.
 *
 * Declared likes are limits: no category exceeds its share, rounded up, while another liked
 * category has events left.
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
      // Penalties are never negative, so a smaller chance cannot become a larger value.
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

/** Softmax over the remaining candidates, by position, scaled to a mean of 1. */
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

/**
 * The remaining candidates, without liked categories that have reached their share while another
 * liked category has not.
 */
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

/** Places beyond the member's share that the category would have with this event in the list. */
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
