/** Describes the effect of a token to the site's page, before the reader confirms it. */
import { type EventInBrief, eventInBrief, isEvent } from "../_shared/edge/db/event.ts";
import { subscriptionOf } from "../_shared/edge/db/feedback.ts";
import { memberStateOf } from "../_shared/edge/db/member.ts";
import { type Category, labelOf } from "../_shared/event/event.ts";
import { type Claims, takenAt } from "../_shared/links/links.ts";
import { blocked, type FeedbackDeps, readToken, superseded, unknown } from "./token.ts";

/** The effect of a token. Contains nothing about the member, because a mail may be forwarded. */
export interface Question {
  action: Claims["action"];
  /** The event of a vote; null if the link is about none, or the event is no longer visible. */
  event: EventInBrief | null;
  /** The category that `prefer` would declare. */
  category: { id: Category; label: string } | null;
}

/**
 * Describes a token without recording it; refuses the same tokens as `recordToken`.
 *
 * @throws {HttpError} 401, 403, 404, 409, 410; see docs/api.md
 */
export async function questionOf(token: unknown, deps: FeedbackDeps): Promise<Question> {
  const claims = readToken(token, deps);
  const isVote = "event_id" in claims;
  const [state, isThere, event] = await Promise.all([
    memberStateOf(deps.db, claims.user_id, deps.now()),
    isVote ? isEvent(deps.db, claims.event_id) : true,
    isVote ? eventInBrief(deps.db, claims.event_id) : null,
  ]);
  if (state === "unknown" || !isThere) throw unknown(state === "unknown" ? "member" : "event");
  if (state === "blocked" && isVote && claims.action !== "undo") throw blocked();
  if (claims.action === "resubscribe") await refuseIfSuperseded(claims, deps);
  return {
    action: claims.action,
    event,
    category: "category" in claims
      ? { id: claims.category, label: labelOf(claims.category) }
      : null,
  };
}

async function refuseIfSuperseded(
  { user_id, exp }: { user_id: string; exp: Date },
  { db }: FeedbackDeps,
): Promise<void> {
  const subscription = await subscriptionOf(db, user_id);
  if (subscription?.frequency !== "off") return;
  const { unsubscribed_at } = subscription;
  const isStanding = unsubscribed_at && +new Date(unsubscribed_at) === +takenAt(exp);
  if (!isStanding) throw superseded();
}
