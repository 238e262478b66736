/** `deno task eval:fit`: fits the weights of the score on the weeks before the test weeks. */
import { runCommand } from "../dev/cli/command.ts";
import { whole } from "../dev/cli/options.ts";
import type { Pool } from "../supabase/functions/_shared/ranking/pool.ts";
import { buildProfile } from "../supabase/functions/_shared/ranking/profile.ts";
import { isNewTo } from "../supabase/functions/_shared/ranking/rank.ts";
import { computeSignals } from "../supabase/functions/_shared/ranking/score.ts";
import { FITTED_TERMS } from "../supabase/functions/_shared/ranking/terms.ts";
import {
  DEFAULT_WEIGHTS,
  type Weights,
  type WeightSets,
} from "../supabase/functions/_shared/ranking/weights.ts";
import { DATA, readWorld } from "./data.ts";
import { type Choice, fitLogit } from "./logit.ts";
import { polish, rescale } from "./polish.ts";
import { lastMondays, replay, type Task, type Week } from "./replay.ts";

interface Choices {
  familiar: Choice[];
  discovery: Choice[];
  cold: Choice[];
}

function collect(weeks: Iterable<Week>): Choices {
  const choices: Choices = { familiar: [], discovery: [], cold: [] };
  for (const { pool, known, cold } of weeks) {
    for (const task of known) {
      choices.familiar.push(...toChoice(task, pool, false));
      choices.discovery.push(...toChoice(task, pool, true));
    }
    for (const task of cold) choices.cold.push(...toChoice(task, pool, true));
  }
  return choices;
}

/** Empty if the member chose none of these candidates. */
function toChoice({ member, chosen }: Task, pool: Pool, discover: boolean): Choice[] {
  const profile = buildProfile(member, pool.now);
  const positions = [...pool.candidates.keys()]
    .filter((i) => !discover || isNewTo(profile, pool, i));
  const hits = positions.flatMap((i, row) => chosen.has(i) ? [row] : []);
  if (hits.length === 0) return [];
  const signals = computeSignals(profile, pool);
  const x = new Float32Array(positions.length * FITTED_TERMS.length);
  positions.forEach((i, row) => {
    FITTED_TERMS.forEach((term, column) =>
      x[row * FITTED_TERMS.length + column] = signals[term][i]!
    );
  });
  return [{ x, candidates: positions.length, chosen: new Set(hits) }];
}

/** Fits the weights to these weeks. Weights that no choice can determine are unchanged. */
export function fitWeights(weeks: Iterable<Week>): WeightSets {
  const { familiar, discovery, cold } = collect(weeks);
  return {
    // Members with history have no declared preferences in this data.
    familiar: { ...fit([familiar]), preference: DEFAULT_WEIGHTS.familiar.preference },
    // Members without history choose among new organisers, so they share these weights.
    discovery: fit([discovery, cold]),
  };
}

function fit(groups: readonly Choice[][]): Weights {
  const choices = groups.flat();
  const weights = rescale(polish(fitLogit(choices, FITTED_TERMS.length), groups), choices);
  const fitted = FITTED_TERMS.map((term, i) => [term, Number(weights[i]!.toFixed(2))]);
  return { ...DEFAULT_WEIGHTS.familiar, ...Object.fromEntries(fitted) };
}

function show(name: string, weights: Weights): string {
  return `${name}: {\n${FITTED_TERMS.map((term) => `  ${term}: ${weights[term]},\n`).join("")}},`;
}

const FIT = {
  name: "eval:fit",
  about: "Fits both sets of weights and prints them for the rows of ranking/terms.ts.",
  options: {
    data: DATA,
    weeks: whole("N", "weeks to fit on", { from: 1, fallback: 16 }),
    "test-weeks": whole("N", "weeks after those, left for eval", { from: 0, fallback: 8 }),
  },
};

if (import.meta.main) {
  await runCommand(FIT, async ({ data, weeks, "test-weeks": test }) => {
    const world = await readWorld(data);
    const fitted = fitWeights(replay(world, lastMondays(world, weeks + test).slice(0, weeks)));
    console.log(show("familiar", fitted.familiar));
    console.log(show("discovery", fitted.discovery));
  });
}
