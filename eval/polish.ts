/**
 * From likely weights to weights that rank well: coordinate ascent on NDCG@10 (Metzler and Croft
 * 2007), starting where the logit left off. Few large steps, so that it has little to overfit with.
 */
import type { Choice } from "./logit.ts";

const STEPS = [0.4, 0.2, 0.1];

/** Raises the mean over `groups` of their mean NDCG@10; each group counts the same. */
export function polish(start: Float64Array, groups: readonly Choice[][]): Float64Array {
  let weights = start;
  let best = quality(weights, groups);
  for (const step of STEPS) {
    for (let j = 0; j < weights.length; j++) {
      for (const factor of [1 + step, 1 - step]) {
        const tried = weights.with(j, weights[j]! * factor);
        if (tried[j] === weights[j]) continue;
        const value = quality(tried, groups);
        if (value > best + 1e-5) [weights, best] = [tried, value];
      }
    }
  }
  return weights;
}

function quality(weights: Float64Array, groups: readonly Choice[][]): number {
  const means = groups.filter((group) => group.length > 0).map((group) => {
    return group.reduce((sum, choice) => sum + ndcgOf(choice, weights), 0) / group.length;
  });
  return means.reduce((a, b) => a + b, 0) / means.length;
}

/** NDCG@10 by the places of what was chosen, without sorting. */
export function ndcgOf({ x, candidates, chosen }: Choice, weights: Float64Array): number {
  const width = weights.length;
  const scores = new Float64Array(candidates);
  for (let i = 0; i < candidates; i++) {
    let score = 0;
    for (let j = 0, at = i * width; j < width; j++, at++) score += weights[j]! * x[at]!;
    scores[i] = score;
  }
  let gain = 0;
  for (const hit of chosen) {
    const place = placeOf(hit, scores);
    if (place < 10) gain += 1 / Math.log2(place + 2);
  }
  let ideal = 0;
  for (let place = 0; place < Math.min(10, chosen.size); place++) ideal += 1 / Math.log2(place + 2);
  return gain / ideal;
}

/** Places count from 0; equal scores keep their order. */
function placeOf(hit: number, scores: Float64Array): number {
  let place = 0;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i]! > scores[hit]! || (scores[i] === scores[hit] && i < hit)) place++;
  }
  return place;
}
