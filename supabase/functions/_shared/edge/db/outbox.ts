/** The outbox of newsletters. */
import type { Event } from "../../event/event.ts";
import type { Mail } from "../mail/mail.ts";
import type { Action } from "../mail/replies.ts";
import { type Db, DbError, rpc, seconds } from "./client.ts";

/** When newsletters go out: the community's choice, for members without one of their own. */
export interface WindowDefaults {
  timeZone: string;
  weekday: number;
  hour: number;
  /** Hours after `hour` in which they may still go out. */
  windowHours: number;
}

/** A member whose window is open and who has no mail of that edition yet. */
export interface DueMember {
  newsletter_id: string;
  frequency: "weekly" | "daily";
  /** Local date of the send day. */
  period: string;
  closes_at: string;
  user_id: string;
  email: string;
  name: string | null;
  time_zone: string;
}

export function dueMembers(
  db: Db,
  now: Date,
  windows: WindowDefaults,
  limit: number,
): Promise<DueMember[]> {
  return rpc(db, "due_members", {
    p_now: now,
    p_zone: windows.timeZone,
    p_weekday: windows.weekday,
    p_hour: windows.hour,
    p_hours: windows.windowHours,
    p_limit: limit,
  });
}

/** A row of the outbox. Skipped: there was nothing to send. Failed: it could not be written. Both without a mail. */
export interface OutboxRow {
  id: string;
  newsletter_id: string;
  user_id: string;
  to_address: string;
  subject: string | null;
  message_id: string | null;
  mail: Mail | null;
  created_for: Date;
  expires_at: string;
  status: "queued" | "skipped" | "failed";
  error: string | null;
  items: MailedEvent[];
}

/** An event of a mail. */
export interface MailedEvent {
  event_id: string;
  position: number;
  score: number;
  model: string;
  /** What the mail says of it, as the database gave it: where that changed meanwhile, it is not queued. */
  told: Facts;
}

/** What a reader acts on; private.facts_hash() takes the same. */
export type Facts = Pick<
  Event,
  "title" | "starts_at" | "ends_at" | "is_all_day" | "location" | "is_online" | "url"
>;

export function factsOf(event: Event): Facts {
  const { title, starts_at, ends_at, is_all_day, location, is_online, url } = event;
  return { title, starts_at, ends_at, is_all_day, location, is_online, url };
}

/**
 * How many of these are queued now; of the others, some had a mail of that edition or are not to get one.
 * Claims of the same owner are not sent the content again.
 */
export async function queueMails(db: Db, owner: string, rows: OutboxRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  return await rpc(db, "queue_mails", {
    p_mails: rows.map((row) => ({ ...row, planned_by: owner })),
  });
}

/** A mail under lease; (owner, attempt) is the fence of what is written about it. */
export interface ClaimedMail {
  id: string;
  attempt: number;
  message_id: string;
  /** Null where the owner of the claim has queued it: it knows the content. */
  mail: Mail | null;
  /** Attempts that failed over this mail. */
  failures: number;
}

export interface Claim {
  owner: string;
  limit: number;
  leaseSec: number;
  /** Mails the account may send within 24 hours. */
  quota: number;
}

/** The first one is marked as dialling. None while sending is paused or the quota is used up. */
export function claimMails(db: Db, now: Date, claim: Claim): Promise<ClaimedMail[]> {
  return rpc(db, "claim_mails", {
    p_now: now,
    p_owner: claim.owner,
    p_limit: claim.limit,
    p_lease: seconds(claim.leaseSec),
    p_quota: claim.quota,
  });
}

/** False: the lease is lost, and nothing further may leave. */
export function markMailPhase(
  db: Db,
  owner: string,
  { id, attempt }: ClaimedMail,
  phase: "dialling" | "dot",
): Promise<boolean> {
  return rpc(db, "mark_mail_phase", {
    p_id: id,
    p_owner: owner,
    p_attempt: attempt,
    p_phase: phase,
  });
}

/** What became of an attempt; `queued` is to be tried again at `notBefore`. */
export interface Settlement {
  status: "sent" | "failed" | "unknown" | "queued";
  notBefore: Date | null;
  reply: string | null;
  error: string | null;
  /** What the reply, or all replies of a run, ask for beyond this mail; null where there was none. */
  action: Action | "same_refusal" | null;
}

/** Records it and does what the action asks: suppress the address, pause the account. */
export function settleMail(
  db: Db,
  now: Date,
  owner: string,
  mail: ClaimedMail,
  to: Settlement,
): Promise<boolean> {
  return rpc(db, "settle_mail", settlementOf(now, owner, mail, to));
}

/** The same, and marks the mail that is sent next as dialling. True: it is, and its lease holds. */
export function settleAndDial(
  db: Db,
  now: Date,
  owner: string,
  mail: ClaimedMail,
  to: Settlement,
  next: ClaimedMail,
): Promise<boolean> {
  return rpc(db, "settle_and_dial", {
    ...settlementOf(now, owner, mail, to),
    p_next: next.id,
    p_next_attempt: next.attempt,
  });
}

function settlementOf(now: Date, owner: string, { id, attempt }: ClaimedMail, to: Settlement) {
  return {
    p_id: id,
    p_owner: owner,
    p_attempt: attempt,
    p_status: to.status,
    p_now: now,
    p_not_before: to.notBefore,
    p_reply: to.reply,
    p_error: to.error,
    p_action: to.action,
  };
}

/** What became of mails whose sender died, and of those whose time is over. */
export interface LostMails {
  requeued: number;
  unknown: number;
  expired: number;
}

export async function settleLostMails(db: Db, now: Date): Promise<LostMails> {
  const rows: LostMails[] = await rpc(db, "settle_lost_mails", { p_now: now });
  return rows[0]!;
}

/** Mails that wait to be sent, now or later. */
export async function countQueued({ client }: Db): Promise<number> {
  const { count, error } = await client.from("email_logs")
    .select("id", { count: "exact", head: true }).in("status", ["queued", "sending"]);
  if (error) throw new DbError("count queued mails", error.code, error.message);
  return count ?? 0;
}
