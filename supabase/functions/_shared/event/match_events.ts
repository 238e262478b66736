/**
 * Which event of a post, as it is read now, is which of those that were read before. Votes, links and mails
 * refer to the id of an event, so a wrong match moves them to another event: where two answers are possible
 * there is none, and the event is a new one. Pure.
 */

/** An event as an earlier reading found it. */
export interface KnownEvent {
  id: string;
  title: string;
  starts_at: string | null;
  is_all_day: boolean;
  is_withdrawn: boolean;
}

export type FoundEvent = Pick<KnownEvent, "title" | "starts_at" | "is_all_day">;

/**
 * Returns for each event found now the id of the one that it was, or null for a new one. No id comes twice.
 *
 * Rules, in this order: the same title and start; the same start and titles in common; the same start, if it is that of no other; titles
 * in common on another day, if no other event of the post has such a title; one event before and one now.
 */
export function matchEvents(
  known: readonly KnownEvent[],
  found: readonly FoundEvent[],
): (string | null)[] {
  const ids: (string | null)[] = found.map(() => null);
  // What is shown has its votes; a withdrawn event comes back only where none of those fits.
  const shown = known.filter(({ is_withdrawn }) => !is_withdrawn);
  const gone = known.filter(({ is_withdrawn }) => is_withdrawn);
  for (const candidates of [shown, gone]) {
    const match = matcher(candidates, found, ids);
    match.inOrder((a, b) => a.title === b.title && (isSameStart(a, b) || isUndated(a, b)));
    match.inOrder((a, b) => isSameStart(a, b) && isSameTitle(a.title, b.title));
    match.ifUnique(isSameStart, isSameStart);
  }
  const isSame = (a: FoundEvent, b: FoundEvent) => isSameTitle(a.title, b.title);
  for (const candidates of [shown, gone]) matcher(candidates, found, ids).ifUnique(isSame, isSame);
  const only = shown.length > 0 ? shown : gone;
  if (only.length === 1 && found.length === 1) ids[0] ??= only[0]!.id;
  return ids;
}

type Test = (a: FoundEvent, b: FoundEvent) => boolean;

function matcher(
  known: readonly KnownEvent[],
  found: readonly FoundEvent[],
  ids: (string | null)[],
) {
  const isFree = ({ id }: KnownEvent) => !ids.includes(id);
  return {
    /** Equal ones, such as two sessions of one film, in the order of the post. */
    inOrder(fits: Test): void {
      found.forEach((event, i) => {
        ids[i] ??= known.find((old) => isFree(old) && fits(old, event))?.id ?? null;
      });
    },
    /** `isLike`: what makes another event of the post, matched or not, a second possible answer. */
    ifUnique(fits: Test, isLike: Test): void {
      const isAlone = (event: FoundEvent, events: readonly FoundEvent[]) =>
        !events.some((other) => other !== event && isLike(other, event));
      const matches = found.map((event, i) => {
        if (ids[i] !== null || !isAlone(event, found)) return null;
        const fitting = known.filter((old) => fits(old, event));
        const [old] = fitting;
        return old && fitting.length === 1 && isFree(old) && isAlone(old, known) ? old.id : null;
      });
      matches.forEach((id, i) => {
        if (id !== null && matches.indexOf(id) === matches.lastIndexOf(id)) ids[i] = id;
      });
    },
  };
}

function isSameStart(a: FoundEvent, b: FoundEvent): boolean {
  return a.starts_at !== null && b.starts_at !== null && a.is_all_day === b.is_all_day &&
    Date.parse(a.starts_at) === Date.parse(b.starts_at);
}

const isUndated = (a: FoundEvent, b: FoundEvent) => a.starts_at === null && b.starts_at === null;

/** Share of the shorter title's words that the other has, for titles of one event. */
const SAME = 0.5;

function isSameTitle(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const [short, long] = one.size < other.size ? [one, other] : [other, one];
  if (short.size === 0) return a.trim() === b.trim();
  return [...short].filter((word) => long.has(word)).length >= SAME * short.size;
}

function wordsOf(title: string): Set<string> {
  const words = title.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => word.length > 3 || /\p{N}|[^\p{ASCII}]/u.test(word));
  return new Set(telling.length > 0 ? telling : words);
}
