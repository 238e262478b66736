/** The one question to ask a member of whom nothing is known. */
import { isBlank } from "./profile.ts";
import type { Candidate, EventFacts, Member } from "./types.ts";

/** More choices than this are a form. */
const OPTIONS = 6;

/**
 * Categories to choose from, those with the most upcoming events first: an answer then changes most
 * of what the member is shown, and one liked category is worth nearly as much as a history
 * (docs/scoring.md). Empty where the member has voted for, or declared, anything they like, or where
 * there are not two categories to choose from.
 */
export function askableCategories(
  member: Member,
  candidates: readonly Candidate<EventFacts>[],
): string[] {
  if (!isBlank(member)) return [];
  const counts = new Map<string, number>();
  for (const { event: { category } } of candidates) {
    if (category !== null) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const categories = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return categories.length < 2 ? [] : categories.slice(0, OPTIONS).map(([category]) => category);
}
