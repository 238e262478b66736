/**
 * The same event told in several posts: announcements, reminders, speaker spotlights, re-posts by
 * partner clubs. Two posts tell of one event if they agree on the day and on the hour as far as they
 * name one, conflict in nothing, and agree on enough of the rest (same_event.ts); what an operator decided
 * comes first. Texts are compared by offline vectors, whatever model the catalogue is embedded by:
 * thresholds fit one embedder. Pure.
 */
import { civilOf } from "./civil.ts";
import { groupsOf, type Pair } from "./groups.ts";
import { ownMarks, signsOf } from "./marks.ts";
import { mergeEmbedder } from "./merge_text.ts";
import { agreeOnHour, conflict, type Post, postReader, sureness, type Told } from "./same_event.ts";
import { type Decision, unitsOf } from "./decisions.ts";
import { dotReader } from "./vector/dot_rows.ts";
export type { Decision, Told };

/** A unit vector of what a post says. */
export type Embed = (event: Told) => Float32Array;

/**
 * For each event the id of the one that stands for its group, or null where it stands for itself. Of
 * what two posts of a group name, nothing conflicts, unless an operator joined them. Hidden posts are in
 * no group.
 */
export function findCanonicals(
  events: readonly Told[],
  timeZone: string,
  { decisions = [], embed = mergeEmbedder() }: { decisions?: Decision[]; embed?: Embed } = {},
): Map<string, string | null> {
  const canonicals = new Map<string, string | null>(events.map(({ id }) => [id, null]));
  const visible = events.filter(({ is_hidden }) => !is_hidden).sort(byAge);
  const posts = readPosts(visible, timeZone);
  const { cells, areParted } = unitsOf(posts, decisions);
  for (const units of cells) {
    if (units.length === 1 && units[0]!.length === 1) continue;
    const areApart = (a: number, b: number) =>
      areParted(units[a]!, units[b]!) ||
      units[a]!.every((one) => units[b]!.every((other) => conflict(one, other)));
    for (const members of groupsOf(units.length, pairsOf(units, embed), areApart)) {
      const group = members.flatMap((i) => units[i]!.map(({ event }) => event)).sort(byAge);
      const canonical = standing(group).id;
      for (const { id } of group) if (id !== canonical) canonicals.set(id, canonical);
    }
  }
  return canonicals;
}

function readPosts(events: readonly Told[], timeZone: string): Post[] {
  const days = new Map(
    events.map((event) => [event, civilOf(new Date(event.starts_at), timeZone).date]),
  );
  const signs = new Map(events.map((event) => [event, signsOf(event.caption)]));
  const marks = ownMarks(events, (event) => signs.get(event)!.marks, (event) => days.get(event)!);
  const read = postReader();
  return events.map((event) =>
    read(event, days.get(event)!, { links: signs.get(event)!.links, marks: marks.get(event)! })
  );
}

/** All pairs of units that tell of one event, each with how sure that is. */
function pairsOf(units: readonly Post[][], embed: Embed): Pair[] {
  const posts = units.flat();
  const unitOf = units.flatMap((unit, i) => unit.map(() => i));
  const partners = posts.map((a, i) => partnersOf(a, i, posts));
  const isAsked = new Set(partners.flatMap((list, i) => list.length > 0 ? [i, ...list] : []));
  const cosinesOf = cosinesAmong(
    posts.map(({ event }, i) => isAsked.has(i) ? embed(event) : undefined),
  );
  const pairs: Pair[] = [];
  partners.forEach((list, i) => {
    if (list.length === 0) return;
    const cosines = cosinesOf(i);
    for (const j of list) {
      const sure = sureness(posts[i]!, posts[j]!, cosines[j]!);
      if (sure > 0) pairs.push({ a: unitOf[i]!, b: unitOf[j]!, sure });
    }
  });
  return pairs;
}

/** Posts after the i-th that tell of the same event if their texts are alike enough. */
function partnersOf(a: Post, i: number, posts: readonly Post[]): number[] {
  const found: number[] = [];
  for (let j = i + 1; j < posts.length; j++) {
    const b = posts[j]!;
    if (agreeOnHour(a, b) && sureness(a, b, 1) > 0 && !conflict(a, b)) found.push(j);
  }
  return found;
}

/** Reads the cosines of one with all; 0 where either has no vector. */
function cosinesAmong(vectors: readonly (Float32Array | undefined)[]) {
  const size = vectors.find((vector) => vector !== undefined)?.length ?? 0;
  const none = new Float32Array(vectors.length);
  const dots = size > 0 ? dotReader(vectors, size) : () => none;
  return (at: number) => vectors[at] ? dots(vectors[at]) : none;
}

/** By when it was posted, as its source claims, then by when it was first ingested. */
function byAge(a: Told, b: Told): number {
  return Date.parse(a.posted_at) - Date.parse(b.posted_at) ||
    Date.parse(a.first_seen) - Date.parse(b.first_seen) || (a.id < b.id ? -1 : 1);
}

/**
 * The post that is shown for a group, oldest first: the earliest, or the earliest of its account that
 * names what it leaves open. Without an account nobody knows whose a later post is.
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

/** An hour counts for more than a place, which the event shown takes from the others. */
function factsOf({ is_all_day, location }: Told): number {
  return (is_all_day ? 0 : 2) + (location === null ? 0 : 1);
}
