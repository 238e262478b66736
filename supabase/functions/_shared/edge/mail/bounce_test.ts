import assert from "node:assert/strict";
import fc from "../../test/property.ts";
import { readComplaint, readReport, readRequest } from "./bounce.ts";
import { isQuick } from "../../test/pace.ts";

const ORIGINAL =
  "From: news@club.example\r\nMessage-ID: <n.u@club.example>\r\nSubject: x\r\n\r\nText";

function statusOf(status: string, action = "failed"): string {
  return [
    "Reporting-MTA: dns; mx.example",
    "Arrival-Date: Mon, 23 Nov 2026 08:00:00 +0000",
    "",
    "Final-Recipient: rfc822; gone@reader.example",
    `Action: ${action}`,
    `Status: ${status}`,
    "Diagnostic-Code: smtp; 550 5.1.1 The account that you tried",
    "  to reach does not exist",
    "",
  ].join("\r\n");
}

Deno.test("readReport() answers which mail failed, and what the server said", () => {
  assert.deepEqual(readReport({ status: statusOf("5.1.1"), original: ORIGINAL }), {
    message_ids: ["<n.u@club.example>"],
    kind: "hard",
    detail: "bounced: smtp; 550 5.1.1 The account that you tried to reach does not exist",
    addresses: ["gone@reader.example"],
  });
});

Deno.test("readReport() tells every address of the one whom the mail did not reach", () => {
  const status = statusOf("5.1.1").replace(
    "Action:",
    "Original-Recipient: rfc822;Ada@Reader.example\r\nAction:",
  );
  const addressesOf = (status: string) => readReport({ status, original: ORIGINAL })?.addresses;
  assert.deepEqual(addressesOf(status), ["ada@reader.example", "gone@reader.example"]);
  assert.deepEqual(addressesOf(status.replaceAll("@", "\u0000")), []);
});

const SAID: [status: string, said: string, kind: string | null][] = [
  ["5.1.1", "550 5.1.1 user unknown", "hard"],
  ["5.1.10", "X-Postfix; Domain gone.example does not accept mail (nullMX)", "hard"],
  ["5.2.1", "550-5.2.1 The email account that you tried to reach is disabled", "hard"],
  ["5.0.0", "550-5.1.1 The email account that you tried to reach does not exist", "hard"],
  ["none", "550 5.1.2 no such host", "hard"],
  ["5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)", "soft"],
  ["5.4.1", "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)", "soft"],
  ["5.0.0", "554 delivery error: dd This user doesn't have a yahoo.com account", "soft"],
  ["4.2.2", "452-4.2.2 The recipient's inbox is out of storage space", "soft"],
  ["5.2.2", "552 5.2.2 over quota", "soft"],
  ["4.4.7", "delivery time expired", "soft"],
  ["5.4.4", "", "soft"],
  ["5.0.0", "554 etwas ging schief", "soft"],
  ["5.7.26", "550-5.7.26 Your email has been blocked because the sender is unauthenticated", null],
  ["5.0.0", "554 5.7.1 Message rejected as spam by content filtering", null],
  ["5.0.0", "550 Client host [192.0.2.7] blocked using a blocklist", null],
  ["5.7.1", "550 5.7.1 Message refused", null],
  ["5.4.5", "550 5.4.5 daily quota", null],
  ["5.3.4", "552 5.3.4 message too large", null],
  ["5.6.0", "", null],
  ["5.1.8", "550 5.1.8 bad sender", null],
  ["2.0.0", "250 OK", null],
];

for (const [status, said, kind] of SAID) {
  Deno.test(`readReport() takes ${status} "${said}" for ${kind ?? "nobody's fault"}`, () => {
    const told = statusOf(status).replace(/Diagnostic-Code:[^]*/, `Diagnostic-Code: smtp; ${said}`);
    assert.equal(readReport({ status: told, original: ORIGINAL })?.kind, kind);
  });
}

