/** Calls of feedback. */
import type { Category } from "../../event/event.ts";
import { type SubscriptionClaims, takenAt, type Vote } from "../../links/links.ts";
import { type Db, DbError, rpc } from "./client.ts";

/** The vote that stands now. @throws {DbError} 23503 for an unknown member or event, 55000 for a blocked account */
export function recordFeedback(
  db: Db,
  now: Date,
  userId: string,
  eventId: string,
  action: Vote,
): Promise<string | null> {
  return rpc(db, "record_feedback", {
    p_now: now,
    p_user_id: userId,
    p_event_id: eventId,
    p_action: action,
  });
}

/** What stands of a member's subscription. */
export interface Subscription {
  frequency: string;
  /** When a link took the newsletter away; null where the member chose what stands. */
  unsubscribed_at: string | null;
}

/** Null for an unknown member. */
export function recordSubscription(
  db: Db,
  now: Date,
  claims: SubscriptionClaims,
): Promise<Subscription | null> {
  return rpc(db, "record_subscription", {
    p_user_id: claims.user_id,
    p_action: claims.action,
    p_now: now,
    p_taken_at: "exp" in claims ? takenAt(claims.exp) : null,
  });
}

/** Null for an unknown member. */
export async function subscriptionOf({ client }: Db, userId: string): Promise<Subscription | null> {
  const { data, error } = await client.from("users")
    .select("frequency:newsletter_frequency, unsubscribed_at").eq("id", userId).maybeSingle();
  if (error) throw new DbError("find a subscription", error.code, error.message);
  return data;
}

/** What a member says they like when asked: as much as one can declare. */
const DECLARED_WEIGHT = 0.9;

/** @throws {DbError} 23503 for an unknown member */
export async function declarePreference(
  { client }: Db,
  userId: string,
  category: Category,
): Promise<void> {
  const { error } = await client.from("user_preferences")
    .upsert({ user_id: userId, category, weight: DECLARED_WEIGHT });
  if (error) throw new DbError("declare preference", error.code, error.message);
}
