/** Signals of content: what the candidate is about. */
import type { Signal } from "./signal.ts";
import type { Pool } from "../pool.ts";
import type { WeighedVote } from "../profile.ts";

/**
 * Decayed mean of cosine^3. The cube lets each of several interests count for itself: one close event
 * outweighs many that are half close.
 */
export const similarity: Signal = (profile, pool, out) => {
  meanCube(profile.positives, pool, out);
};

/** The same over the last three events chosen: what the member is after just now. */
export const recentSimilarity: Signal = (profile, pool, out) => {
  meanCube(profile.positives.slice(0, 3), pool, out);
};

/** Declared preference of the category, 0..1 around 0.5, as -1..1. */
export const preference: Signal = ({ member }, pool, out) => {
  for (let i = 0; i < out.length; i++) {
    const category = pool.candidates[i]!.event.category;
    const declared = category === null ? undefined : member.preferences[category];
    if (declared !== undefined) out[i] = 2 * Math.min(1, Math.max(0, declared)) - 1;
  }
};

function meanCube(votes: readonly WeighedVote[], pool: Pool, out: Float64Array): void {
  let total = 0;
  for (const { vote, weight } of votes) {
    const { cosine } = pool.past(vote);
    for (let i = 0; i < out.length; i++) {
      const c = cosine[i]!;
      out[i]! += weight * c * c * c;
    }
    total += weight;
  }
  if (total === 0) return;
  for (let i = 0; i < out.length; i++) out[i]! /= total;
}
