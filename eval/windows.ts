/**
 * Measures the score on several spans of weeks, each with weights fitted on the weeks just before it:
 * a choice among ideas that holds on all of them is no accident of one.
 *
 *     deno task eval:windows --data DIR [--windows 5] [--skip 8]
 *
 * `--skip` leaves out the last weeks, those of the test.
 */
import { parseArgs } from "node:util";
import { readWorld, type World } from "./data.ts";
import { fitWeights } from "./fit.ts";
import { emptyTally, measureWeek, type ModelFigures, SLICES, summarise } from "./measure.ts";
import { ownScore } from "./models.ts";
import { wholeNumber } from "./recommend.ts";
import { lastMondays, replay } from "./replay.ts";

/** Weeks measured, and weeks fitted on before them. */
const [TEST, FIT] = [8, 16];

/** The score on `test` weeks before the last `skip`, with weights fitted on the `fit` weeks before. */
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

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      windows: { type: "string", default: "5" },
      skip: { type: "string", default: "8" },
    },
  });
  if (!values.data) throw new TypeError("Cannot evaluate without data: pass --data DIR");
  const windows = wholeNumber(values.windows, "--windows", 1);
  const skip = wholeNumber(values.skip, "--skip", 0);
  const world = await readWorld(values.data);
  console.log(`| weeks from the end | ${SLICES.join(" | ")} | organisers@10 |`);
  console.log(`| --- |${" --- |".repeat(SLICES.length + 1)}`);
  for (let at = 0; at < windows; at++) {
    const last = skip + at * TEST;
    const figures = measureWindow(world, last, { test: TEST, fit: FIT });
    const cells = SLICES.map((slice) => figures[slice].ndcg10.toFixed(3).replace(/^0/, ""));
    const organisers = figures.organisers10.toFixed(1);
    console.log(`| ${last + 1} to ${last + TEST} | ${cells.join(" | ")} | ${organisers} |`);
  }
}
