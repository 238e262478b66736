/** Signal of time: the hours at which a member goes out. */
import { CONSTANTS } from "../constants.ts";
import { saturate, type Signal } from "./signal.ts";

/** Decayed number of choices around this hour of the day, n / (n + 1). */
export const hourHabit: Signal = ({ positives }, pool, out) => {
  const density = new Float64Array(24);
  for (const { vote, weight } of positives) {
    const hour = pool.past(vote).hourOfWeek % 24;
    for (let step = -REACH; step <= REACH; step++) {
      density[(hour + step + 24) % 24]! += weight * KERNEL[step + REACH]!;
    }
  }
  for (let i = 0; i < out.length; i++) out[i] = saturate(density[pool.hourOfWeek[i]! % 24]!);
};

/** Gaussian with a peak of 1, cut off at three standard deviations. */
const REACH = Math.ceil(3 * CONSTANTS.habitHours);
const KERNEL = Array.from(
  { length: 2 * REACH + 1 },
  (_, i) => Math.exp(-(((i - REACH) / CONSTANTS.habitHours) ** 2) / 2),
);
