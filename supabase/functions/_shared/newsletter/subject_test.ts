import { equal, ok } from "node:assert/strict";
import fc from "../test/property.ts";
import type { Event } from "../event/event.ts";
import { preheaderOf, subjectOf } from "./subject.ts";
import { issueOf } from "./test_issue.ts";
import { viewOf } from "./view.ts";

const subject = (...events: Partial<Event>[]) => subjectOf(viewOf(issueOf(events)));
const preheader = (...events: Partial<Event>[]) => preheaderOf(viewOf(issueOf(events)));
const titled = (...titles: string[]) => titles.map((title) => ({ title }));

Deno.test("subjectOf() names the best event, its day and the number of others", () => {
  equal(subject({}), "Jazz & tea (Fri 27 Nov)");
  equal(subject({}, {}), "Jazz & tea (Fri 27 Nov) and 1 more");
  equal(subject({ title: "AI panel" }, {}, {}), "AI panel (Fri 27 Nov) and 2 more");
});

Deno.test("subjectOf() cuts a long title and keeps the rest", () => {
  const title = "An evening of Victorian producers and live jazz in the courtyard behind the hall";
  equal(
    subject({ title }, {}),
    "An evening of Victorian producers and live jazz in… (Fri 27 Nov) and 1 more",
  );
});

Deno.test("subjectOf() contains no encoded word that a mail program would decode", () => {
  equal(subject({ title: "=?utf-8?q?Free?= =??x" }), "=utf-8?q?Free?= =x (Fri 27 Nov)");
});

Deno.test("subjectOf() calls an event without a visible title untitled", () => {
  equal(subject({ title: "\u200b\r\n" }), "Untitled event (Fri 27 Nov)");
});

Deno.test("preheaderOf() continues with the events after the subject's", () => {
  equal(
    preheader(...titled("A", "Poetry", "Chess")),
    "Also: Poetry (Fri 27 Nov), Chess (Fri 27 Nov)",
  );
  equal(
    preheader(...titled("A", "Poetry night in the old library", "Chess for beginners", "B")),
    "Also: Poetry night in the old library (Fri 27 Nov) and 2 more",
  );
});

Deno.test("preheaderOf() gives time, host, place and reason of a single event", () => {
  const event = { location: "Room 253", starts_at: "2026-11-27T07:00:00Z", ends_at: null };
  equal(preheader(event), "Fri 27 Nov, 6 pm · Jazz Club · Room 253 · You like Arts & music");
});

Deno.test("subjectOf() and preheaderOf() fit a line and count correctly for any titles", () => {
  const titles = fc.array(fc.string({ unit: "binary", maxLength: 200 }), { minLength: 1 });
  fc.assert(fc.property(titles, (all) => {
    const lines = [subject(...titled(...all)), preheader(...titled(...all))];
    for (const line of lines) ok(line.length <= 78 && line.isWellFormed(), line);
    if (all.length > 1) ok(lines[0]?.endsWith(` and ${all.length - 1} more`));
  }));
});
