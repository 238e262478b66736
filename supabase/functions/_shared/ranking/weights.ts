/**
 * The terms of the score and what each weighs. A score is the sum over the terms of weight x signal;
 * signals lie in [0, 1] (`preference` in [-1, 1]), so a weight is the most a term can add. Scores are
 * log-odds: one more is e times as likely to be chosen.
 */

/**
 * Every term and what its signal says. Range of the weights: 0 to 15 (penalties: -10 to 0); a weight
 * of zero switches the term off, in the score and among the reasons.
 */
export const TERMS = {
  closest: "content close to one event the member chose",
  category_affinity: "how often the member chose this category",
  attend_rate: "share of the organiser's events since the first visit that the member chose",
  return_rate: "share of those who come to an organiser the member knows who had come before",
  organiser_hour: "attend-rate at the organiser's events around this hour of the week",
  series: "the member chose earlier events of this series",
  co_membership: "members of the member's organisers choose this organiser too",
  popularity: "members that events of this organiser and series draw",
  first_visits: "members that this organiser draws for the first time",
  recruits: "members whose first event ever was one of this organiser",
  comeback: "time since the organiser's last event",
  newcomer: "the organiser held few events so far",
  novelty: "the organiser held few events of this series so far",
  hour_habit: "hour of the day at which the member goes out",
  preference: "declared preference for the category",
  soon: "starts soon",
  fresh: "was posted lately",
  fatigue: "is of the kind that the member said no to lately",
  unanswered: "was shown to this member before, without a vote",
} as const;

export type Term = keyof typeof TERMS;
export const TERM_NAMES = Object.keys(TERMS) as readonly Term[];
export type Weights = Readonly<Record<Term, number>>;

/** Two sets: a member chooses differently among organisers they know and organisers new to them. */
export interface WeightSets {
  /** Ranks everything for a member with history. */
  familiar: Weights;
  /** Ranks organisers new to the member: the discovery place, and members without any history. */
  discovery: Weights;
}

/** Terms that no record of past choices can speak about: set by judgement, equal in both sets. */
const UNFITTED = { soon: 0.3, fresh: 0.3, fatigue: -4, unanswered: -2 } as const;

/** Fitted by `deno task eval:fit`, see docs/scoring.md. */
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

/** Time constants and shrinkage of the signals; days unless said otherwise. */
export const CONSTANTS = {
  /** Half-life of a member's vote. */
  voteHalfLife: 90,
  /** Half-life of an event in the popularity of its organiser and series. */
  popularityHalfLife: 120,
  /** Events' worth of the community's mean that an organiser's popularity starts from. */
  popularityPrior: 2,
  /** Distinct members of an organiser of whose votes half is believed. */
  credenceHalf: 10,
  /** Members added to each organiser, who share as its category does: few alone prove little. */
  coMembershipPrior: 20,
  /** Lift at which co-membership reaches a half. */
  coMembershipHalf: 5,
  /** Candidates with nothing in common added to the others, so that few do not lose what is theirs. */
  commonPrior: 10,
  /** Events of a series at which it has no novelty left. */
  usualSeries: 29,
  /** Spread of a habit around its hour, in hours. */
  habitHours: 3,
  /** Half-life of the fatigue after a dislike. */
  fatigueHalfLife: 30,
  /** Days until `soon` has halved. */
  soonHalfLife: 14,
  /** Days until `fresh` has halved. */
  freshHalfLife: 7,
  /** Days shown without a vote until `unanswered` has reached a half. */
  unansweredHalf: 3,
} as const;
