/**
 * The terms of the score, a row each: what a term measures, its weight, and its words as a reason.
 * A score is the sum of weight x signal over the terms. Signals lie in [0, 1] (`preference` in
 * [-1, 1]), so a weight is the most that a term can add. Scores are log-odds: one more multiplies
 * the odds of being chosen by e.
 *
 * A new term is a row here and its function. `deno task docs:terms` writes the table of
 * docs/scoring.md, and `deno task eval:fit` fits the weights.
 */
import { citeCategoryAffinity, citeClosest, citePreference } from "./reasons/cite_content.ts";
import {
  citeComeback,
  citeFirstVisits,
  citeNewcomer,
  citeNovelty,
  citePopularity,
  citeRecruits,
} from "./reasons/cite_others.ts";
import {
  citeAttendRate,
  citeCoMembership,
  citeOrganiserHour,
  citeReturnRate,
  citeSeries,
} from "./reasons/cite_organiser.ts";
import { citeFresh, citeHourHabit, citeSoon } from "./reasons/cite_time.ts";
import type { Cite } from "./reasons/evidence.ts";
import { categoryAffinity, closest, preference } from "./signals/content.ts";
import { fatigue, series, unanswered } from "./signals/feedback.ts";
import { hourHabit } from "./signals/habit.ts";
import { attendRate, coMembership, organiserHour, returnRate } from "./signals/organiser.ts";
import {
  comeback,
  firstVisits,
  fresh,
  newcomer,
  novelty,
  popularity,
  recruits,
  type SharedSignal,
  soon,
} from "./signals/shared.ts";
import type { Signal } from "./signals/signal.ts";

interface TermRow {
  /** Meaning of the signal. */
  says: string;
  /** Formula of the signal; w is the decayed weight of a vote. */
  formula: string;
  /**
   * From 0 to 15, or from -10 to 0 for a penalty; 0 removes the term from the score and from the
   * reasons. One number for a term that past choices cannot fit: set by judgement.
   */
  weight: number | { familiar: number; discovery: number };
  /** The signal of one member … */
  signal?: Signal;
  /** … or the one that is the same for all members. */
  shared?: SharedSignal;
  /** Terms of one family say nearly the same, so only the strongest becomes a reason. */
  family?: string;
  /** Its words; without them the term is never a reason. */
  cite?: Cite;
}

