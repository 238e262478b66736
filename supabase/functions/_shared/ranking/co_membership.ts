/** Co-membership: how far two organisers share their members. */
import type { OrganiserPairRow } from "./types.ts";
import { CONSTANTS } from "./constants.ts";

/** An organiser, reduced to the facts that co-membership needs. */
export interface Party {
  name: string;
  category: string | null;
}

/** Co-membership of any two organisers, known or not. */
export interface CoMembership {
  /** In [0, 1), symmetric; high for an organiser with itself. */
  between: (a: Party, b: Party) => number;
  /** Distinct members with a positive vote for both organisers, by name. */
  shared: (a: string, b: string) => number;
  /** Lift of two categories: above 1, their organisers share more members than chance predicts. */
  lift: (a: string | null, b: string | null) => number;
}

/**
 * Organisers, their members, and the members that pairs share. Organisers are numbered because
 * there can be half a million pairs.
 */
export interface Sharing {
  names: readonly string[];
  /** Distinct members of each organiser. */
  sizes: readonly number[];
  /** Distinct members that organisers `a` and `b` < `a` share, by number. */
  shared: (a: number, b: number) => number;
  /** Members in the count, the N of the lift. */
  voters: number;
}

/**
 * Lift of the shared members over chance, n_ab N / (n_a n_b), mapped to [0, 1) as lift / (lift +
 * half).
 *
 * The fewer members two organisers have, the more their lift is shrunk towards the lift of their
 * categories. So an organiser without members has a value, too.
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

/**
 * The same lift over all pairs of two different organisers of these categories, shrunk towards 1.
 */
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

/** Turns rows of pairs into a `Sharing`, numbering the organisers in order of appearance. */
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
