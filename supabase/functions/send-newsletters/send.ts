/** Plans the newsletters that are due into the outbox, then sends what the outbox holds. */
import { z } from "zod";
import type { Db } from "../_shared/edge/db/client.ts";
import {
  countQueued,
  type DueMember,
  dueMembers,
  type OutboxRow,
  queueMails,
  settleLostMails,
  type WindowDefaults,
} from "../_shared/edge/db/outbox.ts";
import { findPause, findRefusal, type Pause } from "../_shared/edge/db/sending.ts";
import { HttpError } from "../_shared/edge/http/http.ts";
import type { Mail } from "../_shared/edge/mail/mail.ts";
import { signatureOf } from "../_shared/edge/mail/reply.ts";
import type { Deadline } from "../_shared/edge/run/run.ts";
import type { Source } from "../_shared/edge/catalogue/source.ts";
import { deliver, type DeliverDeps, judge } from "./deliver.ts";
import { createDoubt, type Doubt } from "./doubt.ts";
import type { MailSettings } from "./plan.ts";
import { createPlanner } from "./planner.ts";
import { reconcile, type ReconcileDeps } from "./reconcile.ts";

/** Members planned at once, and sent to before the next are: what is planned leaves, however a run ends. */
const PORTION = 25;

/** Mails a dry run shows. */
const SHOWN = 10;

export const SendInput = z.strictObject({
  /** Renders what would be sent now, and neither queues nor sends it. */
  dry_run: z.boolean().default(false),
  /** Renders what one member would get now, due or not. */
  preview: z.strictObject({ user_id: z.uuid().toLowerCase() }).optional(),
  /** Sends to one address what a member would get, or somebody without any history. */
  test: z.strictObject({ to: z.email(), user_id: z.uuid().toLowerCase().optional() }).optional(),
}).refine(({ dry_run, preview, test }) => [dry_run, preview, test].filter(Boolean).length <= 1, {
  message: "only one of dry_run, preview and test at a time",
});

export interface PlanDeps {
  db: Db;
  now: () => Date;
  source: Source;
  windows: WindowDefaults;
  /** Mails a run plans and sends, at most. */
  limit: number;
  settings: Omit<MailSettings, "now">;
  deadline: Deadline;
}

export const nothingSent = () => ({
  /** The editions at work, e.g. "weekly 2026-11-23". */
  newsletter: null as string | null,
  /** Members whose window is open and who had no mail of the edition. */
  due: 0,
  queued: 0,
  sent: 0,
  failed: 0,
  /** To be tried again later. */
  deferred: 0,
  /** May or may not have arrived; those of a run that died are counted by the next one. */
  unknown: 0,
  /** Times that the server called it too fast, and the run slowed down. */
  slowed: 0,
  /** There was nothing to send. */
  skipped: 0,
  /** Not sent in time. */
  expired: 0,
  /** Without an answer before, and found among the account's sent mails. */
  found: 0,
  /** Without an answer before, surely not sent, and queued once more. */
  requeued: 0,
  /** Accepted before, and sent back since. */
  bounced: 0,
  /** Readers who called a mail spam, and are unsubscribed. */
  complaints: 0,
  /** Readers who unsubscribed by a mail. */
  unsubscribed: 0,
  /** Why no mail leaves; null: nothing keeps it. */
  paused: null as Pause | null,
  /** Why members were ranked without what everybody did, or with old counts; null: they were not. */
  community_problem: null as string | null,
  /** Why the account's mailbox could not be asked; null: it was, or there is none. */
  mailbox_error: null as string | null,
  /** Due or queued still. */
  remaining: 0,
});
export type SendCounts = ReturnType<typeof nothingSent>;

/** What a dry run shows of a mail. */
export interface MailPreview {
  user_id: string;
  to: string;
  subject: string;
  html: string;
  text: string;
}

export type SendDeps = PlanDeps & DeliverDeps & ReconcileDeps;

/**
 * Delivers what is queued, then plans and delivers in turn. True: there is more to do at once.
 *
 * @throws {HttpError} 503 where the account is stopped: somebody has to look, so the run must not look well
 */
