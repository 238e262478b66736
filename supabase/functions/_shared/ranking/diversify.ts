/**
 * Chooses a list from scored candidates, one place after the other, each time the candidate that is
 * worth most beside those already chosen. Scores are log-odds, so each candidate has a chance to be
 * what the member chooses, and diversity is paid in chance: a toss-up gives way, a favourite does not.
 */
import type { Pool } from "./pool.ts";

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
 * Positions of up to `count` candidates, best first, out of `eligible`. `tastes` are the member's
 * shares by category; `taken` stand in the list already and count as earlier.
 */
export function diversify(
  scores: Float64Array,
  eligible: readonly number[],
  count: number,
  pool: Pool,
  tastes: ReadonlyMap<string, number>,
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
    for (const i of left) {
      // Losses are never negative: what has no larger chance has no larger value.
      if (chances[i]! <= bestValue) continue;
      const value = chances[i]! - (isRepeat(i, pool, shown) ? diversity.repeat : 0) -
        diversity.calibration * excess(i, pool, shown, tastes, places);
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

/** What the category would have beyond the member's share of it, were this event in the list. */
function excess(
  i: number,
  pool: Pool,
  { categories }: Shown,
  tastes: ReadonlyMap<string, number>,
  places: number,
): number {
  const { category } = pool.candidates[i]!.event;
  const earlier = category === null ? 0 : categories.get(category) ?? 0;
  if (category === null || earlier === 0) return 0;
  return Math.max(0, (earlier + 1) / places - (tastes.get(category) ?? 0));
}
