/** The vectors that the bench searches: around topics, as texts are, the same on every run. */
import { bruteForce, createRandom } from "../../supabase/functions/_shared/vector/test_vectors.ts";

export interface DataSet {
  name: string;
  dimensions: number;
  /** All vectors one after the other, and each on its own. */
  flat: Float32Array;
  vectors: Float32Array[];
  flatQueries: Float32Array;
  queries: Float32Array[];
  /** Positions of the ten nearest to the first queries, by brute force in float64. */
  truth: number[][];
}

const KNOWN = 40;

/** Unit vectors around `topics` centres; noise as long as the centre: cosines within a topic are 0.5. */
export function createDataSet(
  count: number,
  dimensions: number,
  queryCount: number,
  topics = 100,
): DataSet {
  const random = createRandom(count + dimensions);
  const centres = Array.from({ length: topics }, () => fill(new Float32Array(dimensions), random));
  const make = (n: number) => {
    const flat = new Float32Array(n * dimensions);
    const rows = Array.from({ length: n }, (_, i) => {
      const row = fill(flat.subarray(i * dimensions, (i + 1) * dimensions), random);
      const centre = centres[Math.floor(random() * topics)]!;
      for (let j = 0; j < dimensions; j++) row[j]! += centre[j]!;
      return normalise(row);
    });
    return { flat, rows };
  };
  const { flat, rows: vectors } = make(count);
  const { flat: flatQueries, rows: queries } = make(queryCount);
  const truth = queries.slice(0, KNOWN)
    .map((query) => bruteForce(vectors, query, 10).map(({ index }) => index));
  const name = `${count / 1000}k x ${dimensions}`;
  return { name, dimensions, flat, vectors, flatQueries, queries, truth };
}

/** Nearly normal numbers: the sum of four uniform ones. */
function fill(row: Float32Array, random: () => number): Float32Array {
  for (let j = 0; j < row.length; j++) row[j] = random() + random() + random() + random() - 2;
  return row;
}

function normalise(row: Float32Array): Float32Array {
  let square = 0;
  for (const value of row) square += value * value;
  const scale = 1 / Math.sqrt(square);
  for (let j = 0; j < row.length; j++) row[j]! *= scale;
  return row;
}

/** The part of the true nearest that was found, over the first queries. */
export function recall({ truth }: DataSet, found: number[][]): number {
  const known = found.slice(0, truth.length);
  const hits = known.map((ids, i) => truth[i]!.filter((id) => ids.includes(id)).length);
  return hits.reduce((sum, n) => sum + n, 0) / known.flatMap((_, i) => truth[i]!).length;
}
