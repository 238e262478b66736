/** Metrics of a list of ten, and confidence intervals of their means. */
import { mulberry32 } from "../supabase/functions/_shared/text/hash.ts";

/**
 * NDCG with gains of 0 or 1 (Järvelin and Kekäläinen 2002). The ideal list starts with all chosen
 * events.
 */
export function ndcg(list: readonly number[], chosen: ReadonlySet<number>): number {
  let gain = 0;
  list.forEach((i, at) => {
    if (chosen.has(i)) gain += 1 / Math.log2(at + 2);
  });
  let ideal = 0;
  for (let at = 0; at < Math.min(10, chosen.size); at++) ideal += 1 / Math.log2(at + 2);
  return gain / ideal;
}

/** Share of the chosen events that are in the list. */
export function recall(list: readonly number[], chosen: ReadonlySet<number>): number {
  return list.filter((i) => chosen.has(i)).length / chosen.size;
}

/** 1 / position of the first hit; 0 without one. */
export function reciprocalRank(list: readonly number[], chosen: ReadonlySet<number>): number {
  const at = list.findIndex((i) => chosen.has(i));
  return at < 0 ? 0 : 1 / (at + 1);
}

/** Arithmetic mean; 0 for no values. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}

/**
 * 95% interval of the mean by a bootstrap over whole members, because the weeks of one member are
 * correlated. Uses a fixed seed.
 */
export function bootstrap(
  byMember: ReadonlyMap<string, readonly number[]>,
  rounds = 500,
): { lo: number; hi: number } {
  const clusters = [...byMember.values()].map((values) => ({
    sum: values.reduce((a, b) => a + b, 0),
    n: values.length,
  }));
  if (clusters.length === 0) return { lo: 0, hi: 0 };
  const random = mulberry32(1);
  const means = Array.from({ length: rounds }, () => {
    let [sum, n] = [0, 0];
    for (let k = 0; k < clusters.length; k++) {
      const cluster = clusters[Math.floor(random() * clusters.length)]!;
      sum += cluster.sum;
      n += cluster.n;
    }
    return sum / n;
  }).sort((a, b) => a - b);
  return { lo: means[Math.floor(rounds * 0.025)]!, hi: means[Math.floor(rounds * 0.975)]! };
}

/** Mean of 1 - cosine over all pairs of unit vectors; 0 for fewer than two. */
export function distance(vectors: readonly Float32Array[]): number {
  const distances = vectors.flatMap((a, at) => vectors.slice(at + 1).map((b) => 1 - dot(a, b)));
  return mean(distances);
}

/** Dot product. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** A figure between 0 and 1 for tables: ".754". */
export function short(figure: number): string {
  return figure.toFixed(3).replace(/^0/, "");
}
