/** The type of a signal, and helpers for signals. */
import type { Pool } from "../pool.ts";
import type { Profile } from "../profile.ts";

/** Writes one number per candidate into `out`, which starts as zeros. */
export type Signal = (profile: Profile, pool: Pool, out: Float64Array) => void;

/** Gives every candidate the largest value among its organisers' slots. */
export function spread(bySlot: Float64Array, pool: Pool, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    for (const slot of pool.slotsOf[i]!) {
      if (bySlot[slot]! > out[i]!) out[i] = bySlot[slot]!;
    }
  }
}

/**
 * n / (n + 1): the first vote counts most. The value only grows with n, so removing a vote never
 * raises such a signal.
 */
export function saturate(n: number): number {
  return n / (n + 1);
}
