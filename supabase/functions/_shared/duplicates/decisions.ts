/** Applies operators' decisions to posts. Pure. */
import type { Post } from "./same_event.ts";

/** An operator's decision about two posts, by the ids of their rows. */
export interface Decision {
  a: string;
  b: string;
  /** True if they are one event, false if not. */
  is_same: boolean;
}

/** Posts after joining; a unit is never split. */
export interface Units {
  /** Lists of units that may be one event: units of one day, or of all days that a unit spans. */
  cells: Post[][][];
  /** Whether an operator separated the post from any other. */
  isDecided(post: Post): boolean;
  /** Whether an operator separated any post of `a` from any post of `b`. */
  areParted(a: readonly Post[], b: readonly Post[]): boolean;
}

/** Makes joined posts one unit, on whatever days they are; any other post is a unit of its own. */
export function unitsOf(posts: readonly Post[], decisions: readonly Decision[]): Units {
  const byId = new Map(posts.map((post) => [post.event.id, post]));
  const known = decisions.filter(({ a, b }) => byId.has(a) && byId.has(b));
  const siblings = siblingsAmong(posts);
  const unitOf = connected(posts);
  for (const { a, b, is_same } of known) {
    if (!is_same) continue;
    const [one, other] = [a, b].map((id) => unitOf.find(byId.get(id)!)) as [Post, Post];
    const membersOf = (root: Post) => posts.filter((post) => unitOf.find(post) === root);
    if (siblings.size > 0 && one !== other && sharePost(membersOf(one), membersOf(other))) continue;
    unitOf.connect(one, other);
  }
  const cellOf = connected(posts.map(({ day }) => day));
  const units = [...Map.groupBy(posts, unitOf.find).values()];
  for (const [first, ...rest] of units) {
    for (const { day } of rest) cellOf.connect(first!.day, day);
  }
  const parted = new Map<string, Set<string>>();
  const part = (a: string, b: string) => parted.set(a, (parted.get(a) ?? new Set()).add(b));
  for (const { a, b, is_same } of known) {
    if (is_same) continue;
    part(a, b);
    part(b, a);
  }
  return {
    cells: [...Map.groupBy(units, ([first]) => cellOf.find(first!.day)).values()],
    isDecided: (post) => parted.has(post.event.id) || siblings.has(post),
    areParted: (a, b) =>
      siblings.size > 0 && sharePost(a, b) ||
      parted.size > 0 &&
        a.some(({ event }) => {
          const others = parted.get(event.id);
          return others !== undefined && b.some((post) => others.has(post.event.id));
        }),
  };
}

/** Events whose posts tell of another one, too. */
export function siblingsAmong<T extends { event: { post_id: string } }>(posts: readonly T[]) {
  const byPost = Map.groupBy(posts, ({ event }) => event.post_id);
  return new Set([...byPost.values()].filter(({ length }) => length > 1).flat());
}

function sharePost(a: readonly Post[], b: readonly Post[]): boolean {
  return a.some(({ event }) => b.some((post) => post.event.post_id === event.post_id));
}

/** Returns a union-find over the things. */
function connected<T>(things: readonly T[]) {
  const parent = new Map(things.map((thing) => [thing, thing]));
  const find = (thing: T): T => {
    let root = thing;
    for (let up = parent.get(root)!; up !== root; up = parent.get(root)!) {
      parent.set(root, parent.get(up)!);
      root = up;
    }
    return root;
  };
  return {
    find,
    connect: (a: T, b: T) => void parent.set(find(a), find(b)),
  };
}
