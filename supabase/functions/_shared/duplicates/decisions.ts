/** Posts as operators joined and parted them. Pure. */
import type { Post } from "./same_event.ts";

/** What an operator decided about two posts, by the ids of their rows. */
export interface Decision {
  a: string;
  b: string;
  /** Whether they are one event. */
  is_same: boolean;
}

export interface Units {
  /** Units that may be one event: those of one day, or of days that a unit spans. */
  cells: Post[][][];
  /** Whether an operator parted it from any. */
  isDecided(post: Post): boolean;
  /** Whether an operator parted any two posts of theirs. */
  areParted(a: readonly Post[], b: readonly Post[]): boolean;
}

/** Joined posts are one unit, whatever their days; all others are units of one. */
export function unitsOf(posts: readonly Post[], decisions: readonly Decision[]): Units {
  const byId = new Map(posts.map((post) => [post.event.id, post]));
  const known = decisions.filter(({ a, b }) => byId.has(a) && byId.has(b));
  const unitOf = connected(posts);
  for (const { a, b, is_same } of known) if (is_same) unitOf.connect(byId.get(a)!, byId.get(b)!);
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
    isDecided: ({ event }) => parted.has(event.id),
    areParted: (a, b) =>
      parted.size > 0 &&
      a.some(({ event }) => {
        const others = parted.get(event.id);
        return others !== undefined && b.some((post) => others.has(post.event.id));
      }),
  };
}

/** Which of the things are connected, through whatever others. */
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
