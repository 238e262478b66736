/**
 * Chooses a list from scored candidates, one place after the other, each time the candidate that is
 * worth most beside those already chosen.
 */
import type { Pool } from "./pool.ts";

export interface Diversity {
  /** What a score is multiplied with for each earlier event of its organiser. */
  repeat: number;
  /** The least that repeats leave of a score. */
  repeatFloor: number;
  /**
   * How much of a score an excess of its category over the member's tastes takes away, 0 to 1; zero
   * leaves categories alone.
   */
  calibration: number;
}

/** Organiser decay 0.5 with floor 0.25 as in x-algorithm; calibration after Steck (2018). */
export const DEFAULT_DIVERSITY: Diversity = { repeat: 0.5, repeatFloor: 0.25, calibration: 0.1 };

/** A list under construction: what stands in it so far, by organiser and by category. */
interface Shown {
  organisers: Float64Array;
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
  const shown: Shown = { organisers: new Float64Array(pool.slots.length), categories: new Map() };
  for (const i of taken) note(i, pool, shown);
  const left = eligible.filter((i) => !taken.includes(i)).sort((a, b) => scores[b]! - scores[a]!);
  const chosen: number[] = [];
  while (chosen.length < count && left.length > 0) {
    let best = 0;
    let bestValue = -Infinity;
    // Sorted by score and never worth more than it: the first score below the best ends the search.
    for (let at = 0; at < left.length && scores[left[at]!]! > bestValue; at++) {
      const i = left[at]!;
      const factor = repeatFactor(i, pool, shown, diversity) *
        calibrationFactor(i, pool, shown, tastes, count + taken.length, diversity);
      const value = scores[i]! > 0 ? scores[i]! * factor : scores[i]! / factor;
      if (value > bestValue) [best, bestValue] = [at, value];
    }
    const [i] = left.splice(best, 1);
    note(i!, pool, shown);
    chosen.push(i!);
  }
  return chosen;
}

function note(i: number, pool: Pool, { organisers, categories }: Shown): void {
  for (const slot of pool.slotsOf[i]!) organisers[slot]!++;
  const category = pool.candidates[i]!.event.category;
  if (category !== null) categories.set(category, (categories.get(category) ?? 0) + 1);
}

function repeatFactor(i: number, pool: Pool, shown: Shown, diversity: Diversity): number {
  let repeats = 0;
  for (const slot of pool.slotsOf[i]!) repeats = Math.max(repeats, shown.organisers[slot]!);
  return repeats === 0 ? 1 : Math.max(diversity.repeatFloor, diversity.repeat ** repeats);
}

/** 1 - calibration x (share of the category with this event in the list - the member's share). */
function calibrationFactor(
  i: number,
  pool: Pool,
  { categories }: Shown,
  tastes: ReadonlyMap<string, number>,
  places: number,
  { calibration }: Diversity,
): number {
  const category = pool.candidates[i]!.event.category;
  const earlier = category === null ? 0 : categories.get(category) ?? 0;
  if (category === null || earlier === 0) return 1;
  const excess = (earlier + 1) / places - (tastes.get(category) ?? 0);
  return 1 - calibration * Math.max(0, excess);
}
