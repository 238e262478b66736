/** Sender processes are killed at random moments; afterwards is counted what arrived. */
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createClient } from "@supabase/supabase-js";
import { type Stack, startStack } from "../../dev/stack.ts";
import type { Mailbox } from "../../supabase/functions/_shared/mail/mailbox.ts";
import { reconcile } from "../../supabase/functions/send-newsletters/reconcile.ts";
import { countOutcomes, fillOutbox, type Outcomes } from "./outbox.ts";
import type { SenderOptions } from "./sender.ts";
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
  /** Longest life of a process that is going to be killed, milliseconds. */
  lifeMs: number;
  /** How long a claim holds, seconds. */
  leaseSec: number;
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

/** The server has nothing more to do once a connection has ended. */
const GRACE_SEC = 3;

export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  const { mails, oracle, dropReplies, db } = options;
  await using parts = new AsyncDisposableStack();
  const stack = parts.adopt(await startStack({ db }), (stack) => stack.stop());
  const server = await startChaosServer(dropReplies / 100, Math.random);
  parts.defer(() => server.close());
  await fillOutbox(stack, mails);
  const began = performance.now();
  const report = { found: 0, requeued: 0, bounced: 0, by_operator: 0 };
  const killed = { left: options.kills, done: 0 };
  await sendAll(stack, server, options, killed);
  for (let round = 0; oracle && round < 60; round++) {
    await delay(GRACE_SEC * 1000);
    const before = report.found + report.requeued + report.by_operator;
    await lookUp(stack, server, report);
    if (before === report.found + report.requeued) await actAsOperator(stack, server, report);
    if (before === report.found + report.requeued + report.by_operator) break;
    await sendAll(stack, server, options, killed);
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

/** Lets several processes send until nothing is queued; those that are killed come again. */
async function sendAll(
  stack: Stack,
  { port, arrived }: ChaosServer,
  { senders, lifeMs, leaseSec, mails, progress }: ChaosOptions,
  killed: { left: number; done: number },
) {
  const sender: SenderOptions = {
    url: stack.url,
    key: stack.secretKey,
    smtpPort: port,
    leaseSec,
    mailMs: leaseSec * 500,
  };
  const ended = new AbortController();
  const lifeLine = async () => {
    while (!ended.signal.aborted) {
      const isDoomed = killed.left-- > 0;
      const life = isDoomed ? Math.random() * lifeMs : null;
      if (await lead(sender, life)) ended.abort();
      else killed.done++;
      progress?.(`${arrived.size} of ${mails} arrived, ${killed.done} processes killed`);
    }
  };
  await Promise.all(Array.from({ length: senders }, lifeLine));
}

/** One process from its start to its end. False: it was killed. */
async function lead(options: SenderOptions, lifeMs: number | null): Promise<boolean> {
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-check", "--allow-all", "--config"],
      ...[pathTo("../../deno.json"), pathTo("./sender.ts"), JSON.stringify(options)],
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const stdout: ReadableStream = process.stdout;
  const output = Readable.fromWeb(stdout as Parameters<typeof Readable.fromWeb>[0]);
  const ended = new AbortController();
  createInterface({ input: output }).once("line", async () => {
    if (lifeMs === null) return;
    await delay(lifeMs, undefined, { signal: ended.signal }).catch(() => {});
    if (!ended.signal.aborted) process.kill("SIGKILL");
  });
  const { signal, code } = await process.status;
  ended.abort();
  if (signal === "SIGKILL") return false;
  if (code !== 0) throw new Error(`A sender ended with ${signal ?? code}`);
  return true;
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
    now: () => new Date(),
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
