/**
 * The same event told in several posts: announcements, reminders, speaker spotlights, re-posts by
 * partner clubs. Two posts tell of one event if they agree on the day and on the hour as far as they
 * name one, and on enough of the rest. Pure.
 */
import { civilOf } from "./civil.ts";
import { ownMarks } from "./marks.ts";
import { overlap, wordReader, type Words } from "./overlap.ts";
import { dotReader } from "./vector/dot_rows.ts";

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

/** What a post is compared by, read once: each is compared with all others of its day. */
interface Post {
  event: Told;
  /** Epoch ms; null where it names a day alone. */
  hour: number | null;
  title: Words;
  place: Words | null;
  clubs: readonly string[];
  /** Marks that no other day has. */
  marks: Set<string>;
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
 *
 * All pairs of a day that agree on the hour are compared: 2,000 events of 60 days take 0.2 s of CPU,
 * 500 of one day 0.1 s, 2,000 of one day 0.5 to 1.1 s, and 4 s were all of them alike and hours differ.
 */
export function findCanonicals(
  events: readonly Told[],
  vectorOf: VectorOf,
  timeZone: string,
): Map<string, string | null> {
  const canonicals = new Map<string, string | null>();
  const days = new Map(
    events.map((event) => [event, civilOf(new Date(event.starts_at), timeZone).date]),
  );
  const dayOf = (event: Told) => days.get(event)!;
  const marks = ownMarks(events, dayOf);
  const wordsOf = wordReader();
  const read = (event: Told): Post => ({
    event,
    hour: event.is_all_day ? null : Date.parse(event.starts_at),
    title: wordsOf(event.title),
    place: event.location ? wordsOf(event.location) : null,
    clubs: event.organisers.map((name) => name.toLowerCase()),
    marks: marks.get(event)!,
  });
  for (const day of Map.groupBy(events, dayOf).values()) {
    for (const { posts } of groupsOf(day.map(read), vectorOf)) {
      const best = posts.map(({ event }) => event).reduce((a, b) => tellsMore(b, a) ? b : a);
      for (const { event: { id } } of posts) {
        canonicals.set(id, id === best.id ? null : best.id);
      }
    }
  }
  return canonicals;
}

/** Posts of one event, and the hour if one of them names it. */
interface Group {
  posts: Post[];
  hour: number | null;
}

/** Joins the surest pairs first, so that an event without an hour goes to the group it fits best. */
function groupsOf(day: readonly Post[], vectorOf: VectorOf): Set<Group> {
  const groups = new Map(day.map((post) => [post, { posts: [post], hour: post.hour } as Group]));
  const hours = new Set(day.map(({ hour }) => hour).filter((hour) => hour !== null));
  const cosinesOf = cosinesAmong(day.map(({ event }) => vectorOf(event.id)));
  const pairs: { a: Post; b: Post; sure: number }[] = [];
  day.forEach((a, i) => {
    const cosines = cosinesOf(i);
    for (let j = i + 1; j < day.length; j++) {
      const b = day[j]!;
      if (!agree(a, b)) continue;
      // Such a pair changes no group's hour, so it is in no other's way and need not wait for its turn.
      const isFree = hours.size < 2 || a.hour !== null && b.hour !== null;
      if (isFree && groups.get(a) === groups.get(b)) continue;
      const sure = sureness(a, b, cosines[j]!);
      if (sure === 0) continue;
      if (isFree) join(a, b, groups);
      else pairs.push({ a, b, sure });
    }
  });
  for (const { a, b } of pairs.sort((x, y) => y.sure - x.sure)) join(a, b, groups);
  return new Set(groups.values());
}

/** Makes the groups of both one, unless they name different hours. */
function join(a: Post, b: Post, groups: Map<Post, Group>) {
  const [one, other] = [groups.get(a)!, groups.get(b)!];
  if (one === other || !agree(one, other)) return;
  const [large, small] = one.posts.length < other.posts.length ? [other, one] : [one, other];
  large.hour ??= small.hour;
  for (const post of small.posts) {
    large.posts.push(post);
    groups.set(post, large);
  }
}

/** Whether they name the same hour, as far as they name one. */
function agree(a: { hour: number | null }, b: { hour: number | null }): boolean {
  return a.hour === null || b.hour === null || a.hour === b.hour;
}

/** Reads the cosines of one with all; 0 where either has no vector, or one of another length. */
function cosinesAmong(vectors: readonly (Float32Array | undefined)[]) {
  const size = vectors.find((vector) => vector !== undefined)?.length ?? 0;
  const rows = vectors.map((vector) => vector?.length === size ? vector : undefined);
  const none = new Float32Array(rows.length);
  const dots = size > 0 && rows.length > 1 ? dotReader(rows, size) : () => none;
  return (at: number) => rows[at] ? dots(rows[at]) : none;
}

/** Above 0: one event, the surer the higher. For two posts of one day that agree on the hour. */
function sureness(a: Post, b: Post, cosine: number): number {
  const isSameHour = a.hour !== null && b.hour !== null;
  const place = a.place && b.place ? overlap(a.place, b.place) : null;
  if (cosine < CLOSE) {
    if (place !== null && place < OTHER_PLACE) return 0;
    const samePlace = isSameHour && place !== null && place >= SAME_PLACE;
    if (!samePlace) {
      const clubs = shared(a.clubs, b.clubs);
      const isRelated = cosine >= RELATED &&
        (isSameHour && clubs === true || clubs !== false && !a.marks.isDisjointFrom(b.marks));
      if (!isRelated && (clubs === false || overlap(a.title, b.title, 2) < SAME_TITLE)) return 0;
    }
  }
  return 1 + cosine + (place ?? 0);
}

/** Whether they have an organiser in common; undefined where one names none. */
function shared(a: readonly string[], b: readonly string[]): boolean | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  return b.some((name) => a.includes(name));
}

/**
 * Whether `a` is to stand for both: hidden, or the better text to show. It names an hour and says more: a place,
 * an end and a picture it takes from the others, but not their words.
 */
function tellsMore(a: Told, b: Told): boolean {
  const order = [
    Number(a.is_hidden) - Number(b.is_hidden),
    Number(!a.is_all_day) - Number(!b.is_all_day),
    lettersOf(a) - lettersOf(b),
    Number(a.location !== null) - Number(b.location !== null),
    Number(a.has_image) - Number(b.has_image),
    a.organisers.length - b.organisers.length,
    Date.parse(b.posted_at) - Date.parse(a.posted_at),
  ];
  const difference = order.find((value) => value !== 0) ?? 0;
  return difference > 0 || (difference === 0 && a.id < b.id);
}

/** How much a caption says; its tags, addresses and empty lines are no words. */
function lettersOf({ caption }: Told): number {
  return caption.replace(/#\S+|https?:\S+|\s+/g, "").length;
}
