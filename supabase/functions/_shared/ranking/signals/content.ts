/** Signals of content: what the candidate is about. */
import type { Signal } from "./signal.ts";
import { CONSTANTS } from "../weights.ts";

/** Decayed mean of the cosines. */
export const similarity: Signal = ({ positives }, pool, out) => {
  let total = 0;
  for (const { vote, weight } of positives) {
    const { cosine } = pool.past(vote);
    for (let i = 0; i < out.length; i++) out[i]! += weight * cosine[i]!;
    total += weight;
  }
  if (total === 0) return;
  for (let i = 0; i < out.length; i++) out[i]! /= total;
};

/**
 * The largest cosine, however old: of several interests, the one that this event meets counts, not
 * their mean.
 */
export const closest: Signal = ({ positives }, pool, out) => {
  for (const { vote } of positives) {
    const { cosine } = pool.past(vote);
    for (let i = 0; i < out.length; i++) if (cosine[i]! > out[i]!) out[i] = cosine[i]!;
  }
};

/** Decayed share of the category among the member's votes, shrunk. */
export const categoryShare: Signal = ({ positives }, pool, out) => {
  const shares = new Map<string, number>();
  let total: number = CONSTANTS.categoryPrior;
  for (const { vote: { event: { category } }, weight } of positives) {
    if (category !== null) shares.set(category, (shares.get(category) ?? 0) + weight);
    total += weight;
  }
  for (let i = 0; i < out.length; i++) {
    const { category } = pool.candidates[i]!.event;
    if (category !== null) out[i] = (shares.get(category) ?? 0) / total;
  }
};

/** Declared preference of the category, 0..1 around 0.5, as -1..1. */
export const preference: Signal = ({ member }, pool, out) => {
  for (let i = 0; i < out.length; i++) {
    const category = pool.candidates[i]!.event.category;
    const declared = category === null ? undefined : member.preferences[category];
    if (declared !== undefined) out[i] = 2 * Math.min(1, Math.max(0, declared)) - 1;
  }
};
