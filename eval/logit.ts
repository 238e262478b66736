/**
 * Conditional logit (McFadden 1974): a candidate with score s is chosen with probability
 * softmax(s), and the score is linear in its signals. Maximum likelihood is a convex problem, so a
 * fit has one solution and needs no seed.
 */

/** One list and the chosen candidates. */
export interface Choice {
  /** Signals, one row of `width` numbers per candidate. */
  x: Float32Array;
  candidates: number;
  chosen: ReadonlySet<number>;
}

/** Options of a fit. */
export interface FitOptions {
  /** Strength of the L2 regularisation. */
  ridge?: number;
  rounds?: number;
}

/** Likelihood, gradient and curvature at some weights. */
interface Surface {
  value: number;
  slope: Float64Array;
  /** Negative second derivative, row by row. */
  curvature: Float64Array;
}

/**
 * Maximum-likelihood weights that are not negative, because a signal must never count against an
 * event. Uses Newton's method on the free weights, halving steps that overshoot.
 */
export function fitLogit(
  choices: readonly Choice[],
  width: number,
  { ridge = 5e-4, rounds = 30 }: FitOptions = {},
): Float64Array {
  let weights = new Float64Array(width).fill(0.5);
  let at = surface(choices, weights, ridge);
  for (let round = 0; round < rounds; round++) {
    const step = newtonStep(at, weights);
    let next = at;
    let tried = weights;
    for (let scale = 1; scale > 1e-3; scale /= 2) {
      tried = weights.map((w, j) => Math.max(0, w + scale * step[j]!));
      next = surface(choices, tried, ridge);
      if (next.value >= at.value) break;
    }
    if (next.value - at.value < 1e-7) break;
    [weights, at] = [tried, next];
  }
  return weights;
}

/** Means over the choices; several chosen candidates have equal shares. */
function surface(choices: readonly Choice[], weights: Float64Array, ridge: number): Surface {
  const width = weights.length;
  const total: Surface = {
    value: 0,
    slope: new Float64Array(width),
    curvature: new Float64Array(width * width),
  };
  for (const choice of choices) addChoice(choice, weights, total);
  total.value /= choices.length;
  for (let j = 0; j < width; j++) {
    total.slope[j] = total.slope[j]! / choices.length - ridge * weights[j]!;
    total.value -= (ridge / 2) * weights[j]! ** 2;
  }
  total.curvature = total.curvature.map((c, at) =>
    c / choices.length + (at % (width + 1) === 0 ? ridge : 0)
  );
  return total;
}

function addChoice({ x, candidates, chosen }: Choice, weights: Float64Array, total: Surface): void {
  const width = weights.length;
  const p = softmax(x, candidates, weights);
  const mean = new Float64Array(width);
  for (let i = 0; i < candidates; i++) {
    const row = i * width;
    const hit = chosen.has(i) ? 1 / chosen.size : 0;
    if (hit > 0) total.value += hit * Math.log(Math.max(p[i]!, 1e-300));
    const residual = hit - p[i]!;
    for (let j = 0; j < width; j++) {
      total.slope[j]! += residual * x[row + j]!;
      const weighted = p[i]! * x[row + j]!;
      mean[j]! += weighted;
      if (weighted === 0) continue;
      for (let k = 0; k < width; k++) total.curvature[j * width + k]! += weighted * x[row + k]!;
    }
  }
  for (let j = 0; j < width; j++) {
    for (let k = 0; k < width; k++) total.curvature[j * width + k]! -= mean[j]! * mean[k]!;
  }
}

function softmax(x: Float32Array, candidates: number, weights: Float64Array): Float64Array {
  const width = weights.length;
  const p = new Float64Array(candidates);
  for (let i = 0; i < candidates; i++) {
    for (let j = 0; j < width; j++) p[i]! += weights[j]! * x[i * width + j]!;
  }
  const most = p.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let i = 0; i < candidates; i++) sum += p[i] = Math.exp(p[i]! - most);
  return p.map((value) => value / sum);
}

/** Moves the free weights together; weights at zero with a negative gradient stay. */
function newtonStep({ slope, curvature }: Surface, weights: Float64Array): Float64Array {
  const width = weights.length;
  const free = Array.from(weights.keys()).filter((j) => weights[j]! > 0 || slope[j]! > 0);
  const matrix = free.map((j) => free.map((k) => curvature[j * width + k]!));
  const moves = solve(matrix, free.map((j) => slope[j]!));
  const step = new Float64Array(width);
  free.forEach((j, at) => step[j] = moves[at]!);
  return step;
}

/** Gauss-Jordan elimination; the matrix is positive definite. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  rows.forEach((pivot, i) => {
    const scale = 1 / pivot[i]!;
    for (let k = i; k < pivot.length; k++) pivot[k]! *= scale;
    for (const row of rows) {
      const factor = row[i]!;
      if (row === pivot || factor === 0) continue;
      for (let k = i; k < row.length; k++) row[k]! -= factor * pivot[k]!;
    }
  });
  return rows.map((row) => row.at(-1)!);
}
