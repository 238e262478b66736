import assert from "node:assert/strict";
import { type DayOrder, habitOf } from "./day_order.ts";
import { orderNumbers } from "./numeric_days.ts";
import { toLines } from "./lines.ts";
import { findWhen } from "./when.ts";

const POSTED = "2026-02-09";

function start(caption: string, timeZone: string, posted = POSTED): string | null {
  const here = { time: "10:00", timeZone };
  return findWhen(toLines(caption), posted, here).start_date;
}

const zones: [string, DayOrder][] = [
  ["America/New_York", "month-first"],
  ["America/Indiana/Knox", "month-first"],
  ["Asia/Manila", "month-first"],
  ["Pacific/Honolulu", "month-first"],
  ["America/Mexico_City", "day-first"],
  ["America/Toronto", "day-first"],
  ["Europe/London", "day-first"],
];
for (const [zone, order] of zones) {
  Deno.test(`habitOf() reads dates of ${zone} ${order}`, () => {
    assert.equal(habitOf(zone).order, order);
  });
}

const dates: [why: string, caption: string, zone: string, date: string][] = [
  ["a habit of months first", "Trivia 3/4, 7pm", "America/Chicago", "2026-03-04"],
  ["a habit of days first", "Trivia 3/4, 7pm", "Europe/London", "2026-04-03"],
  ["a part above 12", "Trivia 14/3, 7pm", "America/Chicago", "2026-03-14"],
  ["a weekday before it", "Trivia Friday 6/3, 7pm", "America/Chicago", "2026-03-06"],
  ["a weekday after it", "Trivia 3/7 (Sat), 7pm", "Europe/London", "2026-03-07"],
  ['"tomorrow"', "TOMORROW 2/10! Salsa, 8pm", "Europe/London", "2026-02-10"],
  [
    "another date of the post",
    "Trivia 3/4, 7pm\nFinal on 3/28 for the best three",
    "Europe/London",
    "2026-03-04",
  ],
  ["a range that must rise", "Art show 3/11 to 4/2, 10am", "Europe/London", "2026-03-11"],
  ["an ISO date", "Trivia 2026-03-05, 7pm", "America/Chicago", "2026-03-05"],
  ["dashes and a year", "Trivia 02-11-26, 7pm", "America/Chicago", "2026-02-11"],
];
for (const [why, caption, zone, date] of dates) {
  Deno.test(`findWhen() takes the day by ${why}`, () => {
    assert.equal(start(caption, zone), date);
  });
}

Deno.test("orderNumbers() doubts a date whose usual reading is far and whose other is near", () => {
  const read = orderNumbers(["Trivia 2/12"], "2026-02-20", habitOf("America/Chicago"));
  assert.deepEqual(read("Trivia 10/1"), { text: "Trivia 1/10", isDoubtful: false });
  const late = orderNumbers(["Trivia 1/4"], "2026-03-20", habitOf("America/Chicago"));
  assert.deepEqual(late("Trivia 1/4"), { text: "Trivia 1/4", isDoubtful: true });
});

Deno.test("orderNumbers() doubts a date of Canada whose other reading is nearer", () => {
  const habit = habitOf("America/Toronto");
  assert.equal(orderNumbers(["4/3"], POSTED, habit)("4/3").isDoubtful, false);
  assert.equal(orderNumbers(["3/4"], POSTED, habit)("3/4").isDoubtful, true);
});

Deno.test("orderNumbers() leaves hours, versions, fractions and telephone numbers alone", () => {
  const read = orderNumbers([], POSTED, habitOf("America/Chicago"));
  for (const text of ["at 3:45", "v3/4.1", "C3.11/12", "1/2/3/4", "555-12-3456", "7/31:5"]) {
    assert.deepEqual(read(text), { text, isDoubtful: false });
  }
});
