/** The compared models: six baselines and the project's score. */
import { dot } from "./metrics.ts";
import { hash32 } from "../supabase/functions/_shared/text/hash.ts";
import { embedOffline } from "../supabase/functions/_shared/vector/embed_offline.ts";
import type { Pool } from "../supabase/functions/_shared/ranking/pool.ts";
import { buildProfile, type Profile } from "../supabase/functions/_shared/ranking/profile.ts";
import {
  choosePlaces,
  isNewTo,
  type RankOptions,
} from "../supabase/functions/_shared/ranking/rank.ts";
import { computeSignals, scoreAll } from "../supabase/functions/_shared/ranking/score.ts";
import { DAY_MS } from "../supabase/functions/_shared/time/units.ts";
import { decay } from "../supabase/functions/_shared/ranking/time.ts";
import type { Member } from "../supabase/functions/_shared/ranking/types.ts";
import { DEFAULT_WEIGHTS } from "../supabase/functions/_shared/ranking/weights.ts";

/**
 * Returns ten positions of the pool to show; with `discover`, only organisers new to the member.
 */
export type Model = (member: Member, pool: Pool, discover: boolean) => number[];

/** Models by name. */
export const MODELS: Readonly<Record<string, Model>> = {
  random: byScore((member, pool) =>
    pool.candidates.map(({ event }) => hash32(`${member.id} ${event.id}`))
  ),
  soonest: byScore((_, pool) => Array.from(pool.starts, (start) => -start)),
  popularity: byScore((_, pool) => pool.shared.popularity),
  mean_cosine: byScore((member, pool) => cosines(taste(member, pool, Infinity), pool)),
  decayed_cosine: byScore((member, pool) => cosines(taste(member, pool, 60), pool)),
  old_formula: oldFormula,
  score: ownScore({}),
  score_undiversified: plainScore,
};

/** The project's ranking with these options. */
export function ownScore(options: RankOptions): Model {
  return (member, pool, discover) => {
    const profile = buildProfile(member, pool.now);
    const signals = computeSignals(profile, pool);
    return choosePlaces(profile, pool, signals, { ...options, discover }).map((p) => p.position);
  };
}

/**
 * Events by score alone; the difference to the full ranking is the cost of diversity, discovery and
 * exploration.
 */
function plainScore(member: Member, pool: Pool, discover: boolean): number[] {
  const profile = buildProfile(member, pool.now);
  const familiar = profile.positives.length > 0 && !discover;
  const weights = familiar ? DEFAULT_WEIGHTS.familiar : DEFAULT_WEIGHTS.discovery;
  const scores = scoreAll(computeSignals(profile, pool), weights);
  return top(scores, allowed(member, pool, discover), 10);
}

function byScore(score: (member: Member, pool: Pool) => ArrayLike<number>): Model {
  return (member, pool, discover) => top(score(member, pool), allowed(member, pool, discover), 10);
}

function allowed(member: Member, pool: Pool, discover: boolean): number[] {
  const positions = pool.candidates.map((_, i) => i);
  if (!discover) return positions;
  const profile: Profile = buildProfile(member, pool.now);
  return positions.filter((i) => isNewTo(profile, pool, i));
}

function top(scores: ArrayLike<number>, positions: number[], count: number): number[] {
  return positions.sort((a, b) => scores[b]! - scores[a]!).slice(0, count);
}

/**
 * 0.7 similarity + 0.3 (1 - days / 60) - 0.1 per earlier event of the category, among the 30
 * closest.
 */
function oldFormula(member: Member, pool: Pool, discover: boolean): number[] {
  const similarity = cosines(taste(member, pool, Infinity), pool);
  const left = top(similarity, allowed(member, pool, discover), 30);
  const base = (i: number) =>
    0.7 * similarity[i]! + 0.3 * (1 - (pool.starts[i]! - pool.now) / (60 * DAY_MS));
  const shown = new Map<string | null, number>();
  return Array.from({ length: Math.min(10, left.length) }, () => {
    const value = (i: number) =>
      base(i) - 0.1 * (shown.get(pool.candidates[i]!.event.category) ?? 0);
    left.sort((a, b) => value(b) - value(a));
    const best = left.shift()!;
    const { category } = pool.candidates[best]!.event;
    shown.set(category, (shown.get(category) ?? 0) + 1);
    return best;
  });
}

/**
 * The member as one vector: the decayed mean of chosen events, or else the embedded preferences.
 */
function taste(member: Member, pool: Pool, halfLife: number): Float32Array | undefined {
  if (member.votes.length === 0) {
    const liked = Object.keys(member.preferences);
    return liked.length === 0 ? undefined : embedOffline(`interested in: ${liked.join(", ")}`);
  }
  const sum = new Float32Array(member.votes[0]!.vector!.length);
  for (const { vector, voted_at } of member.votes) {
    const weight = decay(pool.now - Date.parse(voted_at), halfLife);
    for (let i = 0; i < sum.length; i++) sum[i]! += weight * vector![i]!;
  }
  return sum;
}

/** Dot products with unit vectors, in the order of the cosines. */
function cosines(query: Float32Array | undefined, pool: Pool): number[] {
  if (query === undefined) return pool.candidates.map(() => 0);
  const scale = 1 / (Math.hypot(...query) || 1);
  return pool.candidates.map(({ vector }) => scale * dot(query, vector!));
}
