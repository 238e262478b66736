import { equal, ok } from "node:assert/strict";
import type { Event } from "../event/event.ts";
import { fittedHtml, MAX_BYTES } from "./fit.ts";
import { renderHtml } from "./html.ts";
import { linksOf } from "./test_html.ts";
import { issueOf } from "./test_issue.ts";
import { viewOf } from "./view.ts";

const HEADLINES = { subject: "", preheader: "" };
const bytes = (text: string) => new TextEncoder().encode(text).length;

/** An event with texts longer than the mail shows. */
function long(text: string, changes: Partial<Event> = {}): Partial<Event> {
  const fill = text.repeat(300);
  const organisers = Array(9).fill(fill);
  return { title: fill, summary: fill, location: fill, organisers, ...changes };
}

const viewWith = (event: Partial<Event>, count = 20) => viewOf(issueOf(Array(count).fill(event)));

Deno.test("fittedHtml() does not shorten 20 events with long English texts", () => {
  const view = viewWith(long("A long evening of jazz & tea. "));
  equal(fittedHtml(view, HEADLINES), renderHtml(view, HEADLINES));
});

Deno.test("fittedHtml() shortens texts first and keeps links", () => {
  const view = viewWith(
    long('"', { url: "https://x.org/?" + "&".repeat(480) }),
  );
  const [full, fitted] = [renderHtml(view, HEADLINES), fittedHtml(view, HEADLINES)];
  ok(bytes(full) > MAX_BYTES && bytes(fitted) <= MAX_BYTES);
  equal(linksOf(fitted).join(), linksOf(full).join());
});

Deno.test("fittedHtml() fits the largest view with every event and link if addresses have no &", () => {
  const view = viewWith(long('"', {
    url: "https://x.org/" + "p".repeat(480),
    image_url: "https://x.org/" + "i".repeat(980),
  }));
  const [full, fitted] = [renderHtml(view, HEADLINES), fittedHtml(view, HEADLINES)];
  ok(bytes(fitted) <= MAX_BYTES, `${bytes(fitted)} bytes`);
  equal(linksOf(fitted).join(), linksOf(full).join());
});

Deno.test("fittedHtml() removes links to posts as the last resort", () => {
  const view = viewWith(long('"', { url: "https://x.org/?" + "&".repeat(480) }), 40);
  const [full, fitted] = [linksOf(renderHtml(view, HEADLINES)), fittedHtml(view, HEADLINES)];
  ok(bytes(fitted) <= MAX_BYTES, `${bytes(fitted)} bytes`);
  const own = (links: string[]) => links.filter((link) => !link.startsWith("https://x.org/"));
  equal(linksOf(fitted).length, own(linksOf(fitted)).length);
  for (const link of own(full)) ok(linksOf(fitted).includes(link), link);
});
