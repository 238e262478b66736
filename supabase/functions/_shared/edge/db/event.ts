/** One event by its id. */
import type { Event } from "../../event/event.ts";
import { type Db, DbError, rpc } from "./client.ts";

/** The event that a post tells of, past ones too; null where there is none to show. */
export function publishedEvent(db: Db, id: string): Promise<Event | null> {
  return rpc(db, "published_event", { p_id: id });
}

/** As much of an event as an answer about it tells. */
export type EventInBrief = Pick<Event, "id" | "title" | "starts_at" | "is_all_day">;

/** The same in brief. */
export async function eventInBrief(db: Db, id: string): Promise<EventInBrief | null> {
  const event = await publishedEvent(db, id);
  if (!event) return null;
  const { title, starts_at, is_all_day } = event;
  return { id: event.id, title, starts_at, is_all_day };
}

/** Also of an event that is gone from view: one can still take back a vote on it. */
export async function isEvent({ client }: Db, id: string): Promise<boolean> {
  const { data, error } = await client.from("events").select("id").eq("id", id).maybeSingle();
  if (error) throw new DbError("find event", error.code, error.message);
  return data !== null;
}
