/** Records readers' votes and subscriptions, each authorised by a signed link. */
import { DbError } from "../_shared/edge/db/client.ts";
import { type EventInBrief, eventInBrief } from "../_shared/edge/db/event.ts";
import {
  declarePreference,
  recordFeedback,
  recordSubscription,
} from "../_shared/edge/db/feedback.ts";
import {
  type Claims,
  type PreferenceClaims,
  signToken,
  type SubscriptionClaims,
  undoExpiry,
  type VoteClaims,
} from "../_shared/links/links.ts";
import { blocked, type FeedbackDeps, readToken, refused, superseded, unknown } from "./token.ts";

/** The state after a token was recorded, and a token to undo it. */
export interface FeedbackAnswer {
  action: Claims["action"];
  /** The event of the vote; null if the answer is about none, or the event is no longer visible. */
  event: EventInBrief | null;
  /** The current vote, category or newsletter frequency; null for no vote. */
  standing: string | null;
  /** Token to post for an undo; null if there is nothing to undo. */
  undo_token: string | null;
}

/**
 * Records a token; idempotent.
 *
 * @throws {HttpError} 401, 403, 404, 409, 410; see docs/api.md
 */
export async function recordToken(token: unknown, deps: FeedbackDeps): Promise<FeedbackAnswer> {
  const claims = readToken(token, deps);
  if ("event_id" in claims) return await vote(claims, deps);
  return "category" in claims ? await prefer(claims, deps) : await subscribe(claims, deps);
}

/**
 * Records a token that unsubscribes; refuses any other.
 *
 * @throws {HttpError} 401, 404, 409
 */
export async function unsubscribe(token: unknown, deps: FeedbackDeps): Promise<void> {
  const claims = readToken(token, deps);
  if (claims.action !== "unsubscribe") throw refused("purpose");
  await subscribe(claims, deps);
}

async function vote(
  claims: VoteClaims,
  { db, now, linkKeys }: FeedbackDeps,
): Promise<FeedbackAnswer> {
  const { action, user_id, event_id } = claims;
  try {
    const standing = await recordFeedback(db, now(), user_id, event_id, action);
    return {
      action,
      event: await eventInBrief(db, event_id),
      standing,
      undo_token: action === "undo" ? null : signToken({ ...claims, action: "undo" }, linkKeys),
    };
  } catch (error) {
    if (error instanceof DbError && error.code === "23503") throw unknown("member or event");
    if (error instanceof DbError && error.code === "55000") throw blocked();
    throw error;
  }
}

/** Records the answer to a newsletter's question. */
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
  claims: SubscriptionClaims,
  { db, now, linkKeys }: FeedbackDeps,
): Promise<FeedbackAnswer> {
  const { action, user_id } = claims;
  const subscription = await recordSubscription(db, now(), claims);
  if (!subscription) throw unknown("member");
  const { frequency, unsubscribed_at } = subscription;
  if (action === "resubscribe" && frequency === "off") throw superseded();
  // A member without a newsletter was not unsubscribed by this link: nothing to undo.
  const exp = unsubscribed_at && undoExpiry(new Date(unsubscribed_at));
  return {
    action,
    event: null,
    standing: frequency,
    undo_token: exp && exp > now()
      ? signToken({ action: "resubscribe", user_id, exp }, linkKeys)
      : null,
  };
}
