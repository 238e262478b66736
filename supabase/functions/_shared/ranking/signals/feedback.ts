/** Signals of the member's earlier responses to similar events. */
import type { Pool } from "../pool.ts";
import type { EventFacts } from "../types.ts";
import { CONSTANTS } from "../constants.ts";
import { saturate, type Signal } from "./signal.ts";

/** Decayed number of earlier choices in this series, n / (n + 1). */
export const series: Signal = ({ positives }, pool, out) => {
  const chosen = new Map<string, number>();
  for (const { vote, weight } of positives) {
    const key = pool.past(vote).series;
    chosen.set(key, (chosen.get(key) ?? 0) + weight);
  }
  for (let i = 0; i < out.length; i++) {
    out[i] = saturate(chosen.get(pool.series[i]!) ?? 0);
  }
};

/** Similarity to events that the member disliked lately, at most 1. */
export const fatigue: Signal = ({ dislikes }, pool, out) => {
  for (const { vote, weight } of dislikes) {
    const { cosine } = pool.past(vote);
    const kinship = kinshipReader(vote.event, pool);
    for (let i = 0; i < out.length; i++) {
      const alike = Math.max(kinship(i), cosine[i]! * cosine[i]! * cosine[i]!);
      if (alike > 0) out[i] = Math.min(1, out[i]! + weight * alike);
    }
  }
};

/** A dislike counts in full for the organiser and a little for the category. */
function kinshipReader({ organisers, category }: EventFacts, pool: Pool) {
  const slots = new Set(organisers.flatMap((name) => pool.slotIndex.get(name) ?? []));
  const ofCategory = pool.categoryIndex.get(category ?? "") ?? 0;
  return (i: number): number => {
    if (slots.size > 0 && pool.slotsOf[i]!.some((slot) => slots.has(slot))) return 1;
    return ofCategory > 0 && pool.category[i] === ofCategory ? 0.3 : 0;
  };
}

/** 1 - 2^(-days shown / half). Events that the member voted on are no candidates. */
export const unanswered: Signal = ({ member }, pool, out) => {
  if (!member.daysShown?.size) return;
  for (let i = 0; i < out.length; i++) {
    const days = member.daysShown.get(pool.candidates[i]!.event.id) ?? 0;
    out[i] = 1 - 2 ** (-days / CONSTANTS.unansweredHalf);
  }
};
