import assert from "node:assert/strict";
import { findNthWeekdays, findWeeksFurther } from "./counted_weeks.ts";

/** A Monday. */
const POSTED = "2026-02-09";

const further: [string, string[]][] = [
  ["Trivia is on Friday week, 7pm", ["2026-02-20"]],
  ["a week on Friday", ["2026-02-20"]],
  ["a week from Wednesday", ["2026-02-18"]],
  ["a week today", ["2026-02-16"]],
  ["two weeks from tomorrow", ["2026-02-24"]],
  ["In one week: our revue", ["2026-02-16"]],
  ["in two weeks' time, at the Rex", ["2026-02-23"]],
  ["Friday week 4", []],
  ["a week of talks", []],
  ["in two weeks of camp", []],
];
for (const [text, days] of further) {
  Deno.test(`findWeeksFurther() reads "${text}"`, () => {
    assert.deepEqual(findWeeksFurther(text, POSTED).map(({ start }) => start), days);
  });
}

const nth: [string, string[]][] = [
  ["third Wednesday of the month", ["2026-02-18"]],
  ["second Sunday of each month", ["2026-03-08"]],
  ["on the last Thursday of the month", ["2026-02-26"]],
  ["every 2nd and 4th Tuesday", ["2026-02-10"]],
  ["first Friday monthly", ["2026-03-06"]],
  ["the second Friday", []],
  ["first Friday of term", []],
];
for (const [text, days] of nth) {
  Deno.test(`findNthWeekdays() reads "${text}"`, () => {
    assert.deepEqual(findNthWeekdays(text, POSTED).map(({ start }) => start), days);
  });
}
