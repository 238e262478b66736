/** Groups of posts that tell of one event, from what is true of pairs of them. Pure. */

/** Pairs that belong together, each with how sure that is. */
export interface Pair {
  a: number;
  b: number;
  sure: number;
}

/**
 * The groups of things, given the kind of each. The surest pairs are joined first, and never two groups
 * with members whose kinds conflict: so what fits two groups goes to the one it fits best. Pairs that are as
 * sure as each other are taken in their order.
 * @param conflict asked once about two kinds
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
  /** Groups that it conflicts with: they never become one, so each two are asked about once. */
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

/** Sets of numbers below `count`, each alone at first. */
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
