/** Labelled queries, and how well a ranked list answers them. */
import { z } from "zod";
import { mean } from "./metrics.ts";

const Answer = z.object({ key: z.string(), grade: z.number() });

export const QueryFile = z.object({
  about: z.object({
    now: z.iso.datetime({ offset: true }),
    time_zone: z.string(),
    same_event: z.record(z.string(), z.string()).default({}),
  }),
  queries: z.array(z.object({
    q: z.string(),
    /** Several are joined by "+"; a query counts under each. */
    kind: z.string(),
    answers: z.array(Answer),
    understood: z.object({ from: z.string(), to: z.string() }).optional(),
    must_not: z.array(z.string()).optional(),
  })),
});
export type QueryFile = z.infer<typeof QueryFile>;
export type LabelledQuery = QueryFile["queries"][number];

export interface QueryScores {
  /** Null if nothing fits. */
  ndcg10: number | null;
  recall10: number | null;
  isZero: boolean;
  isWrongFirst: boolean;
  /** Keys that must not be there, and are. */
  forbidden: string[];
}

/** Gains are 2^grade - 1; each event counts once. */
export function scoresOf(query: LabelledQuery, list: readonly string[]): QueryScores {
  const grades = new Map(query.answers.map(({ key, grade }) => [key, grade]));
  const keys = [...new Set(list)];
  const top = keys.slice(0, 10);
  const gain = (grade: number, at: number) => (2 ** grade - 1) / Math.log2(at + 2);
  const ideal = query.answers.map(({ grade }) => grade).sort((a, b) => b - a).slice(0, 10)
    .reduce((sum, grade, at) => sum + gain(grade, at), 0);
  const found = top.reduce((sum, key, at) => sum + gain(grades.get(key) ?? 0, at), 0);
  const hasAnswers = query.answers.length > 0;
  return {
    ndcg10: hasAnswers ? found / ideal : null,
    recall10: hasAnswers ? top.filter((key) => grades.has(key)).length / grades.size : null,
    isZero: keys.length === 0,
    isWrongFirst: keys.length > 0 && !grades.has(keys[0]!),
    forbidden: (query.must_not ?? []).filter((key) => keys.includes(key)),
  };
}

export interface Summary {
  queries: number;
  /** Of the queries that have answers. */
  answered: number;
  ndcg10: number | null;
  recall10: number | null;
  /** Share of queries without any hit: of those with answers, and of those without. */
  zero_results: number | null;
  rightly_empty: number | null;
  wrong_first: number;
}

export function summaryOf(scores: readonly QueryScores[]): Summary {
  const some = scores.filter(({ ndcg10 }) => ndcg10 !== null);
  const none = scores.filter(({ ndcg10 }) => ndcg10 === null);
  const share = (of: readonly QueryScores[], is: (one: QueryScores) => boolean) =>
    of.length === 0 ? null : rounded(mean(of.map((one) => Number(is(one)))));
  return {
    queries: scores.length,
    answered: some.length,
    ndcg10: some.length === 0 ? null : rounded(mean(some.map(({ ndcg10 }) => ndcg10!))),
    recall10: some.length === 0 ? null : rounded(mean(some.map(({ recall10 }) => recall10!))),
    zero_results: share(some, ({ isZero }) => isZero),
    rightly_empty: share(none, ({ isZero }) => isZero),
    wrong_first: share(scores, ({ isWrongFirst }) => isWrongFirst) ?? 0,
  };
}

export function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** The summary of each kind; "when+price" counts under both. */
export function byKind(
  queries: readonly LabelledQuery[],
  scores: readonly QueryScores[],
): Record<string, Summary> {
  const kinds = [...new Set(queries.flatMap(({ kind }) => kind.split("+")))];
  return Object.fromEntries(kinds.map((kind) => [
    kind,
    summaryOf(scores.filter((_, i) => queries[i]!.kind.split("+").includes(kind))),
  ]));
}
