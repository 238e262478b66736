/**
 * The terms of the score and what each weighs. A score is the sum over the terms of weight x signal;
 * signals lie in [0, 1] (`preference` in [-1, 1]), so a weight is the most a term can add.
 */

/**
 * Every term: meaning of its signal. Range of the weights: 0 to 10 (penalties: -10 to 0); a weight of
 * zero switches the term off, in the score and among the reasons.
 */
export const TERMS = {
  similarity: "content close to several of the member's events (decayed mean of cosine^3)",
  recent_similarity: "content close to the last three events",
  organiser_affinity: "how often the member chose this organiser, decayed",
  attend_rate: "share of the organiser's events since the first visit that the member chose",
  co_membership: "members of the member's organisers choose this organiser too",
  popularity:
    "votes that events of this organiser get, shrunk and decayed; votes of the event itself",
  first_visits: "share of new faces among those who choose this organiser",
  weekday_habit: "day and hour of the week at which the member goes out",
  hour_habit: "hour of the day at which the member goes out",
  series: "the member chose earlier events of this series",
  preference: "declared preference for the category",
  soon: "starts soon",
  fresh: "was posted lately",
  fatigue: "is of the kind that the member said no to lately",
  unclicked: "was shown to this member before, without a click",
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

export const DEFAULT_WEIGHTS: WeightSets = {
  familiar: {
    similarity: 2,
    recent_similarity: 0.5,
    organiser_affinity: 2,
    attend_rate: 3,
    co_membership: 1.5,
    popularity: 0.6,
    first_visits: 0.2,
    weekday_habit: 1.5,
    hour_habit: 0.3,
    series: 0.6,
    preference: 1.5,
    soon: 0.2,
    fresh: 0.1,
    fatigue: -2,
    unclicked: -1,
  },
  discovery: {
    similarity: 2,
    recent_similarity: 0.5,
    organiser_affinity: 0,
    attend_rate: 0,
    co_membership: 2,
    popularity: 1.5,
    first_visits: 1,
    weekday_habit: 1,
    hour_habit: 0.3,
    series: 0,
    preference: 2,
    soon: 0.2,
    fresh: 0.1,
    fatigue: -2,
    unclicked: -1,
  },
};

/** Time constants and shrinkage of the signals; days unless said otherwise. */
export const CONSTANTS = {
  /** Half-life of a member's vote. */
  voteHalfLife: 90,
  /** Half-life of an event in the popularity of its organiser. */
  popularityHalfLife: 60,
  /** Events' worth of the community's mean that an organiser's popularity starts from. */
  popularityPrior: 2,
  /** Members added below the line of co-membership, so that two shared members prove little. */
  coMembershipPrior: 5,
  /** Half-life of the fatigue after a dislike. */
  fatigueHalfLife: 30,
  /** Spread of a habit around its hour, in hours. */
  habitHours: 2,
  /** Days until `soon` has halved. */
  soonHalfLife: 7,
  /** Days until `fresh` has halved. */
  freshHalfLife: 7,
  /** Showings without a click until `unclicked` has reached a half. */
  unclickedHalf: 3,
} as const;
