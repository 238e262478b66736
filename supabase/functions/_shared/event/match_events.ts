/** Which event of a post, as it is read now, is which of those that were read before. Pure. */

/** An event as an earlier reading found it. */
export interface KnownEvent {
  id: string;
  title: string;
  starts_at: string | null;
  is_all_day: boolean;
  is_withdrawn: boolean;
}

/** For each event found now the id of the one that it was, or null for a new one. */
export function matchEvents(
  known: readonly KnownEvent[],
  found: readonly Pick<KnownEvent, "title" | "starts_at" | "is_all_day">[],
): (string | null)[] {
  return found.map((_, i) => known[i]?.id ?? null);
}
