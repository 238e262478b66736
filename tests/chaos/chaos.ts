/** Kills sender processes at random moments, then counts the mails that arrived. */
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createClient } from "@supabase/supabase-js";
import { type Stack, startStack } from "../../dev/stack/stack.ts";
import type { Mailbox } from "../../supabase/functions/_shared/edge/mail/mailbox.ts";
import {
  nothingFound,
  reconcile,
  type ReconcileCounts,
} from "../../supabase/functions/send-newsletters/reconcile.ts";
import { countOutcomes, fillOutbox, type Outcomes } from "./outbox.ts";
import { sendAll, type SenderOptions } from "./sender.ts";
import { type ChaosServer, startChaosServer } from "./server.ts";

/** Options of a chaos run. */
export interface ChaosOptions {
  mails: number;
  kills: number;
  /** Percentage of mails with a dropped last reply. */
  dropReplies: number;
  /** True to look up unknown mails at the server. */
  oracle: boolean;
  /** Number of concurrent senders. */
  senders: number;
  /** Maximum time between a line of the mail server's dialogue and the sender's death, in ms. */
  lifeMs: number;
  /** Uniform in [0, 1); decides the deaths. */
  random: () => number;
  /** postgres:// URL of an empty database; default: PGlite. */
  db?: string;
  progress?: (line: string) => void;
}

/** Result of a chaos run. */
export interface ChaosReport extends Outcomes {
  mails: number;
  kills: number;
  dropped_replies: number;
  found: number;
  requeued: number;
  /** Mails missing a second time, which an operator had sent again. */
  by_operator: number;
  seconds: number;
}

/** The server has nothing left to do after a connection ends, so this time never passes. */
const GRACE_SEC = 3;

/**
 * Longer than a claim of mails takes on a slow machine; leases of killed senders are freed at once.
 */
const LEASE_SEC = 120;

/** A sender is killed at this line of SMTP at the latest: about three mails. */
const LAST_LINE = 16;

/** Queues mails, sends them with killed senders, and counts the outcomes. */
export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  const { mails, oracle, dropReplies, db } = options;
  await using parts = new AsyncDisposableStack();
  const stack = parts.adopt(await startStack({ db }), (stack) => stack.stop());
  const server = await startChaosServer(dropReplies / 100);
  parts.defer(() => server.close());
  await fillOutbox(stack, mails);
  const began = performance.now();
  const report = { ...nothingFound(), by_operator: 0 };
  const killed = { left: options.kills, done: 0 };
  await emptyOutbox(stack, server, options, killed);
  for (let round = 0; oracle && round < 60; round++) {
    const before = report.found + report.requeued + report.by_operator;
    await lookUp(stack, server, report);
    if (before === report.found + report.requeued) await actAsOperator(stack, server, report);
    if (before === report.found + report.requeued + report.by_operator) break;
    await emptyOutbox(stack, server, options, killed);
  }
  const { bounced: _, ...told } = report;
  return {
    mails,
    kills: killed.done,
    dropped_replies: server.dropped(),
    ...told,
    ...await countOutcomes(stack, server.arrived),
    seconds: Math.round((performance.now() - began) / 1000),
  };
}

/** Runs several senders until nothing is queued; restarts killed ones. */
async function emptyOutbox(
  stack: Stack,
  server: ChaosServer,
  { senders, lifeMs, mails, random, progress }: ChaosOptions,
  killed: { left: number; done: number },
) {
  const ended = new AbortController();
  const lifeLine = async () => {
    while (!ended.signal.aborted) {
      const death = killed.left-- > 0
        ? { line: 1 + Math.floor(random() * LAST_LINE), ms: random() * lifeMs }
        : null;
      if (!death) await sendAll(senderOptions(stack, server.port));
      if (death && await lead(stack, server, death)) killed.done++;
      else ended.abort();
      progress?.(`${server.arrived.size} of ${mails} arrived, ${killed.done} processes killed`);
    }
  };
  await Promise.all(Array.from({ length: senders }, lifeLine));
}

/** Time of a death: milliseconds after a line of the dialogue with the mail server. */
interface Death {
  line: number;
  ms: number;
}

const senderOptions = ({ url, secretKey: key }: Stack, smtpPort: number): SenderOptions => ({
  owner: crypto.randomUUID(),
  ...{ url, key, smtpPort },
  leaseSec: LEASE_SEC,
  mailMs: LEASE_SEC * 500,
});

/** Runs a process until its death, then expires its leases. Returns false if it finished first. */
async function lead(stack: Stack, server: ChaosServer, death: Death): Promise<boolean> {
  const port = await server.watch(death.line);
  const options = senderOptions(stack, port.port);
  const process = startSender(options);
  const ended = new AbortController();
  port.reached.then(async () => {
    await delay(death.ms, undefined, { signal: ended.signal }).catch(() => {});
    if (!ended.signal.aborted) process.kill("SIGKILL");
  });
  const { signal, code } = await process.status;
  ended.abort();
  port.close();
  if (signal !== "SIGKILL") {
    if (code !== 0) throw new Error(`A sender ended with ${signal ?? code}`);
    return false;
  }
  await stack.sql(
    `update email_logs set lease_until = now() - interval '1 day'
     where status = 'sending' and lease_owner = $1`,
    [options.owner],
  );
  return true;
}

function startSender(options: SenderOptions): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-check", "--allow-all", "--config"],
      ...[pathTo("../../deno.json"), pathTo("./sender.ts"), JSON.stringify(options)],
    ],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
}

const pathTo = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const dbOf = ({ url, secretKey: key }: Stack) => ({ client: createClient(url, key), url, key });

/** Looks up mails like a run of the stage, with the server's memory instead of the Sent folder. */
async function lookUp(
  stack: Stack,
  { arrived }: ChaosServer,
  counts: ReconcileCounts,
) {
  const mailbox: Mailbox = {
    hasSent: (messageId) => Promise.resolve(arrived.has(messageId)),
    async *reports() {},
    close: () => Promise.resolve(),
  };
  const deps = {
    db: dbOf(stack),
    // Later than a server may still accept a mail.
    now: () => new Date(Date.now() + 2 * GRACE_SEC * 1000),
    graceSec: GRACE_SEC,
    openMailbox: () => Promise.resolve(mailbox),
  };
  const error = await reconcile(deps, counts);
  if (error) throw new Error(error);
}

/** Settles mails missing twice like an operator: looks for each and has it sent again. */
async function actAsOperator(
  stack: Stack,
  { arrived }: ChaosServer,
  counts: { by_operator: number },
) {
  const { client } = dbOf(stack);
  const rows = await stack.sql<{ id: string; message_id: string }>(
    "select id, message_id from email_logs where status = 'unknown'",
  );
  for (const { id, message_id } of rows) {
    const p_as = arrived.has(message_id) ? "sent" : "again";
    await client.rpc("settle_unknown_mail", { p_now: new Date().toISOString(), p_id: id, p_as });
    if (p_as === "again") counts.by_operator++;
  }
}
