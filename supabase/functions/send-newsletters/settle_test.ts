import assert from "node:assert/strict";
import type { Outcome } from "../_shared/edge/mail/mail.ts";
import type { Action } from "../_shared/edge/mail/replies.ts";
import { aboutAccount, MAX_FAILURES, settle } from "./settle.ts";

const NOW = new Date("2026-11-23T09:00:00Z");
const REPLY = { code: 450, enhanced: null, text: "450 as the server said it" };

type Deferral = Extract<Outcome, { state: "deferred" }>["action"];
const deferred = (action: Deferral): Outcome => ({
  state: "deferred",
  phase: "envelope",
  action,
  reply: REPLY,
  cause: "cause",
});
const inMinutes = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

Deno.test("settle() queues a temporary failure with backoff, until it was the last", () => {
  const first = settle(deferred("retry"), { failures: 0 }, NOW, 0.5);
  assert.deepEqual(first, {
    status: "queued",
    notBefore: inMinutes(0.5),
    reply: REPLY.text,
    error: "cause",
    action: "retry",
  });
  assert.deepEqual(settle(deferred("retry"), { failures: 3 }, NOW, 0.5).notBefore, inMinutes(4));
  const lost: Outcome = { ...deferred("retry"), reply: null } as Outcome;
  const last = settle(lost, { failures: MAX_FAILURES - 1 }, NOW, 0.5);
  assert.deepEqual([last.status, last.error], ["failed", "cause (failure 8, the last)"]);
});

Deno.test("settle() gives up no mail that the server refuses for now, within the hour each", () => {
  for (const failures of [7, 8, 30, 500]) {
    const { status, notBefore } = settle(deferred("retry"), { failures }, NOW, 0.999);
    assert.equal(status, "queued");
    assert.ok(notBefore! <= inMinutes(60), `${notBefore?.toISOString()}`);
  }
});

Deno.test("settle() counts nothing against a mail that was sent too fast", () => {
  const { status, notBefore } = settle(deferred("slow_down"), { failures: 500 }, NOW, 0.5);
  assert.deepEqual([status, notBefore], ["queued", NOW]);
});

Deno.test("settle() never holds against a mail what is about the account", () => {
  for (const action of ["pause_account", "wait_quota", "stop_all"] as const) {
    const { status, notBefore } = settle(deferred(action), { failures: 100 }, NOW, 0.5);
    assert.deepEqual([status, notBefore], ["queued", NOW], action);
  }
});

Deno.test("settle() puts a distrusted mail behind the others, and gives it up in the end", () => {
  const { status, notBefore } = settle(deferred("open_breaker"), { failures: 0 }, NOW, 0);
  assert.deepEqual([status, notBefore], ["queued", inMinutes(60)]);
  const refused = { ...deferred("open_breaker"), reply: { ...REPLY, code: 550 } } as Outcome;
  const last = settle(refused, { failures: MAX_FAILURES - 1 }, NOW, 0);
  assert.equal(last.status, "failed");
});

Deno.test("settle() keeps sent, unknown and refused mails from another attempt", () => {
  const sent = settle(
    { state: "sent", phase: "replied", action: "sent", reply: { ...REPLY, code: 250 } },
    { failures: 0 },
    NOW,
    0,
  );
  assert.deepEqual([sent.status, sent.error, sent.notBefore], ["sent", null, null]);
  const unknown = settle(
    { state: "unknown", phase: "dot", cause: "gone" },
    { failures: 0 },
    NOW,
    0,
  );
  assert.deepEqual([unknown.status, unknown.action, unknown.error], ["unknown", null, "gone"]);
  for (const action of ["suppress", "soft_bounce", "fail_mail"] satisfies Action[]) {
    const refused: Outcome = {
      state: "rejected",
      phase: "envelope",
      action,
      reply: REPLY,
      cause: "no",
    };
    const settlement = settle(refused, { failures: 0 }, NOW, 0);
    assert.deepEqual([settlement.status, settlement.action], ["failed", action]);
  }
});

Deno.test("aboutAccount() takes a failure before the login for the account's, and no other", () => {
  const failed = (phase: "dialling" | "envelope" | "data") =>
    aboutAccount({ state: "deferred", phase, action: "retry", reply: null, cause: "refused" });
  const actions = (["dialling", "envelope", "data"] as const).map(failed).map((outcome) =>
    "action" in outcome && outcome.action
  );
  assert.deepEqual(actions, ["pause_account", "retry", "retry"]);
});
