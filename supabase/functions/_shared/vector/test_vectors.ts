/** Random vectors and brute-force search, for the tests and the benchmark of the index. */

/** Returns a generator of numbers in [0, 1), equal for equal seeds (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A vector of independent normal numbers, so of uniformly random direction. */
export function normalVector(random: () => number, dimensions: number): Float32Array {
  return Float32Array.from(
    { length: dimensions },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}

/**
 * Vectors around common centres, like texts on common topics. `spread` is the length of the noise
 * relative to the centre's.
 */
export function clusteredVectors(
  random: () => number,
  count: number,
  dimensions: number,
  { clusters = 40, spread = 1 } = {},
): Float32Array[] {
  const centres = Array.from({ length: clusters }, () => normalVector(random, dimensions));
  return Array.from({ length: count }, () => {
    const centre = centres[Math.floor(random() * clusters)]!;
    return normalVector(random, dimensions).map((noise, i) => centre[i]! + spread * noise);
  });
}

/** Cosine of two vectors in float64; see `bruteForce`. */
export function bruteCosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  const norm = Math.sqrt(aa) * Math.sqrt(bb);
  return norm > 0 ? dot / norm : 0;
}

/** The k nearest in float64 by index, ties by index. */
export function bruteForce(
  vectors: readonly ArrayLike<number>[],
  query: ArrayLike<number>,
  k: number,
): { index: number; score: number }[] {
  return vectors
    .map((vector, index) => ({ index, score: bruteCosine(vector, query) }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, k);
}
