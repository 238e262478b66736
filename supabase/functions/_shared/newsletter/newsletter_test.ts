import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "../test/property.ts";
import type { Event } from "../event/event.ts";
import { type NewsletterIssue, renderNewsletter } from "./newsletter.ts";
import { elementsOf, linksOf, skeletonOf } from "./test_html.ts";
import { issueOf, itemOf } from "./test_issue.ts";

/** Gmail hides the rest of a longer mail, including the unsubscribe link. */
const CLIPPED_AT = 102 * 1024;

const bytes = (text: string) => new TextEncoder().encode(text).length;
const occurrences = (text: string, part: string) => text.split(part).length - 1;

const QUESTION = {
  text: "What would you never miss?",
  options: [{ label: "Arts & music", url: "https://connect3.app/preferences?add=arts" }],
};

Deno.test("renderNewsletter() gives the same bytes for the same issue", () => {
  deepEqual(renderNewsletter(issueOf([{}, {}])), renderNewsletter(issueOf([{}, {}])));
});

Deno.test("renderNewsletter() shows event, time, place and reason in both parts", () => {
  const { html, text } = renderNewsletter(issueOf());
  const shown = elementsOf(html).map((element) => element.text);
  for (
    const words of [
      "Jazz & tea",
      "Arts West, Room 253",
      "Jazz Club",
      "An evening in the courtyard.",
      "You like Arts & music",
      "One event for you",
    ]
  ) {
    ok(shown.includes(words), `${words} in the HTML`);
    ok(text.includes(words), `${words} in the text`);
  }
  ok(text.includes("Fri 27 Nov, 6 – 8 pm"));
  ok(shown.includes("Fri 27 Nov,") && shown.includes("6 – 8 pm"));
});

Deno.test("renderNewsletter() shows the strongest reason alone and no negative one", () => {
  const reasons = [
    { term: "a", text: "You like jazz", contribution: 0.3 },
    { term: "b", text: "It is soon", contribution: 0.2 },
    { term: "c", text: "It is popular", contribution: 0.1 },
    { term: "d", text: "Too far away", contribution: -0.4 },
  ];
  const render = (kept: typeof reasons) =>
    renderNewsletter({ ...issueOf(), items: [{ ...itemOf(), reasons: kept }] });
  const { html, text } = render(reasons);
  for (const part of [html, text]) {
    ok(part.includes("You like jazz"));
    ok(!part.includes("soon") && !part.includes("popular") && !part.includes("far away"));
  }
  const without = render(reasons.slice(3));
  ok(!without.html.includes("far away") && !without.text.includes("far away"));
});

Deno.test("renderNewsletter() repeats every link of the HTML part in the text part", () => {
  const issue = { ...issueOf([{}, { url: null }]), question: QUESTION };
  const { html, text } = renderNewsletter(issue);
  const links = linksOf(html);
  const expected = [
    ...issue.items.flatMap(({ links }) => Object.values(links)),
    ...Object.values(issue.links),
    issue.items[0]?.event.url ?? "",
    QUESTION.options[0]?.url ?? "",
  ];
  for (const url of expected) ok(links.includes(url), `${url} in the HTML`);
  for (const url of links) ok(text.includes(`: ${url}\n`), `${url} in the text`);
});

Deno.test("renderNewsletter() shows a question only if the issue has one", () => {
  const asked = renderNewsletter({ ...issueOf(), question: QUESTION });
  ok(asked.html.includes(QUESTION.text) && asked.text.includes(QUESTION.text));
  ok(!renderNewsletter(issueOf()).html.includes(QUESTION.text));
});

