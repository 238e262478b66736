/** How much the members of one organiser take to another. */
import type { OrganiserPairRow } from "./types.ts";
import { CONSTANTS } from "./weights.ts";

/** An organiser as co-membership sees it. */
export interface Party {
  name: string;
  category: string | null;
}

export interface CoMembership {
  /** In [0, 1), the same both ways; high for an organiser with itself. */
  between: (a: Party, b: Party) => number;
  /** Distinct members that both have. */
  shared: (a: string, b: string) => number;
  /** The lift of two categories: above 1, organisers of both share more members than by chance. */
  lift: (a: string | null, b: string | null) => number;
}

/** Organisers with the members they have, and share; by number, as there may be half a million pairs. */
export interface Sharing {
  names: readonly string[];
  /** Distinct members of each. */
  sizes: readonly number[];
  /** Distinct members that organisers `a` and `b` < `a` share. */
  shared: (a: number, b: number) => number;
  /** Members that were counted. */
  voters: number;
}

/**
 * Lift of the shared members over what chance would share, n_ab N / (n_a n_b), brought into [0, 1) as
 * lift / (lift + half). The fewer members speak, the more it is drawn to the lift of the two
 * categories, so that an organiser without any members has one, too.
 */
export function coMembershipOf(
  sharing: Sharing,
  categoryOf: (organiser: string) => string | null,
): CoMembership {
  const { coMembershipPrior: prior, coMembershipHalf: half } = CONSTANTS;
  const numbers = new Map(sharing.names.map((name, i) => [name, i]));
  const shared = (a: string, b: string) => {
    const [i, j] = [numbers.get(a), numbers.get(b)];
    if (i === undefined || j === undefined) return 0;
    return i === j ? sharing.sizes[i]! : sharing.shared(Math.max(i, j), Math.min(i, j));
  };
  const lift = categoryLift(sharing, sharing.names.map(categoryOf));
  const between = (a: Party, b: Party) => {
    const [sizeA, sizeB] = [shared(a.name, a.name), shared(b.name, b.name)];
    const expected = lift(a.category, b.category) * prior * (sizeA + sizeB + prior);
    const observed = shared(a.name, b.name) * sharing.voters;
    const drawn = (observed + expected) / ((sizeA + prior) * (sizeB + prior));
    return drawn / (drawn + half);
  };
  return { between, shared, lift };
}

/** The same lift over all pairs of two different organisers of these categories, drawn to 1. */
function categoryLift(
  { sizes, shared, voters }: Sharing,
  categories: readonly (string | null)[],
): CoMembership["lift"] {
  const names = [...new Set(categories)];
  const places = categories.map((category) => names.indexOf(category));
  const sums = names.map(() => 0);
  const squares = names.map(() => 0);
  const together = names.map(() => names.map(() => 0));
  places.forEach((at, a) => {
    sums[at]! += sizes[a]!;
    squares[at]! += sizes[a]! ** 2;
    for (let b = 0; b < a; b++) {
      const n = shared(a, b);
      together[at]![places[b]!]! += n;
      together[places[b]!]![at]! += n;
    }
  });
  const { coMembershipPrior: prior } = CONSTANTS;
  return (a, b) => {
    const [i, j] = [names.indexOf(a), names.indexOf(b)];
    const both = i < 0 || j < 0 ? 0 : together[i]![j]!;
    const all = (sums[i] ?? 0) * (sums[j] ?? 0) - (i === j ? squares[i] ?? 0 : 0);
    return (both + prior) / (all / Math.max(1, voters) + prior);
  };
}

/** Pairs as rows, by number. */
export function sharingOf(pairs: readonly OrganiserPairRow[], voters: number): Sharing {
  const names = [...new Set(pairs.flatMap(({ organiser_a: a, organiser_b: b }) => [a, b]))];
  const numbers = new Map(names.map((name, i) => [name, i]));
  const sizes = names.map(() => 0);
  const rows = names.map((_, i) => new Float64Array(i));
  for (const { organiser_a, organiser_b, members } of pairs) {
    const [a, b] = [numbers.get(organiser_a)!, numbers.get(organiser_b)!];
    if (a === b) sizes[a] = members;
    else rows[Math.max(a, b)]![Math.min(a, b)] = members;
  }
  return { names, sizes, shared: (a, b) => rows[a]![b]!, voters };
}
