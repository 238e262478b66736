/**
 * Finds posts about the same event: announcements, reminders, speaker spotlights, re-posts by
 * partner clubs. Two posts are one event if they agree on the day and on any hour they name, do not
 * conflict, and agree on enough of the rest (same_event.ts). Operators' decisions take precedence.
 *
 * Always compares offline vectors, whatever model embeds the catalogue, because the thresholds fit
 * one embedder. Pure.
 */
import { civilOf } from "../time/civil.ts";
import { createSets, groupsOf, type Pair } from "./groups.ts";
import { ownMarks, signsOf } from "./marks.ts";
import { mergeEmbedder } from "./merge_text.ts";
import {
  agreeOnHour,
  conflict,
  mayBeOne,
  type Post,
  postReader,
  sureness,
  type Told,
} from "./same_event.ts";
import { type Decision, siblingsAmong, unitsOf } from "./decisions.ts";
import { dotReader } from "../vector/dot_rows.ts";
export type { Decision, Told };

/** Embeds the text of a post as a unit vector. */
export type Embed = (event: Told) => Float32Array;

/**
 * Returns the canonical event's id for each event, or null if the event is canonical itself. No two
 * posts of a group conflict, unless an operator joined them. Hidden posts are in no group.
 *
 * @param timeZone IANA zone of the community, for the day of a post
 */
export function findCanonicals(
  events: readonly Told[],
  timeZone: string,
  { decisions = [], embed = mergeEmbedder() }: { decisions?: Decision[]; embed?: Embed } = {},
): Map<string, string | null> {
  const canonicals = new Map<string, string | null>(events.map(({ id }) => [id, null]));
  const visible = events.filter(({ is_hidden }) => !is_hidden).sort(byAge);
  const posts = readPosts(visible, timeZone);
  const { cells, isDecided, areParted } = unitsOf(posts, decisions);
  for (const units of cells) {
    if (units.length === 1 && units[0]!.length === 1) continue;
    const kinds = kindsOf(units, isDecided);
    const areApart = (a: number, b: number) => {
      const [one, other] = [units[kinds.indexOf(a)]!, units[kinds.indexOf(b)]!];
      return areParted(one, other) || one.every((p) => other.every((q) => conflict(p, q)));
    };
    for (const members of groupsOf(kinds, pairsOf(units, embed), areApart)) {
      const group = members.flatMap((i) => units[i]!.map(({ event }) => event)).sort(byAge);
      const canonical = standing(group).id;
      for (const { id } of group) if (id !== canonical) canonicals.set(id, canonical);
    }
  }
  return canonicals;
}

/** Gives units with equal conflicts the same number. */
function kindsOf(units: readonly Post[][], isDecided: (post: Post) => boolean): number[] {
  const numbers = new Map<string, number>();
  return units.map(([first, ...rest], i) => {
    const key = rest.length > 0 || isDecided(first!) ? `unit ${i}` : first!.facts;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

function readPosts(events: readonly Told[], timeZone: string): Post[] {
  const days = new Map(
    events.map((event) => [event, civilOf(new Date(event.starts_at), timeZone).date]),
  );
  const signs = new Map(events.map((event) => [event, signsOf(event.caption)]));
  const marks = ownMarks(events, (event) => signs.get(event)!.marks, (event) => days.get(event)!);
  const read = postReader();
  const posts = events.map((event) =>
    read(event, days.get(event)!, { links: signs.get(event)!.links, marks: marks.get(event)! })
  );
  // They conflict with each other, as no others of the same facts do.
  for (const post of siblingsAmong(posts)) post.facts += `\n${post.event.id}`;
  return posts;
}

/**
 * Pairs of units that are one event, each with a sureness. Posts with the same facts have the same
 * conflicts, so they are joined once they are known to be one event and then not compared again.
 */
function pairsOf(units: readonly Post[][], embed: Embed): Pair[] {
  const posts = units.flat();
  const unitOf = units.flatMap((unit, i) => unit.map(() => i));
  const twins = createSets(posts.length);
  const isCrowded = posts.length > CROWD;
  const areTwins = (a: Post, b: Post) => a.facts === b.facts && (isCrowded || isWhole(a));
  const pairs: Pair[] = [];
  const found = (i: number, j: number, sure: number) => {
    const areOne = areTwins(posts[i]!, posts[j]!);
    if (areOne) twins.join(i, j);
    pairs.push({ a: unitOf[i]!, b: unitOf[j]!, sure: areOne ? Infinity : sure });
  };
  const open = posts.map((a, i) => {
    const partners: number[] = [];
    for (let j = i + 1; j < posts.length; j++) {
      const b = posts[j]!;
      if (!agreeOnHour(a, b) || twins.areOne(i, j)) continue;
      if (areTwins(a, b) && sureness(a, b, 0) > 0) found(i, j, Infinity);
      else if (mayBeOne(a, b) && !conflict(a, b)) partners.push(j);
    }
    return partners;
  });
  const isAsked = new Set(open.flatMap((list, i) => list.length > 0 ? [i, ...list] : []));
  const vectors = posts.map(({ event }, i) => isAsked.has(i) ? embed(event) : undefined);
  const cosinesOf = cosinesAmong(vectors);
  open.forEach((partners, i) => {
    if (partners.length === 0) return;
    const cosines = cosinesOf(i);
    for (const j of partners) {
      if (twins.areOne(i, j)) continue;
      const sure = sureness(posts[i]!, posts[j]!, cosines[j]!);
      if (sure > 0) found(i, j, sure);
    }
  });
  return pairs;
}

/**
 * On a day with more posts than this, posts without place or hour are not compared among
 * themselves.
 */
const CROWD = 200;
const isWhole = ({ hour, place }: Post) => hour !== null && place !== null;

/** Reads the cosines of one vector with all; 0 if either is missing. */
function cosinesAmong(vectors: readonly (Float32Array | undefined)[]) {
  const size = vectors.find((vector) => vector !== undefined)?.length ?? 0;
  const none = new Float32Array(vectors.length);
  const dots = size > 0 ? dotReader(vectors, size) : () => none;
  return (at: number) => vectors[at] ? dots(vectors[at]) : none;
}

/** Orders by the posting time that the source claims, then by the time of first ingestion. */
function byAge(a: Told, b: Told): number {
  return Date.parse(a.posted_at) - Date.parse(b.posted_at) ||
    Date.parse(a.first_seen) - Date.parse(b.first_seen) || (a.id < b.id ? -1 : 1);
}

/**
 * The canonical post of a group (oldest first): the earliest, or a later post of the same account
 * with more facts. Without an account the owner of a later post is unknown.
 */
function standing(group: readonly Told[]): Told {
  const first = group[0]!;
  if (first.account === null) return first;
  const own = group.filter((event) => isSameAccount(event, first));
  return own.reduce((a, b) => factsOf(b) > factsOf(a) ? b : a);
}

function isSameAccount(a: Told, b: Told): boolean {
  return a.source === b.source && a.account?.handle === b.account?.handle;
}

/**
 * The hour counts more than the place, because the canonical event takes a missing place from the
 * others.
 */
function factsOf({ is_all_day, location }: Told): number {
  return (is_all_day ? 0 : 2) + (location === null ? 0 : 1);
}
