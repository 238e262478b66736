import assert from "node:assert/strict";
import { findNamedDays } from "./named_days.ts";

const days: [text: string, posted: string, days: string[]][] = [
  ["Join us on Halloween", "2026-10-20", ["2026-10-31"]],
  ["Carols on Christmas Eve at 5pm", "2026-12-10", ["2026-12-24"]],
  ["Boxing Day swim, 11am", "2026-12-01", ["2026-12-26"]],
  ["Lunch on New Year's Day", "2026-12-10", ["2027-01-01"]],
  ["Pancakes on Shrove Tuesday", "2026-02-09", ["2026-02-17"]],
  ["Walk on Easter Monday", "2026-02-09", ["2026-04-06"]],
  ["Walk on Good Friday", "2027-01-09", ["2027-03-26"]],
  ["Pie on Thanksgiving", "2026-11-09", ["2026-11-26"]],
  ["Halloween party, Friday 8pm", "2026-10-20", []],
  ["Potluck the day before Thanksgiving", "2026-11-09", ["2026-11-25"]],
  ["Christmas Eve market stalls", "2026-12-10", []],
];
for (const [text, posted, expected] of days) {
  Deno.test(`findNamedDays() reads "${text}"`, () => {
    assert.deepEqual(findNamedDays(text, posted).map(({ start }) => start), expected);
  });
}
