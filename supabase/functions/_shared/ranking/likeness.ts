/**
 * From which cosine on two events are alike. How close unrelated texts come differs from one embedder to
 * the next (medians of .1 to .5 were measured), so the cut-off follows the catalogue. Pure.
 */

/** Cosines of the pairs of some events: the levels below which a tenth, a quarter and half of them are. */
export interface Levels {
  pairs: number;
  low: number;
  quarter: number;
  median: number;
}

/** Of so few pairs nobody can tell what is usual: this is what unrelated texts have offline. */
const FEW_PAIRS = 6;
const UNRELATED_OFFLINE = 0.1;
/** Of fewer pairs than ten events have, half may be alike: the median is no measure of the others. */
const MANY_PAIRS = 45;
/** How far above the usual one unrelated pair in 25 is, if it spreads above as it does below. */
const ABOVE_MEDIAN = 1.4;
const ABOVE_QUARTER = 4;
/** At least this part of the way from the usual to the same. */
const LEAST_SHARE = 0.1;

export function cutOff({ pairs, low, quarter, median }: Levels): number {
  if (pairs < FEW_PAIRS) return UNRELATED_OFFLINE;
  const isMany = pairs >= MANY_PAIRS;
  const usual = isMany ? median : quarter;
  const spread = (isMany ? ABOVE_MEDIAN : ABOVE_QUARTER) * (usual - low);
  return usual + Math.max(spread, LEAST_SHARE * (1 - usual));
}
