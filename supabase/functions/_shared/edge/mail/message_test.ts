import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "../../test/property.ts";
// @ts-types="@types/mailparser"
import { type HeaderLines, simpleParser } from "mailparser";
import type { Mail } from "./mail.ts";
import { freezeMail, headerLine, type Letter, messageId } from "./message.ts";
import { composeMail } from "./mime.ts";

const NOW = new Date("2026-11-20T09:00:00.000Z");
const LETTER: Letter = {
  id: "0b9e-1",
  from: { name: "Connect", address: "news@club.example" },
  to: { name: "Ada", address: "ada@reader.example" },
  subject: "This week",
  html: "<p>Hello</p>",
  text: "Hello",
  unsubscribe: "https://club.example/u?t=1",
};

Deno.test("freezeMail() sets the headers of a newsletter", () => {
  assert.deepEqual(freezeMail(LETTER, NOW).headers, {
    "List-Unsubscribe": "<https://club.example/u?t=1>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": "<newsletter.club.example>",
    "X-Newsletter-Message-ID": "<0b9e-1@club.example>",
    "Auto-Submitted": "auto-generated",
    "Precedence": "bulk",
    "X-Auto-Response-Suppress": "All",
  });
});

Deno.test("freezeMail() makes the Message-ID of the id alone", () => {
  const later = freezeMail({ ...LETTER, subject: "Other" }, new Date(0));
  assert.equal(freezeMail(LETTER, NOW).message_id, "<0b9e-1@club.example>");
  assert.equal(later.message_id, "<0b9e-1@club.example>");
});

Deno.test("messageId() refuses what would not be one", () => {
  for (const id of ["a>", "a b", "a@b", "", "a\r\nX: y"]) {
    assert.throws(() => messageId(id, "club.example"), TypeError);
    assert.throws(() => messageId("n", id), TypeError);
  }
});

Deno.test("freezeMail() survives being stored as JSON", () => {
  const mail = freezeMail(LETTER, NOW);
  assert.deepEqual(JSON.parse(JSON.stringify(mail)), mail);
});

Deno.test("freezeMail() refuses an address that is none", () => {
  const addresses = [
    "",
    "ada",
    "a@b@c.example",
    "a@b.example, c@d.example",
    "a@b.example>\r\nRCPT TO:<c@d.example",
    "<a@b.example>",
    "a b@c.example",
    "a@\u202eb.example",
    "a@1.2.3.4",
    "a@0x7f.1",
    "a@12345",
    "a@b.example/c",
    "a@b.example?c",
    "a@b.example#c",
    "a@b%2eexample",
    "a@b..example",
    "a@b|c.example",
    "a@xn--a.example",
    `${"a".repeat(250)}@b.example`,
  ];
  for (const address of addresses) {
    const to = { name: "", address };
    assert.throws(() => freezeMail({ ...LETTER, to }, NOW), /^TypeError: Cannot address a mail/);
  }
});

Deno.test("freezeMail() writes a subject and names that say what they show", () => {
  const hostile = (text: string) => `${text}\r\nBcc: x\u200b\u00ad =?utf-8?Q?y?=`;
  const name = hostile("Ada");
  const mail = freezeMail({
    ...LETTER,
    subject: hostile("This week"),
    from: { ...LETTER.from, name },
    to: { ...LETTER.to, name: "Ada\r\n \u200bLovelace\u00ad" },
  }, NOW);
  assert.equal(mail.subject, "This week Bcc: x =utf-8?Q?y?=");
  assert.deepEqual([mail.from.name, mail.to.name], ["Ada Bcc: x =utf-8?Q?y?=", "Ada Lovelace"]);
});

Deno.test("freezeMail() leaves out a reader's name that is a link, a header or the sender's", () => {
  for (const name of ["Ada\r\nBcc: x", "evil.example", "Connect", "Club Night", "Support"]) {
    const letter = { ...LETTER, to: { ...LETTER.to, name }, senders: ["Club Night"] };
    assert.equal(freezeMail(letter, NOW).to.name, "", name);
  }
  const subject = freezeMail({ ...LETTER, subject: "Go to evil.example now" }, NOW).subject;
  assert.equal(subject, "Go to evil. example now");
});

Deno.test("freezeMail() writes an international domain as DNS knows it", () => {
  const from = { name: "", address: "news@bücher.example" };
  assert.equal(freezeMail({ ...LETTER, from }, NOW).message_id, "<0b9e-1@xn--bcher-kva.example>");
  const to = { name: "", address: "zoe@exämple.org" };
  assert.equal(freezeMail({ ...LETTER, to }, NOW).to.address, "zoe@xn--exmple-cua.org");
});

Deno.test("freezeMail() refuses a link that cannot stand in a header", () => {
  const unsubscribe = `https://club.example/${"x".repeat(1000)}`;
  assert.throws(() => freezeMail({ ...LETTER, unsubscribe }, NOW), /at most 998 bytes, it has 1/);
  assert.throws(
    () => freezeMail({ ...LETTER, unsubscribe: "club:<u>" }, NOW),
    /encode < and >/,
  );
});

Deno.test("headerLine() allows 998 bytes and not one more", () => {
  assert.equal(headerLine("A", "x".repeat(995)).length, 998);
  assert.throws(() => headerLine("A", "x".repeat(996)), TypeError);
  assert.throws(() => headerLine("A", "x\r\nBcc: y@z.example"), TypeError);
  assert.throws(() => headerLine("A:", "x"), TypeError);
});

