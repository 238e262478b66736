/** Cosines between the events that members chose and the candidates. */
import { cosineRows } from "../vector/cosine_rows.ts";
import { CONSTANTS } from "./constants.ts";

/**
 * Returns a reader of a vector's cosines with all candidates. Negative cosines become 0; so does a
 * pair with a missing vector or vectors of different lengths.
 *
 * The candidates' mean is subtracted from every vector first (Mu and Viswanath 2018), because a
 * part that all candidates share does not distinguish them.
 *
 * @param whole The vectors to take the mean of, if `vectors` are only some of them.
 */
export function cosineReader(
  vectors: readonly (Float32Array | undefined)[],
  whole: readonly (Float32Array | undefined)[] = vectors,
) {
  const size = whole.find((v) => v !== undefined)?.length ?? 0;
  const unitOf = (vector: Float32Array | undefined) =>
    vector?.length === size ? unit(vector) : undefined;
  const common = commonPart(whole.map(unitOf), size);
  const restOf = (vector: Float32Array | undefined) => {
    const known = unitOf(vector);
    return known && without(known, common);
  };
  const read = cosineRows(vectors.map(restOf), size);
  return (vector: Float32Array | undefined): Float32Array => {
    const rest = restOf(vector);
    if (rest === undefined) return new Float32Array(vectors.length);
    const cosines = read(rest);
    for (let i = 0; i < cosines.length; i++) {
      const cosine = cosines[i]!;
      if (cosine < 0) cosines[i] = 0;
      else if (cosine > 1) cosines[i] = 1;
    }
    return cosines;
  };
}

/**
 * The mean, shrunk towards zero: a few candidates cannot separate the common part from their own.
 */
function commonPart(units: readonly (Float32Array | undefined)[], size: number): Float32Array {
  const sum = new Float32Array(size);
  let count: number = CONSTANTS.commonPrior;
  for (const vector of units) {
    if (vector === undefined) continue;
    count++;
    for (let i = 0; i < size; i++) sum[i]! += vector[i]!;
  }
  return sum.map((x) => x / count);
}

/**
 * Subtracts in place and normalises. Loops without a call per number, because every vote passes
 * here.
 */
function without(vector: Float32Array, common: Float32Array): Float32Array {
  for (let i = 0; i < vector.length; i++) vector[i]! -= common[i]!;
  return unit(vector) ?? vector;
}

/**
 * The vector scaled to length 1; undefined for a zero or non-finite one, which has no direction.
 */
function unit(vector: Float32Array): Float32Array | undefined {
  let square = 0;
  for (let i = 0; i < vector.length; i++) square += vector[i]! * vector[i]!;
  if (!(square > 0) || !Number.isFinite(square)) return undefined;
  const scale = 1 / Math.sqrt(square);
  const scaled = new Float32Array(vector.length);
  for (let i = 0; i < vector.length; i++) scaled[i] = vector[i]! * scale;
  return scaled;
}
