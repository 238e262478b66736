/** The index on each backend, and what one would write without it. */
import { VectorIndex } from "../../supabase/functions/_shared/vector.ts";
import { type Backend, bestBackend } from "../../supabase/functions/_shared/vector/kernels.ts";
import { type Contender, cpuMs, MOST, timeEach } from "./contender.ts";
import type { DataSet } from "./data.ts";

export function indexOf({ dimensions, vectors }: DataSet, backend?: Backend): VectorIndex {
  const index = new VectorIndex(dimensions, backend);
  index.addBatch(vectors.map((vector, i) => [`${i}`, vector] as const));
  return index;
}

function own(name: string, backend: Backend, most?: number): Contender {
  return {
    name,
    most,
    open: (set) => {
      const index = indexOf(set, backend);
      return {
        search: (from, to) =>
          timeEach(set, from, to, (query) => index.search(query, 10).map(({ id }) => Number(id))),
        batch: (k) => cpuMs(() => index.searchBatch(set.queries, k)),
        stream: (k) =>
          cpuMs(() => {
            for (const hits of index.searchEach(set.queries, k)) {
              if (hits.length !== k) throw new Error(`Found ${hits.length} of ${k}`);
            }
          }),
      };
    },
  };
}

export const OWN = "VectorIndex";

/** Sorting everything is not what makes the plain loops slow: they keep the best ten. */
function plain(name: string, copy: (vector: Float32Array) => ArrayLike<number>): Contender {
  return {
    name,
    most: MOST,
    open: (set) => {
      const rows = set.vectors.map(copy);
      return {
        search: (from, to) => timeEach(set, from, to, (query) => scan(rows, copy(query), 10)),
      };
    },
  };
}

function scan(rows: ArrayLike<number>[], query: ArrayLike<number>, k: number): number[] {
  const best: { index: number; score: number }[] = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    let score = 0;
    for (let j = 0; j < row.length; j++) score += row[j]! * query[j]!;
    if (best.length === k && score <= best[k - 1]!.score) continue;
    best.push({ index, score });
    best.sort((a, b) => b.score - a.score);
    best.length = Math.min(best.length, k);
  }
  return best.map(({ index }) => index);
}

const BEST = bestBackend();

export const OWN_CONTENDERS: Contender[] = [
  own(OWN, BEST),
  ...(["relaxed", "paired", "simd128"] as const).filter((backend) => backend !== BEST)
    .map((backend) => own(`${OWN}, ${backend}`, backend)),
  own(`${OWN}, scalar`, "scalar", MOST),
  plain("loop over Float32Array", (vector) => vector),
  plain("loop over number[]", (vector) => Array.from(vector)),
];
