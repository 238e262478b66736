/** Posts and names that try to become a link or the sender, in the mail and the calendar file. */
import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import fc from "../test/property.ts";
import ICAL from "ical.js";
import { calendarFile } from "../event/calendar.ts";
import { freezeMail } from "../edge/mail/message.ts";
import { type NewsletterIssue, renderNewsletter } from "./newsletter.ts";
import { hostileTexts, linkedIn } from "../test/linker.ts";
import { linksOf, textsOf } from "./test_html.ts";
import { EVENT, issueOf } from "./test_issue.ts";

const FROM = { name: "Merribrook Guild", address: "news@club.example" };

/** Two events and a reader with hostile texts only. */
function issueWith(text: string, other: string): NewsletterIssue {
  const event = { title: text, summary: other, location: text, organisers: [other, text] };
  const issue = issueOf([event, { ...event, title: other }]);
  const reasons = [`Like “${text}”`, `You liked an event of ${other}`].map((text, i) => ({
    term: "closest",
    text,
    contribution: 1 - i / 2,
  }));
  return {
    ...issue,
    community: { ...issue.community, sender_name: FROM.name },
    items: issue.items.map((item) => ({ ...item, reasons })),
  };
}

function frozen(issue: NewsletterIssue, name: string) {
  const { subject, preheader, html, text } = renderNewsletter(issue);
  const to = { name, address: "ada@reader.example" };
  const unsubscribe = "https://club.example/u?t=1";
  const senders = [issue.community.name];
  const letter = { id: "1", from: FROM, to, subject, html, text, unsubscribe, senders };
  return { preheader, mail: freezeMail(letter, new Date(0)) };
}

/** The text part without the mail's own links. */
const wordsOf = (text: string, html: string) =>
  linksOf(html).reduce((rest, url) => rest.replaceAll(`: ${url}\n`, "\n"), text);

Deno.test("renderNewsletter() contains only its own links for any text of strangers", () => {
  fc.assert(
    fc.property(hostileTexts(), hostileTexts(), (text, other) => {
      const { preheader, mail } = frozen(issueWith(text, other), text);
      for (const line of [mail.subject, mail.to.name, preheader]) deepEqual(linkedIn(line), []);
      for (const words of textsOf(mail.html)) deepEqual(linkedIn(words), [], words);
      for (const line of wordsOf(mail.text, mail.html).split("\n")) deepEqual(linkedIn(line), []);
      const own = /^https:\/\/(?:ref\.supabase\.co|connect3\.app|www\.instagram\.com)\//;
      for (const url of linksOf(mail.html)) match(url, own);
    }),
    { numRuns: 300 },
  );
});

Deno.test("calendarFile() contains only the post's link for any text of strangers", () => {
  fc.assert(
    fc.property(hostileTexts(), hostileTexts(), (text, other) => {
      const event = { ...EVENT, title: text, summary: other, location: text };
      const file = calendarFile(event, "Australia/Melbourne", new Date(0), [FROM.name]);
      const vevent = new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent("vevent")!;
      for (const { name } of vevent.getAllProperties()) {
        if (!["summary", "description", "location"].includes(name)) continue;
        // The last line of the description is the post's own address.
        const value = String(vevent.getFirstPropertyValue(name));
        for (const line of value.split("\n")) if (line !== EVENT.url) deepEqual(linkedIn(line), []);
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("renderNewsletter() keeps ordinary text of strangers", () => {
  const { mail } = frozen(issueWith("Node.js night", "J. R. O'Brien, St. Kilda Rd 2.14"), "");
  match(mail.subject, /^Node\.js night \(Fri 27 Nov\) and 1 more$/);
  for (const part of [mail.text, textsOf(mail.html).join("\n")]) {
    ok(part.includes("Node.js night") && part.includes("J. R. O'Brien, St. Kilda Rd 2.14"), part);
  }
  equal(frozen(issueWith("a", "b"), "李小龙").mail.to.name, "李小龙");
});

Deno.test("renderNewsletter() and calendarFile() drop names, titles and organisers that pose as the sender", () => {
  for (const name of ["Connect3", "Merribrook Guild", "Connect3 Support", "Security Team"]) {
    const { mail } = frozen(issueWith(name, name), name);
    equal(mail.to.name, "");
    equal(mail.subject, "Untitled event (Fri 27 Nov) and 1 more");
    match(mail.text, /\nTwo events for you\n/);
    doesNotMatch(mail.html, /<b class="ink"/, "no host");
    // The sender's own names stand in the mail by right.
    const isOwn = ["Connect3", FROM.name].includes(name);
    const lines = mail.text.split("\n").filter((line) => line.trim() === name);
    if (!isOwn) equal(lines.length, 2, "the place of each event alone");
    const file = calendarFile({ ...EVENT, title: name }, "UTC", new Date(0), [
      "Connect3",
      FROM.name,
    ]);
    match(file, /\r\nSUMMARY:Untitled event\r\n/);
  }
});

Deno.test("renderNewsletter() shows only public https pictures and links of posts, and no video", () => {
  const shown = (url: string) => {
    const { html, text } = renderNewsletter(issueOf([{ url, image_url: url }]));
    return [/<img/.test(html), />Details</.test(html), /Details: /.test(text)];
  };
  for (const host of ["169.254.169.254", "2130706433", "[::1]", "localhost", "nas", "a.internal"]) {
    deepEqual(shown(`https://${host}/1.jpg`), [false, false, false], host);
  }
  deepEqual(shown("https://images.example/1.jpg"), [true, true, true]);
  deepEqual(shown("https://images.example/1.mp4"), [false, true, true]);
  const { html } = renderNewsletter(issueOf([{ image_url: "http://images.example/1.jpg" }]));
  match(html, /src="https:\/\/images\.example\/1\.jpg"/);
});

Deno.test("renderNewsletter() shows pictures from the project's own origin", () => {
  const issue = issueOf([{ image_url: "http://127.0.0.1:54321/pictures/a.svg" }]);
  const at = (calendar: string) => ({
    ...issue,
    items: issue.items.map((item) => ({ ...item, links: { ...item.links, calendar } })),
  });
  const own = renderNewsletter(at("http://127.0.0.1:54321/functions/v1/feedback/calendar"));
  match(own.html, /src="http:\/\/127\.0\.0\.1:54321\/pictures\/a\.svg"/);
  const other = renderNewsletter(at("http://127.0.0.1:54322/functions/v1/feedback/calendar"));
  doesNotMatch(other.html, /<img/);
});
