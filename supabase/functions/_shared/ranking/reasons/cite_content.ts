/** Citations for what an event is about. */
import { CATEGORY_LABELS } from "../../event.ts";
import type { Pool } from "../pool.ts";
import type { WeighedVote } from "../profile.ts";
import { type Citation, type Cite, verbFor, votesEvidence } from "./evidence.ts";

/** Cosine below which two events are not called alike. */
const ALIKE = 0.3;

export const citeSimilarity: Cite = (i, { positives }, pool) => citeClosest(i, positives, pool);

export const citeRecentSimilarity: Cite = (i, { positives }, pool) =>
  citeClosest(i, positives.slice(0, 3), pool);

export const citePreference: Cite = (i, { member }, pool) => {
  const { category } = pool.candidates[i]!.event;
  if (category === null || (member.preferences[category] ?? 0.5) <= 0.5) return undefined;
  return { text: `You like ${labelOf(category)}`, evidence: { kind: "preference", category } };
};

function citeClosest(i: number, votes: readonly WeighedVote[], pool: Pool): Citation | undefined {
  let closest: WeighedVote | undefined;
  let most = 0;
  for (const vote of votes) {
    const cosine = pool.past(vote.vote).cosine[i]!;
    const value = cosine >= ALIKE ? vote.weight * cosine ** 3 : 0;
    if (value > most) [closest, most] = [vote, value];
  }
  if (closest === undefined) return undefined;
  const verb = verbFor([closest], pool.now);
  return {
    text: `Like “${closest.vote.event.title}”, which you ${verb}`,
    evidence: votesEvidence([closest]),
  };
}

function labelOf(category: string): string {
  return (CATEGORY_LABELS as Record<string, string>)[category] ?? category;
}
