/** Signals of content: what the candidate is about. */
import { saturate, type Signal } from "./signal.ts";

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

/** Decayed number of choices in the category: n / (n + 1). */
export const categoryAffinity: Signal = ({ positives }, pool, out) => {
  const chosen = new Map<string, number>();
  for (const { vote: { event: { category } }, weight } of positives) {
    if (category !== null) chosen.set(category, (chosen.get(category) ?? 0) + weight);
  }
  for (let i = 0; i < out.length; i++) {
    const { category } = pool.candidates[i]!.event;
    out[i] = saturate(category === null ? 0 : chosen.get(category) ?? 0);
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
