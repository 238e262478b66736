/** Signals of content: the topic of a candidate. */
import { saturate, type Signal } from "./signal.ts";

/**
 * The largest cosine with any chosen event, however old. A maximum and not a mean, so that one of
 * several interests is enough.
 */
export const closest: Signal = ({ positives }, pool, out) => {
  for (const { vote } of positives) {
    const { cosine } = pool.past(vote);
    for (let i = 0; i < out.length; i++) if (cosine[i]! > out[i]!) out[i] = cosine[i]!;
  }
};

/** Decayed number of choices in the category, n / (n + 1). */
export const categoryAffinity: Signal = ({ positives }, pool, out) => {
  const chosen = new Float64Array(pool.categoryIndex.size + 1);
  for (const { vote: { event: { category } }, weight } of positives) {
    const at = category === null ? undefined : pool.categoryIndex.get(category);
    if (at !== undefined) chosen[at]! += weight;
  }
  for (let i = 0; i < out.length; i++) out[i] = saturate(chosen[pool.category[i]!]!);
};

/** Declared preference for the category, mapped from 0..1 to -1..1. */
export const preference: Signal = ({ member }, pool, out) => {
  const declared = new Float64Array(pool.categoryIndex.size + 1);
  for (const [category, at] of pool.categoryIndex) {
    const liked = member.preferences[category];
    if (liked !== undefined) declared[at] = 2 * Math.min(1, Math.max(0, liked)) - 1;
  }
  for (let i = 0; i < out.length; i++) out[i] = declared[pool.category[i]!]!;
};
