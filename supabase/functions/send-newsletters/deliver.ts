/** Sends what lies in the outbox, one mail after another, and writes down what became of each. */
import {
  type ClaimedMail,
  claimMails,
  markMailPhase,
  settleMail,
  type Settlement,
} from "../_shared/db/outbox.ts";
import type { Db } from "../_shared/db/client.ts";
import type { Mailer } from "../_shared/mail.ts";
import type { Deadline } from "../_shared/run.ts";
import { aboutAccount, settle } from "./settle.ts";

/** Mails claimed at once: what a dead worker leaves behind for the lease to run out. */
const CLAIM = 10;

/** Waits before a record is tried again, milliseconds: a mail that is sent must not stay unrecorded. */
const INSIST_MS = [250, 1_000, 4_000];

export interface DeliverDeps {
  db: Db;
  mailer: Mailer;
  now: () => Date;
  /** Uniform in [0, 1): jitter of the backoff. */
  random: () => number;
  wait: (ms: number) => Promise<unknown>;
  /** Unique to this run: the owner of its leases. */
  owner: string;
  leaseSec: number;
  /** What one mail may take, milliseconds. */
  mailMs: number;
  limit: number;
  /** Mails the account may send within 24 hours. */
  quota: number;
  deadline: Deadline;
}

export interface DeliverCounts {
  sent: number;
  failed: number;
  deferred: number;
  unknown: number;
}

/**
 * Ends when there is nothing to claim (the outbox has nothing due, the account rests, its quota is
 * used up), or the limit or the deadline is reached. Where a reply is about the whole account, what
 * was claimed with the mail goes back.
 */
export async function deliver(deps: DeliverDeps, counts: DeliverCounts): Promise<void> {
  const { db, now, limit } = deps;
  for (let done = 0; done < limit && hasTime(deps);) {
    const claim = { ...deps, limit: Math.min(CLAIM, limit - done) };
    const mails = await claimMails(db, now(), claim);
    if (mails.length === 0) return;
    done += mails.length;
    while (mails.length > 0 && hasTime(deps)) {
      if (!await sendOne(mails.shift()!, deps, counts)) break;
    }
    if (mails.length === 0) continue;
    counts.deferred += mails.length;
    return await giveBack(mails, deps);
  }
}

/** Never starts what cannot end before the deadline. */
function hasTime({ deadline, mailMs }: DeliverDeps): boolean {
  return deadline.left() > mailMs;
}

/** Sends one mail. False: the account is to rest. */
async function sendOne(
  mail: ClaimedMail,
  deps: DeliverDeps,
  counts: DeliverCounts,
): Promise<boolean> {
  const { db, mailer, now, owner, mailMs, random } = deps;
  let isMarked = true;
  const onPhase = async (phase: "dialling" | "dot") => {
    isMarked = false;
    if (!await markMailPhase(db, owner, mail, phase)) throw new Error("the lease is lost");
    isMarked = true;
  };
  const told = await mailer.send(mail.mail, { budgetMs: mailMs, onPhase });
  const outcome = isMarked ? aboutAccount(told) : told;
  const settlement = settle(outcome, mail, now(), random());
  await record(mail, settlement, deps);
  counts[settlement.status === "queued" ? "deferred" : settlement.status]++;
  return outcome.state !== "deferred" || outcome.action === "retry";
}

/** Nothing was done with these: their slots are free again, and the next claim takes them. */
async function giveBack(mails: ClaimedMail[], deps: DeliverDeps): Promise<void> {
  const untouched: Settlement = {
    status: "queued",
    notBefore: null,
    reply: null,
    error: null,
    action: null,
  };
  await Promise.all(mails.map((mail) => record(mail, untouched, deps)));
}

/** A database that is away for a moment must not make an unknown mail of one that was sent. */
async function record(mail: ClaimedMail, settlement: Settlement, deps: DeliverDeps) {
  const { db, now, owner, wait } = deps;
  for (const ms of [...INSIST_MS, null]) {
    try {
      return await settleMail(db, now(), owner, mail, settlement);
    } catch (error) {
      if (ms === null) throw error;
      await wait(ms);
    }
  }
}
