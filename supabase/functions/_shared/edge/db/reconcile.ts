/** What the account's mailbox says about mails that were sent. */
import { type Db, DbError, rpc, seconds } from "./client.ts";

export interface UnknownMail {
  id: string;
  /** The fence: an answer about an earlier attempt settles nothing. */
  attempt: number;
  message_id: string;
  unknown_since: string;
}

export function unknownMails(db: Db, now: Date, limit: number): Promise<UnknownMail[]> {
  return rpc(db, "unknown_mails", { p_now: now, p_limit: limit });
}

/** Answers the status that now holds: sent where it was found, queued or expired where it is missing. */
export function reconcileMail(
  db: Db,
  now: Date,
  { id, attempt }: UnknownMail,
  isFound: boolean,
  graceSec: number,
): Promise<string> {
  return rpc(db, "reconcile_mail", {
    p_now: now,
    p_id: id,
    p_attempt: attempt,
    p_found: isFound,
    p_grace: seconds(graceSec),
  });
}

/** Message-ID of the mail that the server accepted last until then; null: there is none. */
export async function findWitness({ client }: Db, until = "infinity"): Promise<string | null> {
  const { data, error } = await client.from("email_logs").select("message_id")
    .eq("status", "sent").like("reply", "2%").lte("sent_at", until)
    .order("sent_at", { ascending: false }).limit(1);
  if (error) throw new DbError("find a sent mail", error.code, error.message);
  return data[0]?.message_id ?? null;
}

export interface Bounce {
  /** One of them may be ours, or the one that the relay gave the mail. */
  message_ids: string[];
  /** Null: the address is not at fault. */
  kind: "hard" | "soft" | null;
  detail: string;
  /** Whom it did not reach, in lower case. */
  addresses: string[];
}

/** False: no such mail, or known already. */
export function recordBounce(db: Db, now: Date, bounce: Bounce): Promise<boolean> {
  return anyOf(bounce.message_ids, (id) =>
    rpc(db, "record_bounce", {
      p_now: now,
      p_message_id: id,
      p_bounce: bounce.kind,
      p_detail: bounce.detail,
      p_addresses: bounce.addresses,
    }));
}

/** A reader has called a mail spam. */
export interface Complaint {
  message_ids: string[];
  detail: string;
}

/** Unsubscribes the reader. False: no such mail, or known already. */
export function recordComplaint(db: Db, now: Date, complaint: Complaint): Promise<boolean> {
  return anyOf(complaint.message_ids, (id) =>
    rpc(db, "record_complaint", {
      p_now: now,
      p_message_id: id,
      p_detail: complaint.detail,
    }));
}

/** Asks one after another until one is ours. */
async function anyOf(ids: string[], record: (id: string) => Promise<boolean>): Promise<boolean> {
  for (const id of ids) if (await record(id)) return true;
  return false;
}
