import assert from "node:assert/strict";
import { findDays } from "./days.ts";
import { britishOrder } from "./spelling.ts";

/** A Monday. */
const POSTED = "2025-08-18";

function read(text: string, posted = POSTED): string[] {
  return findDays(britishOrder(text), posted)
    .map(({ start, end }) => end ? `${start}..${end}` : start);
}

const days: [string, ...string[]][] = [
  ["22 Aug", "2025-08-22"],
  ["Aug 22", "2025-08-22"],
  ["August 22nd, 2025", "2025-08-22"],
  ["22nd of August", "2025-08-22"],
  ["Fri 22/8", "2025-08-22"],
  ["22.08.25", "2025-08-22"],
  ["2025-08-22", "2025-08-22"],
  ["22 Aug '25", "2025-08-22"],
  ["Friday 22nd", "2025-08-22"],
  ["Sunday the 3rd of September", "2025-09-03"],
  ["7-11th of September", "2025-09-07..2025-09-11"],
  ["Aug 22nd - 24th", "2025-08-22..2025-08-24"],
  ["22nd & 23rd August", "2025-08-22..2025-08-23"],
  ["25, 26, 27 August", "2025-08-25..2025-08-27"],
  ["25/26/27 August", "2025-08-25..2025-08-27"],
  ["August 25, 26 and 27", "2025-08-25..2025-08-27"],
  ["Fri 5th + Sat 6th September", "2025-09-05", "2025-09-06"],
  ["Mon 25, Tue 26, Wed 27 August", "2025-08-25", "2025-08-26", "2025-08-27"],
  ["Sept 1st to 5th: pride", "2025-09-01..2025-09-05"],
  ["22 | 08 | 25", "2025-08-22"],
  ["Wed 27.08 18:00", "2025-08-27"],
  ["next week Thursday", "2025-08-28"],
  ["the day after tomorrow", "2025-08-20"],
  ["2moro", "2025-08-19"],
  ["one week to go", "2025-08-25"],
  ["28 Aug - 2 Sep", "2025-08-28..2025-09-02"],
  ["30 Dec to 2 Jan", "2025-12-30..2026-01-02"],
  ["this Friday", "2025-08-22"],
  ["next Monday", "2025-08-25"],
  ["Thurs", "2025-08-21"],
  ["tomorrow", "2025-08-19"],
  ["tonight", "2025-08-18"],
  ["in 3 days", "2025-08-21"],
  ["2 DAYS TO GO", "2025-08-20"],
  ["by 12 SepRegister now", "2025-09-12"],
];
for (const [text, ...expected] of days) {
  Deno.test(`findDays() reads "${text}"`, () => assert.deepEqual(read(text), expected));
}

const none = [
  "May the best team win",
  "you may 2 of us",
  "march 2 the beat",
  "sat in the sun",
  "one second",
  "24h",
  "the year",
  "Week 4",
  "Mondays",
  "now",
  "a good evening",
  "in August",
  "2025",
  "5 days of fun",
  "over a week to go",
  "4/5 students agree",
  "swipe 1/4",
];
for (const text of none) {
  Deno.test(`findDays() sees no day in "${text}"`, () => assert.deepEqual(read(text), []));
}

Deno.test("findDays() takes the first such day on or after the post's", () => {
  assert.deepEqual(read("18 August"), ["2025-08-18"]);
  assert.deepEqual(read("2 February"), ["2026-02-02"]);
});

Deno.test("findDays() takes a day just gone for gone, not for next year's", () => {
  assert.deepEqual(read("on 11 August"), ["2025-08-11"]);
  assert.deepEqual(read("10 - 20 August"), ["2025-08-10..2025-08-20"]);
});

Deno.test("findDays() says where in the text a day stands", () => {
  const [day] = findDays("party 22 Aug at seven", POSTED);
  assert.deepEqual([day?.at, day?.to], [6, 12]);
});
