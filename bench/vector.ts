/**
 * `deno task bench`: how fast the vector index is. Contenders take turns in one run; `--peers` adds
 * libraries from npm (downloaded then), numpy where python3 has it, and PGlite with pgvector, and takes
 * about ten minutes. docs/vector-index.md explains the tables.
 */
import { readOwnArguments } from "../dev/command.ts";
import { flag, text } from "../dev/command/options.ts";
import {
  type Contender,
  measureSingle,
  openAll,
  quantile,
  type Result,
} from "./vector/contender.ts";
import { createDataSet } from "./vector/data.ts";
import { measureLoading } from "./vector/loading.ts";
import { indexOf, OWN_CONTENDERS } from "./vector/own.ts";
import { kernelRates, machinePeak } from "./vector/peak.ts";
import { NPM_PEERS } from "./vector/peers.ts";
import { hnswlibNode, numpy } from "./vector/process_peers.ts";
import {
  asMarkdown,
  asPicture,
  type BatchResult,
  type FilterResult,
  type Report,
} from "./vector/report.ts";
import { measureWholeJob } from "./vector/whole_job.ts";

const options = readOwnArguments({
  name: "bench",
  about: "Measures the vector index beside others in the same run.",
  options: {
    peers: flag("also libraries from npm, numpy and pgvector: downloads them, takes ten minutes"),
    json: flag("prints one JSON object instead of tables"),
    picture: text("FILE", "draws the result as SVG"),
  },
});

const SIZES: [count: number, dimensions: number][] = [
  [2000, 512],
  [10_000, 512],
  [10_000, 1536],
  [100_000, 512],
];
const BATCH_ROUNDS = 5;

// What peers say must not come between the lines of the report.
const print = console.log;
console.log = console.error;

const say = (line: string) => console.error(line);

const contenders: Contender[] = options.peers
  ? [...OWN_CONTENDERS, numpy, hnswlibNode, ...NPM_PEERS]
  : OWN_CONTENDERS;

async function single(): Promise<Result[]> {
  const results: Result[] = [];
  for (const [count, dimensions] of SIZES) {
    say(`${count} vectors of ${dimensions} dimensions`);
    results.push(...await measureSingle(contenders, createDataSet(count, dimensions, 240), say));
  }
  return results;
}

function filtered(): FilterResult[] {
  const set = createDataSet(10_000, 512, 300);
  const index = indexOf(set);
  const every = (n: number) => new Set(set.vectors.flatMap((_, i) => i % n ? [] : `${i}`));
  const exclude = new Set(Array.from({ length: 200 }, (_, i) => `${i}`));
  const [half, some, few] = [every(2), every(10), every(100)];
  const ways: [string, (query: Float32Array) => unknown][] = [
    ["none", (query) => index.search(query, 10)],
    ["200 excluded", (query) => index.search(query, 10, exclude)],
    ["ids, half of all", (query) => index.searchWithFilter(query, 10, half)],
    ["ids, a tenth", (query) => index.searchWithFilter(query, 10, some)],
    ["ids, a hundredth", (query) => index.searchWithFilter(query, 10, few)],
    [
      "predicate that holds for a tenth",
      (query) => index.searchWithFilter(query, 10, (id) => id.endsWith("7")),
    ],
  ];
  const times = ways.map((): number[] => []);
  for (const query of set.queries) {
    ways.forEach(([, search], i) => {
      const start = performance.now();
      search(query);
      times[i]!.push(performance.now() - start);
    });
  }
  return ways.map(([name], i) => ({ name, p50: quantile(times[i]!, 0.5) }));
}

async function batch(): Promise<BatchResult[]> {
  say("10,000 queries at once");
  const set = createDataSet(2000, 512, 10_000);
  const able = contenders.filter(({ name }) => /^VectorIndex(, (?!scalar).*)?$|^numpy$/.test(name));
  const opened = await openAll(able, set, say);
  const ways = opened.flatMap(({ name, contender }) => [
    { name, run: contender.batch! },
    ...contender.stream ? [{ name: `${name}, a list at a time`, run: contender.stream }] : [],
  ]);
  const results: BatchResult[] = [];
  for (const k of [10, 200]) {
    const times = ways.map((): number[] => []);
    for (let round = 0; round <= BATCH_ROUNDS; round++) {
      for (const [i, { run }] of ways.entries()) {
        const ms = await run(k);
        if (round > 0) times[i]!.push(ms);
      }
    }
    ways.forEach(({ name }, i) =>
      results.push({ name, k, ms: quantile(times[i]!, 0.5), least: Math.min(...times[i]!) })
    );
  }
  for (const { contender } of opened) await contender.close?.();
  return results;
}

const report: Report = {
  runtime: `Deno ${Deno.version.deno}, V8 ${Deno.version.v8}`,
  peak: await machinePeak(),
  kernels: kernelRates(),
  batch: await batch(),
  wholeJob: await measureWholeJob(),
  filtered: filtered(),
  loading: measureLoading(createDataSet(10_000, 512, 40)),
  single: await single(),
};
if (options.picture) {
  await Deno.writeTextFile(options.picture, asPicture(report.single, "10k x 512"));
}
print(options.json ? JSON.stringify(report, null, 2) : asMarkdown(report));
// Some peers keep threads or timers of their own.
Deno.exit(0);