/** Anything, with what breaks mails strewn in. */
const hostile = fc.array(
  fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "\r\n",
      "\n",
      "\r",
      "\r\nBcc: evil@x.example\r\n",
      "\r\n.\r\n",
      "\n.\n",
      "\r\n\r\n<b>",
      "=?utf-8?B?QmNjOg==?=",
      "--_NmP",
      "\u0000",
      "🎉",
      "\u202e",
      "\ud800",
      '", <evil@x.example>, "',
      "From ",
      "x".repeat(2_000),
    ),
  ),
  { maxLength: 12 },
).map((parts) => parts.join(""));

const links = fc.array(
  fc.tuple(
    fc.webUrl({ withQueryParameters: true }),
    fc.stringMatching(/^[A-Za-z0-9_.=&%-]{0,1500}$/),
  )
    .map(([url, token]) => `${url}${url.includes("?") ? "&" : "?"}t=${token}`),
  { minLength: 1, maxLength: 5 },
);

const letters = fc.record({
  from: hostile,
  to: hostile,
  subject: hostile,
  html: hostile,
  text: hostile,
  links,
});

/** Every line ends in CRLF, and none is longer than a server must take. */
function assertLines(content: string) {
  assert.doesNotMatch(content, /(?<!\r)\n|\r(?!\n)/, "a bare line break");
  const longest = Math.max(...content.split("\r\n").map((line) => line.length));
  assert.ok(longest <= 998, `a line of ${longest} bytes`);
}

/** The headers are those that were meant, each once, and the prepared ones stand unfolded. */
function assertHeaders(lines: HeaderLines, mail: Mail) {
  const prepared = Object.entries(mail.headers).map(([key, value]) => `${key}: ${value}`);
  assert.deepEqual(
    lines.slice(0, prepared.length).map(({ line }) => line.replace(/^List-ID/, "List-Id")),
    prepared,
  );
  assert.deepEqual(lines.slice(prepared.length).map(({ key }) => key), [
    "from",
    "to",
    ...(mail.subject === "" ? [] : ["subject"]),
    "message-id",
    "date",
    "mime-version",
    "content-type",
  ]);
}

type Fuzzed = typeof letters extends fc.Arbitrary<infer T> ? T : never;

async function assertReadAsMeant({ from, to, subject, html, text, links }: Fuzzed) {
  const mail = freezeMail({
    ...LETTER,
    from: { name: from, address: "news@club.example" },
    to: { name: to, address: "ada@reader.example" },
    subject,
    html: html + links.map((url) => `<a href="${url}">x</a>`).join(html),
    text: text + links.map((url) => `\n${url}\n`).join(text),
  }, NOW);
  const content = Buffer.from(await composeMail(mail));
  assertLines(content.toString("latin1"));
  const parsed = await simpleParser(content, {
    skipHtmlToText: true,
    skipTextToHtml: true,
  });
  assertHeaders(parsed.headerLines, mail);
  assert.deepEqual(parsed.from?.value, [mail.from]);
  assert.deepEqual([parsed.to].flat()[0]?.value, [mail.to]);
  assert.equal(parsed.subject ?? "", mail.subject);
  assert.equal(parsed.date?.toISOString(), mail.date);
  for (const url of links) {
    assert.ok(parsed.html && parsed.html.includes(`href="${url}"`), `html lost ${url}`);
    assert.ok(parsed.text?.includes(url), `text lost ${url}`);
  }
  assert.deepEqual(parsed.attachments, []);
}

Deno.test("composeMail() writes 1,000 mails that are read as they were meant", async () => {
  // By fifty, as Deno 2.1 takes a millisecond for each of a mail's many turns of the event loop.
  const bundle = fc.array(letters, { minLength: 50, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(bundle, async (mails) => void await Promise.all(mails.map(assertReadAsMeant))),
    { numRuns: 20 },
  );
});

Deno.test("freezeMail() refuses a reader's address that servers refuse each week, with the reason", () => {
  const refused = [
    ["ädä@club.example", /is not ASCII/],
    ["ada@example", /no name of the internet/],
    ["ada@-bad.example", /no name of the internet/],
    ["a..b@x.example", /a dot before the @/],
    [".a@x.example", /a dot before the @/],
  ] as const;
  for (const [address, reason] of refused) {
    assert.throws(() => freezeMail({ ...LETTER, to: { name: "", address } }, NOW), reason);
  }
});

Deno.test("freezeMail() adds Reply-To and headers of the operator's, and lets them replace none", () => {
  const headers = { "X-PM-Message-Stream": "broadcast", "Precedence": "list" };
  const mail = freezeMail({ ...LETTER, replyTo: "hello@club.example", headers }, NOW);
  assert.equal(mail.headers["Reply-To"], "hello@club.example");
  assert.equal(mail.headers["X-PM-Message-Stream"], "broadcast");
  assert.equal(mail.headers["Precedence"], "bulk");
});

Deno.test("freezeMail() adds a mailto: with the token to List-Unsubscribe, as one line", () => {
  const unsubscribeMail = { to: "news@club.example", subject: "unsubscribe v1.k.abc" };
  const { headers } = freezeMail({ ...LETTER, unsubscribeMail }, NOW);
  assert.equal(
    headers["List-Unsubscribe"],
    "<https://club.example/u?t=1>, <mailto:news@club.example?subject=unsubscribe%20v1.k.abc>",
  );
});
