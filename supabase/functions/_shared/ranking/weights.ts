/** Two sets of weights, because a member chooses differently among known and new organisers. */
import { type Term, TERM_NAMES, TERMS } from "./terms.ts";

/** A weight for every term. */
export type Weights = Readonly<Record<Term, number>>;

export interface WeightSets {
  /** Ranks everything for a member with history. */
  familiar: Weights;
  /** Ranks organisers new to the member: the discovery place, and every place without history. */
  discovery: Weights;
}

/** The weights of `TERMS`. */
export const DEFAULT_WEIGHTS: WeightSets = {
  familiar: weightsOf("familiar"),
  discovery: weightsOf("discovery"),
};

function weightsOf(set: keyof WeightSets): Weights {
  const entries = TERM_NAMES.map((term) => {
    const { weight } = TERMS[term];
    return [term, typeof weight === "number" ? weight : weight[set]];
  });
  return Object.fromEntries(entries);
}
