/** Signals of when: the hours at which a member goes out. */
import type { Pool } from "../pool.ts";
import type { Profile } from "../profile.ts";
import { HOURS_A_WEEK } from "../time.ts";
import { CONSTANTS } from "../weights.ts";
import { saturate, type Signal } from "./signal.ts";

/** Decayed number of choices around this hour of the week: n / (n + 1). */
export const weekdayHabit: Signal = (profile, pool, out) => habit(profile, pool, out, HOURS_A_WEEK);

/** Decayed number of choices around this hour of the day: n / (n + 1). */
export const hourHabit: Signal = (profile, pool, out) => habit(profile, pool, out, 24);

/** A kernel estimate on the circle of `period` hours. */
function habit({ positives }: Profile, pool: Pool, out: Float64Array, period: number): void {
  const density = new Float64Array(period);
  for (const { vote, weight } of positives) {
    const hour = pool.past(vote).hourOfWeek % period;
    for (let step = -REACH; step <= REACH; step++) {
      density[(hour + step + period) % period]! += weight * KERNEL[step + REACH]!;
    }
  }
  for (let i = 0; i < out.length; i++) {
    out[i] = saturate(density[pool.hourOfWeek[i]! % period]!);
  }
}

/** Gaussian, 1 at its centre, cut after three spreads. */
const REACH = Math.ceil(3 * CONSTANTS.habitHours);
const KERNEL = Array.from(
  { length: 2 * REACH + 1 },
  (_, i) => Math.exp(-(((i - REACH) / CONSTANTS.habitHours) ** 2) / 2),
);
