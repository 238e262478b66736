/**
 * Measures the ranking on a folder of past events and RSVPs, against baselines, week by week.
 *
 *     deno task eval --data DIR [--weeks 8] [--skip 0] [--json]
 *
 * `--skip` leaves out the last weeks: to choose among ideas without looking at the test weeks.
 */
import { parseArgs } from "node:util";
import { readWorld } from "./data.ts";
import { emptyTally, measureWeek, type ModelFigures, SLICES, summarise } from "./measure.ts";
import { MODELS } from "./models.ts";
import { lastMondays, replay } from "./replay.ts";

export interface Report {
  models: Record<string, ModelFigures>;
}

export interface EvaluateOptions {
  weeks: number;
  skip?: number;
  /** Told after each week. */
  progress?: (line: string) => void;
}

/** Figures of every model over the last `weeks` weeks of the folder before the last `skip`. */
export async function evaluate(
  folder: string,
  { weeks, skip = 0, progress }: EvaluateOptions,
): Promise<Report> {
  const world = await readWorld(folder);
  const tallies = Object.keys(MODELS).map((name) => [name, emptyTally()] as const);
  for (const week of replay(world, lastMondays(world, weeks + skip).slice(0, weeks))) {
    for (const [name, tally] of tallies) measureWeek(MODELS[name]!, week, tally);
    const monday = new Date(week.monday).toISOString().slice(0, 10);
    const { known, cold, pool } = week;
    progress?.(
      `${monday}: ${known.length + cold.length} members, ${pool.candidates.length} events`,
    );
  }
  const models = tallies.map(([name, tally]) => [name, summarise(tally)]);
  return { models: Object.fromEntries(models) };
}

/** The report as a table in Markdown. */
export function table({ models }: Report): string {
  const header = ["model", ...SLICES, "recall@10", "MRR", "coverage", "organisers@10", "ILD"];
  const rows = Object.entries(models).map(([name, figures]) => [
    name,
    ...SLICES.map((slice) => {
      const { ndcg10, lo, hi } = figures[slice];
      return `${short(ndcg10)} (${short(lo)}-${short(hi)})`;
    }),
    short(figures.all.recall10),
    short(figures.all.mrr),
    short(figures.coverage),
    figures.organisers10.toFixed(1),
    short(figures.ild),
  ]);
  return [header, header.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function short(figure: number): string {
  return figure.toFixed(3).replace(/^0/, "");
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      weeks: { type: "string", default: "8" },
      skip: { type: "string", default: "0" },
      json: { type: "boolean", default: false },
    },
  });
  if (!values.data) {
    throw new TypeError(
      "Cannot evaluate without data: pass --data DIR with events.csv, rsvps.csv, groups.csv",
    );
  }
  const report = await evaluate(values.data, {
    weeks: wholeNumber(values.weeks, "--weeks", 1),
    skip: wholeNumber(values.skip, "--skip", 0),
    progress: (line) => console.error(line),
  });
  console.log(values.json ? JSON.stringify(report) : table(report));
}

export function wholeNumber(text: string, option: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(
      `Cannot read ${option} as a number of weeks: current value is "${text}"; use ${least} or more`,
    );
  }
  return value;
}

if (import.meta.main) {
  await main().catch((error) => {
    console.error(error.message);
    Deno.exit(1);
  });
}
