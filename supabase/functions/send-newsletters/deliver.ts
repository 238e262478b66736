/** Sends what lies in the outbox, one mail after another, and writes down what became of each. */
import {
  type ClaimedMail,
  claimMails,
  markMailPhase,
  settleAndDial,
  settleMail,
  type Settlement,
} from "../_shared/edge/db/outbox.ts";
import type { Db } from "../_shared/edge/db/client.ts";
import type { Mail, Mailer, Outcome } from "../_shared/edge/mail/mail.ts";
import type { Deadline } from "../_shared/edge/run/run.ts";
import { createDoubt, type Doubt, type Refused, type Verdict } from "./doubt.ts";
import { createPace, type Pace } from "./pace.ts";
import { aboutAccount, hold, settle } from "./settle.ts";

/** Mails claimed at once: what a dead worker leaves behind for the lease to run out. */
const CLAIM = 10;

/** CPU of sending one mail, milliseconds: as measured (`deno task bench:mail`), rounded up. */
const MAIL_CPU_MS = 2;

/** Tries of one mail in a run that the server calls too fast: then it, and the others, wait for the next. */
const MAX_TRIES = 10;

/** Waits before a record is tried again, milliseconds: a mail that is sent must not stay unrecorded. */
const INSIST_MS = [250, 1_000, 4_000];

export interface DeliverDeps {
  db: Db;
  mailer: Mailer;
  now: () => Date;
  /** Uniform in [0, 1): jitter of the backoff. */
  random: () => number;
  wait: (ms: number) => Promise<unknown>;
  /** Of the account, for the whole run; without it, mails follow each other at once. */
  pace?: Pace;
  /** Milliseconds, of a clock that only goes forward. */
  clock?: () => number;
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
  /** Times that the server called it too fast. */
  slowed?: number;
}

/**
 * Ends when there is nothing to claim (the outbox has nothing due, the account rests, its quota is
 * used up), or the limit or the deadline is reached. Where a reply is about the whole account, what
 * was claimed with the mail goes back. Answers how many mails were claimed and not given back.
 *
 * @param planned What this run has queued itself, by Message-ID: its content is not fetched again.
 * @param doubt Of the run, which settles what is left in doubt at its end; without one, it ends here.
 */
export async function deliver(
  deps: DeliverDeps,
  counts: DeliverCounts,
  planned: ReadonlyMap<string, Mail> = new Map(),
  doubt?: Doubt,
): Promise<number> {
  const { db, now, limit } = deps;
  const own = createDoubt({ suspected: null, vouched: null });
  let done = 0;
  while (done < limit && hasTime(deps)) {
    const claim = { ...deps, limit: Math.min(CLAIM, limit - done) };
    const mails = await claimMails(db, now(), claim);
    const left = await sendInTurn(
      mails.map((mail) => withContent(mail, planned)),
      deps,
      counts,
      doubt ?? own,
    );
    done += mails.length - left.length;
    counts.deferred += left.length;
    await giveBack(left, deps);
    if (mails.length === 0 || left.length > 0) break;
  }
  await judge(own.end(), deps, counts);
  return done;
}

/** A mail under lease with what is to be sent. */
type HeldMail = ClaimedMail & { mail: Mail };

function withContent(claimed: ClaimedMail, planned: ReadonlyMap<string, Mail>): HeldMail {
  const mail = claimed.mail ?? planned.get(claimed.message_id);
  if (!mail) throw new Error(`Cannot send ${claimed.message_id}: this run did not plan it`);
  return { ...claimed, mail };
}

/** Sends one after another; answers those that it did not come to. */
async function sendInTurn(
  mails: HeldMail[],
  deps: DeliverDeps,
  counts: DeliverCounts,
  doubt: Doubt,
): Promise<HeldMail[]> {
  // The claim has marked its first mail as dialling, and each settlement marks the next.
  let isMarked = true;
  for (let at = 0; at < mails.length; at++) {
    if (!hasTime(deps)) return mails.slice(at);
    const sent = await sendOne(mails[at]!, isMarked, mails[at + 1], deps, counts, doubt);
    if (sent.rests) return mails.slice(at + 1);
    isMarked = sent.isNextMarked;
  }
  return [];
}

/** Never starts what cannot end before the deadline. */
function hasTime({ deadline, mailMs }: DeliverDeps): boolean {
  return deadline.left() > mailMs;
}

/**
 * Sends one mail and records what became of it, and in the same call that the next one is dialling:
 * only that one, so that a death counts against a single mail.
 */
