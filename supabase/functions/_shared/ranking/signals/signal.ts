/** What a signal is: for one member, a number for every candidate, written into `out`. */
import type { Pool } from "../pool.ts";
import type { Profile } from "../profile.ts";

/** `out` comes zeroed, one place a candidate. */
export type Signal = (profile: Profile, pool: Pool, out: Float64Array) => void;

/** Gives every candidate the largest value among its organisers. */
export function spread(bySlot: Float64Array, pool: Pool, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    for (const slot of pool.slotsOf[i]!) {
      if (bySlot[slot]! > out[i]!) out[i] = bySlot[slot]!;
    }
  }
}

/**
 * n / (n + 1): the first vote counts most. It only grows with n, so a vote taken away never raises
 * such a signal.
 */
export function saturate(n: number): number {
  return n / (n + 1);
}
