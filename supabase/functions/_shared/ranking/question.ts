/** The one question to ask a member without history or declared preferences. */
import { isBlank } from "./profile.ts";
import type { Candidate, EventFacts, Member } from "./types.ts";

/** A longer list would be a form. */
const OPTIONS = 6;

/**
 * Categories to offer, most upcoming events first, because an answer then changes most of the list.
 * One liked category is worth nearly as much as a history (docs/scoring.md).
 *
 * Empty if the member has a positive vote or a declared like, or if fewer than two categories have
 * events.
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
