/** The score: a linear sum of named signals. */
import type { Pool } from "./pool.ts";
import type { Profile } from "./profile.ts";
import { categoryAffinity, closest, preference } from "./signals/content.ts";
import { fatigue, series, unanswered } from "./signals/feedback.ts";
import { hourHabit } from "./signals/habit.ts";
import { attendRate, coMembership, organiserHour, returnRate } from "./signals/organiser.ts";
import type { SharedSignals } from "./signals/shared.ts";
import type { Signal } from "./signals/signal.ts";
import { type Term, TERM_NAMES, type Weights } from "./weights.ts";

/** Values by term, one number per candidate. */
export type Signals = Readonly<Record<Term, Float64Array>>;

const PERSONAL: Readonly<Record<Exclude<Term, keyof SharedSignals>, Signal>> = {
  closest,
  category_affinity: categoryAffinity,
  attend_rate: attendRate,
  co_membership: coMembership,
  hour_habit: hourHabit,
  return_rate: returnRate,
  organiser_hour: organiserHour,
  series,
  preference,
  fatigue,
  unanswered,
};

/** Computes every signal of every candidate for one member. */
export function computeSignals(profile: Profile, pool: Pool): Signals {
  const personal = Object.entries(PERSONAL).map(([term, signal]) => {
    const out = new Float64Array(pool.candidates.length);
    signal(profile, pool, out);
    return [term, out] as const;
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
