/** How much the members of one organiser take to another. */
import type { CommunityRows } from "./types.ts";
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

type Rows = Pick<CommunityRows, "pairs" | "voters">;

/**
 * Lift of the shared members over what chance would share, n_ab N / (n_a n_b), brought into [0, 1) as
 * lift / (lift + half). The fewer members speak, the more it is drawn to the lift of the two
 * categories, so that an organiser without any members has one, too.
 */
export function coMembershipOf(
  rows: Rows,
  categoryOf: (organiser: string) => string | null,
): CoMembership {
  const { coMembershipPrior: prior, coMembershipHalf: half } = CONSTANTS;
  const members = new Map<string, number>();
  for (const { organiser_a: a, organiser_b: b, members: n } of rows.pairs) {
    members.set(pair(a, b), n);
    members.set(pair(b, a), n);
  }
  const shared = (a: string, b: string) => members.get(pair(a, b)) ?? 0;
  const lift = categoryLift(rows, categoryOf);
  const between = (a: Party, b: Party) => {
    const [sizeA, sizeB] = [shared(a.name, a.name), shared(b.name, b.name)];
    const expected = lift(a.category, b.category) * prior * (sizeA + sizeB + prior);
    const observed = shared(a.name, b.name) * rows.voters;
    const drawn = (observed + expected) / ((sizeA + prior) * (sizeB + prior));
    return drawn / (drawn + half);
  };
  return { between, shared, lift };
}

/** The same lift over all pairs of two different organisers of these categories, drawn to 1. */
function categoryLift(
  { pairs, voters }: Rows,
  categoryOf: (organiser: string) => string | null,
): CoMembership["lift"] {
  const sums = new Map<string | null, number>();
  const squares = new Map<string | null, number>();
  const shared = new Map<string, number>();
  for (const { organiser_a, organiser_b, members } of pairs) {
    const [a, b] = [categoryOf(organiser_a), categoryOf(organiser_b)];
    if (organiser_a === organiser_b) {
      add(sums, a, members);
      add(squares, a, members ** 2);
    } else {
      add(shared, pair(a, b), members);
      add(shared, pair(b, a), members);
    }
  }
  const { coMembershipPrior: prior } = CONSTANTS;
  return (a, b) => {
    const all = (sums.get(a) ?? 0) * (sums.get(b) ?? 0) - (a === b ? squares.get(a) ?? 0 : 0);
    return ((shared.get(pair(a, b)) ?? 0) + prior) / (all / Math.max(1, voters) + prior);
  };
}

function pair(a: string | null, b: string | null): string {
  return `${a}\n${b}`;
}

function add<K>(sums: Map<K, number>, key: K, n: number): void {
  sums.set(key, (sums.get(key) ?? 0) + n);
}
