/** Plans the newsletters that are due into the outbox, then sends what the outbox holds. */
import { z } from "zod";
import type { Db } from "../_shared/db/client.ts";
import {
  countQueued,
  type DueMember,
  dueMembers,
  type OutboxRow,
  queueMails,
  settleLostMails,
  type WindowDefaults,
} from "../_shared/db/outbox.ts";
import { findPause, type Pause } from "../_shared/db/sending.ts";
import type { Event } from "../_shared/event.ts";
import { HttpError } from "../_shared/http.ts";
import type { Pool } from "../_shared/ranking/pool.ts";
import type { Deadline } from "../_shared/run.ts";
import { loadMembers, type Source } from "../_shared/source.ts";
import { deliver, type DeliverDeps } from "./deliver.ts";
import { type MailSettings, planMail, poolOfIssue } from "./plan.ts";
import { reconcile, type ReconcileDeps } from "./reconcile.ts";

/** Members planned at once: bounds what a run holds in memory. */
const CHUNK = 100;

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
  /** Why no mail leaves; null: nothing keeps it. */
  paused: null as Pause | null,
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

/** @throws {HttpError} 503 where the account is stopped: somebody has to look, so the run must not look well */
export async function send(deps: SendDeps, counts: SendCounts): Promise<void> {
  const { db, now, windows, limit, deadline } = deps;
  const lost = await settleLostMails(db, now());
  counts.expired = lost.expired;
  counts.unknown = lost.unknown;
  counts.mailbox_error = await reconcile(deps, counts);
  const due = await dueMembers(db, now(), windows, limit);
  counts.due = due.length;
  counts.newsletter = editionsOf(due);
  const takeTurn = turns();
  let planned = 0;
  for (; planned < due.length && deadline.isOpen(); planned += CHUNK) {
    const rows = await planMails(due.slice(planned, planned + CHUNK), deps, takeTurn);
    counts.queued += await queueMails(db, rows);
    for (const { status } of rows) if (status !== "queued") counts[status]++;
  }
  try {
    await deliver(deps, counts);
  } finally {
    await deps.mailer.close();
  }
  counts.remaining = await countQueued(db) + Math.max(0, due.length - planned);
  counts.paused = await findPause(db, now());
  if (counts.paused?.until === null && counts.paused.cause !== "operator") {
    throw stopped(counts.paused);
  }
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
  const takeTurn = turns();
  for (let i = 0; i < due.length && deps.deadline.isOpen(); i += CHUNK) {
    for (
      const { mail, user_id, status } of await planMails(due.slice(i, i + CHUNK), deps, takeTurn)
    ) {
      counts[status]++;
      if (!mail || mails.length === SHOWN) continue;
      mails.push({
        user_id,
        to: mail.to.address,
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
      });
    }
  }
  counts.remaining = counts.queued;
  return { ...counts, mails };
}

async function planMails(
  due: DueMember[],
  { db, now, source, settings }: PlanDeps,
  takeTurn: (pool: Pool<Event>) => number,
): Promise<OutboxRow[]> {
  const at = now();
  const [whole, members] = await Promise.all([
    source.pool(db, at),
    loadMembers(db, at, settings.model, due.map(({ user_id }) => user_id)),
  ]);
  const pool = poolOfIssue(whole, at, settings);
  return due.flatMap((member) => {
    const known = members.get(member.user_id);
    return known ? planMail(member, known, pool, { ...settings, now: at }, takeTurn(pool)) : []; // left meanwhile
  });
}

/** Counts the members planned over each pool: new events are dealt out in turn. */
function turns(): (pool: Pool<Event>) => number {
  const taken = new WeakMap<Pool<Event>, number>();
  return (pool) => {
    const turn = taken.get(pool) ?? 0;
    taken.set(pool, turn + 1);
    return turn;
  };
}

function editionsOf(due: DueMember[]): string | null {
  const names = new Set(due.map(({ frequency, period }) => `${frequency} ${period}`));
  return names.size > 0 ? [...names].sort().join(", ") : null;
}
