/** A few events for one member, each with its reasons. */
import { z } from "zod";
import type { Db } from "../_shared/db/client.ts";
import { logShown } from "../_shared/db/ranking.ts";
import {
  CATEGORIES,
  isUpcoming,
  labelOf,
  QUESTION,
  type Recommendation,
} from "../_shared/event.ts";
import { type Caller, HttpError } from "../_shared/http.ts";
import { rank } from "../_shared/ranking/rank.ts";
import { askableCategories } from "../_shared/ranking/question.ts";
import type { Candidate, EventFacts, Member } from "../_shared/ranking/types.ts";
import { loadMembers, type Source } from "../_shared/source.ts";

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** What a frontend may ask for. */
export const RecommendInput = z.strictObject({
  limit: z.int().min(1).max(50).default(10),
  /** Only events that start in [from, to). */
  from: instant.optional(),
  to: instant.optional(),
  categories: z.array(z.enum(CATEGORIES)).min(1).max(CATEGORIES.length).optional(),
  /** Events not wanted, e.g. those on the page already. */
  exclude: z.array(z.guid()).max(500).default([]),
  /** Whose events; the service alone may say. */
  user_id: z.guid().optional(),
});
export type RecommendInput = z.output<typeof RecommendInput>;

export interface RecommendAnswer {
  user_id: string;
  generated_at: string;
  /** The embedding model that similarity was measured with. */
  model: string;
  items: Recommendation[];
  /** Only where nothing is known of the member: what to ask, to be stored as a preference. */
  question?: { text: string; options: { category: string; label: string }[] };
}

export interface RecommendDeps {
  db: Db;
  now: () => Date;
  model: string;
  source: Source;
}

/** @throws {HttpError} 403, 404, 422 */
export async function recommend(
  input: RecommendInput,
  caller: Caller,
  { db, now, model, source }: RecommendDeps,
): Promise<RecommendAnswer> {
  const userId = whoseEvents(input, caller);
  const at = now();
  const [pool, members] = await Promise.all([
    source.pool(db, at),
    loadMembers(db, at, model, [userId]),
  ]);
  const known = members.get(userId);
  if (!known) {
    throw new HttpError(
      404,
      "unknown_member",
      `Cannot recommend to ${userId} as there is no such member`,
    );
  }
  const items = rank(known.member, pool, {
    limit: input.limit,
    exclude: new Set(input.exclude.map((id) => id.toLowerCase())),
    allow: (event) => isWanted(event, input, at),
  });
  await logShown(
    db,
    items.map(({ event, score }, i) => ({
      user_id: userId,
      event_id: event.id,
      position: i + 1,
      score,
      model,
      shown_at: at,
    })),
  );
  const question = questionFor(known.member, pool.candidates);
  return {
    user_id: userId,
    generated_at: at.toISOString(),
    model,
    items,
    ...question && { question },
  };
}

function questionFor(member: Member, candidates: readonly Candidate[]) {
  const categories = askableCategories(member, candidates);
  if (categories.length === 0) return null;
  return {
    text: QUESTION,
    options: categories.map((category) => ({ category, label: labelOf(category) })),
  };
}

function whoseEvents({ user_id }: RecommendInput, caller: Caller): string {
  const asked = user_id?.toLowerCase();
  if (caller.userId === null) {
    if (asked) return asked;
    throw new HttpError(
      422,
      "invalid_body",
      "Cannot use the body as it does not fit: user_id: the secret key must name a member",
      "Call with a member's JWT for that member's events, or name user_id",
    );
  }
  if (asked && asked !== caller.userId) {
    throw new HttpError(
      403,
      "forbidden",
      "Cannot give another member's events",
      "Leave user_id out",
    );
  }
  return caller.userId;
}

/** The pool may be a minute old: what has begun meanwhile is past. */
function isWanted(
  event: EventFacts,
  { from, to, categories }: RecommendInput,
  now: Date,
): boolean {
  const start = Date.parse(event.starts_at);
  return isUpcoming(event, now) && start >= (from ?? -Infinity) && start < (to ?? Infinity) &&
    (!categories || categories.some((category) => category === event.category));
}
