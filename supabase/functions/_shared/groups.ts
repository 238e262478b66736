/** Groups of posts that tell of one event, from what is true of pairs of them. Pure. */

/** Pairs that belong together, each with how sure that is. */
export interface Pair {
  a: number;
  b: number;
  sure: number;
}

/**
 * The groups of `count` things. The surest pairs are joined first, and never two groups with members that
 * conflict: so what fits two groups goes to the one it fits best. Pairs that are as sure as each other are
 * taken in their order.
 */
export function groupsOf(
  count: number,
  pairs: readonly Pair[],
  conflict: (a: number, b: number) => boolean,
): number[][] {
  const groupOf = Array.from(
    { length: count },
    (_, i): Group => ({ members: [i], foes: new Set() }),
  );
  for (const { a, b } of pairs.toSorted((x, y) => y.sure - x.sure)) {
    join(groupOf[a]!, groupOf[b]!, groupOf, conflict);
  }
  return [...new Set(groupOf)].map(({ members }) => members.sort((a, b) => a - b));
}

interface Group {
  members: number[];
  /** Groups that it conflicts with: they never become one, so each two are asked about once. */
  foes: Set<Group>;
}

function join(
  a: Group,
  b: Group,
  groupOf: Group[],
  conflict: (a: number, b: number) => boolean,
): void {
  if (a === b || a.foes.has(b)) return;
  const [large, small] = a.members.length < b.members.length ? [b, a] : [a, b];
  if (small.members.some((one) => large.members.some((other) => conflict(one, other)))) {
    a.foes.add(b);
    b.foes.add(a);
    return;
  }
  for (const foe of small.foes) {
    foe.foes.delete(small);
    foe.foes.add(large);
    large.foes.add(foe);
  }
  for (const member of small.members) groupOf[member] = large;
  large.members.push(...small.members);
}
