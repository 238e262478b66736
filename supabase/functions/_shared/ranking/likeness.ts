/**
 * The cosine from which two events count as alike. Cosines of unrelated texts differ between
 * embedding models (medians of .1 to .5 were measured), so the cut-off follows the catalogue. Pure.
 */

/** Quantiles of the cosines over pairs of events: the 10th, 25th and 50th percentiles. */
export interface Levels {
  pairs: number;
  low: number;
  quarter: number;
  median: number;
}

/**
 * Fewer pairs than this give no usable quantiles; the offline embedder's value for unrelated texts
 * is used instead.
 */
const FEW_PAIRS = 6;
const UNRELATED_OFFLINE = 0.1;
/**
 * Below this (the pairs of ten events), half of the pairs may be alike, so the median does not
 * describe unrelated ones.
 */
const MANY_PAIRS = 45;
/**
 * Distance of the top 4% of unrelated pairs above the middle, in spreads below it, if the
 * distribution is symmetric.
 */
const ABOVE_MEDIAN = 1.4;
const ABOVE_QUARTER = 4;
/** The cut-off is at least this share of the way from the middle to a cosine of 1. */
const LEAST_SHARE = 0.1;

/** The cut-off for these quantiles, a cosine. Pairs above it are alike. */
export function cutOff({ pairs, low, quarter, median }: Levels): number {
  if (pairs < FEW_PAIRS) return UNRELATED_OFFLINE;
  const isMany = pairs >= MANY_PAIRS;
  const usual = isMany ? median : quarter;
  const spread = (isMany ? ABOVE_MEDIAN : ABOVE_QUARTER) * (usual - low);
  return usual + Math.max(spread, LEAST_SHARE * (1 - usual));
}
