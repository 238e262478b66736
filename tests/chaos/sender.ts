/**
 * A sender process: the stage's own loop over the outbox until it is empty, and nothing that would
 * help it to die well. `deno run tests/chaos/sender.ts JSON`, see SenderOptions.
 */
import { createClient } from "@supabase/supabase-js";
import { setTimeout as delay } from "node:timers/promises";
import { countQueued, settleLostMails } from "../../supabase/functions/_shared/db/outbox.ts";
import { smtpMailer } from "../../supabase/functions/_shared/mail/smtp.ts";
import { deadlineIn } from "../../supabase/functions/_shared/run.ts";
import { deliver } from "../../supabase/functions/send-newsletters/deliver.ts";

export interface SenderOptions {
  url: string;
  key: string;
  smtpPort: number;
  leaseSec: number;
  mailMs: number;
}

async function sendAll({ url, key, smtpPort, leaseSec, mailMs }: SenderOptions) {
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
    owner: crypto.randomUUID(),
    leaseSec,
    mailMs,
    limit: 1_000_000,
    quota: 1_000_000,
    deadline: deadlineIn(24 * 3600, { limitMs: Infinity, usedMs: () => 0 }),
  };
  console.log("ready");
  const counts = { sent: 0, failed: 0, deferred: 0, unknown: 0 };
  while (await countQueued(db) > 0) {
    await settleLostMails(db, deps.now());
    await deliver(deps, counts);
    await delay(100);
  }
}

if (import.meta.main) {
  await sendAll(JSON.parse(Deno.args[0] ?? "{}"));
  Deno.exit();
}
