/** What an operator looks at before anything is sent: a preview of one member's mail, a test of the account. */
import type { DueMember, OutboxRow } from "../_shared/edge/db/outbox.ts";
import { findMember, type MemberProfile } from "../_shared/edge/db/member.ts";
import { giveMailSlotBack, takeMailSlot } from "../_shared/edge/db/sending.ts";
import { HttpError } from "../_shared/edge/http/http.ts";
import { NOBODY } from "../_shared/links/links.ts";
import type { Mailer, Outcome } from "../_shared/edge/mail/mail.ts";
import { type KnownMember, loadMembers } from "../_shared/edge/catalogue/source.ts";
import { DAY_MS } from "../_shared/time/units.ts";
import { planMail, poolOfIssue } from "./plan.ts";
import type { MailPreview, PlanDeps } from "./send.ts";

const NO_HISTORY: KnownMember = {
  member: { id: NOBODY, preferences: {}, votes: [], daysShown: new Map() },
  mailed: new Set(),
};

export interface TestDeps extends PlanDeps {
  mailer: Mailer;
  /** What one mail may take, milliseconds. */
  mailMs: number;
  /** Mails the account may send within 24 hours. */
  quota: number;
}

/** What one member would get now, due or not. Writes nothing. @throws {HttpError} 404 */
export async function preview(userId: string, deps: PlanDeps): Promise<PreviewAnswer> {
  return previewOf(await planFor(userId, null, deps));
}

/** `subject` and all that follows are null where there is nothing to send; `reason` then says why. */
export type PreviewAnswer =
  & { user_id: string | null; to: string; reason: string | null }
  & {
    [K in "subject" | "html" | "text"]: MailPreview[K] | null;
  };

function previewOf({ user_id, to_address: to, mail, error }: PlannedMail): PreviewAnswer {
  const { subject = null, html = null, text = null } = mail ?? {};
  return { user_id, to, subject, html, text, reason: error };
}

export interface TestAnswer {
  to: string;
  subject: string;
  /** As the server answered; null: it did not. */
  state: Outcome["state"];
  reply: string | null;
  error: string | null;
}

/**
 * Sends at once, past a pause: a test is how an operator sees that the account works again. It
 * counts against the quota. @throws {HttpError} 404, 409 with nothing to send, 429 without quota
 */
export async function sendTest(
  { to, user_id }: { to: string; user_id?: string },
  deps: TestDeps,
): Promise<TestAnswer> {
  const { mail, error } = await planFor(user_id ?? null, to, deps);
  if (!mail) {
    throw new HttpError(409, "nothing_to_send", `Cannot send a test: ${error}`, "See docs/api.md");
  }
  const { db, now, quota, mailer, mailMs } = deps;
  const slot = await takeMailSlot(db, now(), quota);
  if (slot === null) throw quotaUsedUp(quota);
  const test = { ...mail, subject: `[Test] ${mail.subject}` };
  const outcome = await mailer.send(test, { budgetMs: mailMs }).finally(() => mailer.close());
  if (outcome.state === "deferred" || outcome.state === "rejected") {
    await giveMailSlotBack(db, slot);
  }
  return {
    to,
    subject: test.subject,
    state: outcome.state,
    reply: "reply" in outcome ? outcome.reply?.text ?? null : null,
    error: "cause" in outcome ? outcome.cause : null,
  };
}

function quotaUsedUp(quota: number): HttpError {
  return new HttpError(
    429,
    "quota_used_up",
    `Cannot send a test as the account has sent ${quota} mails within 24 hours`,
    "Wait, or raise MAIL_QUOTA_PER_DAY if the account may send more",
  );
}

type PlannedMail = Omit<OutboxRow, "user_id"> & { user_id: string | null };

/** @param userId null: somebody without any history; @param to null: the member's own address */
async function planFor(
  userId: string | null,
  to: string | null,
  { db, now, source, settings, windows }: PlanDeps,
): Promise<PlannedMail> {
  const at = now();
  const profile = userId === null ? null : await findMember(db, userId);
  const known = userId === null
    ? NO_HISTORY
    : (await loadMembers(db, at, settings.model, [userId])).get(userId);
  if (!known || userId !== null && !profile) throw unknownMember(`${userId}`);
  const due = { ...dueNow(profile, to, at, windows.timeZone), signed_for: NOBODY };
  const pool = poolOfIssue(await source.pool(db, at), at, settings);
  const row = planMail(due, known, pool, { ...settings, now: at });
  return { ...row, user_id: userId };
}

/** As if the member's window had just opened. */
function dueNow(
  profile: MemberProfile | null,
  to: string | null,
  now: Date,
  timeZone: string,
): DueMember {
  return {
    newsletter_id: crypto.randomUUID(),
    frequency: "weekly",
    period: now.toISOString().slice(0, 10),
    closes_at: new Date(now.getTime() + DAY_MS).toISOString(),
    user_id: profile?.id ?? NOBODY,
    email: to ?? profile?.email ?? "",
    name: profile?.name ?? null,
    time_zone: profile?.time_zone ?? timeZone,
  };
}

function unknownMember(id: string): HttpError {
  return new HttpError(404, "unknown_member", `Cannot find the member ${id}`);
}
