/** Reasons for an event's place: the terms that raised it above the other candidates, in words. */
import type { Reason } from "../../event/event.ts";
import { meanOf, type Pool } from "../pool.ts";
import { isBlank, type Profile } from "../profile.ts";
import type { Signals } from "../score.ts";
import { type Term, TERM_NAMES, TERMS } from "../terms.ts";
import type { Weights } from "../weights.ts";
import { scorerWithout } from "./counterfactual.ts";
import type { Evidence } from "./evidence.ts";

/** A reason with its evidence. */
export interface CitedReason extends Reason {
  evidence: Evidence;
}

/**
 * Families whose evidence is tested first. They rest on votes for other organisers, and such a vote
 * can lower a mean by more than it raises its own term. In other families this is rare, and a test
 * takes time.
 */
const DOUBTFUL: ReadonlySet<string> = new Set(["content", "habit"]);

/** Maximum difference of equal sums that are added in a different order. */
const ROUNDING = 1e-9;

/** A term below this share of the strongest is not mentioned. */
const WORTH_A_WORD = 0.1;

/**
 * Mean contribution of each term over the candidates; a reason must exceed it. Shared signals use
 * the mean over the whole pool, because a newsletter's pool may hold only the soonest events.
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
 * Returns one to `limit` reasons, strongest first, skipping any whose evidence does not raise the
 * score.
 *
 * `contribution` is the term's part of this event's score minus its mean over the candidates; 0 for
 * an event without such a term.
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
    const { family, cite } = TERMS[term];
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

/** For an event that no term raised above the others; it fills the next place. */
const ROUNDED_OFF: CitedReason = {
  term: "diversity",
  text: "Also coming up",
  contribution: 0,
  evidence: { kind: "event" },
};

/** Tells a member without votes or declared likes that the choice is not personal. */
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