const ROWS = {
  closest: {
    says: "content close to one event the member chose",
    formula: "max cos, after the candidates' mean vector was taken off all",
    weight: { familiar: 0.92, discovery: 2.44 },
    signal: closest,
    family: "content",
    cite: citeClosest,
  },
  category_affinity: {
    says: "how often the member chose this category",
    formula: "n / (n + 1), n = sum(w) in the category",
    weight: { familiar: 0.76, discovery: 0.76 },
    signal: categoryAffinity,
    family: "category",
    cite: citeCategoryAffinity,
  },
  attend_rate: {
    says: "share of the organiser's events since the first visit that the member chose",
    formula: "log(1 + 99 r) / log 100, r = attended / (held since the first visit + 1)",
    weight: { familiar: 2.82, discovery: 0 },
    signal: attendRate,
    family: "organiser",
    cite: citeAttendRate,
  },
  return_rate: {
    says: "share of the organiser's attendees who had come before, if the member knows it",
    formula: "1 - first votes / votes, of an organiser the member knows",
    weight: { familiar: 0.95, discovery: 0 },
    signal: returnRate,
    family: "organiser",
    cite: citeReturnRate,
  },
  organiser_hour: {
    says: "attend-rate at the organiser's events around this hour of the week",
    formula: "attend_rate over events within 3 h of this hour of the week",
    weight: { familiar: 0.78, discovery: 0 },
    signal: organiserHour,
    family: "organiser",
    cite: citeOrganiserHour,
  },
  series: {
    says: "the member chose earlier events of this series",
    formula: "n / (n + 1), same organisers and same title without dates and numbers",
    weight: { familiar: 2.18, discovery: 0 },
    signal: series,
    family: "organiser",
    cite: citeSeries,
  },
  co_membership: {
    says: "members that this organiser shares with the member's organisers",
    formula:
      "mean over the member's organisers, itself among them, of l / (l + 5), l = (n_ab N + 20 c (n_a + n_b + 20)) / ((n_a + 20)(n_b + 20)), c the same lift of the two categories",
    weight: { familiar: 4.4, discovery: 6.04 },
    signal: coMembership,
    family: "organiser",
    cite: citeCoMembership,
  },
  popularity: {
    says: "members per event of this organiser and series",
    formula: "log(1 + r) / log 101, r = votes per event",
    weight: { familiar: 1.33, discovery: 1.06 },
    shared: popularity,
    family: "others",
    cite: citePopularity,
  },
  first_visits: {
    says: "members per event who are new to this organiser",
    formula: "log(1 + 10 f) / log 1001, f = votes by members new to the organiser, per event",
    weight: { familiar: 1.05, discovery: 2.13 },
    shared: firstVisits,
    family: "others",
    cite: citeFirstVisits,
  },
  recruits: {
    says: "members whose first event ever was one of this organiser's",
    formula: "the same for members new to everything",
    weight: { familiar: 1.44, discovery: 3.79 },
    shared: recruits,
    family: "others",
    cite: citeRecruits,
  },
  comeback: {
    says: "time since the organiser's last event",
    formula: "log(1 + days since the last event) / log 366",
    weight: { familiar: 0.82, discovery: 0.94 },
    shared: comeback,
    family: "newcomer",
    cite: citeComeback,
  },
  newcomer: {
    says: "the organiser held few events so far",
    formula: "1 / (1 + events in the past year)",
    weight: { familiar: 0.42, discovery: 0.85 },
    shared: newcomer,
    family: "newcomer",
    cite: citeNewcomer,
  },
  novelty: {
    says: "the organiser held few events of this series so far",
    formula: "1 - log(1 + n) / log 30, n = decayed events of the series",
    weight: { familiar: 1.42, discovery: 0.22 },
    shared: novelty,
    family: "newcomer",
    cite: citeNovelty,
  },
  hour_habit: {
    says: "the member often chose events around this hour of the day",
    formula: "n / (n + 1), n = sum(w K), K Gaussian of 3 h on the day",
    weight: { familiar: 0.59, discovery: 0.82 },
    signal: hourHabit,
    family: "habit",
    cite: citeHourHabit,
  },
  preference: {
    says: "declared preference for the category",
    formula: "2 p - 1",
    weight: { familiar: 2, discovery: 3.91 },
    signal: preference,
    family: "category",
    cite: citePreference,
  },
  soon: {
    says: "starts soon",
    formula: "2^(-days / 14)",
    weight: 0.3,
    shared: soon,
    family: "soon",
    cite: citeSoon,
  },
  fresh: {
    says: "was posted lately",
    formula: "2^(-days since posted / 7)",
    weight: 0.3,
    shared: fresh,
    family: "fresh",
    cite: citeFresh,
  },
  fatigue: {
    says: "is similar to events that the member disliked lately",
    formula: "min(1, sum over dislikes of 2^(-days / 30) x kinship)",
    weight: -4,
    signal: fatigue,
  },
  unanswered: {
    says: "was shown to this member before, without a vote",
    formula: "1 - 2^(-days shown / 3)",
    weight: -2,
    signal: unanswered,
  },
} satisfies Record<string, TermRow>;

/** Name of a term. */
export type Term = keyof typeof ROWS;
/** Names of the terms whose signal is the same for all members. */
export type SharedTerm = {
  [Name in Term]: (typeof ROWS)[Name] extends { shared: SharedSignal } ? Name : never;
}[Term];

/** All terms, in the order in which docs and answers list them. */
export const TERMS: Readonly<Record<Term, TermRow>> = ROWS;
/** Names of all terms, in the order of `TERMS`. */
export const TERM_NAMES = Object.keys(ROWS) as readonly Term[];
/** Names of the terms whose weights `deno task eval:fit` fits. */
export const FITTED_TERMS = TERM_NAMES.filter((term) => typeof TERMS[term].weight === "object");
