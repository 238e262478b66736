/** One event by its id. */
import type { Event } from "../event.ts";
import { type Db, DbError, rpc } from "./client.ts";

/** The event that a post tells of, past ones too; null where there is none to show. */
export function publishedEvent(db: Db, id: string): Promise<Event | null> {
  return rpc(db, "published_event", { p_id: id });
}

/** As much of an event as an answer about it tells. */
export type EventInBrief = Pick<Event, "id" | "title" | "starts_at" | "is_all_day">;

/** Also of an event that is gone from view: `shown` is null then. Null for an unknown event. */
export async function findVotable(
  { client }: Db,
  id: string,
): Promise<{ shown: EventInBrief | null } | null> {
  const { data, error } = await client.from("events")
    .select("is_published, id, title, starts_at, is_all_day").eq("id", id).maybeSingle();
  if (error) throw new DbError("find event", error.code, error.message);
  if (!data) return null;
  const { is_published, ...shown } = data;
  return { shown: is_published ? shown as EventInBrief : null };
}
