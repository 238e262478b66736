/**
 * Asks the account's mailbox what became of mails: those without an answer, and those that came back.
 * Part of the sending run: it comes first, so that what surely did not arrive goes out in the same
 * run, and a dead address gets no further mail.
 */
import type { Db } from "../_shared/edge/db/client.ts";
import {
  findWitness,
  reconcileMail,
  recordBounce,
  recordComplaint,
  unknownMails,
} from "../_shared/edge/db/reconcile.ts";
import { recordSubscription } from "../_shared/edge/db/feedback.ts";
import {
  readComplaint,
  readReport,
  readRequest,
  type Report,
} from "../_shared/edge/mail/bounce.ts";
import { type LinkKeys, verifyToken } from "../_shared/links/links.ts";
import type { Mailbox } from "../_shared/edge/mail/mailbox.ts";
import { messageOf } from "../_shared/edge/run/run.ts";
import { DAY_MS } from "../_shared/time/units.ts";

/** RFC 5321 gives a server ten minutes for its answer, and the copy comes after it. */
export const GRACE_SEC = 60 * 60;

/** Mails looked up in a run. */
const LIMIT = 50;

/** Looking must leave a run its time to send. */
const BUDGET_MS = 30_000;

const REPORT_DAYS = 3;

export interface ReconcileDeps {
  db: Db;
  now: () => Date;
  /** Null: there is no mailbox to ask, and unknown mails stay unknown. */
  openMailbox: (() => Promise<Mailbox>) | null;
  graceSec: number;
  /** For mails that unsubscribe; without it, none is read. */
  linkKeys?: LinkKeys;
}

export interface ReconcileCounts {
  found: number;
  requeued: number;
  bounced: number;
  complaints: number;
  unsubscribed: number;
}

export const nothingFound = (): ReconcileCounts => ({
  found: 0,
  requeued: 0,
  bounced: 0,
  complaints: 0,
  unsubscribed: 0,
});

/** A mailbox that does not answer keeps nobody from being mailed: the fault is returned, not thrown. */
export async function reconcile(
  deps: ReconcileDeps,
  counts: ReconcileCounts,
): Promise<string | null> {
  if (!deps.openMailbox) return null;
  let mailbox: Mailbox;
  try {
    mailbox = await deps.openMailbox();
  } catch (error) {
    return messageOf(error);
  }
  const end = performance.now() + BUDGET_MS;
  const hasTime = () => performance.now() < end;
  try {
    // The inbox last: anybody can put there what takes long or cannot be read. Neither needs the other.
    const faults = [
      await faultIn(() => lookUpUnknown(mailbox, deps, counts, hasTime)),
      await faultIn(() => readBounces(mailbox, deps, counts, hasTime)),
    ];
    return faults.filter((fault) => fault !== null).join("; ") || null;
  } finally {
    await mailbox.close();
  }
}

async function faultIn(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/** A token names its reader: who sent the mail does not matter. */
async function unsubscribeBy({ subject = "" }: Report, deps: ReconcileDeps): Promise<boolean> {
  const { db, now, linkKeys: keys } = deps;
  const token = readRequest(subject);
  const verified = token !== null && keys ? verifyToken(token, { keys, now: now() }) : null;
  if (!verified?.ok || verified.claims.action !== "unsubscribe") return false;
  return await recordSubscription(db, now(), verified.claims) !== null;
}

async function readBounces(
  mailbox: Mailbox,
  deps: ReconcileDeps,
  counts: ReconcileCounts,
  hasTime: () => boolean,
): Promise<void> {
  const { db, now } = deps;
  const since = new Date(now().getTime() - REPORT_DAYS * DAY_MS);
  for await (const report of mailbox.reports(since)) {
    if (await unsubscribeBy(report, deps)) counts.unsubscribed++;
    const complaint = readComplaint(report);
    const bounce = complaint ? null : readReport(report);
    if (complaint && await recordComplaint(db, now(), complaint)) counts.complaints++;
    if (bounce && await recordBounce(db, now(), bounce)) counts.bounced++;
    if (!hasTime()) return;
  }
}

async function lookUpUnknown(
  mailbox: Mailbox,
  { db, now, graceSec }: ReconcileDeps,
  counts: ReconcileCounts,
  hasTime: () => boolean,
): Promise<void> {
  const mails = await unknownMails(db, now(), LIMIT);
  const missing: typeof mails = [];
  for (const mail of mails) {
    if (!hasTime()) break;
    if (!await mailbox.hasSent(mail.message_id)) missing.push(mail);
    else if (await reconcileMail(db, now(), mail, true, graceSec) === "sent") counts.found++;
  }
  const keepsCopies = witnesses(mailbox, db);
  if (missing.length === 0 || !await keepsCopies()) return;
  for (const mail of missing) {
    if (!hasTime()) return;
    if (!await keepsCopies(mail.unknown_since)) continue;
    if (await reconcileMail(db, now(), mail, false, graceSec) === "queued") counts.requeued++;
  }
}

/**
 * Many servers keep no copy of what programs send, and before an operator changed it the account was
 * another one: there a mail's absence says nothing. Each witness is looked up once.
 */
function witnesses(mailbox: Mailbox, db: Db): (until?: string) => Promise<boolean> {
  const copies = new Map<string, boolean>();
  return async (until) => {
    const witness = await findWitness(db, until);
    if (witness === null) return false;
    const isThere = copies.get(witness) ?? await mailbox.hasSent(witness);
    copies.set(witness, isThere);
    return isThere;
  };
}
