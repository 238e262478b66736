/**
 * Chooses a list from scored candidates, one place after the other, each time the candidate that is
 * worth most beside those already chosen.
 */
import type { Pool } from "./pool.ts";

export interface Diversity {
  /** What the odds are multiplied with for each earlier event of the organiser; 1 changes nothing. */
  repeat: number;
  /** The least that repeats leave of the odds. */
  repeatFloor: number;
  /**
   * Log-odds lost when the list is all of one category and the member likes none of it, in proportion
   * below; zero leaves categories alone.
   */
  calibration: number;
}

/**
 * Repeats of an organiser weigh half, then a quarter, then an eighth (the author decay of
 * x-algorithm, with a lower floor); calibration after Steck (2018).
 */
export const DEFAULT_DIVERSITY: Diversity = {
  repeat: 0.5,
  repeatFloor: 1 / 8,
  calibration: 0.5,
};

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
  const places = count + taken.length;
  const chosen: number[] = [];
  while (chosen.length < count && left.length > 0) {
    let best = 0;
    let bestValue = -Infinity;
    // Losses are never positive, so the first score below the best value ends the search.
    for (let at = 0; at < left.length && scores[left[at]!]! > bestValue; at++) {
      const i = left[at]!;
      const value = scores[i]! + repeatLoss(i, pool, shown, diversity) +
        calibrationLoss(i, pool, shown, tastes, places, diversity);
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

/** Scores are log-odds: odds x 0.5 is score + ln 0.5. */
function repeatLoss(i: number, pool: Pool, shown: Shown, diversity: Diversity): number {
  let repeats = 0;
  for (const slot of pool.slotsOf[i]!) repeats = Math.max(repeats, shown.organisers[slot]!);
  if (repeats === 0) return 0;
  return Math.log(Math.max(diversity.repeatFloor, diversity.repeat ** repeats));
}

/** Excess of the category over the member's share of it, were this event in the list. */
function calibrationLoss(
  i: number,
  pool: Pool,
  { categories }: Shown,
  tastes: ReadonlyMap<string, number>,
  places: number,
  { calibration }: Diversity,
): number {
  const category = pool.candidates[i]!.event.category;
  const earlier = category === null ? 0 : categories.get(category) ?? 0;
  if (category === null || earlier === 0) return 0;
  const excess = (earlier + 1) / places - (tastes.get(category) ?? 0);
  return -calibration * Math.max(0, excess);
}
