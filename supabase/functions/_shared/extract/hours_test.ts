import assert from "node:assert/strict";
import { plainHours } from "./hours.ts";
import { toLines } from "./lines.ts";
import { findWhen } from "./when.ts";

const hours: [written: string, plain: string][] = [
  ["1130 - 1230pm", "11:30 - 12:30pm"],
  ["630pm", "6:30pm"],
  ["at 1500 UTC", "at 15:00 UTC"],
  ["8p-10p", "8pm-10pm"],
  ["August 30 at 16pm", "August 30 at 16:00"],
  ["half-seven start", "7:30 start"],
  ["8pm ET/5pm PT", "8pm ET / 5pm PT"],
  ["starts at 9 and ends at 10pm", "9 - 10pm"],
];
for (const [written, plain] of hours) {
  Deno.test(`plainHours() reads "${written}"`, () => assert.equal(plainHours(written), plain));
}

Deno.test("plainHours() leaves rooms, halves and prices as they are", () => {
  for (
    const text of ["Room 4a", "first half 3", "half 2 of them", "$1230 pm", "5:15pm", "Unit 7P"]
  ) assert.equal(plainHours(text), text);
});

/** A Monday; the post goes up at ten. */
const POSTED = "2026-02-09";
const evenings: [caption: string, day: string, time: string][] = [
  ["Tonight at 8:15: open mic in the cellar", "2026-02-09", "20:15"],
  ["Jazz jam this evening, 9 to 11, Blue Room", "2026-02-09", "21:00"],
  ["Open mic today at 8:15, come", "2026-02-09", "20:15"],
  ["Breakfast tomorrow at 8:15, come", "2026-02-10", "08:15"],
  ["Book sale from today to tomorrow, 11am", "2026-02-09", "11:00"],
];
for (const [caption, day, time] of evenings) {
  Deno.test(`findWhen() takes the half of the day that "${caption}" means`, () => {
    const when = findWhen(toLines(caption), POSTED, { time: "10:00", timeZone: "Europe/London" });
    assert.deepEqual([when.start_date, when.start_time], [day, time]);
  });
}
