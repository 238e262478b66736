/** Plans the newsletters that are due into the outbox, then sends what the outbox holds. */
import { z } from "zod";
import type { Db } from "../_shared/db/client.ts";
import {
  countQueued,
  type DueMember,
  dueMembers,
  type OutboxRow,
  queueMails,
  type SendPlan,
  settleLostMails,
} from "../_shared/db/outbox.ts";
import type { Deadline } from "../_shared/run.ts";
import { loadMembers, type Source } from "../_shared/source.ts";
import { deliver, type DeliverDeps } from "./deliver.ts";
import { type Edition, planMail } from "./plan.ts";

/** Members planned at once: bounds what a run holds in memory. */
const CHUNK = 100;

/** Mails a dry run shows. */
const SHOWN = 10;

export const SendInput = z.strictObject({
  /** Renders what would be sent now, and neither queues nor sends it. */
  dry_run: z.boolean().default(false),
});

export interface PlanDeps {
  db: Db;
  now: () => Date;
  source: Source;
  plan: SendPlan;
  edition: Omit<Edition, "now">;
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
  /** May or may not have arrived. */
  unknown: 0,
  /** There was nothing to send. */
  skipped: 0,
  /** Not sent in time. */
  expired: 0,
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

export async function send(deps: PlanDeps & DeliverDeps, counts: SendCounts): Promise<void> {
  const { db, now, plan, deadline } = deps;
  counts.expired = (await settleLostMails(db, now())).expired;
  const due = await dueMembers(db, now(), plan);
  counts.due = due.length;
  counts.newsletter = editionsOf(due);
  let planned = 0;
  for (; planned < due.length && deadline.isOpen(); planned += CHUNK) {
    const rows = await planMails(due.slice(planned, planned + CHUNK), deps);
    const skipped = rows.filter(({ status }) => status === "skipped").length;
    const written = await queueMails(db, rows);
    counts.skipped += skipped;
    counts.queued += Math.max(0, written - skipped);
  }
  try {
    await deliver(deps, counts);
  } finally {
    await deps.mailer.close();
  }
  counts.remaining = await countQueued(db) + Math.max(0, due.length - planned);
}

/** What would be sent now: counts, and the first mails. Writes no mail. */
export async function rehearse(deps: PlanDeps): Promise<SendCounts & { mails: MailPreview[] }> {
  const due = await dueMembers(deps.db, deps.now(), deps.plan);
  const counts = { ...nothingSent(), due: due.length, newsletter: editionsOf(due) };
  const mails: MailPreview[] = [];
  for (let i = 0; i < due.length && deps.deadline.isOpen(); i += CHUNK) {
    for (const { mail, user_id, status } of await planMails(due.slice(i, i + CHUNK), deps)) {
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
  { db, now, source, edition }: PlanDeps,
): Promise<OutboxRow[]> {
  const at = now();
  const [pool, members] = await Promise.all([
    source.pool(db, at),
    loadMembers(db, at, edition.model, due.map(({ user_id }) => user_id)),
  ]);
  const rows = await Promise.all(due.map((member) => {
    const known = members.get(member.user_id);
    return known ? planMail(member, known, pool, { ...edition, now: at }) : null; // left meanwhile
  }));
  return rows.filter((row) => row !== null);
}

function editionsOf(due: DueMember[]): string | null {
  const names = new Set(due.map(({ frequency, period }) => `${frequency} ${period}`));
  return names.size > 0 ? [...names].sort().join(", ") : null;
}
