import assert from "node:assert/strict";
import type { Phase } from "../../supabase/functions/_shared/edge/mail/mail.ts";
import type { Step } from "./fault_server.ts";
import { BUDGET_MS, MAIL, PASSWORD, type Summary, summaryOf, withServer } from "./fixtures.ts";
import type { Fault } from "./wire.ts";

type Secure = "none" | "tls" | "starttls";

interface Case {
  step: Step;
  fault: Fault;
  expected: Summary;
  secure?: Secure;
  pipelining?: boolean;
}

/** All faults before the content, when nothing can have been delivered. */
const BEFORE: Array<[Step, Phase]> = [
  ["connect", "dialling"],
  ["greeting", "dialling"],
  ["ehlo", "dialling"],
  ["starttls", "dialling"],
  ["auth", "dialling"],
  ["mail", "envelope"],
  ["rcpt", "envelope"],
  ["data", "envelope"],
  ["content", "data"],
];
const NO_REPLY: Fault[] = ["close", "reset", "hang", "drip", "stump", "garbage"];

function casesOf(secure: Secure): Case[] {
  const steps = BEFORE.filter(([step]) => step !== "starttls" || secure === "starttls");
  const silent = steps.flatMap(([step, phase]) =>
    NO_REPLY.map((fault): Case => {
      const isStalled = step === "content" && isSilent({ fault });
      const expected = isStalled ? "unknown dot reconcile" : `deferred ${phase} retry` as const;
      return { step, fault, expected, secure };
    })
  );
  const afterDot = NO_REPLY.map((fault): Case => (
    { step: "dot", fault, expected: "unknown dot reconcile", secure }
  ));
  return [...silent, ...afterDot];
}

const REPLIES: Case[] = [
  { step: "greeting", fault: "421 4.3.2 Closing", expected: "deferred dialling pause_account" },
  { step: "greeting", fault: "451 Later", expected: "deferred dialling retry" },
  { step: "greeting", fault: "554 5.7.1 Blocked", expected: "deferred dialling open_breaker" },
  { step: "greeting", fault: "550 5.1.1 Who?", expected: "deferred dialling open_breaker" },
  { step: "ehlo", fault: "421 4.7.0 Slow down", expected: "deferred dialling slow_down" },
  { step: "auth", fault: "454 4.7.0 Too many logins", expected: "deferred dialling pause_account" },
  { step: "auth", fault: "535 5.7.8 Bad password", expected: "deferred dialling stop_all" },
  { step: "auth", fault: "534 5.7.9 App password", expected: "deferred dialling stop_all" },
  { step: "mail", fault: "421 4.7.0 Later", expected: "deferred envelope pause_account" },
  { step: "mail", fault: "452 4.3.1 Full", expected: "deferred envelope retry" },
  { step: "mail", fault: "550 5.4.5 Daily quota", expected: "deferred envelope wait_quota" },
  { step: "mail", fault: "550 5.1.1 No such", expected: "deferred envelope open_breaker" },
  { step: "mail", fault: "552 5.3.4 Too big", expected: "rejected envelope fail_mail" },
  { step: "rcpt", fault: "450 4.2.1 Too fast", expected: "deferred envelope retry" },
  { step: "rcpt", fault: "550 5.1.1 No such user", expected: "rejected envelope suppress" },
  { step: "rcpt", fault: "552 5.2.2 Mailbox full", expected: "rejected envelope soft_bounce" },
  { step: "rcpt", fault: "550 5.4.5 Daily quota", expected: "deferred envelope wait_quota" },
  { step: "rcpt", fault: "550 5.7.1 Policy", expected: "deferred envelope open_breaker" },
  { step: "data", fault: "451 4.3.0 Later", expected: "deferred envelope retry" },
  { step: "data", fault: "554 5.6.0 No", expected: "rejected envelope fail_mail" },
  { step: "content", fault: "421 4.4.2 Timeout", expected: "deferred data pause_account" },
  { step: "content", fault: "452 4.3.1 Full", expected: "deferred data retry" },
  { step: "content", fault: "552 5.3.4 Too big", expected: "rejected data fail_mail" },
  { step: "content", fault: "250 2.0.0 Eager", expected: "deferred data retry" },
  { step: "dot", fault: "421 4.3.2 Closing", expected: "deferred replied pause_account" },
  { step: "dot", fault: "451 4.3.0 Later", expected: "deferred replied retry" },
  { step: "dot", fault: "550 5.4.5 Daily quota", expected: "deferred replied wait_quota" },
  { step: "dot", fault: "550 5.1.1 No such user", expected: "rejected replied suppress" },
  { step: "dot", fault: "550 5.7.1 Spam", expected: "deferred replied open_breaker" },
  { step: "dot", fault: "554 5.6.0 Malformed", expected: "rejected replied fail_mail" },
  { step: "dot", fault: "354 What?", expected: "unknown dot reconcile" },
];
const PIPELINED = REPLIES.filter(({ step }) => /mail|rcpt|data|dot/.test(step))
  .map((each) => ({ ...each, pipelining: true }));
