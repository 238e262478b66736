/** Whether mail may leave, and the slots of the account's quota. */
import { type Db, DbError, rpc } from "./client.ts";

/** The account at rest. */
export interface Pause {
  /** `operator`, or the action of the reply that brought it (replies.ts). */
  cause: string | null;
  detail: string | null;
  since: string | null;
  /** Null: until an operator resumes. */
  until: string | null;
}

/** Null while mail may leave. */
export async function findPause({ client }: Db, now: Date): Promise<Pause | null> {
  const { data, error } = await client.from("sending_state")
    .select("cause, detail, since, paused_until").single();
  if (error) throw new DbError("read the sending state", error.code, error.message);
  const { paused_until, ...rest } = data;
  const until = paused_until === "infinity" ? null : paused_until;
  const isOver = until !== null && (until === "-infinity" || Date.parse(until) <= now.getTime());
  return isOver ? null : { ...rest, until };
}

/** A slot for a mail outside of the outbox; null: the quota is used up. */
export function takeMailSlot(db: Db, now: Date, quota: number): Promise<number | null> {
  return rpc(db, "take_mail_slot", { p_now: now, p_quota: quota });
}

/** For what surely was not sent. */
export async function giveMailSlotBack(db: Db, id: number): Promise<void> {
  await rpc(db, "give_mail_slot_back", { p_id: id });
}
