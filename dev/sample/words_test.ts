import assert from "node:assert/strict";
import { timeWords, wordsOf } from "./words.ts";

const day = (iso: string) => Date.parse(iso) / 86_400_000;
const WEDNESDAY = day("2026-11-18");

Deno.test("wordsOf() gives clubs' spellings of a day", () => {
  const words = wordsOf(day("2026-11-27"), WEDNESDAY);
  const { weekday, wkd, d, th, month, mon, slashed, short } = words;
  assert.deepEqual({ weekday, wkd, d, th, month, mon, slashed, short }, {
    weekday: "Friday",
    wkd: "Fri",
    d: "27",
    th: "27th",
    month: "November",
    mon: "Nov",
    slashed: "27/11/2026",
    short: "27/11",
  });
  assert.equal(words.in("fr"), "vendredi 27 novembre");
});

Deno.test("wordsOf() uses today, tomorrow, this and next like people", () => {
  const near = (iso: string) => wordsOf(day(iso), WEDNESDAY).near;
  assert.equal(near("2026-11-18"), "today");
  assert.equal(near("2026-11-19"), "tomorrow");
  assert.equal(near("2026-11-22"), "this Sunday");
  assert.equal(near("2026-11-23"), "next Monday");
  assert.equal(near("2026-11-29"), "next Sunday");
  assert.equal(near("2026-11-30"), "Monday 30 November");
  assert.equal(near("2026-11-17"), "Tuesday 17 November");
});

Deno.test("wordsOf() writes ordinals", () => {
  const ths = [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 30]
    .map((d) => wordsOf(day("2026-12-01") + d - 1, WEDNESDAY).th);
  assert.deepEqual(ths.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 30th");
});

Deno.test("timeWords() gives clubs' spellings of a time of day", () => {
  assert.deepEqual(timeWords("17:30"), {
    bare: "5:30",
    pm: "5:30pm",
    PM: "5:30PM",
    full: "5:30 PM",
    h24: "17:30",
    fr: "17h30",
  });
  assert.equal(timeWords("12:00").pm, "12pm");
  assert.equal(timeWords("00:15").pm, "12:15am");
  assert.equal(timeWords("09:00").full, "9:00 AM");
  assert.throws(() => timeWords("25:00"), RangeError);
});
