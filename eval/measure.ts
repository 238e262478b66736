/** Measures a model week by week and by slice. */
import type { Pool } from "../supabase/functions/_shared/ranking/pool.ts";
import { buildProfile } from "../supabase/functions/_shared/ranking/profile.ts";
import { isNewTo } from "../supabase/functions/_shared/ranking/rank.ts";
import { bootstrap, distance, mean, ndcg, recall, reciprocalRank } from "./metrics.ts";
import type { Model } from "./models.ts";
import type { Task, Week } from "./replay.ts";

/**
 * all: members with history. few: members with at most two past RSVPs. discovery: only organisers
 * new to the member, for members who chose one. cold: no history, one declared category.
 */
export const SLICES = ["all", "discovery", "few", "cold"] as const;
/** Name of a slice. */
export type Slice = (typeof SLICES)[number];

/** Means over member-weeks; `lo` and `hi` are the 95% interval of `ndcg10`. */
export interface SliceFigures {
  ndcg10: number;
  lo: number;
  hi: number;
  recall10: number;
  mrr: number;
  /** Number of member-weeks. */
  n: number;
}

/** Figures of a model by slice, and over all slices. */
export type ModelFigures = Record<Slice, SliceFigures> & {
  /** Share of the week's events in at least one member's list. */
  coverage: number;
  /** Distinct organisers in a list. */
  organisers10: number;
  /** Intra-list diversity: mean of 1 - cosine over the pairs of a list. */
  ild: number;
};

interface SliceTally {
  byMember: Map<string, number[]>;
  recall: number[];
  mrr: number[];
}

/** Sums over weeks. */
export interface Tally {
  slices: Record<Slice, SliceTally>;
  coverage: number[];
  organisers: number[];
  ild: number[];
}

/** A tally without weeks. */
export function emptyTally(): Tally {
  const slice = (): SliceTally => ({ byMember: new Map(), recall: [], mrr: [] });
  const slices = { all: slice(), discovery: slice(), few: slice(), cold: slice() };
  return { slices, coverage: [], organisers: [], ild: [] };
}

/** Adds one model's lists of one week to its tally. */
export function measureWeek(model: Model, { pool, known, cold }: Week, tally: Tally): void {
  const shown = new Set<number>();
  for (const task of known) {
    const list = model(task.member, pool, false);
    note(tally.slices.all, task, list);
    if (task.member.votes.length <= 2) note(tally.slices.few, task, list);
    const discovered = newlyChosen(task, pool);
    if (discovered.chosen.size > 0) {
      note(tally.slices.discovery, discovered, model(task.member, pool, true));
    }
    for (const i of list) shown.add(i);
    tally.organisers.push(new Set(list.flatMap((i) => [...pool.slotsOf[i]!])).size);
    tally.ild.push(distance(list.map((i) => pool.candidates[i]!.vector!)));
  }
  for (const task of cold) note(tally.slices.cold, task, model(task.member, pool, false));
  if (known.length > 0) tally.coverage.push(shown.size / pool.candidates.length);
}

/** Figures of a tally. */
export function summarise({ slices, coverage, organisers, ild }: Tally): ModelFigures {
  return {
    all: figuresOf(slices.all),
    discovery: figuresOf(slices.discovery),
    few: figuresOf(slices.few),
    cold: figuresOf(slices.cold),
    coverage: mean(coverage),
    organisers10: mean(organisers),
    ild: mean(ild),
  };
}

function figuresOf({ byMember, recall, mrr }: SliceTally): SliceFigures {
  const values = [...byMember.values()].flat();
  return {
    ndcg10: mean(values),
    ...bootstrap(byMember),
    recall10: mean(recall),
    mrr: mean(mrr),
    n: values.length,
  };
}

function note(tally: SliceTally, { member, chosen }: Task, list: readonly number[]): void {
  const values = tally.byMember.get(member.id);
  const value = ndcg(list, chosen);
  if (values) values.push(value);
  else tally.byMember.set(member.id, [value]);
  tally.recall.push(recall(list, chosen));
  tally.mrr.push(reciprocalRank(list, chosen));
}

/** The task with only the choices whose organisers were new to the member. */
function newlyChosen({ member, chosen }: Task, pool: Pool): Task {
  const profile = buildProfile(member, pool.now);
  return { member, chosen: new Set([...chosen].filter((i) => isNewTo(profile, pool, i))) };
}
