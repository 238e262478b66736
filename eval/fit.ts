/**
 * Fits the weights of the score on the weeks before the test weeks.
 *
 *     deno task eval:fit --data DIR [--test-weeks 8] [--weeks 16]
 *
 * A choice among candidates with scores s has the probability softmax(s) (McFadden 1974, conditional
 * logit); the weights are those that make what members chose most probable. The problem is convex.
 */
import { parseArgs } from "node:util";
import { readWorld } from "./data.ts";
import { mean, ndcg } from "./metrics.ts";
import { lastMondays, replay, type Task } from "./replay.ts";
import { buildProfile } from "../supabase/functions/_shared/ranking/profile.ts";
import type { Pool } from "../supabase/functions/_shared/ranking/pool.ts";
import { isNewTo } from "../supabase/functions/_shared/ranking/rank.ts";
import { computeSignals } from "../supabase/functions/_shared/ranking/score.ts";
import { type Term, TERM_NAMES } from "../supabase/functions/_shared/ranking/weights.ts";

/** Terms the data can say something about: it has no dislikes, no showings, no time of posting. */
export const FITTED: readonly Term[] = TERM_NAMES.filter((t) =>
  !["fatigue", "unclicked", "fresh", "soon"].includes(t)
);

/** One choice: `x` holds the fitted signals, one row a candidate. */
export interface Choice {
  x: Float32Array;
  candidates: number;
  chosen: ReadonlySet<number>;
}

export function toChoice(
  { member, chosen }: Task,
  pool: Pool,
  discover: boolean,
): Choice | undefined {
  const profile = buildProfile(member, pool.now);
  const signals = computeSignals(profile, pool);
  const rows = pool.candidates.map((_, i) => i)
    .filter((i) => !discover || isNewTo(profile, pool, i));
  const x = new Float32Array(rows.length * FITTED.length);
  rows.forEach((i, row) => FITTED.forEach((t, k) => x[row * FITTED.length + k] = signals[t][i]!));
  const hits = new Set(rows.flatMap((i, row) => chosen.has(i) ? [row] : []));
  return hits.size === 0 ? undefined : { x, candidates: rows.length, chosen: hits };
}

/** Gradient of the mean log-likelihood; returns the likelihood. */
function gradient(choices: readonly Choice[], w: Float64Array, grad: Float64Array): number {
  const k = w.length;
  let likelihood = 0;
  grad.fill(0);
  const p = new Float64Array(1000);
  for (const { x, candidates, chosen } of choices) {
    let most = -Infinity;
    for (let i = 0; i < candidates; i++) {
      let s = 0;
      for (let j = 0; j < k; j++) s += w[j]! * x[i * k + j]!;
      p[i] = s;
      if (s > most) most = s;
    }
    let z = 0;
    for (const i of chosen) likelihood += (p[i]! - most) / chosen.size;
    for (let i = 0; i < candidates; i++) z += p[i] = Math.exp(p[i]! - most);
    likelihood -= Math.log(z);
    for (let i = 0; i < candidates; i++) {
      const r = (chosen.has(i) ? 1 / chosen.size : 0) - p[i]! / z;
      for (let j = 0; j < k; j++) grad[j]! += r * x[i * k + j]!;
    }
  }
  for (let j = 0; j < k; j++) grad[j]! /= choices.length;
  return likelihood / choices.length;
}

/** Projected Adam from zero; weights stay non-negative, so that every term can be a reason. */
export function fit(choices: readonly Choice[], rounds = 250): Float64Array {
  const k = FITTED.length;
  const w = new Float64Array(k).fill(0.5);
  const g = new Float64Array(k), m = new Float64Array(k), v = new Float64Array(k);
  for (let round = 1; round <= rounds; round++) {
    const ll = gradient(choices, w, g);
    if (round % 50 === 0) console.error("  ", round, ll.toFixed(4));
    const rate = round < rounds * 0.6 ? 0.1 : 0.02;
    for (let j = 0; j < k; j++) {
      const gj = g[j]! - 0.0005 * w[j]!;
      m[j] = 0.9 * m[j]! + 0.1 * gj;
      v[j] = 0.99 * v[j]! + 0.01 * gj * gj;
      w[j] = Math.max(
        0,
        w[j]! +
          rate * (m[j]! / (1 - 0.9 ** round)) / (Math.sqrt(v[j]! / (1 - 0.99 ** round)) + 1e-9),
      );
    }
  }
  return w;
}

function scoreNdcg(choices: readonly Choice[], w: Float64Array): number {
  const k = w.length;
  return mean(choices.map(({ x, candidates, chosen }) => {
    const s = new Float64Array(candidates);
    for (let i = 0; i < candidates; i++) for (let j = 0; j < k; j++) s[i]! += w[j]! * x[i * k + j]!;
    const order = Array.from(s, (_, i) => i).sort((a, b) => s[b]! - s[a]!).slice(0, 10);
    return ndcg(order, chosen);
  }));
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      data: { type: "string" },
      "test-weeks": { type: "string", default: "16" },
      weeks: { type: "string", default: "12" },
    },
  });
  const world = await readWorld(values.data!);
  const skip = Number(values["test-weeks"]);
  const collect = (mondays: number[], every: number) => {
    const all: Choice[] = [], few: Choice[] = [], disc: Choice[] = [], cold: Choice[] = [];
    let n = 0;
    for (const week of replay(world, mondays)) {
      for (const task of week.known) {
        if (n++ % every) continue;
        const c = toChoice(task, week.pool, false)!;
        all.push(c);
        if (task.member.votes.length <= 2) few.push(c);
        const d = toChoice(task, week.pool, true);
        if (d) disc.push(d);
      }
      for (const task of week.cold) cold.push(toChoice(task, week.pool, true)!);
    }
    return { all, few, disc, cold };
  };
  const weeks = Number(values.weeks);
  let t = performance.now();
  const train = collect(lastMondays(world, weeks + skip).slice(0, weeks), 1);
  console.error(
    "collected",
    train.all.length,
    train.disc.length,
    train.cold.length,
    Math.round(performance.now() - t),
  );
  t = performance.now();
  const wf = fit(train.all);
  const wd = fit([...train.disc, ...train.cold]);
  console.error("fitted", Math.round(performance.now() - t));
  const show = (w: Float64Array) => FITTED.map((t, j) => `${t} ${w[j]!.toFixed(2)}`).join(", ");
  console.log("familiar", show(wf));
  console.log("discovery", show(wd));
  const report = (name: string, c: ReturnType<typeof collect>) =>
    console.log(
      name,
      "all",
      scoreNdcg(c.all, wf).toFixed(4),
      "few",
      scoreNdcg(c.few, wf).toFixed(4),
      "disc",
      scoreNdcg(c.disc, wd).toFixed(4),
      "disc(familiar)",
      scoreNdcg(c.disc, wf).toFixed(4),
      "cold",
      scoreNdcg(c.cold, wd).toFixed(4),
    );
  report("train", train);
  const valid = collect(lastMondays(world, skip).slice(0, 8), 1);
  report("valid", valid);
}
