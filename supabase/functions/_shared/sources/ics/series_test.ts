import { deepEqual, equal } from "node:assert/strict";
import { brief, calendar, entry, left, read } from "./test_calendar.ts";

const MEL = "TZID=Australia/Melbourne";
const items = (...lines: string[]) => brief(read(calendar(...lines)).items);

Deno.test("readIcs() takes out by EXDATE what begins then, in whatever zone it is written", () => {
  const exdates = [
    "EXDATE;TZID=Europe/Berlin:20261124T090000",
    "EXDATE;TZID=Australia/Melbourne:20261125T190000,20261126T190000",
    "EXDATE:20261127T080000Z",
    "EXDATE;VALUE=DATE:20261128",
    "EXDATE:20261129T190000",
    "EXDATE;TZID=Australia/Melbourne:20261130T180000",
  ];
  const daily = entry(
    "a",
    `DTSTART;${MEL}:20261124T190000`,
    "RRULE:FREQ=DAILY;COUNT=8",
    ...exdates,
  );
  deepEqual(items(daily), ["a 11-30T08:00", "a 12-01T08:00"]);
});

Deno.test("readIcs() takes out of a series of days the local day of an EXDATE", () => {
  const days = entry(
    "a",
    "DTSTART;VALUE=DATE:20261201",
    "RRULE:FREQ=DAILY;COUNT=4",
    "EXDATE:20261201T130000Z",
    `EXDATE;${MEL}:20261203T000000`,
  );
  deepEqual(items(days), ["a 11-30T13:00 day", "a 12-03T13:00 day"]);
});

Deno.test("readIcs() adds RDATE as times, dates and periods, once each", () => {
  const market = entry(
    "a",
    `DTSTART;${MEL}:20261128T100000`,
    "DURATION:PT2H",
    `RDATE;${MEL}:20261128T100000,20261205T100000`,
    "RDATE;VALUE=DATE:20261206",
    `RDATE;VALUE=PERIOD;${MEL}:20261212T090000/PT1H,20261213T090000/20261213T120000`,
    "RDATE:20261219T000000Z",
  );
  deepEqual(items(market), [
    "a 11-27T23:00/11-28T01:00",
    "a 12-04T23:00/12-05T01:00",
    "a 12-05T23:00/12-06T01:00",
    "a 12-11T22:00/12-11T23:00",
    "a 12-12T22:00/12-13T01:00",
    "a 12-19T00:00/12-19T02:00",
  ]);
});

Deno.test("readIcs() counts from the first start, however long ago", () => {
  const weekly = entry("a", `DTSTART;${MEL}:20260105T180000`, "RRULE:FREQ=WEEKLY;COUNT=49");
  const daily = entry("b", `DTSTART;${MEL}:20200101T180000`, "RRULE:FREQ=DAILY;COUNT=2519");
  deepEqual(items(weekly), ["a 11-23T07:00", "a 11-30T07:00", "a 12-07T07:00"]);
  deepEqual(items(daily), ["b 11-20T07:00", "b 11-21T07:00", "b 11-22T07:00", "b 11-23T07:00"]);
});

Deno.test("readIcs() reads UNTIL as an instant, as a clock time and as a day", () => {
  const until = (text: string) =>
    items(entry("a", `DTSTART;${MEL}:20261124T080000`, `RRULE:FREQ=DAILY;UNTIL=${text}`)).length;
  equal(until("20261125T210000Z"), 3);
  equal(until("20261125T205959Z"), 2);
  equal(until("20261126T080000"), 3);
  equal(until("20261126"), 3);
  const days = (text: string) =>
    items(entry("a", "DTSTART;VALUE=DATE:20261124", `RRULE:FREQ=DAILY;UNTIL=${text}`)).length;
  equal(days("20261126"), 3);
  equal(days("20261126T000000Z"), 3);
  equal(days("20261125T130000Z"), 3);
});

Deno.test("readIcs() repeats by the clock of the event's own zone when its clocks change", () => {
  const club = entry(
    "a",
    "DTSTART;TZID=America/New_York:20261020T190000",
    "RRULE:FREQ=WEEKLY;COUNT=4",
  );
  const { items } = read(calendar(club), { now: new Date("2026-10-21T00:00:00Z") });
  deepEqual(brief(items), ["a 10-20T23:00", "a 10-27T23:00", "a 11-04T00:00", "a 11-11T00:00"]);
});

Deno.test("readIcs() replaces an occurrence by its day, its instant, and from outside the window", () => {
  const weekly = entry("a", `DTSTART;${MEL}:20261124T180000`, "RRULE:FREQ=WEEKLY");
  const changed = [
    entry(
      "a",
      "RECURRENCE-ID;VALUE=DATE:20261201",
      `DTSTART;${MEL}:20261202T180000`,
      "SUMMARY:By day",
    ),
    entry("a", "RECURRENCE-ID;TZID=Asia/Tokyo:20261208T160000", `DTSTART;${MEL}:20261208T170000`),
    entry(
      "a",
      `RECURRENCE-ID;${MEL}:20270302T180000`,
      `DTSTART;${MEL}:20261209T180000`,
      "SUMMARY:Early",
    ),
    entry("a", `RECURRENCE-ID;${MEL}:20261215T180000`, "STATUS:CANCELLED"),
  ];
  deepEqual(items(weekly, ...changed).slice(0, 6), [
    "a 11-24T07:00",
    "a (12-01T07:00) 12-02T07:00 By day",
    "a (12-08T07:00) 12-08T06:00",
    "a (2027-03-02T07:00) 12-09T07:00 Early",
    "a 12-15T07:00 cancelled",
    "a 12-22T07:00",
  ]);
});