Deno.test("readReport() finds our id under whatever name a relay keeps it, and in the report itself", () => {
  const ours = "<n.u@club.example>";
  const theirs = "<2026.1@relay.example>";
  const originals = [
    `Message-ID: ${theirs}\r\nOrigin-messageId: ${ours}`,
    `X-Newsletter-Message-ID:\r\n ${ours}\r\nMessage-Id: ${theirs}`,
    `Message-ID: ${theirs}, ${ours}`,
  ];
  for (const original of originals) {
    const bounce = readReport({ status: statusOf("5.1.1"), original });
    assert.deepEqual(bounce?.message_ids.toSorted(), [theirs, ours].toSorted(), original);
  }
  const status = `X-Original-Message-ID: ${ours}\r\n${statusOf("5.1.1")}`;
  assert.deepEqual(readReport({ status, original: "" })?.message_ids, [ours]);
  const many = Array.from({ length: 99 }, (_, i) => `X-${i}-Message-ID: <${i}@b.example>`);
  const bounce = readReport({ status: statusOf("5.1.1"), original: many.join("\r\n") });
  assert.equal(bounce?.message_ids.length, 10);
});

Deno.test("readComplaint() takes abuse for a complaint, and no other report", () => {
  const complaint = (type: string, original = ORIGINAL) =>
    readComplaint({ status: "", original, feedback: `Feedback-Type: ${type}\r\nVersion: 1\r\n` });
  assert.deepEqual(complaint("abuse"), {
    message_ids: ["<n.u@club.example>"],
    detail: "complaint: abuse",
  });
  assert.ok(complaint("opt-out"));
  for (const type of ["not-spam", "auth-failure", ""]) assert.equal(complaint(type), null, type);
  assert.equal(complaint("abuse", "Subject: x\r\n\r\n"), null);
  assert.equal(readComplaint({ status: statusOf("5.1.1"), original: ORIGINAL }), null);
});

Deno.test("readRequest() takes the subject that List-Unsubscribe makes, and no other", () => {
  const token = `v1.k1.${"a".repeat(40)}.${"b".repeat(43)}`;
  for (const subject of [`unsubscribe ${token}`, ` Re: Unsubscribe ${token} `]) {
    assert.equal(readRequest(subject), token);
  }
  for (const subject of ["unsubscribe", "unsubscribe me", `${token}`, `unsubscribe ${token} x`]) {
    assert.equal(readRequest(subject), null, subject);
  }
});

Deno.test("readReport() leaves out what is no failure of a known mail", () => {
  for (const action of ["delayed", "delivered", "relayed", "expanded", ""]) {
    assert.equal(
      readReport({ status: statusOf("5.1.1", action), original: ORIGINAL }),
      null,
      action,
    );
  }
  const unlike = [
    "none",
    "<a\u0000b@club.example>",
    "<a\u00e9b@club.example>",
    "<a b@club.example>",
  ];
  const ids = unlike.map((id) => `Message-ID: ${id}`);
  for (const original of ["", "Subject: x\r\n\r\nMessage-ID: <in.the@body>", ...ids]) {
    assert.equal(readReport({ status: statusOf("5.1.1"), original }), null, original);
  }
});

Deno.test("readReport() takes an address in brackets, and no time over a long field", () => {
  const report = (recipient: string) =>
    readReport({
      status: `Action: failed\nStatus: 5.1.1\nFinal-Recipient: ${recipient}`,
      original: ORIGINAL,
    });
  assert.deepEqual(report("rfc822; <Ada@x.example>")?.addresses, ["ada@x.example"]);
  assert.deepEqual(report("Ada@x.example")?.addresses, ["ada@x.example"]);
  for (const piece of [";@", "; ", "a@", ";a@b", "<"]) {
    assert.ok(isQuick(() => report(`rfc822;${piece.repeat(32_768)}`)), piece);
  }
});

Deno.test("readReport() reads bare line feeds and folded ids", () => {
  const status = statusOf("5.1.1").replaceAll("\r\n", "\n");
  const original = "\nSubject: x\nMessage-Id:\n <n.u@club.example>\n\n";
  assert.equal(readReport({ status, original })?.message_ids[0], "<n.u@club.example>");
});

Deno.test("readReport() takes any text without an error, and none into the detail unmade", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string(), (status, original) => {
    const bounce = readReport({ status: `Action: failed\nDiagnostic-Code: ${status}`, original });
    assert.ok(bounce === null || !/\p{Cc}|\p{Cs}/u.test(bounce.detail));
  }));
});
