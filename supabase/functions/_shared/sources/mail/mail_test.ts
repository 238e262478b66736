import { deepEqual, equal, ok } from "node:assert/strict";
import type { Item, MailRules, Reading } from "../item.ts";
import { readMail } from "./mail.ts";

const NOW = new Date("2026-11-20T11:00:00Z");
const RULES: MailRules = { authservId: "mx.town.example", verified: ["hello@choir.example"] };
const PASS =
  "Authentication-Results: mx.town.example 1; spf=pass; dmarc=pass (p=reject) header.from=choir.example";

async function read(
  source: string | Uint8Array,
  mail: MailRules | undefined = RULES,
): Promise<Reading> {
  const bytes = typeof source === "string" ? new TextEncoder().encode(source) : source;
  const answer = await readMail(bytes, { now: NOW, defaultZone: "Australia/Melbourne", mail });
  if ("refusal" in answer) throw new Error(`refused: ${answer.refusal}`);
  return answer;
}

function mail(body: string, ...headers: string[]): string {
  const names = headers.map((line) => line.split(":")[0]!.toLowerCase());
  const usual = [
    PASS,
    "From: Choir <hello@choir.example>",
    "Date: Thu, 19 Nov 2026 20:00:00 +1100",
    "Message-ID: <1@choir.example>",
    "Subject: Concert",
  ].filter((line) => !names.includes(line.split(":")[0]!.toLowerCase()));
  return [...usual, ...headers, "", body].join("\r\n").replace(/\r?\n/g, "\r\n");
}

const one = async (source: string, rules?: MailRules): Promise<Item> =>
  (await read(source, rules)).items[0]!;
const text = async (body: string, ...headers: string[]) => (await one(mail(body, ...headers))).text;

Deno.test("readMail() trusts a verified sender for whom our own server vouches, and no other", async () => {
  const trust = async (...headers: string[]) => (await one(mail("Hi", ...headers))).trust;
  const results = (value: string) => trust(`Authentication-Results: ${value}`);
  equal(await trust(), "publish");
  equal(
    await results("mx.town.example; dmarc=fail (dmarc=pass) header.from=choir.example"),
    "review",
  );
  equal(await results('mx.town.example; dmarc=none reason="; dmarc=pass"'), "review");
  equal(await results("mx.evil.example; dmarc=pass header.from=choir.example"), "review");
  equal(await results("mx.town.example; dmarc=pass header.from=evil.example"), "review");
  equal(await results("mx.town.example; dkim=pass; spf=pass"), "review");
  equal(await results("mx.town.example; dmarc=pass-ish header.from=choir.example"), "review");
  equal(
    await results(
      "mx.town.example; dmarc=pass header.from=choir.example; dmarc=fail header.from=choir.example",
    ),
    "review",
  );
  equal(await trust("From: Choir <other@choir.example>"), "review");
  equal(await trust("From: hello@choir.example, evil@evil.example"), "review");
  equal(await trust('From: "hello@choir.example" <evil@evil.example>'), "review");
  equal(await trust("From: a@b.example", "From: Choir <hello@choir.example>"), "review");
  equal(await trust("List-Id: <choir.lists.example>"), "review");
  equal((await one(mail("Hi"), undefined)).trust, "publish");
});

Deno.test("readMail() looks at the topmost verdict alone: those below may be the sender's", async () => {
  const forged =
    "Authentication-Results: mx.town.example; dmarc=fail header.from=choir.example\r\n" +
    mail("Hi");
  equal((await one(forged)).trust, "review");
});

Deno.test("readMail() waits for review where no rules are given, and finds our server by its Received", async () => {
  const bytes = new TextEncoder().encode(mail("Hi"));
  const answer = await readMail(bytes, { now: NOW, defaultZone: "UTC" });
  ok("items" in answer && answer.items[0]!.needs_review);
  const received =
    "Received: from x.example (by mx.evil.example) by mx.town.example with ESMTP; Thu, 19 Nov 2026 20:00:05 +1100\r\n";
  const any: MailRules = { authservId: "", verified: "any" };
  equal((await one(received + mail("Hi"), any)).trust, "publish");
  equal((await one(mail("Hi"), any)).trust, "review");
});

Deno.test("readMail() cuts signatures and quoted lines, and keeps what was forwarded", async () => {
  equal(await text("Come at 7pm.\n-- \nAnn\nPhone 1"), "Come at 7pm.");
  equal(await text("Yes, 8pm.\n\nOn Mon, 16 Nov 2026, Bo wrote:\n> 7pm?\n> Bo"), "Yes, 8pm.");
  equal(
    await text(
      "Yes.\n\n-----Original Message-----\nFrom: Bo\nSent: Monday\n\nOld",
      "Subject: RE: Concert",
    ),
    "Yes.",
  );
  const gmail =
    "See below\n-- \nAnn\n\n---------- Forwarded message ---------\nFrom: Bo <b@c.example>\nDate: Mon\nSubject: S\nTo: <x@y.example>\n\nSwap, 3 December.\n-- \nBo";
  equal(await text(gmail, "Subject: Fwd: S"), "See below\n\nSwap, 3 December.");
  const apple =
    "Begin forwarded message:\n\n> From: Bo <b@c.example>\n> Subject: S\n> Date: 1 Nov\n> \n> Swap, 3 December.\n> Bring clothes.";
  equal(await text(apple, "Subject: Fwd: S"), "Swap, 3 December.\nBring clothes.");
  const outlook =
    "-----Original Message-----\nFrom: Bo\nSent: Monday\nSubject: S\n\nSwap, 3 December.";
  equal(await text(outlook, "Subject: FW: S"), "Swap, 3 December.");
});