export async function send(deps: SendDeps, counts: SendCounts): Promise<boolean> {
  const { db, now, deadline, limit } = deps;
  const lost = await settleLostMails(db, now());
  counts.expired = lost.expired;
  counts.unknown = lost.unknown;
  counts.mailbox_error = await reconcile(deps, counts);
  let isCutShort: boolean;
  try {
    const doubt = await doubtOf(deps);
    const done = await deliver(deps, counts, new Map(), doubt);
    const waiting = await countQueued(db);
    // Where nothing leaves, more in the queue would only grow old.
    const room = waiting < limit ? limit - done : 0;
    isCutShort = room > 0 ? await planAndDeliver(room, deps, counts, doubt) : done >= limit;
    await judge(doubt.end(), deps, counts);
  } finally {
    await deps.mailer.close();
  }
  counts.remaining += await countQueued(db);
  counts.paused = await findPause(db, now());
  if (counts.paused && needsOperator(counts.paused)) throw stopped(counts.paused);
  const hasMoved = counts.sent + counts.failed + counts.skipped > 0;
  return hasMoved && counts.paused === null &&
    (isCutShort || counts.remaining > 0 || !deadline.isOpen());
}

/** What earlier runs know of a refusal that all mails got goes on in this one. */
async function doubtOf({ db, now }: SendDeps): Promise<Doubt> {
  const { text, isVouched } = await findRefusal(db, now());
  const said = text === null ? null : signatureOf(text);
  return createDoubt({ suspected: isVouched ? null : said, vouched: isVouched ? said : null });
}

/** Where the account or its settings have to be mended, a run must not look well. */
function needsOperator({ cause, until }: Pause): boolean {
  return cause === "same_refusal" || until === null && cause !== "operator";
}

/** Portions of what is due, each planned and sent. True: some are left, which `remaining` counts. */
async function planAndDeliver(
  room: number,
  deps: SendDeps,
  counts: SendCounts,
  doubt: Doubt,
): Promise<boolean> {
  const { db, now, windows, deadline } = deps;
  if (!deadline.isOpen()) return true;
  // One more than there is room for tells whether others are due.
  const due = await dueMembers(db, now(), windows, room + 1);
  counts.due = due.length;
  counts.newsletter = editionsOf(due);
  const plan = createPlanner(deps);
  const planned = new Map<string, Mail>();
  let at = 0;
  for (let left = room; at < due.length && left > 0 && deadline.isOpen();) {
    const { rows, members } = await plan(due.slice(at, at + Math.min(PORTION, left)));
    at += members;
    for (const { status } of rows) if (status !== "queued") counts[status]++;
    for (const { mail } of rows) if (mail) planned.set(mail.message_id, mail);
    const queued = await queueMails(db, deps.owner, rows);
    counts.queued += queued;
    const done = await deliver({ ...deps, limit: left }, counts, planned, doubt);
    left -= done;
    if (queued > 0 && done === 0) break;
  }
  counts.remaining = due.length - at;
  counts.community_problem = deps.source.communityProblem;
  return at < due.length;
}

function stopped({ cause, detail, since }: Pause): HttpError {
  const message = `Cannot send mail since ${since} (${cause}): ${detail}`;
  console.error(message);
  const hint = "Mend the account or its settings, then call resume_sending; see docs/operations.md";
  return new HttpError(503, "sending_stopped", message, hint, { "Retry-After": "600" });
}

/** What would be sent now: counts, and the first mails. Writes no mail. */
export async function rehearse(deps: PlanDeps): Promise<SendCounts & { mails: MailPreview[] }> {
  const due = await dueMembers(deps.db, deps.now(), deps.windows, deps.limit);
  const counts = { ...nothingSent(), due: due.length, newsletter: editionsOf(due) };
  const mails: MailPreview[] = [];
  const plan = createPlanner(deps);
  for (let at = 0; at < due.length && deps.deadline.isOpen();) {
    const { rows, members } = await plan(due.slice(at, at + PORTION));
    at += members;
    for (const { status } of rows) counts[status]++;
    mails.push(...rows.flatMap(shownOf).slice(0, SHOWN - mails.length));
  }
  counts.remaining = counts.queued;
  return { ...counts, mails };
}

function shownOf({ mail, user_id }: OutboxRow): MailPreview[] {
  if (!mail) return [];
  const { to, subject, html, text } = mail;
  return [{ user_id, to: to.address, subject, html, text }];
}

function editionsOf(due: DueMember[]): string | null {
  const names = new Set(due.map(({ frequency, period }) => `${frequency} ${period}`));
  return names.size > 0 ? [...names].sort().join(", ") : null;
}
