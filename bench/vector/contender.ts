/** What is measured, and how: contenders take turns, so that a noisy moment hits them all. */
import process from "node:process";
import { type DataSet, recall } from "./data.ts";

export interface Contender {
  name: string;
  /** Most numbers (vectors by dimensions) to try it with: building takes the slow ones minutes. */
  most?: number;
  open(set: DataSet): Promise<Opened> | Opened;
}

/** As many numbers as most build within a minute or so. */
export const MOST = 10_000 * 1536;

export interface Opened {
  /** Searches for queries from..to, ten nearest each, one after the other. */
  search(from: number, to: number): Promise<Searched> | Searched;
  /** All queries at once, all answers kept; CPU ms. */
  batch?(k: number): Promise<number> | number;
  /** The same, each answer dropped when it has been looked at. */
  stream?(k: number): number | Promise<number>;
  close?(): unknown;
}

export interface Searched {
  ms: number[];
  /** Positions found, by query. */
  found: number[][];
}

export interface Result {
  set: string;
  name: string;
  p50: number;
  p99: number;
  recall: number;
  /** Megabytes of resident memory that building it added; null in another process. */
  megabytes: number | null;
}

/** A search that is a function of the query, in this process. */
export async function timeEach(
  { queries }: DataSet,
  from: number,
  to: number,
  search: (query: Float32Array) => number[] | Promise<number[]>,
): Promise<Searched> {
  const ms: number[] = [];
  const found: number[][] = [];
  for (let i = from; i < to; i++) {
    const start = performance.now();
    const ids = search(queries[i]!);
    // Awaiting what is no promise costs time that is not the search's.
    found.push(ids instanceof Promise ? await ids : ids);
    ms.push(performance.now() - start);
  }
  return { ms, found };
}

/** CPU ms of this process while `work` runs. */
export async function cpuMs(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Opens all that can be opened; says of the others why not. */
export async function openAll(contenders: Contender[], set: DataSet, say: (line: string) => void) {
  const opened: { name: string; megabytes: number; contender: Opened }[] = [];
  for (const { name, most, open } of contenders) {
    if (set.flat.length > (most ?? Infinity)) continue;
    const before = Deno.memoryUsage().rss;
    try {
      const contender = await open(set);
      opened.push({ name, contender, megabytes: (Deno.memoryUsage().rss - before) / 2 ** 20 });
    } catch (error) {
      const reason = error instanceof Error ? error.message : `${error}`;
      say(`${name} does not run here: ${reason.split("\n")[0]!.slice(0, 120)}`);
    }
  }
  return opened;
}

const ROUNDS = 8;
const PER_ROUND = 25;

/** Single queries, in rounds of all contenders; the first round warms up. */
export async function measureSingle(
  contenders: Contender[],
  set: DataSet,
  say: (line: string) => void,
): Promise<Result[]> {
  const opened = await openAll(contenders, set, say);
  const times = opened.map((): number[] => []);
  const recalls = opened.map(() => 0);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [i, { contender }] of opened.entries()) {
      const from = round === 0 ? 0 : (round - 1) * PER_ROUND;
      const { ms, found } = await contender.search(from, round === 0 ? 40 : from + PER_ROUND);
      if (round === 0) recalls[i] = recall(set, found);
      else times[i]!.push(...ms);
    }
  }
  for (const { contender } of opened) await contender.close?.();
  return opened.map(({ name, megabytes }, i) => ({
    set: set.name,
    name,
    p50: quantile(times[i]!, 0.5),
    p99: quantile(times[i]!, 0.99),
    recall: recalls[i]!,
    megabytes: megabytes > 1 ? megabytes : null,
  }));
}

export function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}
