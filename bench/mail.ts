/**
 * `deno task bench:mail`: measures mails per second and CPU per mail, side by side in one run. It
 * compares bare nodemailer, the project's mailer, and the mailer with all steps of making a mail
 * (signing links, rendering, freezing). The server is a process of its own that discards mails.
 * Figures are medians over rounds, of this process only.
 */
import process from "node:process";
import nodemailer from "nodemailer";
import { readOwnArguments } from "../dev/cli/command.ts";
import { whole } from "../dev/cli/options.ts";
import { SAMPLE_ISSUES } from "../dev/sample/issue.ts";
import {
  type Claims,
  feedbackExpiry,
  feedbackLink,
  type LinkKeys,
  signToken,
} from "../supabase/functions/_shared/links/links.ts";
import type { Mail } from "../supabase/functions/_shared/edge/mail/mail.ts";
import { smtpMailer } from "../supabase/functions/_shared/edge/mail/smtp.ts";
import { freezeMail } from "../supabase/functions/_shared/edge/mail/message.ts";
import { renderNewsletter } from "../supabase/functions/_shared/newsletter/newsletter.ts";

const ROUNDS = 5;
const { MAILS } = readOwnArguments({
  name: "bench:mail",
  about: "Measures mails per second and CPU per mail beside bare nodemailer in the same run.",
  operands: { MAILS: whole("MAILS", "mails to send each way", { from: 1, fallback: 300 }) },
  options: {},
});

interface Server {
  port: number;
  ca: string;
}

/** Sends all mails over this many connections. */
type Contender = (server: Server, mails: Mail[], connections: number) => Promise<void>;

const ours: Contender = (server, mails, connections) =>
  sendAll(server, mails.map((mail) => () => mail), connections);

const fromScratch: Contender = (server, mails, connections) =>
  sendAll(server, mails.map((_, i) => () => renderMail(i)), connections);

async function sendAll(
  { port, ca }: Server,
  mails: (() => Mail)[],
  connections: number,
): Promise<void> {
  const rest = mails.values();
  const work = async () => {
    const settings = { user: "news", password: "secret", timeoutMs: 20_000 };
    const mailer = smtpMailer({ host: "127.0.0.1", port, secure: "tls", ca, ...settings });
    for (const make of rest) {
      const outcome = await mailer.send(make(), { budgetMs: 30_000, onPhase: () => {} });
      if (outcome.state !== "sent") throw new Error(`Cannot send: ${outcome.cause}`);
    }
    await mailer.close();
  };
  await Promise.all(Array.from({ length: connections }, work));
}

const bare: Contender = async ({ port, ca }, mails, connections) => {
  const rest = mails.values();
  const transport = nodemailer.createTransport({
    host: "127.0.0.1",
    port,
    secure: true,
    pool: true,
    maxConnections: connections,
    auth: { user: "news", pass: "secret" },
    tls: { ca },
  });
  const work = async () => {
    for (const { message_id, headers, ...mail } of rest) {
      await transport.sendMail({ ...mail, headers, messageId: message_id });
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  transport.close();
};

const CONTENDERS: Record<string, Contender> = {
  "bare nodemailer": bare,
  "this project": ours,
  "this project, links and rendering too": fromScratch,
};

const NOW = new Date("2026-11-20T09:00:00Z");
const KEYS: LinkKeys = [{ kid: "bench", secret: "a secret that is long enough for a bench" }];

/** A newsletter of ten events like send-newsletters creates it, with signed links. */
function renderMail(i: number): Mail {
  const sample = SAMPLE_ISSUES.ten!;
  const user_id = `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;
  const exp = feedbackExpiry(NOW);
  const linkOf = (claims: Claims) =>
    feedbackLink("https://club.example/functions/v1", signToken(claims, KEYS));
  const items = sample.items.map((item) => ({
    ...item,
    links: {
      ...item.links,
      like: linkOf({ action: "like", user_id, event_id: EVENT, exp }),
      dislike: linkOf({ action: "dislike", user_id, event_id: EVENT, exp }),
    },
  }));
  const unsubscribe = linkOf({ action: "unsubscribe", user_id });
  const { subject, html, text } = renderNewsletter({
    ...sample,
    items,
    links: { ...sample.links, unsubscribe },
  });
  return freezeMail({ ...letter(i), subject, html, text }, NOW);
}

const EVENT = "f47ac10b-58cc-4372-a567-0e02b2c3d479";

/** About 40 KB of HTML, with links and characters to encode. */
function sampleMail(i: number): Mail {
  const event = (n: number) =>
    `<tr><td style="padding:12px 24px;font-family:sans-serif"><h2>Soirée ${n}: jazz & thé</h2>` +
    `<p>An evening with the society, everybody is welcome; bring a friend and something warm.</p>` +
    `<a href="https://club.example/f?t=v1.k1.${
      "x".repeat(120)
    }.${n}-${i}">I would go</a></td></tr>\r\n`;
  const html = `<table>${Array.from({ length: 110 }, (_, n) => event(n)).join("")}</table>`;
  const text = html.replace(/<[^>]+>/g, "");
  return freezeMail({ ...letter(i), subject: "Ten evenings for you", html, text }, NOW);
}

/** The parts of a mail that do not depend on the renderer. */
function letter(i: number) {
  return {
    id: `bench-${i}`,
    from: { name: "Clubs", address: "news@club.example" },
    to: { name: `Reader ${i}`, address: `reader-${i}@reader.example` },
    unsubscribe: `https://club.example/u?t=${i}`,
  };
}

async function measure(contender: Contender, server: Server, mails: Mail[], connections: number) {
  const cpu = process.cpuUsage();
  const started = performance.now();
  await contender(server, mails, connections);
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: mails.length / seconds, cpuMs: (user + system) / 1_000 / mails.length };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

async function compare(server: Server, mails: Mail[], connections: number) {
  const results = Object.entries(CONTENDERS).map(([name, contender]) => ({
    name,
    contender,
    runs: [] as Awaited<ReturnType<typeof measure>>[],
  }));
  for (let round = 0; round < ROUNDS; round++) {
    // Alternates the order, so that no contender always gets the warmer process.
    for (const { contender, runs } of round % 2 ? results.toReversed() : results) {
      runs.push(await measure(contender, server, mails, connections));
    }
  }
  return results.map(({ name, runs }) => ({
    name,
    connections,
    "mails/s": Math.round(median(runs.map((run) => run.perSecond))),
    "CPU ms/mail": Number(median(runs.map((run) => run.cpuMs)).toFixed(2)),
  }));
}

async function withSink<T>(body: (server: Server) => Promise<T>): Promise<T> {
  const script = new URL("./mail_sink.ts", import.meta.url).pathname;
  const sink = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", script],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  try {
    const lines = sink.stdout.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
    return await body(JSON.parse((await lines.next()).value ?? ""));
  } finally {
    sink.kill();
    await sink.status;
  }
}

await withSink(async (server) => {
  const mails = Array.from({ length: MAILS }, (_, i) => sampleMail(i));
  const kilobytes = Math.round((mails[0]?.html.length ?? 0) / 1_000);
  console.log(`${MAILS} mails of ${kilobytes} KB HTML over TLS, median of ${ROUNDS} rounds`);
  await Promise.all(Object.values(CONTENDERS).map((each) => each(server, mails.slice(0, 50), 1)));
  console.table([...await compare(server, mails, 1), ...await compare(server, mails, 5)]);
});
