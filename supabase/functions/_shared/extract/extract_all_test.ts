import assert from "node:assert/strict";
import { extractAll } from "./extract_all.ts";

/** "2026-02-10T18:00 Title @ Place" of every draft of a post that goes up on Monday 9 February 2026. */
function found(caption: string, timeZone = "Europe/London"): string[] {
  const post = { caption, posted_at: new Date("2026-02-09T10:00:00Z") };
  return extractAll(post, timeZone).map(({ start_date, start_time, title, location }) =>
    `${start_date}T${start_time} ${title} @ ${location}`
  );
}

Deno.test("extractAll() gives each row of a schedule, and nothing for a day off", () => {
  assert.deepEqual(
    found(
      "What's on\n\nTues: The Paper Lighthouse, 7.30pm, Hob Lecture Room\n" +
        "Thurs: Quiz with the Book Soc, 8pm, upstairs at the Ferret\nFri: nothing!! go to bed",
    ),
    [
      "2026-02-10T19:30 Paper Lighthouse @ Hob Lecture Room",
      "2026-02-12T20:00 Quiz with the Book Soc @ Ferret",
    ],
  );
});

Deno.test("extractAll() gives rows the hour and place that are told once for all", () => {
  assert.deepEqual(
    found(
      "Lunchtime Sparks is back!\n\n12 Mar - Dr Imke Vasil · Why glaciers sing\n" +
        "19 Mar - Tam Oyelade · Coding for ears\n\n1pm-2pm every time\n📍 Delprat Theatre",
    ),
    [
      "2026-03-12T13:00 Dr Imke Vasil: Why glaciers sing @ Delprat Theatre",
      "2026-03-19T13:00 Tam Oyelade: Coding for ears @ Delprat Theatre",
    ],
  );
});

Deno.test("extractAll() reads hours under a day, and paragraphs that name their event above the day", () => {
  assert.deepEqual(
    found("Lantern fest\n\nFriday 13 February\n19:00 Brass band\n21:00 Night choir").map((text) =>
      text.slice(0, 27)
    ),
    ["2026-02-13T19:00 Brass band", "2026-02-13T21:00 Night choi"],
  );
  assert.deepEqual(
    found("Open class\n🗓 17 Feb ⏰ 7pm\n📍 Studio 2\n\nCypher night\n🗓 19 Feb ⏰ 8pm\n📍 Foyer"),
    ["2026-02-17T19:00 Open class @ Studio 2", "2026-02-19T20:00 Cypher night @ Foyer"],
  );
});

Deno.test("extractAll() gives two events that are told in prose", () => {
  assert.deepEqual(
    found(
      "Open rehearsal on Wednesday 11 February at 6pm in Elm Hall. " +
        "The week after, on Tuesday 17 February, our concert, 5pm, Town Hall.",
    ).map((text) => text.slice(0, 16)),
    ["2026-02-11T18:00", "2026-02-17T17:00"],
  );
});

const single: [why: string, caption: string][] = [
  ["one event", "Pub quiz Weds 11th, 7.45 for 8pm, The Lamb"],
  [
    "what happens when at one event",
    "HackPenrose, 20-21 February\nFri 20 Feb, 9am - check-in\nSat 21 Feb, 3pm - awards",
  ],
  [
    "prices and deadlines",
    "Med Ball\n📅 Saturday 28 February, 7pm\n📍 Pier Centre\nEarly bird $95 (until 13 Feb)\nGeneral $115 (14 Feb - 20 Feb)",
  ],
  ["rounds", "Try-outs\nRound 1: Tue 17 Feb, 6-8pm\nRound 2: Thu 19 Feb, 6-8pm\nSports Hall"],
];
for (const [why, caption] of single) {
  Deno.test(`extractAll() gives one draft for ${why}`, () => {
    assert.equal(found(caption).length, 1);
  });
}

Deno.test("extractAll() gives at most 12 events", () => {
  const rows = Array.from(
    { length: 28 },
    (_, day) => `${day + 1} March - Talk ${"abc"[day % 3]}x, 6pm`,
  );
  assert.equal(found(rows.join("\n")).length, 12);
});