async function sendOne(
  mail: HeldMail,
  isDialling: boolean,
  next: HeldMail | undefined,
  deps: DeliverDeps,
  counts: DeliverCounts,
  doubt: Doubt,
): Promise<{ rests: boolean; isNextMarked: boolean }> {
  const { db, mailer, now, owner, mailMs, random } = deps;
  let isRecorded = true;
  let isMarked = isDialling;
  const onPhase = async (phase: "dialling" | "dot") => {
    if (phase === "dialling" && isMarked) return;
    isRecorded = false;
    if (!await markMailPhase(db, owner, mail, phase)) throw new Error("the lease is lost");
    isRecorded = true;
    isMarked = phase === "dialling";
  };
  const told = await sendAtPace(
    () => mailer.send(mail.mail, { budgetMs: mailMs, onPhase }),
    async () => {
      isMarked = false;
      await onPhase("dialling");
    },
    deps,
    counts,
  );
  const outcome = isRecorded ? aboutAccount(told) : told;
  const own = settle(outcome, mail, now(), random());
  const reply = outcome.state === "rejected" ? outcome.reply : null;
  const verdict = reply
    ? doubt.refused({ mail, address: mail.mail.to.address, reply, settlement: own })
    : outcome.state === "sent"
    ? doubt.taken()
    : null;
  const isInDoubt = reply !== null && verdict?.blames !== "own";
  const settlement = isInDoubt ? hold(own, now()) : own;
  const rests = verdict?.blames === "account" ||
    outcome.state === "deferred" && outcome.action !== "retry";
  const follower = rests || !hasTime(deps) ? undefined : next;
  const isNextMarked = await record(mail, settlement, deps, follower);
  counts[settlement.status === "queued" ? "deferred" : settlement.status]++;
  if (verdict) await judge(withoutMail(verdict, mail), deps, counts);
  return { rests, isNextMarked };
}

/**
 * Tries again within the run, after seconds, while the server says that it is too fast. What it
 * refused has surely not been sent, so it is recorded as dialling before the wait.
 */
async function sendAtPace(
  attempt: () => Promise<Outcome>,
  markAgain: () => Promise<void>,
  deps: DeliverDeps,
  counts: DeliverCounts,
): Promise<Outcome> {
  const { pace = createPace(Infinity), clock = () => performance.now(), wait, deadline } = deps;
  for (let tries = 1;; tries++) {
    const ms = pace.delay(clock());
    if (ms > 0) await wait(ms);
    pace.began(clock());
    const told = await attempt();
    deadline.spend(MAIL_CPU_MS);
    if (told.state === "sent") pace.taken(clock());
    if (told.state !== "deferred" || told.action !== "slow_down") return told;
    pace.refused(clock());
    counts.slowed = (counts.slowed ?? 0) + 1;
    const hasTime = deadline.left() > deps.mailMs + pace.delay(clock());
    if (!hasTime || tries === MAX_TRIES || !await succeeds(markAgain)) return told;
  }
}

/** Where the lease is lost, or the database away, the mail waits for another run. */
const succeeds = (work: () => Promise<void>) => work().then(() => true, () => false);

/** Of refusals that are the readers' own, one is settled already. */
function withoutMail({ blames, refused }: Verdict, mail: HeldMail): Verdict {
  return blames === "account"
    ? { blames, refused }
    : { blames, refused: refused.filter((one) => one.mail !== mail) };
}

/**
 * Settles the refusals that were in doubt. Where the account is at fault they stay queued, behind the
 * others, so that the probe is another mail.
 */
export async function judge(
  { blames, refused }: Verdict,
  deps: DeliverDeps,
  counts: DeliverCounts,
): Promise<void> {
  if (blames === "account") return await blameAccount(refused, deps);
  for (const { mail, settlement } of refused) {
    await record(mail, settlement, deps);
    counts.deferred--;
    counts.failed++;
  }
}

/** The record that pauses the account is that of one of its mails. */
async function blameAccount(refused: Refused[], deps: DeliverDeps): Promise<void> {
  const last = refused.at(-1);
  if (!last) return;
  const error = last.reply.text;
  await record(
    last.mail,
    { ...hold(last.settlement, deps.now()), error, action: "same_refusal" },
    deps,
  );
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

/**
 * A database that is away for a moment must not make an unknown mail of one that was sent. True: the
 * next mail is marked as dialling.
 */
async function record(
  mail: ClaimedMail,
  settlement: Settlement,
  deps: DeliverDeps,
  next?: ClaimedMail,
): Promise<boolean> {
  const { db, now, owner, wait } = deps;
  for (const ms of [...INSIST_MS, null]) {
    try {
      if (next) return await settleAndDial(db, now(), owner, mail, settlement, next);
      await settleMail(db, now(), owner, mail, settlement);
      return false;
    } catch (error) {
      if (ms === null) throw error;
      await wait(ms);
    }
  }
  return false;
}
