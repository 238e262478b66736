/**
 * Turns maximum-likelihood weights into weights that rank well: coordinate ascent on NDCG@10
 * (Metzler and Croft 2007), starting at the logit's solution. Uses few large steps to limit
 * overfitting.
 */
import { type Choice, fitLogit } from "./logit.ts";

const STEPS = [0.4, 0.2, 0.1];

/** Raises the mean over `groups` of their mean NDCG@10; groups have equal weight. */
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

/**
 * Scales weights to log-odds without changing the ranking. NDCG does not depend on the scale, so
 * the most likely scale is used. Diversity subtracts from odds, so the scale matters there.
 */
export function rescale(weights: Float64Array, choices: readonly Choice[]): Float64Array {
  const scores = choices.map((choice) => ({
    ...choice,
    x: new Float32Array(scoresOf(choice, weights)),
  }));
  const [scale] = fitLogit(scores, 1, { ridge: 0 });
  return weights.map((weight) => weight * scale!);
}

function quality(weights: Float64Array, groups: readonly Choice[][]): number {
  const means = groups.filter((group) => group.length > 0).map((group) => {
    return group.reduce((sum, choice) => sum + ndcgOf(choice, weights), 0) / group.length;
  });
  return means.reduce((a, b) => a + b, 0) / means.length;
}

/** NDCG@10 by the positions of the chosen candidates, without sorting. */
function ndcgOf(choice: Choice, weights: Float64Array): number {
  const { chosen } = choice;
  const scores = scoresOf(choice, weights);
  let gain = 0;
  for (const hit of chosen) {
    const place = placeOf(hit, scores);
    if (place < 10) gain += 1 / Math.log2(place + 2);
  }
  let ideal = 0;
  for (let place = 0; place < Math.min(10, chosen.size); place++) ideal += 1 / Math.log2(place + 2);
  return gain / ideal;
}

function scoresOf({ x, candidates }: Choice, weights: Float64Array): Float64Array {
  const width = weights.length;
  const scores = new Float64Array(candidates);
  for (let i = 0; i < candidates; i++) {
    let score = 0;
    for (let j = 0, at = i * width; j < width; j++, at++) score += weights[j]! * x[at]!;
    scores[i] = score;
  }
  return scores;
}

/** Positions start at 0; equal scores keep their order. */
function placeOf(hit: number, scores: Float64Array): number {
  let place = 0;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i]! > scores[hit]! || (scores[i] === scores[hit] && i < hit)) place++;
  }
  return place;
}
