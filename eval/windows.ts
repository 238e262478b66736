/**
 * `deno task eval:windows`: measures the score on several spans of weeks, each with weights fitted
 * on the weeks just before. A change that helps on all of them is no accident of one span.
 */
import { runCommand } from "../dev/cli/command.ts";
import { whole } from "../dev/cli/options.ts";
import { DATA, readWorld, type World } from "./data.ts";
import { fitWeights } from "./fit.ts";
import { emptyTally, measureWeek, type ModelFigures, SLICES, summarise } from "./measure.ts";
import { ownScore } from "./models.ts";
import { short } from "./metrics.ts";
import { lastMondays, replay } from "./replay.ts";

/** Number of weeks measured, and of weeks before them to fit on. */
const [TEST, FIT] = [8, 16];

/**
 * The score on `test` weeks before the last `skip`, with weights fitted on the `fit` weeks before.
 */
export function measureWindow(
  world: World,
  skip: number,
  { test, fit }: { test: number; fit: number },
): ModelFigures {
  const mondays = lastMondays(world, fit + test + skip);
  const weights = fitWeights(replay(world, mondays.slice(0, fit)));
  const tally = emptyTally();
  for (const week of replay(world, mondays.slice(fit, fit + test))) {
    measureWeek(ownScore({ weights }), week, tally);
  }
  return summarise(tally);
}

const WINDOWS = {
  name: "eval:windows",
  about:
    "Measures the score on spans of eight weeks, each with weights fitted on the sixteen before it.",
  options: {
    data: DATA,
    windows: whole("N", "spans", { from: 1, fallback: 5 }),
    skip: whole("N", "last weeks to leave out, those of the test", { from: 0, fallback: 8 }),
  },
};

if (import.meta.main) {
  await runCommand(WINDOWS, async ({ data, windows, skip }) => {
    const world = await readWorld(data);
    console.log(`| weeks from the end | ${SLICES.join(" | ")} | organisers@10 |`);
    console.log(`| --- |${" --- |".repeat(SLICES.length + 1)}`);
    for (let at = 0; at < windows; at++) {
      const last = skip + at * TEST;
      const figures = measureWindow(world, last, { test: TEST, fit: FIT });
      const cells = SLICES.map((slice) => short(figures[slice].ndcg10));
      const organisers = figures.organisers10.toFixed(1);
      console.log(`| ${last + 1} to ${last + TEST} | ${cells.join(" | ")} | ${organisers} |`);
    }
  });
}
