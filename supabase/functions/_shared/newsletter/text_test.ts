import { equal, ok } from "node:assert/strict";
import fc from "../test/property.ts";
import { issueOf } from "./test_issue.ts";
import { renderText } from "./text.ts";
import { viewOf } from "./view.ts";

const render = (...events: Parameters<typeof issueOf>) => renderText(viewOf(issueOf(...events)));

Deno.test("renderText() renders a whole issue", () => {
  const text = render([{ url: "https://x.org/p/1" }]).replace(/(\?t=v1\.k1\.[a-z]+0)_+/g, "$1");
  equal(
    text,
    `Connect3
Friday 20 November

One event for you
=================
Fri 27 Nov: Jazz & tea, 6 pm


Jazz & tea
   Fri 27 Nov, 6 – 8 pm
   Jazz Club
   Arts West, Room 253

   An evening in the courtyard.

   You like Arts & music

   Details: https://x.org/p/1
   Interested: https://ref.supabase.co/functions/v1/feedback?t=v1.k1.like0
   Not for me: https://ref.supabase.co/functions/v1/feedback?t=v1.k1.dislike0
   Calendar: https://ref.supabase.co/functions/v1/feedback?t=v1.k1.calendar0
   Google Calendar: https://ref.supabase.co/functions/v1/feedback?t=v1.k1.calendar0&to=google


------------------------------------------------------------------------------
You get this because you are a member of Connect3 with its newsletter switched
on. All times are Melbourne time.

Unsubscribe: https://ref.supabase.co/functions/v1/feedback?t=v1.k.unsubscribe.m
Choose what you get: https://connect3.app/preferences
Connect3: https://connect3.app/
`,
  );
});

Deno.test("renderText() wraps at 78 characters, never wraps a link, and keeps every word", () => {
  const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 100 });
  const emoji = fc.nat({ max: 3 }).map((shift) => "x".repeat(shift) + "😀".repeat(100));
  const words = fc.array(fc.oneof(word, emoji));
  fc.assert(fc.property(words, (parts) => {
    const summary = parts.join(" ");
    const view = viewOf(issueOf([{ summary }]));
    const lines = renderText(view).split("\n");
    for (const line of lines) {
      ok(line.length <= 78 || line.includes(": https://"), line);
      ok(line.isWellFormed(), "no character is cut in two");
    }
    const squeezed = lines.join("").replace(/\s/g, "");
    ok(squeezed.includes(view.lead.summary.replace(/\s/g, "")));
  }));
});
