/** Why this event stands above the other candidates: the terms that lifted it, in words. */
import type { Reason } from "../../event/event.ts";
import { meanOf, type Pool } from "../pool.ts";
import { isBlank, type Profile } from "../profile.ts";
import type { Signals } from "../score.ts";
import { type Term, TERM_NAMES, type Weights } from "../weights.ts";
import { citeCategoryAffinity, citeClosest, citePreference } from "./cite_content.ts";
import {
  citeComeback,
  citeFirstVisits,
  citeNewcomer,
  citeNovelty,
  citePopularity,
  citeRecruits,
} from "./cite_others.ts";
import {
  citeAttendRate,
  citeCoMembership,
  citeOrganiserHour,
  citeReturnRate,
  citeSeries,
} from "./cite_organiser.ts";
import { citeFresh, citeHourHabit, citeSoon } from "./cite_time.ts";
import { scorerWithout } from "./counterfactual.ts";
import type { Cite, Evidence } from "./evidence.ts";

/** A reason with what it rests on. */
export interface CitedReason extends Reason {
  evidence: Evidence;
}

/** Terms of one family say nearly the same: only the strongest of them is told. */
const CITATIONS: Partial<Record<Term, { family: string; cite: Cite }>> = {
  closest: { family: "content", cite: citeClosest },
  category_affinity: { family: "category", cite: citeCategoryAffinity },
  attend_rate: { family: "organiser", cite: citeAttendRate },
  return_rate: { family: "organiser", cite: citeReturnRate },
  organiser_hour: { family: "organiser", cite: citeOrganiserHour },
  series: { family: "organiser", cite: citeSeries },
  co_membership: { family: "organiser", cite: citeCoMembership },
  popularity: { family: "others", cite: citePopularity },
  first_visits: { family: "others", cite: citeFirstVisits },
  recruits: { family: "others", cite: citeRecruits },
  comeback: { family: "newcomer", cite: citeComeback },
  newcomer: { family: "newcomer", cite: citeNewcomer },
  novelty: { family: "newcomer", cite: citeNovelty },
  hour_habit: { family: "habit", cite: citeHourHabit },
  preference: { family: "category", cite: citePreference },
  soon: { family: "soon", cite: citeSoon },
  fresh: { family: "fresh", cite: citeFresh },
};

/**
 * Families whose evidence is tried before it is told: votes for other organisers, which may lower a
 * mean more than they raise their own term. Elsewhere that hardly happens, and a trial costs time.
 */
const DOUBTFUL: ReadonlySet<string> = new Set(["content", "habit"]);

/** What sums in another order may differ by. */
const ROUNDING = 1e-9;

/** A term that lifts less than this share of the strongest is not worth a word. */
const WORTH_A_WORD = 0.1;

/**
 * Mean over the candidates of what each term adds: what a reason must exceed. What is the same for every
 * member is the mean over the whole pool, of which a newsletter may hold only the soonest.
 */
export function meanContributions(
  signals: Signals,
  weights: Weights,
  { sharedMeans }: Pick<Pool, "sharedMeans">,
): Record<Term, number> {
  const known: Partial<Record<Term, number>> = sharedMeans;
  const means = TERM_NAMES.map((term) =>
    [term, weights[term] * (known[term] ?? meanOf(signals[term]))] as const
  );
  return Object.fromEntries(means) as Record<Term, number>;
}

/**
 * One to `limit` reasons, strongest first; none whose evidence could go without lowering the score.
 * `contribution` is what the term adds to this event's score above what it adds to the average
 * candidate's; 0 where the reason is only that something had to come next.
 */
export function explain(
  i: number,
  profile: Profile,
  pool: Pool,
  signals: Signals,
  weights: Weights,
  means: Readonly<Record<Term, number>>,
  limit = 3,
): CitedReason[] {
  const lifts = TERM_NAMES
    .map((term) => ({ term, lift: weights[term] * signals[term][i]! - means[term] }))
    .filter(({ term, lift }) => lift > ROUNDING && signals[term][i]! > 0)
    .sort((a, b) => b.lift - a.lift);
  const score = TERM_NAMES.reduce((sum, term) => sum + weights[term] * signals[term][i]!, 0);
  let scoreWithout: ReturnType<typeof scorerWithout> | undefined;
  const reasons: CitedReason[] = [];
  const told = new Set<string>();
  for (const { term, lift } of lifts) {
    const { family, cite } = CITATIONS[term] ?? {};
    if (!cite || !family || told.has(family)) continue;
    if (reasons.length === limit || lift < WORTH_A_WORD * lifts[0]!.lift) break;
    const citation = cite(i, profile, pool);
    if (citation === undefined) continue;
    const { evidence } = citation;
    if (DOUBTFUL.has(family) && evidence.kind === "votes") {
      scoreWithout ??= scorerWithout(i, profile, pool, weights);
      if (scoreWithout(evidence.eventIds) >= score) continue;
    }
    told.add(family);
    reasons.push({ term, contribution: lift, ...citation });
  }
  if (isBlank(profile.member)) return admitted(reasons);
  return reasons.length > 0 ? reasons : [ROUNDED_OFF];
}

/** Nothing lifted it above the others: it has its place because something had to come next. */
const ROUNDED_OFF: CitedReason = {
  term: "diversity",
  text: "Also coming up",
  contribution: 0,
  evidence: { kind: "event" },
};

/** A member of whom nothing is known is told that this is no personal choice. */
function admitted(reasons: CitedReason[]): CitedReason[] {
  const [first = NEXT_UP, ...others] = reasons;
  return [{ ...first, text: `${first.text} (we do not know your taste yet)` }, ...others];
}

const NEXT_UP: CitedReason = {
  term: "soon",
  text: "One of the next events",
  contribution: 0,
  evidence: { kind: "event" },
};
