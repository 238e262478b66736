/** Calls of feedback. */
import type { Category, Event } from "../event.ts";
import type { Vote } from "../links.ts";
import { type Db, DbError, rpc } from "./client.ts";

/** The vote that stands now. @throws {DbError} 23503 for an unknown member or event */
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

/** The frequency that stands now; null for an unknown member. */
export function setNewsletterFrequency(
  db: Db,
  userId: string,
  frequency: "weekly" | "off",
): Promise<string | null> {
  return rpc(db, "set_newsletter_frequency", { p_user_id: userId, p_frequency: frequency });
}

export async function findEvent({ client }: Db, id: string): Promise<Event | null> {
  const { data, error } = await client.from("events")
    .select(
      "id, title, summary, starts_at, ends_at, is_all_day, location, is_online, category, organisers, url, image_url",
    )
    .eq("id", id).eq("is_published", true).maybeSingle();
  if (error) throw new DbError("find event", error.code, error.message);
  return data as Event | null;
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
