/**
 * A sender: the stage's loop over the outbox until it is empty, without any handling of its own
 * death. Runs as a process: `deno run tests/chaos/sender.ts JSON`, see SenderOptions.
 */
import { createClient } from "@supabase/supabase-js";
import { setTimeout as delay } from "node:timers/promises";
import { countQueued, settleLostMails } from "../../supabase/functions/_shared/edge/db/outbox.ts";
import { smtpMailer } from "../../supabase/functions/_shared/edge/mail/smtp.ts";
import { deadlineIn } from "../../supabase/functions/_shared/edge/run/run.ts";
import { deliver } from "../../supabase/functions/send-newsletters/deliver.ts";

/** Options of a sender. */
export interface SenderOptions {
  owner: string;
  url: string;
  key: string;
  smtpPort: number;
  leaseSec: number;
  mailMs: number;
}

/** Sends until no mail is queued or in progress. */
export async function sendAll({ owner, url, key, smtpPort, leaseSec, mailMs }: SenderOptions) {
  const auth = { persistSession: false, autoRefreshToken: false };
  const db = { client: createClient(url, key, { auth }), url, key };
  const mailer = smtpMailer({
    host: "127.0.0.1",
    port: smtpPort,
    secure: "none",
    user: "",
    password: "",
    timeoutMs: mailMs,
  });
  const deps = {
    db,
    mailer,
    now: () => new Date(),
    random: Math.random,
    wait: delay,
    owner,
    leaseSec,
    mailMs,
    limit: 1_000_000,
    quota: 1_000_000,
    deadline: deadlineIn(24 * 3600, { limitMs: Infinity, usedMs: () => 0, beganMs: 0 }),
  };
  const counts = { sent: 0, failed: 0, deferred: 0, unknown: 0 };
  try {
    while (await countQueued(db) > 0) {
      await settleLostMails(db, deps.now());
      await deliver(deps, counts);
      await delay(100);
    }
  } finally {
    await mailer.close();
  }
}

if (import.meta.main) {
  await sendAll(JSON.parse(Deno.args[0] ?? "{}"));
  Deno.exit();
}