const STARTTLS: Case[] = [
  { step: "starttls", fault: "454 4.7.0 Not now", expected: "deferred dialling pause_account" },
  { step: "starttls", fault: "502 5.5.1 Not here", expected: "deferred dialling stop_all" },
].map((each) => ({ ...each, secure: "starttls" } as Case));

const CASES: Case[] = [
  ...casesOf("none"),
  ...casesOf("tls"),
  ...casesOf("starttls"),
  ...REPLIES,
  ...PIPELINED,
  ...STARTTLS,
];

const nameOf = ({ secure = "none", pipelining, step, fault }: Case) =>
  `${secure}${pipelining ? ", pipelined" : ""}, ${step}, ${fault}`;

/** Plays one case and formats its outcome like `lineOf`. */
function play(each: Case): Promise<string> {
  const { step, fault, secure = "none", pipelining } = each;
  // Such a small mail is sent as a whole at once. The terminator is delayed until the client has
  // seen the fault, as a slow database would delay it. A silent server sends nothing to see.
  const isKeptBack = step === "content" && !isSilent(each);
  const scripts = [{ [step]: fault }];
  return withServer({ secure, scripts, pipelining }, async (mailer, { log }) => {
    const { promise: never, resolve: release } = Promise.withResolvers<void>();
    const onPhase = (phase: string) => phase === "dot" && isKeptBack ? never : undefined;
    const started = performance.now();
    const outcome = await mailer.send(MAIL, { budgetMs: BUDGET_MS, onPhase });
    const inTime = performance.now() - started < BUDGET_MS + 2_000;
    const tells = JSON.stringify(outcome).includes(PASSWORD);
    release();
    const notes = `${inTime ? "" : ", late"}${tells ? ", tells the password" : ""}`;
    return lineOf(each, summaryOf(outcome), log.ended.length) + notes;
  });
}

/** Plays silent servers all at once, others as many as the machine can handle. */
async function playAll(): Promise<string[]> {
  const lines: string[] = [];
  const worker = async (cases: IterableIterator<[number, Case]>) => {
    for (const [i, each] of cases) lines[i] = await play(each);
  };
  const pool = (cases: [number, Case][], size: number) => {
    const rest = cases.values();
    return Array.from({ length: size }, () => worker(rest));
  };
  const numbered = [...CASES.entries()];
  const silent = numbered.filter(([, each]) => isSilent(each));
  const outspoken = numbered.filter(([, each]) => !isSilent(each));
  await Promise.all([...pool(silent, silent.length), ...pool(outspoken, 8)]);
  return lines;
}

function isSilent({ fault }: Pick<Case, "fault">): boolean {
  return fault === "hang" || fault === "drip";
}

const lineOf = (each: Case, summary: string, terminators: number) =>
  `${nameOf(each)}: ${summary}, ${terminators} terminators`;

Deno.test({
  name: `Mailer.send() determines the outcome of a mail in each of ${CASES.length} faults`,
  // Deno 2.1 itself leaks a TLS connection aborted during its handshake.
  sanitizeResources: !Deno.version.deno.startsWith("2.1."),
  async fn() {
    const expected = CASES.map((each) => lineOf(each, each.expected, each.step === "dot" ? 1 : 0));
    assert.deepEqual(await playAll(), expected);
  },
});
