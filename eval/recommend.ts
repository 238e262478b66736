/** `deno task eval`: compares the ranking with baselines on a folder of past events and RSVPs. */
import { runCommand } from "../dev/cli/command.ts";
import { flag, whole } from "../dev/cli/options.ts";
import { DATA, readWorld } from "./data.ts";
import { emptyTally, measureWeek, type ModelFigures, SLICES, summarise } from "./measure.ts";
import { short } from "./metrics.ts";
import { MODELS } from "./models.ts";
import { lastMondays, replay } from "./replay.ts";

/** Figures of all models. */
export interface Report {
  models: Record<string, ModelFigures>;
}

/** Options of an evaluation. */
export interface EvaluateOptions {
  weeks: number;
  skip?: number;
  /** Called after each week. */
  progress?: (line: string) => void;
}

/** Figures of every model over the last `weeks` weeks before the last `skip`. */
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

/** The report as a Markdown table. */
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

const EVAL = {
  name: "eval",
  about: "Measures the ranking on past events and RSVPs, against baselines, week by week.",
  options: {
    data: DATA,
    weeks: whole("N", "weeks to measure", { from: 1, fallback: 8 }),
    skip: whole(
      "N",
      "last weeks to leave out, to compare ideas without looking at the test weeks",
      { from: 0, fallback: 0 },
    ),
    json: flag("prints one JSON object instead of a table"),
  },
};

if (import.meta.main) {
  await runCommand(EVAL, async ({ data, weeks, skip, json }) => {
    const report = await evaluate(data, { weeks, skip, progress: (line) => console.error(line) });
    console.log(json ? JSON.stringify(report) : table(report));
  });
}
