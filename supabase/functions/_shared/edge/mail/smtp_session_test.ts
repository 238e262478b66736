import assert from "node:assert/strict";
import type { Readable } from "node:stream";
import type { Mail } from "./mail.ts";
import { type Attempt, transmit } from "./smtp_session.ts";

const MAIL = { from: { address: "a@b.example" }, to: { address: "c@d.example" } } as Mail;
const CONTENT = new TextEncoder().encode("Subject: x\r\n\r\ny\r\n");

/** An error comes without a result, whatever nodemailer's type says. */
const NO_RESULT = undefined as never;

type Send = Parameters<typeof transmit>[0]["connection"]["send"];

/**
 * A connection that takes the content up to where `onPhase("dot")` is waiting, then does what
 * `meanwhile` says and lets `onPhase` resolve, all within one turn of the event loop. Tells
 * whether the content then came to its end, on which a real connection writes the terminator.
 */
async function transmitUntilDot(
  meanwhile: (fail: (error: Error) => void, stop: () => void) => void,
) {
  const recorded = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<boolean>();
  const stop = new AbortController();
  const attempt: Attempt = {
    phase: "dialling",
    signal: stop.signal,
    onPhase: () => (asked.resolve(), recorded.promise),
  };
  const send: Send = (_envelope, message, done) => {
    const body = message as Readable;
    body.on("data", () => {}).on("end", () => ended.resolve(true)).on(
      "error",
      () => ended.resolve(false),
    );
    asked.promise.then(() => {
      meanwhile((error) => done(error, NO_RESULT), () => stop.abort(new Error("Out of time")));
      recorded.resolve();
    });
  };
  const session = { connection: { send }, mails: 0, reusable: true };
  transmit(session, MAIL, CONTENT, attempt).catch(() => {});
  return { ended: await ended.promise, phase: attempt.phase, reusable: session.reusable };
}

Deno.test("transmit() releases the terminator once onPhase() has resolved", async () => {
  const { ended, phase } = await transmitUntilDot(() => {});
  assert.deepEqual({ ended, phase }, { ended: true, phase: "dot" });
});

Deno.test("transmit() withholds the terminator when time runs out at the same moment", async () => {
  const { ended, phase } = await transmitUntilDot((_fail, stop) => stop());
  assert.deepEqual({ ended, phase }, { ended: false, phase: "data" });
});

Deno.test("transmit() withholds the terminator when a refusal comes at the same moment", async () => {
  const result = await transmitUntilDot((fail) => fail(new Error("552 5.3.4 Too big")));
  assert.deepEqual(result, { ended: false, phase: "data", reusable: false });
});
