/** What was measured, as tables for docs/vector-index.md and as a picture. */
import type { Result } from "./contender.ts";
import type { Loading } from "./loading.ts";
import type { Rates } from "./peak.ts";
import type { WholeJob } from "./whole_job.ts";

export interface BatchResult {
  name: string;
  k: number;
  /** CPU, median and least. */
  ms: number;
  least: number;
}

export interface FilterResult {
  name: string;
  p50: number;
}

export interface Report {
  runtime: string;
  single: Result[];
  filtered: FilterResult[];
  batch: BatchResult[];
  loading: Loading[];
  wholeJob: WholeJob;
  kernels: Rates;
  peak: Rates | null;
}

const table = (head: string[], rows: string[][]) =>
  [head, head.map((_, i) => i === 0 ? "---" : "---:"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** Three digits that mean something. */
const digits = (value: number) =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toPrecision(3) : value.toFixed(3);

export function asMarkdown(report: Report): string {
  const { filtered, batch, loading, wholeJob, kernels, peak } = report;
  const share = (a: number, b: number | undefined) => b ? `${Math.round(a / b * 100)} %` : "–";
  return [
    "### One query, ten nearest: p50 / p99 in ms, recall",
    singleTable(report.single),
    "### One query with a filter, 10k x 512",
    table(["filter", "p50 ms"], filtered.map(({ name, p50 }) => [name, digits(p50)])),
    "### 10,000 queries x 2,000 vectors x 512: CPU ms, median (least)",
    table(
      ["", "k = 10", "k = 200"],
      [...new Set(batch.map(({ name }) => name))].map((name) => [
        name,
        ...[10, 200].map((k) => {
          const found = batch.find((one) => one.name === name && one.k === k);
          return found ? `${digits(found.ms)} (${digits(found.least)})` : "–";
        }),
      ]),
    ),
    "### Loading 10k x 512",
    table(
      ["", "MB", "ms, median (least)"],
      loading.map(({ name, megabytes, ms, least }) => [
        name,
        digits(megabytes),
        `${digits(ms)} (${digits(least)})`,
      ]),
    ),
    "### A whole newsletter in a fresh process",
    table(["members", "events", "wall ms", "CPU ms", "resident MB"], [[
      `${wholeJob.members}`,
      `${wholeJob.events}`,
      digits(wholeJob.wallMs),
      digits(wholeJob.cpuMs),
      digits(wholeJob.megabytes),
    ]]),
    "### Kernels in the caches, 1e9 operations a second",
    table(
      ["", "kernel", "C loop, 128 bits", "share"],
      [
        ["float32", kernels.floats, peak?.floats],
        ["bytes", kernels.bytes, peak?.bytes],
      ].map(([name, rate, most]) => [
        `${name}`,
        digits(Number(rate)),
        most ? digits(Number(most)) : "–",
        share(Number(rate), Number(most)),
      ]),
    ),
  ].join("\n\n");
}

function singleTable(results: Result[]): string {
  const sets = [...new Set(results.map(({ set }) => set))];
  const names = [...new Set(results.map(({ name }) => name))];
  return table(
    ["", ...sets],
    names.map((name) => [
      name,
      ...sets.map((set) => {
        const found = results.find((one) => one.name === name && one.set === set);
        return found
          ? `${digits(found.p50)} / ${digits(found.p99)}, ${found.recall.toFixed(2)}`
          : "–";
      }),
    ]),
  );
}

const WIDTH = 760;
const BAR = 20;
const LEFT = 210;

/** Bars of one set of vectors on a logarithmic scale, fastest first. */
export function asPicture(results: Result[], set: string): string {
  const bars = results.filter((one) => one.set === set).sort((a, b) => a.p50 - b.p50);
  const least = Math.min(...bars.map(({ p50 }) => p50)) / 2;
  const most = Math.max(...bars.map(({ p50 }) => p50));
  const room = WIDTH - LEFT - 150;
  const length = (ms: number) => room * Math.log(ms / least) / Math.log(most / least);
  const height = bars.length * (BAR + 6) + 50;
  const rows = bars.map(({ name, p50, recall }, i) => {
    const y = 40 + i * (BAR + 6);
    const fill = name.startsWith("VectorIndex") ? "#2563eb" : "#94a3b8";
    return `<text x="${LEFT - 8}" y="${y + 15}" text-anchor="end">${name}</text>` +
      `<rect x="${LEFT}" y="${y}" width="${
        length(p50).toFixed(1)
      }" height="${BAR}" fill="${fill}"/>` +
      `<text x="${(LEFT + length(p50) + 6).toFixed(1)}" y="${y + 15}">${digits(p50)} ms` +
      `${recall < 0.9995 ? `, recall ${recall.toFixed(2)}` : ""}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" ` +
    `font-family="system-ui, sans-serif" font-size="13" role="img">
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<text x="10" y="22" font-size="15">Ten nearest of ${set}: median of one query (logarithmic; shorter is better)</text>
${rows.join("\n")}
</svg>
`;
}
