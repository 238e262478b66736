import assert from "node:assert/strict";
import type { Mail, Outcome } from "../mail.ts";
import { captureMailer } from "./capture.ts";

const MAIL: Mail = {
  message_id: "<n.u@club.example>",
  date: "2026-11-20T09:00:00.000Z",
  from: { name: "Clubs", address: "news@club.example" },
  to: { name: "Ada", address: "ada@reader.example" },
  subject: "This week",
  html: "<p>Hello</p>",
  text: "Hello",
  headers: {},
  ics: null,
};

const REFUSED: Outcome = {
  state: "rejected",
  phase: "envelope",
  action: "suppress",
  reply: { code: 550, enhanced: "5.1.1", text: "550 5.1.1 No such user" },
  cause: "550 5.1.1 No such user",
};

Deno.test("captureMailer() keeps what it is given and passes both phases", async () => {
  const mailer = captureMailer();
  const phases: string[] = [];
  const onPhase = (phase: string) => void phases.push(phase);
  const outcome = await mailer.send(MAIL, { budgetMs: 1_000, onPhase });
  assert.deepEqual([outcome.state, outcome.phase], ["sent", "replied"]);
  assert.deepEqual(mailer.sent, [MAIL]);
  assert.deepEqual(phases, ["dialling", "dot"]);
  await mailer.close();
});

Deno.test("captureMailer() keeps nothing of a mail that was refused", async () => {
  const mailer = captureMailer(() => REFUSED);
  const phases: string[] = [];
  const onPhase = (phase: string) => void phases.push(phase);
  assert.equal(await mailer.send(MAIL, { budgetMs: 1_000, onPhase }), REFUSED);
  assert.deepEqual(mailer.sent, []);
  assert.deepEqual(phases, ["dialling"]);
});

Deno.test("captureMailer() defers, as any mailer, when a phase cannot be recorded", async () => {
  const mailer = captureMailer();
  const onPhase = (phase: string) => {
    if (phase === "dot") throw new Error("The lease is lost");
  };
  const outcome = await mailer.send(MAIL, { budgetMs: 1_000, onPhase });
  assert.deepEqual([outcome.state, outcome.phase], ["deferred", "data"]);
  assert.deepEqual(mailer.sent, []);
});
