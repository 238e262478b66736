import assert from "node:assert/strict";
import fc from "../../test/property.ts";
import type { Phase } from "./mail.ts";
import { outcomeOf, unwritable } from "./outcome.ts";

/** An error as nodemailer throws it. */
const fault = (fields: { code?: string; command?: string; response?: string }) =>
  Object.assign(new Error(`Failed: ${fields.response ?? "no reply"}`), fields);

const PHASES: Phase[] = ["dialling", "envelope", "data", "dot"];

Deno.test("outcomeOf() is unknown after the terminator, and only there, when nothing was said", () => {
  for (const phase of PHASES) {
    const { state } = outcomeOf(fault({ code: "ECONNECTION", command: "CONN" }), phase);
    assert.equal(state, phase === "dot" ? "unknown" : "deferred", phase);
  }
});

Deno.test("outcomeOf() never takes an error for a success", () => {
  const responses = fc.oneof(fc.string(), fc.integer({ min: 200, max: 599 }).map((n) => `${n} x`));
  const commands = fc.constantFrom("CONN", "AUTH PLAIN", "MAIL FROM", "RCPT TO", "DATA", "API");
  const codes = fc.constantFrom("EAUTH", "EMESSAGE", "EENVELOPE", "EPROTOCOL", "ESOCKET");
  fc.assert(
    fc.property(
      fc.constantFrom(...PHASES),
      responses,
      commands,
      codes,
      (phase, response, command, code) => {
        const outcome = outcomeOf(fault({ code, command, response }), phase);
        assert.notEqual(outcome.state, "sent");
        if (outcome.state === "unknown") assert.equal(phase, "dot");
        if (phase === "dot" && !/^[45]\d\d/.test(response)) {
          // Words that are no refusal settle nothing.
          assert.ok(outcome.state === "unknown" || response === "", JSON.stringify(outcome));
        }
      },
    ),
  );
});

Deno.test("outcomeOf() stops everything when the login is missing, without a reply", () => {
  assert.deepEqual(outcomeOf(fault({ code: "EAUTH", command: "API" }), "dialling"), {
    state: "deferred",
    action: "stop_all",
    phase: "dialling",
    reply: null,
    cause: "Failed: no reply",
  });
});

Deno.test("outcomeOf() keeps secrets out of cause and reply", () => {
  const error = fault({ code: "EAUTH", command: "AUTH PLAIN", response: "535 5.7.8 hunter2?" });
  const told = JSON.stringify(outcomeOf(error, "dialling", ["hunter2"]));
  assert.equal(told.includes("hunter2"), false);
  assert.match(told, /535 5\.7\.8 \[password\]\?/);
  const cut = JSON.stringify(
    outcomeOf(new Error(`${"x".repeat(497)}hunter2`), "data", ["hunter2"]),
  );
  assert.equal(cut.includes("hun"), false);
});

Deno.test("outcomeOf() copes with whatever is thrown", () => {
  for (const thrown of [undefined, null, "text", 7, {}]) {
    assert.equal(outcomeOf(thrown, "data").state, "deferred");
    assert.equal(outcomeOf(thrown, "dot").state, "unknown");
  }
});

Deno.test("unwritable() gives up the mail and tells why", () => {
  const outcome = unwritable(new TypeError("Cannot write the header"));
  assert.equal(outcome.state, "rejected");
  assert.match(JSON.stringify(outcome), /Cannot write the header/);
});
