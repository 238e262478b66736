/** What readers answer: votes and subscription, each by a signed link. */
import { z } from "zod";
import {
  declarePreference,
  findEvent,
  recordFeedback,
  setNewsletterFrequency,
} from "../_shared/db/feedback.ts";
import { type Db, DbError } from "../_shared/db/client.ts";
import type { Event } from "../_shared/event.ts";
import { HttpError } from "../_shared/http.ts";
import {
  type Claims,
  type LinkKeys,
  type PreferenceClaims,
  type Refusal,
  signToken,
  type SubscriptionClaims,
  verifyToken,
  type VoteClaims,
} from "../_shared/links.ts";

export const FeedbackInput = z.strictObject({ token: z.string().min(1).max(500) });

export interface FeedbackDeps {
  db: Db;
  now: () => Date;
  linkKeys: LinkKeys;
}

/** What stands after a token was honoured, and the token that takes it back. */
export interface FeedbackAnswer {
  action: Claims["action"];
  /** The event voted on; null where the answer is about none, or it is gone from view. */
  event: Pick<Event, "id" | "title" | "starts_at" | "is_all_day"> | null;
  /** The vote, category or newsletter's frequency that stands now; null: no vote. */
  standing: string | null;
  /** Post it to undo; null where there is nothing to undo. */
  undo_token: string | null;
}

/** Honours a token. Doing so twice changes nothing more. @throws {HttpError} 401, 404, 410 */
export async function recordToken(token: unknown, deps: FeedbackDeps): Promise<FeedbackAnswer> {
  const claims = claimsOf(token, deps);
  if ("event_id" in claims) return await vote(claims, deps);
  return "category" in claims ? await prefer(claims, deps) : await subscribe(claims, deps);
}

/** Takes no other token than one to unsubscribe. @throws {HttpError} 401, 404 */
export async function unsubscribe(token: unknown, deps: FeedbackDeps): Promise<void> {
  const claims = claimsOf(token, deps);
  if (claims.action !== "unsubscribe") throw refused("purpose");
  await subscribe(claims, deps);
}

function claimsOf(token: unknown, { linkKeys: keys, now }: FeedbackDeps): Claims {
  const purposes = ["feedback", "subscription"] as const;
  const verified = verifyToken(token, { keys, purposes, now: now() });
  if (!verified.ok) throw refused(verified.reason);
  return verified.claims;
}

async function vote(
  claims: VoteClaims,
  { db, now, linkKeys }: FeedbackDeps,
): Promise<FeedbackAnswer> {
  const { action, user_id, event_id } = claims;
  try {
    const standing = await recordFeedback(db, now(), user_id, event_id, action);
    const event = await findEvent(db, event_id);
    return {
      action,
      event: event &&
        {
          id: event.id,
          title: event.title,
          starts_at: event.starts_at,
          is_all_day: event.is_all_day,
        },
      standing,
      undo_token: action === "undo" ? null : signToken({ ...claims, action: "undo" }, linkKeys),
    };
  } catch (error) {
    if (error instanceof DbError && error.code === "23503") throw unknown("member or event");
    throw error;
  }
}

/** The answer to the question of a newsletter. */
async function prefer(
  { action, user_id, category }: PreferenceClaims,
  { db }: FeedbackDeps,
): Promise<FeedbackAnswer> {
  try {
    await declarePreference(db, user_id, category);
    return { action, event: null, standing: category, undo_token: null };
  } catch (error) {
    if (error instanceof DbError && error.code === "23503") throw unknown("member");
    throw error;
  }
}

async function subscribe(
  { action, user_id }: SubscriptionClaims,
  { db, linkKeys }: FeedbackDeps,
): Promise<FeedbackAnswer> {
  const isOff = action === "unsubscribe";
  const standing = await setNewsletterFrequency(db, user_id, isOff ? "off" : "weekly");
  if (standing === null) throw unknown("member");
  const opposite = isOff ? "resubscribe" : "unsubscribe";
  return {
    action,
    event: null,
    standing,
    undo_token: signToken({ action: opposite, user_id }, linkKeys),
  };
}

function unknown(what: string): HttpError {
  return new HttpError(
    404,
    "unknown_id",
    `Cannot record this as there is no such ${what} any more`,
  );
}

/** One answer for all that is not ours: a forger learns nothing from it. */
function refused(reason: Refusal): HttpError {
  if (reason === "expired") {
    return new HttpError(
      410,
      "token_expired",
      "Cannot record this as the link has expired",
      "Use the newest newsletter",
    );
  }
  return new HttpError(
    401,
    "invalid_token",
    "Cannot record this as the link is not one of ours",
    "Open the link from the mail again",
  );
}
