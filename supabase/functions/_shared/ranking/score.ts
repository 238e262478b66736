/** The score: a linear sum of named signals. */
import type { Pool } from "./pool.ts";
import type { Profile } from "./profile.ts";
import type { SharedFacts } from "./signals/shared.ts";
import { type SharedTerm, type Term, TERM_NAMES, TERMS } from "./terms.ts";
import type { Weights } from "./weights.ts";

/** Values by term, one number per candidate. */
export type Signals = Readonly<Record<Term, Float64Array>>;

/** Values of the signals that are the same for all members, by term. */
export type SharedSignals = Readonly<Record<SharedTerm, Float64Array>>;

/** Computes the shared signals of every candidate, once per pool. */
export function computeSharedSignals(facts: SharedFacts): SharedSignals {
  const entries = TERM_NAMES.flatMap((term) => {
    const { shared } = TERMS[term];
    return shared ? [[term, shared(facts)]] : [];
  });
  return Object.fromEntries(entries);
}

/** Computes every signal of every candidate for one member. */
export function computeSignals(profile: Profile, pool: Pool): Signals {
  const personal = TERM_NAMES.flatMap((term) => {
    const { signal } = TERMS[term];
    if (!signal) return [];
    const out = new Float64Array(pool.candidates.length);
    signal(profile, pool, out);
    return [[term, out]];
  });
  return { ...Object.fromEntries(personal), ...pool.shared } as Signals;
}

/** The weighted sum over the terms, one number per candidate. */
export function scoreAll(signals: Signals, weights: Weights): Float64Array {
  const scores = new Float64Array(signals.soon.length);
  for (const term of TERM_NAMES) {
    const weight = weights[term];
    if (weight === 0) continue;
    const signal = signals[term];
    for (let i = 0; i < scores.length; i++) scores[i]! += weight * signal[i]!;
  }
  return scores;
}
