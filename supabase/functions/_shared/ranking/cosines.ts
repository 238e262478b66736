/** Cosines between what members chose and the candidates. */
import { dotReader } from "../vector/dot_rows.ts";
import { CONSTANTS } from "./weights.ts";

/**
 * Reads the cosines of a vector with all candidates, negative ones as 0; 0 where either is missing or
 * of another length. What all candidates have in common tells none of them apart: their mean is taken
 * off every vector first (Mu and Viswanath 2018).
 */
export function cosineReader(vectors: readonly (Float32Array | undefined)[]) {
  const size = vectors.find((v) => v !== undefined)?.length ?? 0;
  const units = vectors.map((vector) => vector?.length === size ? unit(vector) : undefined);
  const common = commonPart(units, size);
  const dots = dotReader(units.map((vector) => vector && without(vector, common)), size);
  return (vector: Float32Array | undefined): Float32Array => {
    const known = vector?.length === size ? unit(vector) : undefined;
    if (known === undefined) return new Float32Array(vectors.length);
    const cosines = dots(without(known, common));
    for (let i = 0; i < cosines.length; i++) cosines[i] = Math.min(1, Math.max(0, cosines[i]!));
    return cosines;
  };
}

/** The mean, drawn to nothing: few candidates cannot tell what is common from what is theirs. */
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

function without(vector: Float32Array, common: Float32Array): Float32Array {
  const rest = vector.map((x, i) => x - common[i]!);
  return unit(rest) ?? rest;
}

/** The vector at length 1; a zero or non-finite one has no direction. */
function unit(vector: Float32Array): Float32Array | undefined {
  let square = 0;
  for (const x of vector) square += x * x;
  if (!(square > 0) || !Number.isFinite(square)) return undefined;
  const scale = 1 / Math.sqrt(square);
  return vector.map((x) => x * scale);
}
