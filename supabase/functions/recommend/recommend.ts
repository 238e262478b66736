/** Recommends events to one member, each with its reasons. */
import { z } from "zod";
import { inBackground } from "../_shared/edge/run/background.ts";
import type { Db } from "../_shared/edge/db/client.ts";
import { logShown, rankingMembers } from "../_shared/edge/db/ranking.ts";
import { CATEGORIES, labelOf, QUESTION, type Recommendation } from "../_shared/event/event.ts";
import { type Caller, HttpError } from "../_shared/edge/http/http.ts";
import { instant } from "../_shared/edge/http/instant.ts";
import { rank } from "../_shared/ranking/rank.ts";
import { askableCategories } from "../_shared/ranking/question.ts";
import type { Candidate, EventFacts, Member } from "../_shared/ranking/types.ts";
import { loadMembers, type Source } from "../_shared/edge/catalogue/source.ts";
import { type Filters, passes } from "../_shared/event/filters.ts";
import { similarEvents } from "./similar.ts";

/** Body of a request. */
export const RecommendInput = z.strictObject({
  limit: z.int().min(1).max(50).default(10),
  /** Limits events to starts in [from, to). */
  from: instant.optional(),
  to: instant.optional(),
  categories: z.array(z.enum(CATEGORIES)).min(1).max(CATEGORIES.length).optional(),
  /** Ids of unwanted events, such as those already on the page. */
  exclude: z.array(z.guid()).max(500).default([]),
  /** Return events similar to this one instead of personal recommendations. */
  similar_to: z.guid().optional(),
  /** The member; only the service may set it. */
  user_id: z.guid().optional(),
  // Written so that it accepts an invalid instant, because that has an error of its own.
}).refine(({ from = -Infinity, to = Infinity }) => !(from >= to), {
  path: ["to"],
  error: "must be after from",
});
export type RecommendInput = z.output<typeof RecommendInput>;

/** Response of `recommend`. */
export interface RecommendAnswer {
  user_id: string;
  generated_at: string;
  /** The embedding model of the similarity signals. */
  model: string;
  items: PlacedRecommendation[];
  /** Only for a member without votes or preferences; store the answer as a preference. */
  question?: Question;
}

/** `position` counts from 1. docs/api.md explains its relation to `score` and `varied`. */
export interface PlacedRecommendation extends Recommendation {
  position: number;
}

interface Question {
  text: string;
  options: { category: string; label: string }[];
}

/** Dependencies of `recommend`. */
export interface RecommendDeps {
  db: Db;
  now: () => Date;
  model: string;
  source: Source;
}

/**
 * Recommends events.
 *
 * @throws {HttpError} 403 for another member, 404 for an unknown member or event, 422 for a missing member
 */
export async function recommend(
  input: RecommendInput,
  caller: Caller,
  deps: RecommendDeps,
): Promise<RecommendAnswer> {
  const { db, model } = deps;
  const userId = whoseEvents(input, caller);
  const now = deps.now();
  const { items, question } = await chooseEvents(input, userId, now, deps);
  // Logged after the response.
  inBackground(logShown(
    db,
    items.map(({ event, score }, i) => ({
      user_id: userId,
      event_id: event.id,
      position: i + 1,
      score,
      model,
      shown_at: now,
    })),
  ));
  return {
    user_id: userId,
    generated_at: now.toISOString(),
    model,
    items: items.map((item, i) => ({ position: i + 1, ...item })),
    ...question && { question },
  };
}

type Choice = Pick<RecommendAnswer, "question"> & { items: Recommendation[] };

async function chooseEvents(
  { limit, similar_to, ...input }: RecommendInput,
  userId: string,
  now: Date,
  { db, model, source }: RecommendDeps,
): Promise<Choice> {
  const excluded = input.exclude.map((id) => id.toLowerCase());
  if (similar_to) {
    const exclude = new Set([...excluded, ...await votedOn(userId, now, db)]);
    const filters = { ...input, exclude };
    return { items: await similarEvents(similar_to, limit, filters, now, { db, source }) };
  }
  const [pool, members] = await Promise.all([
    source.pool(db, now),
    loadMembers(db, now, model, [userId], source.voted),
  ]);
  const { member } = members.get(userId) ?? unknownMember(userId);
  const filters: Filters = { ...input, exclude: new Set(excluded) };
  // The pool may be some minutes old, so begun events are filtered again.
  const allow = (event: EventFacts) => passes(event, filters, now);
  const items = rank(member, pool, { limit, allow, now: now.getTime() });
  return { items, question: questionFor(member, pool.candidates) };
}

/** Ids of the events that the member has voted on. */
async function votedOn(userId: string, now: Date, db: Db): Promise<string[]> {
  const { members: [row], events } = await rankingMembers(db, now, [userId]);
  if (!row) unknownMember(userId);
  return events.map(([id]) => id);
}

function unknownMember(userId: string): never {
  throw new HttpError(
    404,
    "unknown_member",
    `Cannot recommend to ${userId} as there is no such member`,
  );
}

function questionFor(member: Member, candidates: readonly Candidate[]): Question | undefined {
  const categories = askableCategories(member, candidates);
  if (categories.length === 0) return undefined;
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
      "Cannot use the body: user_id: is missing, the secret key must name a member",
      "Call with a member's JWT for that member's events, or name user_id",
    );
  }
  if (asked && asked !== caller.userId) {
    throw new HttpError(
      403,
      "forbidden",
      "Cannot recommend events for another member",
      "Leave user_id out",
    );
  }
  return caller.userId;
}
