import assert from "node:assert/strict";
import { findClocks } from "./clocks.ts";
import { maskNumbers } from "./lines.ts";

function read(text: string, isTimeField = false): string[] {
  return findClocks(maskNumbers(text), isTimeField)
    .map(({ start, end }) => end ? `${start}-${end}` : start);
}

const spans: [string, ...string[]][] = [
  ["5:30-9PM", "17:30-21:00"],
  ["22 Oct | 5:30 - 9PM", "17:30-21:00"],
  ["11-1pm", "11:00-13:00"],
  ["10-12pm", "10:00-12:00"],
  ["11:30-1PM", "11:30-13:00"],
  ["12-2pm", "12:00-14:00"],
  ["9pm-12am", "21:00-00:00"],
  ["9-12am", "21:00-00:00"],
  ["10pm - 2am", "22:00-02:00"],
  ["6pm-8", "18:00-20:00"],
  ["from 6 to 8pm", "18:00-20:00"],
  ["between 11am and 2pm", "11:00-14:00"],
  ["7 till 9pm", "19:00-21:00"],
  ["18:00 - 20:00", "18:00-20:00"],
  ["09:00 - 17:00", "09:00-17:00"],
  ["1800hrs", "18:00"],
  ["6.30pm", "18:30"],
  ["5.30-7.30pm", "17:30-19:30"],
  ["7:30 p.m.", "19:30"],
  ["6PM onwards", "18:00"],
  ["6 PM til late", "18:00"],
  ["5pm-late", "17:00"],
  ["12 noon - 2pm", "12:00-14:00"],
  ["noon", "12:00"],
  ["6:30 for 7pm", "18:30"],
  ["Thu 22 Aug 2025, 7pm", "19:00"],
  ["7pm and 9pm", "19:00"],
  ["6:30 for 7", "18:30"],
  ["from 9 till late", "21:00"],
  ["12 till late", "12:00"],
  ["12.30-1.30", "12:30-13:30"],
  ["Thu 24 Dec, midnight", "00:00"],
  ["starts midnight", "00:00"],
];
for (const [text, ...expected] of spans) {
  Deno.test(`findClocks() reads "${text}"`, () => assert.deepEqual(read(text), expected));
}

const none = [
  "2-4 members",
  "A Midnight Masquerade",
  "in the afternoon",
  "1 to 3 people",
  "$5 - $10",
  "T: 02 8540 6392",
  "PAR-153-L1-189",
  "22.08.25",
  "v1.30",
  "24h hackathon",
  "2.50-4.50",
  "score 3.5",
  "2025",
  "25pm",
  "$20.50 am",
];
for (const text of none) {
  Deno.test(`findClocks() sees no time in "${text}"`, () => {
    assert.deepEqual(read(text), []);
  });
}

Deno.test("findClocks() takes bare numbers only where the line tells the time", () => {
  assert.deepEqual(read("6-8"), []);
  assert.deepEqual(read("6-8", true), ["18:00-20:00"]);
  assert.deepEqual(read("11-1", true), ["11:00-13:00"]);
  assert.deepEqual(read("6 onwards", true), ["18:00"]);
  assert.deepEqual(read("from 12", true), ["12:00"]);
});
