import assert from "node:assert/strict";
import { extractOffline } from "./extract.ts";
import { toLines } from "./lines.ts";
import { findWhen } from "./when.ts";

const WEEK = [
  "This week with us 📣",
  "Mon 23 Nov 5pm – Resume workshop, Arts West 153",
  "Wed 25 Nov 6:30pm – Industry panel, Copland Theatre",
  "Fri 27 Nov 4pm – Sausage sizzle, South Lawn",
].join("\n");

function read(caption: string, posted_at: string) {
  const draft = extractOffline({ caption, posted_at: new Date(posted_at) }, "Australia/Melbourne");
  return [draft.start_date, draft.start_time, draft.title, draft.location].join(" | ");
}

Deno.test("extractOffline() takes the first event of a list, and nothing of the others", () => {
  const first = "2026-11-23 | 17:00 | Resume workshop, Arts West 153 | Arts West 153";
  assert.equal(read(WEEK, "2026-11-21T01:20:00Z"), first);
});

Deno.test("extractOffline() passes over events of a list that were over when it was posted", () => {
  const second = "2026-11-25 | 18:30 | Industry panel, Copland Theatre | Copland Theatre";
  assert.equal(read(WEEK, "2026-11-23T08:00:00Z"), second);
  assert.equal(read(WEEK, "2026-11-24T08:00:00Z"), second);
});

Deno.test("extractOffline() reads a list in one line, and one of paragraphs", () => {
  const row = "Mon 23 Nov 5pm – Yoga, South Lawn / Wed 25 Nov 6pm – Panel, Copland Theatre";
  assert.match(read(row, "2026-11-21T01:20:00Z"), /^2026-11-23 \| 17:00 \| Yoga.* South Lawn$/);
  const blocks =
    "HENNA\n🗓 Thu 26 Nov, 4pm\n📍 Market Hall\n\nQAWWALI\n🗓 Sat 28 Nov, 7pm\n📍 Arts West";
  assert.equal(
    read(blocks, "2026-11-21T01:20:00Z"),
    "2026-11-26 | 16:00 | Henna | Market Hall",
  );
});

Deno.test("extractOffline() has somebody look at a list of events", () => {
  const post = { caption: WEEK, posted_at: new Date("2026-11-21T01:20:00Z") };
  assert.ok(extractOffline(post, "Australia/Melbourne").confidence < 0.5);
});

const single: [why: string, caption: string][] = [
  [
    "a run of one play",
    "Macbeth\nThu 26 Nov 7pm, Guild\nFri 27 Nov 7pm, Guild\nSat 28 Nov 2pm, Guild",
  ],
  ["sessions that share words", "Mon 23 Nov 5pm – SQL basics\nTue 24 Nov 5pm – SQL basics again"],
  ["what happens when", "Fri 27 Nov 6pm – Kick-off\nSun 29 Nov 3pm – Pitches and prizes"],
  ["numbered parts", "Mon 23 Nov 5pm – Session 1, Excel\nTue 24 Nov 5pm – Session 2, Python"],
  ["hours of one day", "Fri 27 Nov\n5pm – Drinks\n6pm – Speeches"],
  ["a last day", "Ball: Fri 27 Nov 7pm\nRegistrations close Tue 24 Nov 5pm"],
];
for (const [why, caption] of single) {
  Deno.test(`findWhen() finds one event in ${why}`, () => {
    assert.equal(findWhen(toLines(caption), "2026-11-21").item, null);
  });
}
