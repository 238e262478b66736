import assert from "node:assert/strict";
import fc from "../../test/property.ts";
import { readReport } from "./bounce.ts";
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
    message_id: "<n.u@club.example>",
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

Deno.test("readReport() blames an address only for what is its own fault", () => {
  const kinds = {
    "5.1.1": "hard",
    "5.1.2": "hard",
    "5.1.3": "hard",
    "5.1.6": "hard",
    "5.1.10": "hard",
    "5.2.1": "hard",
    "5.2.2": "soft",
    "5.4.5": null,
    "5.7.1": null,
    "5.6.0": null,
    "4.4.7": null,
    "5.0.0": null,
    "nonsense": null,
  };
  for (const [status, kind] of Object.entries(kinds)) {
    const bounce = readReport({ status: statusOf(status), original: ORIGINAL });
    assert.equal(bounce?.kind, kind, status);
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
  for (const piece of [";@", "; ", "a@", ";a@b", "<"]) {
    assert.ok(isQuick(() => report(`rfc822;${piece.repeat(32_768)}`)), piece);
  }
});

Deno.test("readReport() reads bare line feeds and folded ids", () => {
  const status = statusOf("5.1.1").replaceAll("\r\n", "\n");
  const original = "\nSubject: x\nMessage-Id:\n <n.u@club.example>\n\n";
  assert.equal(readReport({ status, original })?.message_id, "<n.u@club.example>");
});

Deno.test("readReport() takes any text without an error, and none into the detail unmade", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string(), (status, original) => {
    const bounce = readReport({ status: `Action: failed\nDiagnostic-Code: ${status}`, original });
    assert.ok(bounce === null || !/\p{Cc}|\p{Cs}/u.test(bounce.detail));
  }));
});
