/** Sends what lies in the outbox, one mail after another, and writes down what became of each. */
import {
  type ClaimedMail,
  claimMails,
  markMailPhase,
  settleMail,
  type Settlement,
} from "../_shared/db/outbox.ts";
import type { Db } from "../_shared/db/client.ts";
import type { Mailer, Outcome } from "../_shared/mail.ts";
import { backoff } from "../_shared/replies.ts";
import type { Deadline } from "../_shared/run.ts";

/** Mails claimed at once: what a dead worker leaves behind for the lease to run out. */
const CLAIM = 10;

/** Attempts a mail gets. */
const MAX_ATTEMPTS = 8;

/** How long the whole account rests after a reply that is not about one mail. */
const REST_MS = {
  pause_account: 15 * 60_000,
  wait_quota: 60 * 60_000,
  stop_all: 60 * 60_000,
  open_breaker: 60 * 60_000,
};

export interface DeliverDeps {
  db: Db;
  mailer: Mailer;
  now: () => Date;
  /** Uniform in [0, 1): jitter of the backoff. */
  random: () => number;
  /** Unique to this run: the owner of its leases. */
  owner: string;
  leaseSec: number;
  /** What one mail may take, milliseconds. */
  mailMs: number;
  limit: number;
  deadline: Deadline;
}

export interface DeliverCounts {
  sent: number;
  failed: number;
  deferred: number;
  unknown: number;
}

/**
 * Ends when the outbox has nothing due, the limit or the deadline is reached, or the server's answer
 * is about the whole account: then what was claimed goes back.
 */
export async function deliver(deps: DeliverDeps, counts: DeliverCounts): Promise<void> {
  const { db, now, owner, leaseSec, limit } = deps;
  let done = 0;
  while (done < limit && hasTime(deps)) {
    const mails = await claimMails(db, now(), owner, Math.min(CLAIM, limit - done), leaseSec);
    if (mails.length === 0) return;
    done += mails.length;
    for (const [i, mail] of mails.entries()) {
      const rest = hasTime(deps) ? await sendOne(mail, deps, counts) : 0;
      if (rest === null) continue;
      const back = rest === 0 ? mails.slice(i) : mails.slice(i + 1);
      await giveBack(back, rest, deps);
      counts.deferred += back.length;
      return;
    }
  }
}

/** Never starts what cannot end before the deadline. */
function hasTime({ deadline, mailMs }: DeliverDeps): boolean {
  return deadline.left() > mailMs;
}

/** Sends one mail. Answers how long the account is to rest, in milliseconds; null: go on. */
async function sendOne(
  mail: ClaimedMail,
  deps: DeliverDeps,
  counts: DeliverCounts,
): Promise<number | null> {
  const { db, mailer, now, owner, mailMs } = deps;
  const onPhase = async (phase: "dialling" | "dot") => {
    if (!await markMailPhase(db, owner, mail, phase)) throw new Error("the lease is lost");
  };
  const outcome = await mailer.send(mail.mail, { budgetMs: mailMs, onPhase });
  const settlement = settle(outcome, mail.attempt, deps);
  await settleMail(db, now(), owner, mail, settlement);
  counts[settlement.status === "queued" ? "deferred" : settlement.status]++;
  const action = outcome.state === "deferred" ? outcome.action : "retry";
  return action === "retry" ? null : REST_MS[action];
}

function settle(outcome: Outcome, attempt: number, { now, random }: DeliverDeps): Settlement {
  switch (outcome.state) {
    case "sent":
      return { status: "sent", notBefore: null, reply: outcome.reply.text, error: null };
    case "unknown":
      return { status: "unknown", notBefore: null, reply: null, error: outcome.cause };
    case "rejected":
      return {
        status: "failed",
        notBefore: null,
        reply: outcome.reply?.text ?? null,
        error: outcome.cause,
      };
    case "deferred": {
      const { action, cause } = outcome;
      const reply = outcome.reply?.text ?? null;
      if (action === "retry" && attempt >= MAX_ATTEMPTS) {
        return {
          status: "failed",
          notBefore: null,
          reply,
          error: `${cause} (attempt ${attempt}, the last)`,
        };
      }
      const wait = action === "retry" ? backoff(attempt, random()) : REST_MS[action];
      return { status: "queued", notBefore: new Date(now().getTime() + wait), reply, error: cause };
    }
  }
}

async function giveBack(
  mails: ClaimedMail[],
  waitMs: number,
  { db, now, owner }: DeliverDeps,
): Promise<void> {
  const notBefore = new Date(now().getTime() + waitMs);
  const settlement: Settlement = { status: "queued", notBefore, reply: null, error: null };
  await Promise.all(mails.map((mail) => settleMail(db, now(), owner, mail, settlement)));
}
