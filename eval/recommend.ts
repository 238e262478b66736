/**
 * Measures the ranking on a folder of past events and RSVPs, against baselines, week by week.
 *
 *     deno task eval --data DIR [--weeks 8] [--skip 0] [--json]
 */
import { parseArgs } from "node:util";
import { readWorld } from "./data.ts";
import { bootstrap, mean, ndcg, recall, reciprocalRank } from "./metrics.ts";
import { type Model, MODELS } from "./models.ts";
import { lastMondays, replay, type Task, type Week } from "./replay.ts";
import { isNewTo } from "../supabase/functions/_shared/ranking/rank.ts";
import { buildProfile } from "../supabase/functions/_shared/ranking/profile.ts";
import type { Pool } from "../supabase/functions/_shared/ranking/pool.ts";

const SLICES = ["all", "discovery", "few", "cold"] as const;
type Slice = (typeof SLICES)[number];

interface Tally {
  byMember: Map<string, number[]>;
  recall: number[];
  mrr: number[];
}

interface ListTally {
  slices: Record<Slice, Tally>;
  coverage: number[];
  organisers: number[];
  ild: number[];
}

function emptyTally(): ListTally {
  const slices = Object.fromEntries(
    SLICES.map((slice) => [slice, { byMember: new Map(), recall: [], mrr: [] }]),
  ) as unknown as Record<Slice, Tally>;
  return { slices, coverage: [], organisers: [], ild: [] };
}

function note({ byMember, recall: recalls, mrr }: Tally, task: Task, list: number[]): void {
  const values = byMember.get(task.member.id) ?? [];
  byMember.set(task.member.id, [...values, ndcg(list, task.chosen)]);
  recalls.push(recall(list, task.chosen));
  mrr.push(reciprocalRank(list, task.chosen));
}

function measureWeek(model: Model, { pool, known, cold }: Week, tally: ListTally): void {
  const shown = new Set<number>();
  for (const task of known) {
    const list = model(task.member, pool, false);
    note(tally.slices.all, task, list);
    if (task.member.votes.length <= 2) note(tally.slices.few, task, list);
    const fresh = newlyChosen(task, pool);
    if (fresh.chosen.size > 0) {
      note(tally.slices.discovery, fresh, model(task.member, pool, true));
    }
    list.forEach((i) => shown.add(i));
    tally.organisers.push(new Set(list.flatMap((i) => [...pool.slotsOf[i]!])).size);
    tally.ild.push(distance(list, pool));
  }
  for (const task of cold) note(tally.slices.cold, task, model(task.member, pool, false));
  if (known.length > 0) tally.coverage.push(shown.size / pool.candidates.length);
}

/** The task with only those choices whose organisers were new to the member. */
function newlyChosen({ member, chosen }: Task, pool: Pool): Task {
  const profile = buildProfile(member, pool.now);
  return { member, chosen: new Set([...chosen].filter((i) => isNewTo(profile, pool, i))) };
}

/** Mean of 1 - cosine over the pairs of the list. */
function distance(list: readonly number[], { candidates }: Pool): number {
  const distances: number[] = [];
  list.forEach((a, at) => {
    for (const b of list.slice(at + 1)) {
      const [va, vb] = [candidates[a]!.vector!, candidates[b]!.vector!];
      let dot = 0;
      for (let i = 0; i < va.length; i++) dot += va[i]! * vb[i]!;
      distances.push(1 - dot);
    }
  });
  return mean(distances);
}

function summary({ slices, coverage, organisers, ild }: ListTally) {
  const bySlice = Object.fromEntries(SLICES.map((slice) => {
    const { byMember, recall, mrr } = slices[slice];
    const interval = bootstrap(byMember);
    const figures = {
      ndcg10: mean([...byMember.values()].flat()),
      ...interval,
      recall10: mean(recall),
      mrr: mean(mrr),
    };
    return [slice, figures];
  }));
  return {
    ...bySlice,
    coverage: mean(coverage),
    organisers10: mean(organisers),
    ild: mean(ild),
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      data: { type: "string" },
      weeks: { type: "string", default: "8" },
      skip: { type: "string", default: "0" },
      json: { type: "boolean", default: false },
    },
  });
  const world = await readWorld(values.data!);
  const weeks = Number(values.weeks);
  const skip = Number(values.skip);
  const mondays = lastMondays(world, weeks + skip).slice(0, weeks);
  const tallies = new Map(Object.keys(MODELS).map((name) => [name, emptyTally()]));
  for (const week of replay(world, mondays)) {
    for (const [name, model] of Object.entries(MODELS)) {
      measureWeek(model, week, tallies.get(name)!);
      console.error(
        name,
        week.known.length,
        week.cold.length,
        week.pool.candidates.length,
      );
    }
  }
  const models = Object.fromEntries([...tallies].map(([name, tally]) => [name, summary(tally)]));
  if (values.json) console.log(JSON.stringify({ models }));
  else {for (const [name, m] of Object.entries(models)) {
      const f = (x: number) => x.toFixed(3);
      const s = m as unknown as Record<Slice, { ndcg10: number; lo: number; hi: number }> & {
        coverage: number;
        organisers10: number;
        ild: number;
      };
      console.log(
        name.padEnd(22),
        ...SLICES.map((k) => `${f(s[k].ndcg10)} [${f(s[k].lo)},${f(s[k].hi)}]`),
        f(s.coverage),
        f(s.organisers10),
        f(s.ild),
      );
    }}
}

if (import.meta.main) await main();
