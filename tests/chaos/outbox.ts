/** The outbox of a chaos run: filled at the start, counted at the end. */
import type { Stack } from "../../dev/stack/stack.ts";
import { freezeMail } from "../../supabase/functions/_shared/edge/mail/message.ts";

const BATCH = 500;
const DOMAIN = "club.example";

/** Queues one mail for each of this many members. */
export async function fillOutbox({ sql }: Stack, mails: number): Promise<void> {
  const newsletter_id = crypto.randomUUID();
  await sql("insert into newsletters (id, frequency, period) values ($1, 'weekly', '2026-11-23')", [
    newsletter_id,
  ]);
  for (let at = 0; at < mails; at += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, mails - at) }, (_, i) => {
      const user_id = crypto.randomUUID();
      const email = `member${at + i}@reader.example`;
      const id = crypto.randomUUID();
      const mail = mailOf(id, email);
      return { id, user_id, email, message_id: mail.message_id, mail };
    });
    const values = [JSON.stringify(rows)];
    await sql(
      `insert into auth.users (id, email, email_confirmed_at) select user_id, email, now()
       from jsonb_to_recordset($1::text::jsonb) as r (user_id uuid, email text)`,
      values,
    );
    await sql(
      `insert into email_logs (id, newsletter_id, user_id, to_address, message_id, mail, created_for, expires_at, status)
       select id, $2::uuid, user_id, email, message_id, mail, now(), now() + interval '1 day', 'queued'
       from jsonb_to_recordset($1::text::jsonb) as r (id uuid, user_id uuid, email text, message_id text, mail jsonb)`,
      [...values, newsletter_id],
    );
  }
}

function mailOf(id: string, address: string) {
  return freezeMail({
    id,
    subject: "This week",
    html: "<p>Chess on Thursday</p>\r\n".repeat(40),
    text: "Chess on Thursday",
    from: { name: "Club", address: `news@${DOMAIN}` },
    to: { name: "", address },
    unsubscribe: `https://${DOMAIN}/unsubscribe`,
  }, new Date());
}

/** Counts of mails by outcome. */
export interface Outcomes {
  sent: number;
  unknown: number;
  /** Mails in any other state; none is expected. */
  others: number;
  /** Arrived more than once. */
  duplicates: number;
  /** Did not arrive and are not listed as unknown. */
  lost: number;
  /** Did not arrive and are listed as unknown. */
  missing_listed: number;
  /** Arrived and are listed as unknown. */
  arrived_listed: number;
}

/** Compares the outbox with the arrived mails. */
export async function countOutcomes(
  { sql }: Stack,
  arrived: ReadonlyMap<string, number>,
): Promise<Outcomes> {
  const rows = await sql<{ message_id: string; status: string }>(
    "select message_id, status from email_logs",
  );
  const count = (test: (status: string, copies: number) => boolean) =>
    rows.filter(({ message_id, status }) => test(status, arrived.get(message_id) ?? 0)).length;
  return {
    sent: count((status) => status === "sent"),
    unknown: count((status) => status === "unknown"),
    others: count((status) => status !== "sent" && status !== "unknown"),
    duplicates: count((_, copies) => copies > 1),
    lost: count((status, copies) => copies === 0 && status !== "unknown"),
    missing_listed: count((status, copies) => copies === 0 && status === "unknown"),
    arrived_listed: count((status, copies) => copies > 0 && status === "unknown"),
  };
}
