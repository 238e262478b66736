/** Inputs of 100 KB made to cost time: each grows with its square where a reader is careless. */
import type { SourceKind } from "../../supabase/functions/_shared/sources/kinds.ts";

const SIZE = 100_000;
const fill = (text: string, size = SIZE) =>
  text.repeat(Math.ceil(size / text.length)).slice(0, size);
const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join("\r\n");

const calendar = (body: string) => `BEGIN:VCALENDAR\r\n${body}\r\nEND:VCALENDAR\r\n`;
const event = (body: string, uid = "a") =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:x\r\nDTSTART:20000101T100000\r\n${body}\r\nEND:VEVENT`;
const described = (text: string) => calendar(event(`RDATE:20261201T100000\r\nDESCRIPTION:${text}`));
const feed = (text: string) =>
  `<rss><channel><item><guid>1</guid><description>${text}</description></item></channel></rss>`;
const page = (json: string) => `<html><script type="application/ld+json">${json}</script></html>`;
const mail = (headers: string, body: string) => `From: a@b.example\r\n${headers}\r\n\r\n${body}`;
const MARKUP = [
  "<",
  "<a",
  "<b>",
  "<div>",
  "<i></b>",
  "<a href=/x></a>",
  "&amp;",
  "amp;",
  "<p style='opacity:0.'>",
  "]]>",
];
const WORDS = [
  "passcode ",
  "pin: 12 ",
  "12345,,",
  "1 ",
  "\\",
  "\\n",
  " ",
  "https://x.example?pwd=1&",
  "wrote:",
  "> ",
  "x:",
];
const observance =
  "BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nRRULE:FREQ=YEARLY;BYDAY=SU,MO\r\nTZOFFSETTO:+1000\r\nEND:STANDARD";

export const BOMBS: [SourceKind, string, string][] = [
  ...[...MARKUP, ...WORDS].flatMap((text): [SourceKind, string, string][] => [
    ["ics", `DESCRIPTION of ${text}`, described(fill(text))],
    ["rss", `description of ${text}`, feed(fill(text))],
    ["rss", `CDATA of ${text}`, feed(`<![CDATA[${fill(text)}]]>`)],
    ["page", `page of ${text}`, fill(text)],
    ["page", `JSON-LD of ${text}`, page(fill(text))],
    [
      "page",
      `description of ${text}`,
      page(
        JSON.stringify({
          "@type": "Event",
          name: "x",
          startDate: "2026-12-02",
          description: fill(text),
          location: fill(text, 5000),
        }),
      ),
    ],
    ["mail", `text of ${text}`, mail("Subject: Fwd: x", fill(text))],
    ["mail", `HTML of ${text}`, mail("Content-Type: text/html", fill(text))],
    ["mail", `subject of ${text}`, mail(`Subject: ${fill(text)}`, "x")],
  ]),
  ["ics", "endless rules", calendar(lines(900, (i) => event("RRULE:FREQ=DAILY", `${i}`)))],
  [
    "ics",
    "counted rules",
    calendar(lines(800, (i) => event("RRULE:FREQ=DAILY;BYDAY=MO;COUNT=99999", `${i}`))),
  ],
  [
    "ics",
    "rules by the day of the year",
    calendar(lines(800, (i) => event("RRULE:FREQ=YEARLY;BYYEARDAY=1,2;COUNT=9999", `${i}`))),
  ],
  ["ics", "one UID", calendar(lines(900, (i) => event(`X-A:${i}`)))],
  [
    "ics",
    "zones",
    calendar(lines(900, (i) => event(`RDATE;TZID=Zone ${i}:20261201T100000`, `${i}`))),
  ],
  [
    "ics",
    "described zones",
    calendar(
      lines(
        20,
        (k) =>
          `BEGIN:VTIMEZONE\r\nTZID:Z${k}\r\n${lines(40, () => observance)}\r\nEND:VTIMEZONE\r\n${
            event(`RDATE;TZID=Z${k}:20261201T100000`, `${k}`)
          }`,
      ),
    ),
  ],
  ["ics", "exceptions", calendar(event(`RRULE:FREQ=DAILY\r\nEXDATE:${fill("20261202T100000,")}`))],
  [
    "ics",
    "moves of all later occurrences",
    calendar(
      event("RRULE:FREQ=DAILY") + "\r\n" +
        lines(
          700,
          (i) =>
            event(
              `RECURRENCE-ID;RANGE=THISANDFUTURE:202611${20 + i % 10}T${10 + i % 9}${
                10 + i % 50
              }00`,
            ),
        ),
    ),
  ],
  ["ics", "calendars", fill("BEGIN:VCALENDAR\r\n")],
  ["ics", "parameters", described("").replace("DESCRIPTION", `DESCRIPTION${fill(';A="b')}`)],
  ["rss", "depth", fill("<a>")],
  ["rss", "depth with wrong ends", fill("<x>", 50_000) + fill("</y>", 50_000)],
  ["rss", "items", `<rss><channel>${fill("<item><title>x</title></item>")}</channel></rss>`],
  ["rss", "declarations", `<!DOCTYPE r [${fill("<!ENTITY ")}`],
  [
    "rss",
    "a date of parentheses",
    `<rss><channel><item><title>x</title><pubDate>${fill("( ")}</pubDate></item></channel></rss>`,
  ],
  [
    "rss",
    "nested JSON",
    `{"version":"https://jsonfeed.org/version/1","items":${fill("[", 50_000)}${fill("]", 50_000)}}`,
  ],
  ["page", "depth with wrong ends", fill("<div>", 50_000) + fill("</x>", 50_000)],
  ["page", "nested JSON", page(fill("[", 50_000) + fill("]", 50_000))],
  [
    "page",
    "nested events",
    page(`${'{"@type":"Event","name":"x","subEvent":'.repeat(2400)}1${"}".repeat(2400)}`),
  ],
  ["page", "commas", page(`[${fill(", ")}]`)],
  ["page", "blocks", fill('<script type="application/ld+json">{</script>')],
  ["mail", "parts", mail("Content-Type: multipart/mixed; boundary=b", fill("--b\r\n\r\nx\r\n"))],
  ["mail", "senders", `From: ${fill("a@b,")}\r\n\r\nx`],
  ["mail", "encoded words", mail(`Subject: ${fill("=?utf-8?Q?")}`, "x")],
  ["mail", "comments", mail(`Authentication-Results: ${fill("(")}`, "x")],
  ["mail", "forwards", mail("Subject: Fwd: x", fill("---------- Forwarded message ----------\n"))],
];
