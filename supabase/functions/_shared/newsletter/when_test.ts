import { deepEqual, equal } from "node:assert/strict";
import { EN } from "./languages/en.ts";
import { dateIn, nearDay, weekFrom, whenOf, whenWords } from "./when.ts";

const MELBOURNE = "Australia/Melbourne";
const HERE = { reader: MELBOURNE, community: MELBOURNE, year: 2026 };

const at = (starts_at: string, ends_at: string | null = null) => ({
  starts_at,
  ends_at,
  is_all_day: false,
  is_online: false,
});
const allDay = (starts_at: string, ends_at: string | null = null) => ({
  starts_at,
  ends_at,
  is_all_day: true,
  is_online: true,
});

Deno.test("whenWords() puts the day first, then the times", () => {
  equal(whenWords(at("2026-11-27T07:00:00Z"), HERE), "Fri 27 Nov, 6 pm");
  const evening = at("2026-11-27T07:00:00Z", "2026-11-27T09:05:00Z");
  equal(whenWords(evening, HERE), "Fri 27 Nov, 6 – 8:05 pm");
  equal(whenWords(at("2026-11-27T01:00:00Z"), HERE), "Fri 27 Nov, 12 pm");
  equal(whenWords(at("2026-11-26T13:00:00Z"), HERE), "Fri 27 Nov, 12 am");
});

Deno.test("whenWords() keeps a night in one date and gives longer events two", () => {
  const party = at("2026-11-27T10:00:00Z", "2026-11-27T15:00:00Z");
  equal(whenWords(party, HERE), "Fri 27 Nov, 9 pm – 2 am");
  const camp = at("2026-11-27T07:00:00Z", "2026-11-29T05:00:00Z");
  equal(whenWords(camp, HERE), "Fri 27 Nov, 6 pm – Sun 29 Nov, 4 pm");
});

Deno.test("whenWords() shows the day before for an end at midnight", () => {
  const show = at("2026-11-24T06:30:00Z", "2026-12-12T13:00:00Z");
  equal(whenWords(show, HERE), "Tue 24 Nov, 5:30 pm – Sat 12 Dec");
  const until = { ...at("2026-11-24T06:30:00Z", "2026-12-12T12:30:00Z") };
  equal(whenWords(until, HERE), "Tue 24 Nov, 5:30 pm – Sat 12 Dec, 11:30 pm");
  // The end on the day of the start shows its time, because the day alone says nothing.
  equal(
    whenWords(at("2026-11-26T23:00:00Z", "2026-11-27T13:00:00Z"), HERE),
    "Fri 27 Nov, 10 am – 12 am",
  );
  // In another zone, that midnight is an ordinary hour.
  const away = { ...HERE, reader: "Australia/Perth" };
  equal(
    whenWords({ ...show, is_online: true }, away),
    "Tue 24 Nov, 2:30 pm – Sat 12 Dec, 9 pm (Perth time)",
  );
});

Deno.test("whenWords() shows an all-day event as dates, without a time", () => {
  const start = "2026-11-26T13:00:00Z";
  equal(whenWords(allDay(start), HERE), "Fri 27 Nov");
  equal(whenWords(allDay(start, "2026-11-27T13:00:00Z"), HERE), "Fri 27 Nov");
  equal(whenWords(allDay(start, "2026-11-30T13:00:00Z"), HERE), "Fri 27 Nov – Mon 30 Nov");
});

Deno.test("whenWords() keeps the date of an all-day event in every reader's zone", () => {
  for (const reader of ["Pacific/Kiritimati", "Pacific/Honolulu", "UTC"]) {
    const words = whenWords(allDay("2026-11-26T13:00:00Z"), { ...HERE, reader });
    equal(words, "Fri 27 Nov", reader);
  }
});

Deno.test("whenWords() uses the place's zone, online the reader's, and names it if they differ", () => {
  const event = at("2026-11-27T07:00:00Z", "2026-11-27T09:00:00Z");
  const online = { ...event, is_online: true };
  const away = { ...HERE, reader: "America/New_York" };
  equal(whenWords(event, away), "Fri 27 Nov, 6 – 8 pm (Melbourne time)");
  equal(whenWords(online, away), "Fri 27 Nov, 2 – 4 am (New York time)");
  for (const one of [event, online]) {
    equal(whenWords(one, HERE), "Fri 27 Nov, 6 – 8 pm");
    equal(whenWords(one, { ...HERE, reader: "Australia/Sydney" }), "Fri 27 Nov, 6 – 8 pm");
  }
});

Deno.test("whenWords() is correct across a change of daylight saving time", () => {
  // Melbourne leaves daylight saving time on 4 April 2027 at 3 am.
  const night = at("2027-04-03T12:00:00Z", "2027-04-03T18:00:00Z");
  equal(whenWords(night, { ...HERE, year: 2027 }), "Sat 3 Apr, 11 pm – 4 am");
});

Deno.test("whenWords() names the year only if it differs", () => {
  const event = at("2027-01-12T07:00:00Z");
  equal(whenWords(event, HERE), "Tue 12 Jan 2027, 6 pm");
  equal(whenWords(event, { ...HERE, year: 2027 }), "Tue 12 Jan, 6 pm");
});

Deno.test("whenWords() ignores an end that is not after the start", () => {
  equal(whenWords(at("2026-11-27T07:00:00Z", "2026-11-27T07:00:00Z"), HERE), "Fri 27 Nov, 6 pm");
  equal(whenWords(at("2026-11-27T07:00:00Z", "2026-11-20T07:00:00Z"), HERE), "Fri 27 Nov, 6 pm");
});

Deno.test("whenOf() gives the first day and the start apart", () => {
  const { first, date, start, time } = whenOf(at("2026-11-27T14:30:00Z"), HERE);
  deepEqual([first, date, start, time], ["Sat 28 Nov", "Sat 28 Nov", "1:30 am", "1:30 am"]);
  const days = whenOf(allDay("2026-11-26T13:00:00Z", "2026-11-30T13:00:00Z"), HERE);
  deepEqual([days.first, days.date], ["Fri 27 Nov", "Fri 27 Nov – Mon 30 Nov"]);
  deepEqual([days.start, days.time], ["", ""]);
});

Deno.test("nearDay() names today, tomorrow and the weekdays of the next six days only", () => {
  const today = dateIn("2026-12-29T20:00:00Z", MELBOURNE);
  const name = (instant: string) => nearDay(dateIn(instant, MELBOURNE), today, EN);
  deepEqual(
    ["29T08:00", "29T20:00", "30T20:00", "31T20:00"].map((at) => name(`2026-12-${at}:00Z`)),
    [null, "Today", "Tomorrow", "Friday"],
  );
  deepEqual([name("2027-01-04T20:00:00Z"), name("2027-01-05T20:00:00Z")], ["Tuesday", null]);
});

Deno.test("weekFrom() gives seven days over the end of a month and a change of the clock", () => {
  const week = weekFrom(dateIn("2027-03-30T00:00:00Z", MELBOURNE));
  deepEqual(week.map(({ day }) => day), [30, 31, 1, 2, 3, 4, 5]);
  deepEqual(week.map(({ weekday }) => weekday), [2, 3, 4, 5, 6, 0, 1]);
});
