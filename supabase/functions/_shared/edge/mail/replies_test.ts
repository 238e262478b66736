import assert from "node:assert/strict";
import fc from "../../test/property.ts";
import { type Action, actionOf, backoff, oneLine, parseReply, type Step } from "./replies.ts";

const act = (raw: string, step: Step = "mail"): Action | null => {
  const reply = parseReply(raw);
  assert.ok(reply, raw);
  return actionOf(reply, step);
};

const ROWS: Array<[raw: string, action: Action, step?: Step]> = [
  ["250 2.0.0 OK 1700000000 x-gsmtp", "sent"],
  ["421 4.7.0 Try again later, closing connection", "pause_account"],
  ["421 Service not available", "pause_account", "session"],
  ["454 4.7.0 Too many login attempts", "pause_account", "login"],
  ["450 4.2.1 The user is receiving mail too quickly", "retry"],
  ["451 4.3.0 Mail server temporarily rejected message", "retry"],
  ["452 4.2.2 The recipient's inbox is out of storage", "retry"],
  ["450 4.7.1 Greylisted", "retry"],
  ["503 5.5.1 Bad sequence of commands", "retry"],
  ["550 5.4.5 Daily user sending limit exceeded", "wait_quota"],
  ["550-5.4.5 Daily user sending limit exceeded. For more\n550 5.4.5 information", "wait_quota"],
  ["452 4.4.5 Quota", "wait_quota"],
  ["535 5.7.8 Username and Password not accepted", "stop_all", "login"],
  ["534 5.7.9 Application-specific password required", "stop_all", "login"],
  ["530 5.7.0 Authentication Required", "stop_all", "sender"],
  ["504 5.5.4 Unrecognized authentication type", "stop_all", "login"],
  ["550 5.1.1 The email account does not exist", "suppress"],
  ["550 5.1.2 Bad destination system", "suppress"],
  ["553 5.1.3 The recipient address is not valid", "suppress"],
  ["550 5.1.6 Mailbox has moved", "suppress"],
  ["550 5.1.10 Recipient not found", "suppress"],
  ["550 5.2.1 The email account is disabled", "suppress"],
  ["552 5.2.2 The recipient's inbox is out of storage", "soft_bounce"],
  ["550 No such user here", "soft_bounce"],
  ["550 5.7.1 Message blocked", "open_breaker"],
  ["554 5.7.26 Unauthenticated mail is prohibited", "open_breaker"],
  ["554 No SMTP service here", "open_breaker", "session"],
  ["550 5.1.1 Sender unknown", "open_breaker", "sender"],
  ["554 5.6.0 Malformed message", "fail_mail"],
  ["552 5.3.4 Message size exceeds fixed limit", "fail_mail", "sender"],
  ["552 5.2.3 Message too large", "fail_mail"],
  ["554 Transaction failed", "fail_mail"],
  ["550 5.1.8 Bad sender's system", "open_breaker"],
];

for (const [raw, action, step] of ROWS) {
  Deno.test(`actionOf(${JSON.stringify(raw)}) at ${step ?? "mail"} is ${action}`, () => {
    assert.equal(act(raw, step), action);
  });
}

const codes = fc.integer({ min: 200, max: 599 });
const enhanced = fc.tuple(fc.constantFrom(2, 4, 5), fc.nat(12), fc.nat(30)).map((n) => n.join("."));
const steps = fc.constantFrom<Step>("session", "login", "sender", "mail");

Deno.test("actionOf() never blames a reader for a quota, nor for anything said before RCPT", () => {
  fc.assert(fc.property(codes, enhanced, steps, (code, dotted, step) => {
    const reply = parseReply(`${code} ${dotted} text`)!;
    const action = actionOf(reply, step);
    const blames = action === "suppress" || action === "soft_bounce";
    if (step !== "mail" || reply.enhanced?.endsWith(".4.5")) assert.equal(blames, false);
    if (reply.code < 500) assert.equal(blames, false);
  }));
});

Deno.test("actionOf() takes 2xx, and nothing else, for a success", () => {
  fc.assert(fc.property(codes, enhanced, steps, (code, dotted, step) => {
    const action = actionOf(parseReply(`${code} ${dotted} text`)!, step);
    assert.equal(action === "sent", code < 300);
    assert.equal(action === null, code >= 300 && code < 400);
  }));
});

Deno.test("parseReply() reads code and enhanced code", () => {
  assert.deepEqual(parseReply("550 5.1.10 Not\r\nfound"), {
    code: 550,
    enhanced: "5.1.10",
    text: "550 5.1.10 Not found",
  });
  assert.deepEqual(parseReply("421"), { code: 421, enhanced: null, text: "421" });
});

Deno.test("parseReply() believes no enhanced code that contradicts the code", () => {
  assert.equal(parseReply("450 5.1.1 Later")?.enhanced, null);
  assert.equal(act("450 5.1.1 Later"), "retry");
});

Deno.test("parseReply() refuses what is no reply", () => {
  for (const raw of ["", "25", "2500 x", "199 x", "600 x", "Hello", " 250 x"]) {
    assert.equal(parseReply(raw), null, raw);
  }
});

Deno.test("oneLine() keeps a server's words on one line of bounded length", () => {
  assert.equal(oneLine("a\r\nb\u0000\u001b[31mc"), "a b [31mc");
  assert.equal(oneLine("x".repeat(1_000_000)).length, 500);
  // The database refuses half a character: a mail that was accepted would stay unrecorded.
  for (let i = 495; i < 505; i++) {
    assert.ok(oneLine("x".repeat(i) + "🎉 tail").isWellFormed(), `${i}`);
  }
});

Deno.test("backoff() grows, is bounded and spreads over the whole interval", () => {
  assert.equal(backoff(1, 0), 0);
  assert.equal(backoff(1, 0.5), 30_000);
  assert.equal(backoff(2, 0.5), 60_000);
  assert.equal(backoff(1_000, 0.5), 1_800_000);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.float({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempt, random) => {
        const delay = backoff(attempt, random);
        assert.ok(delay >= 0 && delay < Math.min(3_600_000, 60_000 * 2 ** (attempt - 1)));
      },
    ),
  );
});
