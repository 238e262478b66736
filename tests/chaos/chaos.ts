/** Sender processes are killed at random moments; afterwards is counted what arrived. */
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createClient } from "@supabase/supabase-js";
import { type Stack, startStack } from "../../dev/stack/stack.ts";
import type { Mailbox } from "../../supabase/functions/_shared/edge/mail/mailbox.ts";
import { reconcile } from "../../supabase/functions/send-newsletters/reconcile.ts";
import { countOutcomes, fillOutbox, type Outcomes } from "./outbox.ts";
import { sendAll, type SenderOptions } from "./sender.ts";
import { type ChaosServer, startChaosServer } from "./server.ts";

export interface ChaosOptions {
  mails: number;
  kills: number;
  /** Per cent of mails whose last reply is dropped. */
  dropReplies: number;
  /** Whether unknown mails are looked up at the server. */
  oracle: boolean;
  /** Processes that send at once. */
  senders: number;
  /** Longest time between a line of the mail server's and the death of its sender, milliseconds. */
  lifeMs: number;
  /** Uniform in [0, 1): who dies when. */
  random: () => number;
  /** postgres:// of an empty database; PGlite without it. */
  db?: string;
  progress?: (line: string) => void;
}

export interface ChaosReport extends Outcomes {
  mails: number;
  kills: number;
  dropped_replies: number;
  found: number;
  requeued: number;
  /** Missing a second time: an operator had them sent again. */
  by_operator: number;
  seconds: number;
}

/** The server has nothing more to do once a connection has ended: nobody waits for this to pass. */
const GRACE_SEC = 3;

/** Longer than a slow machine takes for a claim of mails; what the dead hold is freed at once. */
const LEASE_SEC = 120;

/** A doomed sender gets no further than this, in lines of SMTP: about three mails. */
const LAST_LINE = 16;

export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  const { mails, oracle, dropReplies, db } = options;
  await using parts = new AsyncDisposableStack();
  const stack = parts.adopt(await startStack({ db }), (stack) => stack.stop());
  const server = await startChaosServer(dropReplies / 100);
  parts.defer(() => server.close());
  await fillOutbox(stack, mails);
  const began = performance.now();
  const report = { found: 0, requeued: 0, bounced: 0, by_operator: 0 };
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

/** Lets several senders work until nothing is queued; those that are killed come again. */
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

/** So many milliseconds after this line of the dialogue with the mail server. */
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

/** A process from its start to its death, after which its leases have run out. False: it outlived its work. */
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

/** As a run of the stage does, the server's memory in place of the Sent folder. */
async function lookUp(
  stack: Stack,
  { arrived }: ChaosServer,
  counts: { found: number; requeued: number; bounced: number },
) {
  const mailbox: Mailbox = {
    hasSent: (messageId) => Promise.resolve(arrived.has(messageId)),
    async *reports() {},
    close: () => Promise.resolve(),
  };
  const deps = {
    db: dbOf(stack),
    // Later by what a server may still take.
    now: () => new Date(Date.now() + 2 * GRACE_SEC * 1000),
    graceSec: GRACE_SEC,
    openMailbox: () => Promise.resolve(mailbox),
  };
  const error = await reconcile(deps, counts);
  if (error) throw new Error(error);
}

/** What is missing twice stays for an operator, who looks for it and has it sent again. */
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