Deno.test("readMail() takes prefixes off the subject, in several languages", async () => {
  for (
    const subject of [
      "Fwd: Re: Concert",
      "WG: AW: Concert",
      "FW: Concert",
      "Re[2]: Concert",
      "TR : Concert",
    ]
  ) {
    equal((await one(mail("Hi", `Subject: ${subject}`))).title, "Concert", subject);
  }
  equal(
    (await one(mail("Hi", "Subject: =?iso-8859-1?Q?Caf=E9?= =?iso-8859-1?Q?_crawl?="))).title,
    "Café crawl",
  );
  equal((await one(mail("Hi", "Subject: Research: talk"))).title, "Research: talk");
});

Deno.test("readMail() leaves out automatic mail of every kind, and reads what says it is none", async () => {
  const reason = async (...headers: string[]) =>
    (await read(mail("Away", ...headers))).left_out[0]?.reason;
  for (
    const line of [
      "Auto-Submitted: auto-generated",
      "Auto-Submitted: auto-replied (vacation)",
      "X-Autoreply: yes",
      "Precedence: auto_reply",
      "Return-Path: <>",
      "From: MAILER-DAEMON@mx.example",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
    ]
  ) equal(await reason(line), "automatic", line);
  equal(await reason("Auto-Submitted: no"), undefined);
});

const invitation = (method: string, ...lines: string[]) =>
  mail(
    [
      "--b",
      "Content-Type: text/plain",
      "",
      "Please come.",
      "--b",
      `Content-Type: text/calendar; method=${method}; charset=utf-8`,
      "",
      "BEGIN:VCALENDAR",
      `METHOD:${method}`,
      "BEGIN:VEVENT",
      "UID:u1",
      "SUMMARY:Rehearsal",
      "DTSTART;TZID=Australia/Melbourne:20270301T180000",
      ...lines,
      "END:VEVENT",
      "END:VCALENDAR",
      "--b--",
      "",
    ].join("\r\n"),
    "Content-Type: multipart/mixed; boundary=b",
    "MIME-Version: 1.0",
  );

Deno.test("readMail() takes the facts of an invitation, and withdraws by a cancellation", async () => {
  const request = await one(invitation("REQUEST"));
  deepEqual([request.id, request.title, request.starts_at, request.trust, request.text], [
    "u1",
    "Rehearsal",
    "2027-03-01T07:00:00Z",
    "publish",
    "Please come.",
  ]);
  const cancel = await one(invitation("CANCEL", "STATUS:CANCELLED"));
  deepEqual([cancel.id, cancel.status], ["u1", "cancelled"]);
  for (const method of ["REPLY", "COUNTER", "REFRESH"]) {
    deepEqual((await read(invitation(method))).left_out[0]?.reason, "automatic", method);
  }
});

Deno.test("readMail() makes no post of a private invitation, and one of a calendar that it cannot read", async () => {
  const hidden = await read(invitation("REQUEST", "CLASS:PRIVATE"));
  deepEqual([hidden.items, hidden.left_out], [[], [{ id: "u1", reason: "private" }]]);
  const broken = await one(invitation("REQUEST", "BEGIN:VALARM"));
  deepEqual([broken.id, broken.text, broken.starts_at], ["1@choir.example", "Please come.", null]);
});

Deno.test("readMail() reads a generated invitation, and waits with one that nobody vouches for", async () => {
  const generated = invitation("REQUEST").replace(
    "MIME-Version",
    "Auto-Submitted: auto-generated\r\nMIME-Version",
  );
  equal((await one(generated)).id, "u1");
  const unknown = await one(invitation("CANCEL").replace("dmarc=pass", "dmarc=fail"));
  deepEqual([unknown.trust, unknown.needs_review, unknown.status], ["review", true, "cancelled"]);
});

Deno.test("readMail() reads HTML without its hidden parts, and every charset", async () => {
  const html =
    '<style>p{}</style><div style="display:none">preheader</div><p>Come<br>at 7pm</p><img src="http://t.example/x.gif"><span style="font-size:0px">secret</span>';
  equal(await text(html, "Content-Type: text/html; charset=utf-8"), "Come\nat 7pm");
  const latin = new Uint8Array(
    [...new TextEncoder().encode(mail("@", "Content-Type: text/plain; charset=iso-8859-1"))].map((
      byte,
    ) => byte),
  );
  latin[latin.length - 1] = 0xe9;
  equal((await read(latin)).items[0]!.text, "é");
  equal(
    await text(
      "Q2Fmw6k=",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
    ),
    "Café",
  );
});

Deno.test("readMail() knows a mail without Message-ID by its words, and dates it by now if it has no date", async () => {
  const bare = "From: a@b.example\r\nSubject: S\r\n\r\nHi";
  const [first, second] = [await one(bare), await one(bare)];
  deepEqual([first.id, first.notes, first.posted_at], [
    second.id,
    ["no_id", "no_date"],
    "2026-11-20T11:00:00Z",
  ]);
  deepEqual((await one(mail("Hi", "Date: Fri, 1 Jan 2038 00:00:00 GMT"))).notes, [
    "date_in_future",
  ]);
});

Deno.test("readMail() refuses what is no mail, and parts nested without end", async () => {
  const refused = async (source: string) => {
    const answer = await readMail(new TextEncoder().encode(source), {
      now: NOW,
      defaultZone: "UTC",
    });
    return "refusal" in answer ? answer.refusal : null;
  };
  equal(await refused(""), "not_a_mail");
  equal(await refused("<!doctype html><html></html>"), "not_a_mail");
  let nested = "";
  for (let n = 0; n < 60; n++) {
    nested += `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`;
  }
  equal(await refused(`From: a@b.example\r\n${nested}`), "broken");
  deepEqual((await read("From: a@b.example\r\n\r\n")).left_out[0]?.reason, "empty");
});
