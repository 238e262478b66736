/** Signals of when: the hours at which a member goes out. */
import type { Pool } from "../pool.ts";
import type { Profile } from "../profile.ts";
import { HOURS_A_WEEK } from "../time.ts";
import { CONSTANTS } from "../weights.ts";
import type { Signal } from "./signal.ts";

/** Share of the member's votes around this hour of the week, shrunk by one vote. */
export const weekdayHabit: Signal = (profile, pool, out) => habit(profile, pool, out, HOURS_A_WEEK);

/** Share of the member's votes around this hour of the day, shrunk by one vote. */
export const hourHabit: Signal = (profile, pool, out) => habit(profile, pool, out, 24);

/** A kernel estimate on the circle of `period` hours. */
function habit({ positives }: Profile, pool: Pool, out: Float64Array, period: number): void {
  const density = new Float64Array(period);
  let total = 1;
  for (const { vote, weight } of positives) {
    const hour = pool.past(vote).hourOfWeek % period;
    for (let step = -REACH; step <= REACH; step++) {
      density[(hour + step + period) % period]! += weight * KERNEL[step + REACH]!;
    }
    total += weight;
  }
  for (let i = 0; i < out.length; i++) out[i] = density[pool.hourOfWeek[i]! % period]! / total;
}

/** Gaussian, 1 at its centre, cut after three spreads. */
const REACH = Math.ceil(3 * CONSTANTS.habitHours);
const KERNEL = Array.from(
  { length: 2 * REACH + 1 },
  (_, i) => Math.exp(-(((i - REACH) / CONSTANTS.habitHours) ** 2) / 2),
);
