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