Deno.test("renderNewsletter() renders a document for mail programs and screen readers", () => {
  const { html, subject, preheader } = renderNewsletter(issueOf([{}, {}, { image_url: null }]));
  const elements = elementsOf(html);
  const all = (tag: string) => elements.filter((element) => element.tag === tag);
  ok(html.startsWith("<!DOCTYPE html>"));
  equal(all("html")[0]?.attributes.lang, "en");
  equal(all("title")[0]?.text, subject);
  equal(all("h1").length, 1);
  equal(all("h2").length, 3);
  equal(all("img").length, 2);
  // The title is beside the picture: saying it again would only delay a listener.
  ok(all("img").every(({ attributes }) => attributes.alt === "" && attributes.width));
  ok(all("table").every(({ attributes }) => attributes.role === "presentation"));
  const [shown, padding] = [all("div")[0]?.text.slice(0, preheader.length), all("div")[0]?.text];
  equal(shown, preheader);
  ok(padding!.length >= 200 && !/[\w&;#]/.test(padding!.slice(preheader.length)));
  ok(all("div")[0]?.attributes.style?.includes("display:none"));
  ok(all("meta").some(({ attributes }) => attributes.content === "light dark"));
  deepEqual(["script", "link", "iframe", "form", "object"].flatMap(all), []);
});

Deno.test("renderNewsletter() stays below Gmail's limit with 20 long events", () => {
  for (const long of ["A long evening of jazz & tea. ", "長い夜のジャズとお茶。", "🎷", '"&<']) {
    const fill = long.repeat(500);
    const event: Partial<Event> = {
      title: fill,
      summary: fill,
      location: fill,
      organisers: Array(9).fill(fill),
      url: "https://x.org/" + "p".repeat(480),
      image_url: "https://x.org/" + "i".repeat(980),
    };
    const issue = issueOf(Array(20).fill(event));
    const reasons = [1, 2].map((n) => ({ term: "a", text: fill, contribution: n }));
    const { html } = renderNewsletter({
      ...issue,
      items: issue.items.map((item) => ({ ...item, reasons })),
    });
    ok(bytes(html) < CLIPPED_AT, `${bytes(html)} bytes of ${long}`);
  }
});

Deno.test("renderNewsletter() stays below 60 KB with 20 long English events", () => {
  const fill = "A long evening of jazz & tea. ".repeat(50);
  const { html } = renderNewsletter(issueOf(Array(20).fill({ title: fill, summary: fill })));
  ok(bytes(html) < 60_000, `${bytes(html)} bytes`);
});

Deno.test("renderNewsletter() drops addresses that are not http(s)", () => {
  const hostile = ["javascript:alert(1)", "data:text/html,x", " vbscript:x", "//x.org", "\r\n"];
  for (const url of hostile) {
    const { html, text } = renderNewsletter(issueOf([{ url, image_url: url }]));
    const addresses = elementsOf(html).flatMap(({ attributes: { href, src } }) =>
      href ?? src ?? []
    );
    ok(addresses.every((address) => /^https?:\/\//.test(address)));
    ok(!html.includes("<img") && !text.includes("Details: "));
  }
});

Deno.test("renderNewsletter() lets no field inject an element, an attribute, a line or a link", () => {
  const tricks = ["<script>", '"><img src=x onerror=y>', "' onload='x", "</td></table>", "<!--"];
  const more = ["\r\n", "\u202e", "&lt;b&gt;", "-->", "${raw}", "=?utf-8?q?x?=", "]]>", "<", "\0"];
  const part = fc.oneof(fc.constantFrom(...tricks, ...more), fc.string({ unit: "binary" }));
  // A leading letter keeps the field non-empty; an empty field would change the document.
  const hostile = fc.array(part, { maxLength: 12 }).map((parts) => "x" + parts.join(""));
  const url = fc.oneof(hostile.map((tail) => `https://x.org/${tail}`), hostile);
  const fields = fc.record({ text: hostile, other: hostile, url });
  fc.assert(
    fc.property(fields, ({ text, other, url }) => {
      // Other first letters: left out are a summary that repeats the title, and a host with the
      // community's name.
      const changes = {
        title: text,
        summary: `y${other}`,
        location: text,
        organisers: [`z${other}`],
        url,
      };
      const issue = hostileIssue(issueOf([changes, changes]), text);
      const plain = hostileIssue(issueOf(Array(2).fill(linked(url))), "plain");
      const rendered = renderNewsletter(issue);
      deepEqual(skeletonOf(rendered.html), skeletonOf(renderNewsletter(plain).html));
      deepEqual(linksOf(rendered.html), linksOf(renderNewsletter(plain).html));
      for (const line of [rendered.subject, rendered.preheader]) {
        ok(line.length <= 78 && !/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u.test(line), line);
      }
      ok(!rendered.subject.includes("=?"));
      equal(occurrences(rendered.text, "\n   Interested: "), 2);
      equal(occurrences(rendered.text, "\nUnsubscribe: "), 1);
    }),
    { numRuns: 500 },
  );
});

/**
 * An event with this address, if it is accepted: an accepted address is linked in its normal form.
 */
function linked(url: string): Partial<Event> {
  return { url: URL.canParse(url) ? url : null };
}

function hostileIssue(issue: NewsletterIssue, text: string): NewsletterIssue {
  const reasons = [{ term: text, text, contribution: 1 }];
  return {
    ...issue,
    question: { text, options: [{ label: text, url: "https://connect3.app/a?b=1&c=2" }] },
    community: { ...issue.community, name: text, postal_address: text },
    items: issue.items.map((item) => ({ ...item, reasons })),
  };
}

Deno.test("renderNewsletter() throws for an empty issue, unknown zones and invalid instants", () => {
  throws(() => renderNewsletter(issueOf([])), { name: "RangeError", message: /without events/ });
  const reader = { time_zone: "Mars/Base" };
  throws(() => renderNewsletter({ ...issueOf(), reader }), {
    name: "RangeError",
    message: /Mars\/Base/,
  });
  const community = { ...issueOf().community, site_url: "javascript:x" };
  throws(() => renderNewsletter({ ...issueOf(), community }), {
    name: "RangeError",
    message: /community's site/,
  });
});
