/** Reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009). Pure. */

/** How little the first places count above the next. */
const DAMPING = 60;

export interface List<T> {
  scores: ReadonlyMap<T, number>;
  weight: number;
}

/** The sum of weight / (60 + rank) over the lists that have an item. Equal scores share a rank. */
export function fuse<T>(lists: readonly List<T>[]): Map<T, number> {
  const fused = new Map<T, number>();
  for (const { scores, weight } of lists) {
    const ordered = [...scores].sort(([, a], [, b]) => b - a);
    let rank = 0;
    ordered.forEach(([item, score], i) => {
      if (i === 0 || score < ordered[i - 1]![1]) rank = i + 1;
      fused.set(item, (fused.get(item) ?? 0) + weight / (DAMPING + rank));
    });
  }
  return fused;
}