Deno.test("readIcs() lets the newest of two replacements of one occurrence win", () => {
  const weekly = entry("a", `DTSTART;${MEL}:20261124T180000`, "RRULE:FREQ=WEEKLY;COUNT=1");
  const change = (sequence: number, start: string) =>
    entry(
      "a",
      `RECURRENCE-ID;${MEL}:20261124T180000`,
      `DTSTART;${MEL}:${start}`,
      `SEQUENCE:${sequence}`,
    );
  const changes = [change(3, "20261125T190000"), change(10, "20261126T190000")];
  deepEqual(items(weekly, ...changes), ["a (11-24T07:00) 11-26T08:00"]);
  deepEqual(items(...changes.reverse(), weekly), ["a (11-24T07:00) 11-26T08:00"]);
});

Deno.test("readIcs() moves all later occurrences by THISANDFUTURE, but what is replaced itself", () => {
  const weekly = entry(
    "a",
    `DTSTART;${MEL}:20261123T120000`,
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY;COUNT=5",
  );
  const later = entry(
    "a",
    `RECURRENCE-ID;RANGE=THISANDFUTURE;${MEL}:20261130T120000`,
    `DTSTART;${MEL}:20261201T130000`,
    `DTEND;${MEL}:20261201T150000`,
    "SUMMARY:Tuesdays",
  );
  const once = entry("a", `RECURRENCE-ID;${MEL}:20261214T120000`, `DTSTART;${MEL}:20261214T090000`);
  const off = entry(
    "a",
    `RECURRENCE-ID;RANGE=THISANDFUTURE;${MEL}:20261221T120000`,
    "STATUS:CANCELLED",
  );
  deepEqual(items(weekly, later, once, off), [
    "a 11-23T01:00/11-23T02:00",
    "a (11-30T01:00) 12-01T02:00/12-01T04:00 Tuesdays",
    "a (12-07T01:00) 12-08T02:00/12-08T04:00 Tuesdays",
    "a (12-14T01:00) 12-13T22:00",
    "a 12-21T01:00/12-21T02:00 cancelled",
  ]);
});

Deno.test("readIcs() leaves out rules by the hour, without an interval and without sense", () => {
  const rules = [
    "FREQ=HOURLY",
    "FREQ=MINUTELY;INTERVAL=600",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=-1",
    "FREQ=FORTNIGHTLY",
    "COUNT=3",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=DAILY;BYHOUR=0,1,2;BYMINUTE=0,1,2,3,4,5,6,7,8,9",
    "FREQ=YEARLY;BYMONTH=13",
    "FREQ=DAILY;COUNT=0",
    "",
  ];
  for (const rule of rules) {
    const { items, left_out } = read(
      calendar(entry("a", `DTSTART;${MEL}:20261124T180000`, `RRULE:${rule}`)),
    );
    deepEqual([items, left(left_out)], [[], ["a rule_refused"]], rule);
  }
});

Deno.test("readIcs() hides every occurrence of a private series", () => {
  const series = entry("a", "CLASS:PRIVATE", `DTSTART;${MEL}:20261124T180000`, "RRULE:FREQ=DAILY");
  const change = entry(
    "a",
    `RECURRENCE-ID;${MEL}:20261125T180000`,
    `DTSTART;${MEL}:20261125T200000`,
  );
  const { items, left_out } = read(calendar(series, change));
  deepEqual([items, left(left_out)], [[], ["a private"]]);
});

Deno.test("readIcs() says so when the budget ends before the rules, and is not complete then", () => {
  const daily = entry("a", `DTSTART;${MEL}:20261124T180000`, "RRULE:FREQ=DAILY;COUNT=3");
  const single = entry("b", `DTSTART;${MEL}:20261201T180000`);
  const { items, complete, notes } = read(calendar(daily, single), { isOutOfTime: () => true });
  deepEqual([brief(items).at(-1), complete, notes], ["b 12-01T07:00", false, ["out_of_budget"]]);
});

Deno.test("readIcs() takes midnight in UTC as a date for a series of days, west of UTC as well", () => {
  const days = entry(
    "a",
    "DTSTART;VALUE=DATE:20261201",
    "RRULE:FREQ=DAILY;COUNT=3;BYHOUR=9",
    "EXDATE:20261202T000000Z",
  );
  const moved = entry("a", "RECURRENCE-ID:20261203T000000Z", "DTSTART;VALUE=DATE:20261205");
  const { items } = read(calendar(days, moved), { defaultZone: "America/New_York" });
  deepEqual(brief(items), ["a 12-01T05:00 day", "a (12-03T05:00) 12-05T05:00 day"]);
});
