/** Whether mail may leave, and the slots of the account's quota. */
import { DAY_MS } from "../../time/units.ts";
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

/** What earlier runs know of a refusal that all mails got: see send-newsletters/doubt.ts. */
export interface RefusalKnown {
  /** The server's words; null: no refusal of all mails. */
  text: string | null;
  /** An operator has ended the pause that it brought, within a day. */
  isVouched: boolean;
}

export async function findRefusal({ client }: Db, now: Date): Promise<RefusalKnown> {
  const { data, error } = await client.from("sending_state")
    .select("cause, detail, paused_until, strikes, is_vouched").single();
  if (error) throw new DbError("read the sending state", error.code, error.message);
  const { cause, detail, paused_until, strikes, is_vouched } = data;
  const isFresh = now.getTime() < Date.parse(paused_until) + DAY_MS;
  const isKnown = cause === "same_refusal" && (is_vouched ? isFresh : strikes > 0);
  return { text: isKnown ? detail : null, isVouched: is_vouched };
}

/** A slot for a mail outside of the outbox; null: the quota is used up. */
export function takeMailSlot(db: Db, now: Date, quota: number): Promise<number | null> {
  return rpc(db, "take_mail_slot", { p_now: now, p_quota: quota });
}

/** For what surely was not sent. */
export async function giveMailSlotBack(db: Db, id: number): Promise<void> {
  await rpc(db, "give_mail_slot_back", { p_id: id });
}
