/**
 * The same event told in several posts: announcements, reminders, speaker spotlights, re-posts by
 * partner clubs. Two posts tell of one event if they agree on the day and on the hour as far as they
 * name one, and on enough of the rest. Pure.
 */
import { civilOf } from "./civil.ts";
import { ownMarks } from "./marks.ts";

/** What tells whether two posts are about one event. */
export interface Told {
  id: string;
  title: string;
  starts_at: string;
  is_all_day: boolean;
  location: string | null;
  organisers: readonly string[];
  posted_at: string;
  caption: string;
  has_image: boolean;
  /** An operator hid it; then the whole group stands behind it. */
  is_hidden: boolean;
}

/** Unit vectors by id; an event without one is compared by its words alone. */
export type VectorOf = (id: string) => Float32Array | undefined;

/** What posts are compared by, besides their facts. */
export interface Evidence {
  vectorOf: VectorOf;
  /** The marks of the post that no other day has. */
  marksOf: (event: Told) => Set<string> | undefined;
}

/** Texts so close are one event on the same day, whatever else is missing. */
const CLOSE = 0.65;
/** Of posts by one club for one hour, or that share a mark, this much is enough. */
const RELATED = 0.2;
/** Share of the shorter title's, or place's, words that the other has. */
const SAME_TITLE = 0.75;
const SAME_PLACE = 0.5;
/** Below it two named places are two places. */
const OTHER_PLACE = 0.34;

/**
 * For each event the id of the one that stands for its group, or null where it stands for itself.
 * Within a group no two events name different hours.
 */
export function findCanonicals(
  events: readonly Told[],
  vectorOf: VectorOf,
  timeZone: string,
): Map<string, string | null> {
  const canonicals = new Map<string, string | null>();
  const dayOf = ({ starts_at }: Told) => civilOf(new Date(starts_at), timeZone).date;
  const marks = ownMarks(events, dayOf);
  const evidence = { vectorOf, marksOf: (event: Told) => marks.get(event) };
  for (const day of Map.groupBy(events, dayOf).values()) {
    for (const group of groupsOf(day, evidence)) {
      const best = group.reduce((a, b) => tellsMore(b, a) ? b : a);
      for (const { id } of group) canonicals.set(id, id === best.id ? null : best.id);
    }
  }
  return canonicals;
}

/** Joins the surest pairs first, so that an event without an hour goes to the group it fits best. */
function groupsOf(day: readonly Told[], evidence: Evidence): Told[][] {
  const groups = new Map(day.map((event) => [event, [event]]));
  const pairs = day.flatMap((a, i) =>
    day.slice(i + 1).map((b) => ({ a, b, sure: sureness(a, b, evidence) }))
  );
  for (const { a, b } of pairs.filter(({ sure }) => sure > 0).sort((x, y) => y.sure - x.sure)) {
    const [first, second] = [groups.get(a)!, groups.get(b)!];
    if (first === second || !agreeOnHour([...first, ...second])) continue;
    first.push(...second);
    for (const event of second) groups.set(event, first);
  }
  return [...new Set(groups.values())];
}

function agreeOnHour(events: readonly Told[]): boolean {
  const starts = events.filter(({ is_all_day }) => !is_all_day).map(({ starts_at }) =>
    Date.parse(starts_at)
  );
  return new Set(starts).size <= 1;
}

/** Above 0: one event, the surer the higher. For two events of one day. */
export function sureness(a: Told, b: Told, { vectorOf, marksOf }: Evidence): number {
  if (!agreeOnHour([a, b])) return 0;
  const isSameHour = !a.is_all_day && !b.is_all_day;
  const cosine = cosineOf(vectorOf(a.id), vectorOf(b.id));
  const place = a.location && b.location ? overlap(a.location, b.location) : null;
  const clubs = shared(a.organisers, b.organisers);
  if (place !== null && place < OTHER_PLACE && cosine < CLOSE) return 0;
  const sameTitle = overlap(a.title, b.title, 2) >= SAME_TITLE && clubs !== false;
  const samePlace = isSameHour && place !== null && place >= SAME_PLACE;
  const sameClub = isSameHour && clubs === true && cosine >= RELATED;
  const isMarked = haveCommon(marksOf(a), marksOf(b)) &&
    clubs !== false && cosine >= RELATED;
  const isOne = cosine >= CLOSE || sameTitle || samePlace || sameClub || isMarked;
  return isOne ? 1 + cosine + (place ?? 0) : 0;
}

function haveCommon(a: Set<string> | undefined, b: Set<string> | undefined): boolean {
  return a !== undefined && b !== undefined && !a.isDisjointFrom(b);
}

/** Whether they have an organiser in common; undefined where one names none. */
function shared(a: readonly string[], b: readonly string[]): boolean | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  const names = new Set(a.map((name) => name.toLowerCase()));
  return b.some((name) => names.has(name.toLowerCase()));
}

function cosineOf(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (!a || !b || a.length !== b.length) return 0;
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** Words of places and titles that say nothing about which. */
const FILLER = new Set(
  "a an and at by for from in of on the to with our your room level building theatre hall".split(
    " ",
  ),
);

/**
 * Share of the words of the shorter text that the other has too, up to their endings; 0 where it has
 * fewer than `least` words: "Workshop" alone is no title to know an event by.
 */
function overlap(a: string, b: string, least = 1): number {
  const [short, long] = [wordsOf(a), wordsOf(b)].sort((x, y) => x.length - y.length) as [
    string[],
    string[],
  ];
  if (short.length < least) return 0;
  return short.filter((word) => long.some((other) => isSameWord(word, other))).length /
    short.length;
}

function wordsOf(text: string): string[] {
  const words = text.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => !FILLER.has(word)))];
}

/** "entrepreneur" and "entrepreneurship"; numbers only to the letter. */
function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 5 && !/\d/.test(short) && long.startsWith(short);
}

/** Whether `a` is to stand for both: hidden, or the better text to show: names an hour, a place, has a picture, says more, came first. */
function tellsMore(a: Told, b: Told): boolean {
  const order = [
    Number(a.is_hidden) - Number(b.is_hidden),
    Number(!a.is_all_day) - Number(!b.is_all_day),
    Number(a.location !== null) - Number(b.location !== null),
    Number(a.has_image) - Number(b.has_image),
    a.organisers.length - b.organisers.length,
    a.caption.length - b.caption.length,
    Date.parse(b.posted_at) - Date.parse(a.posted_at),
  ];
  const difference = order.find((value) => value !== 0) ?? 0;
  return difference > 0 || (difference === 0 && a.id < b.id);
}
