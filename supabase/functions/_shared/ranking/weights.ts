/**
 * The terms of the score and their weights. A score is the sum of weight x signal over the terms.
 * Signals lie in [0, 1] (`preference` in [-1, 1]), so a weight is the most that a term can add.
 * Scores are log-odds: one more multiplies the odds of being chosen by e.
 */

/**
 * Every term with the meaning of its signal. Weights range from 0 to 15 (penalties from -10 to 0).
 * A weight of zero removes the term from the score and from the reasons.
 */
export const TERMS = {
  closest: "content close to one event the member chose",
  category_affinity: "how often the member chose this category",
  attend_rate: "share of the organiser's events since the first visit that the member chose",
  return_rate: "share of the organiser's attendees who had come before, if the member knows it",
  organiser_hour: "attend-rate at the organiser's events around this hour of the week",
  series: "the member chose earlier events of this series",
  co_membership: "members that this organiser shares with the member's organisers",
  popularity: "members per event of this organiser and series",
  first_visits: "members per event who are new to this organiser",
  recruits: "members whose first event ever was one of this organiser's",
  comeback: "time since the organiser's last event",
  newcomer: "the organiser held few events so far",
  novelty: "the organiser held few events of this series so far",
  hour_habit: "the member often chose events around this hour of the day",
  preference: "declared preference for the category",
  soon: "starts soon",
  fresh: "was posted lately",
  fatigue: "is similar to events that the member disliked lately",
  unanswered: "was shown to this member before, without a vote",
} as const;

/** Name of a term. */
export type Term = keyof typeof TERMS;
/** Names of all terms, in the order of `TERMS`. */
export const TERM_NAMES = Object.keys(TERMS) as readonly Term[];
/** A weight for every term. */
export type Weights = Readonly<Record<Term, number>>;

/** Two sets of weights, because a member chooses differently among known and new organisers. */
export interface WeightSets {
  /** Ranks everything for a member with history. */
  familiar: Weights;
  /** Ranks organisers new to the member: the discovery place, and every place without history. */
  discovery: Weights;
}

/** Terms that past choices cannot fit: set by judgement, equal in both sets. */
const UNFITTED = { soon: 0.3, fresh: 0.3, fatigue: -4, unanswered: -2 } as const;

/** Fitted by `deno task eval:fit`; see docs/scoring.md. */
export const DEFAULT_WEIGHTS: WeightSets = {
  familiar: {
    closest: 0.92,
    category_affinity: 0.76,
    attend_rate: 2.82,
    return_rate: 0.95,
    organiser_hour: 0.78,
    series: 2.18,
    co_membership: 4.4,
    popularity: 1.33,
    first_visits: 1.05,
    recruits: 1.44,
    comeback: 0.82,
    newcomer: 0.42,
    novelty: 1.42,
    hour_habit: 0.59,
    preference: 2,
    ...UNFITTED,
  },
  discovery: {
    closest: 2.44,
    category_affinity: 0.76,
    attend_rate: 0,
    return_rate: 0,
    organiser_hour: 0,
    series: 0,
    co_membership: 6.04,
    popularity: 1.06,
    first_visits: 2.13,
    recruits: 3.79,
    comeback: 0.94,
    newcomer: 0.85,
    novelty: 0.22,
    hour_habit: 0.82,
    preference: 3.91,
    ...UNFITTED,
  },
};

/** Time constants and shrinkage of the signals, in days unless stated otherwise. */
export const CONSTANTS = {
  /** Half-life of a member's vote. */
  voteHalfLife: 90,
  /** Half-life of an event in the popularity of its organiser and series. */
  popularityHalfLife: 120,
  /** Number of average events added to an organiser's record before its rate is computed. */
  popularityPrior: 2,
  /** Distinct members of an organiser at which half of their votes count. */
  credenceHalf: 10,
  /**
   * Members added to each organiser, shared as its category predicts, because a few members prove
   * little.
   */
  coMembershipPrior: 20,
  /** Lift at which co-membership is 0.5. */
  coMembershipHalf: 5,
  /**
   * Zero vectors added to the candidates' mean, so that a few candidates keep their differences.
   */
  commonPrior: 10,
  /** Number of events of a series at which its novelty is 0. */
  usualSeries: 29,
  /** Standard deviation of a habit around its hour, in hours. */
  habitHours: 3,
  /** Half-life of the fatigue after a dislike. */
  fatigueHalfLife: 30,
  /** Half-life of `soon`. */
  soonHalfLife: 14,
  /** Half-life of `fresh`. */
  freshHalfLife: 7,
  /** Days shown without a vote at which `unanswered` is 0.5. */
  unansweredHalf: 3,
} as const;
