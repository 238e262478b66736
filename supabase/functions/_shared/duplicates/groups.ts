/** Groups posts of one event, given pairs of them. Pure. */

/** Two things that belong together, by number; a larger `sure` is surer. */
export interface Pair {
  a: number;
  b: number;
  sure: number;
}

/**
 * Groups things, given the kind of each. Joins the surest pairs first (ties in the given order),
 * but never two groups with conflicting kinds. So a thing that fits two groups joins the better
 * one.
 *
 * @param conflict called once per pair of kinds
 */
export function groupsOf(
  kinds: readonly number[],
  pairs: readonly Pair[],
  conflict: (a: number, b: number) => boolean,
): number[][] {
  const groupOf = kinds.map((kind, i): Group => ({
    members: [i],
    kinds: new Set([kind]),
    foes: new Set(),
  }));
  const known = new Map<number, boolean>();
  const areFoes = (a: number, b: number) => {
    if (a === b) return false;
    const key = Math.min(a, b) * kinds.length + Math.max(a, b);
    const answer = known.get(key) ?? conflict(a, b);
    known.set(key, answer);
    return answer;
  };
  for (const { a, b } of pairs.toSorted((x, y) => y.sure > x.sure ? 1 : y.sure < x.sure ? -1 : 0)) {
    join(groupOf[a]!, groupOf[b]!, groupOf, areFoes);
  }
  return [...new Set(groupOf)].map(({ members }) => members.sort((a, b) => a - b));
}

interface Group {
  members: number[];
  kinds: Set<number>;
  /** Groups that conflict with this one. Conflicts are permanent, so each pair is tested once. */
  foes: Set<Group>;
}

function join(
  a: Group,
  b: Group,
  groupOf: Group[],
  areFoes: (a: number, b: number) => boolean,
): void {
  if (a === b || a.foes.has(b)) return;
  const [large, small] = a.members.length < b.members.length ? [b, a] : [a, b];
  for (const one of small.kinds) {
    for (const other of large.kinds) {
      if (!areFoes(one, other)) continue;
      a.foes.add(b);
      b.foes.add(a);
      return;
    }
  }
  for (const foe of small.foes) {
    foe.foes.delete(small);
    foe.foes.add(large);
    large.foes.add(foe);
  }
  for (const member of small.members) {
    groupOf[member] = large;
    large.members.push(member);
  }
  for (const kind of small.kinds) large.kinds.add(kind);
}

/** Returns disjoint sets of the integers below `count`, at first one each. */
export function createSets(count: number) {
  const parent = Int32Array.from({ length: count }, (_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  return {
    areOne: (a: number, b: number) => find(a) === find(b),
    join: (a: number, b: number) => void (parent[find(a)] = find(b)),
  };
}
