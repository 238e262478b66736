import { deepEqual, equal, throws } from "node:assert/strict";
import { brief, calendar, entry, NOW, read, readAny } from "./test_calendar.ts";

const at = (tzid: string) => `DTSTART;TZID=${tzid}:20261202T190000`;
const CUSTOM = [
  "BEGIN:VTIMEZONE",
  "TZID:Harbour Local",
  "BEGIN:STANDARD",
  "DTSTART:20070401T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
  "TZOFFSETFROM:+1100",
  "TZOFFSETTO:+1000",
  "END:STANDARD",
  "BEGIN:DAYLIGHT",
  "DTSTART:20071007T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU",
  "TZOFFSETFROM:+1000",
  "TZOFFSETTO:+1100",
  "END:DAYLIGHT",
  "END:VTIMEZONE",
];

Deno.test("readIcs() finds the zone that each spelling of a TZID means", () => {
  const spellings = {
    "(UTC+10:00) Canberra\\, Melbourne\\, Sydney": "12-02T08:00",
    '"(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"': "12-02T18:00",
    "W. Europe Standard Time 1": "12-02T18:00",
    "w. europe standard time": "12-02T18:00",
    "W. Europe Daylight Time": "12-02T18:00",
    "Eastern Standard Time": "12-03T00:00",
    "Eastern Time (US & Canada)": "12-03T00:00",
    "AUS Central Standard Time": "12-02T09:30",
    "Cen. Australia Standard Time": "12-02T08:30",
    "australia/melbourne": "12-02T08:00",
    "America/New York": "12-03T00:00",
    "US/Pacific": "12-03T03:00",
    "/x.example/20260101_1/America/Argentina/Buenos_Aires": "12-02T22:00",
    "UTC+02:00": "12-02T17:00",
    "GMT-3": "12-02T22:00",
    "Etc/GMT+3": "12-02T22:00",
    "UTC": "12-02T19:00",
    "tzone://Microsoft/Utc": "12-02T19:00",
    "Asia/Calcutta": "12-02T13:30",
  };
  for (const [tzid, start] of Object.entries(spellings)) {
    deepEqual(brief(read(calendar(entry("a", at(tzid)))).items), [`a ${start}`], tzid);
  }
});

Deno.test("readIcs() takes the source's zone, and says so, for a TZID that could be any", () => {
  for (const tzid of ["IST", "ACT", "Local Time", "tzone://Microsoft/Custom", "Mars/Base", "0"]) {
    const { items } = read(calendar(entry("a", at(tzid))));
    deepEqual(brief(items), ["a 12-02T08:00 zone_unknown review"], tzid);
  }
});

Deno.test("readIcs() reads a zone that the file describes, in winter and in summer", () => {
  const starts = ["20261202T190000", "20260702T190000", "20261003T190000", "20261004T190000"];
  const instants = ["12-02T08:00", "07-02T09:00", "10-03T09:00", "10-04T08:00"];
  const entries = starts.map((start, i) => entry(`a${i}`, `DTSTART;TZID=Harbour Local:${start}`));
  const { items } = read(calendar(...CUSTOM, ...entries), {
    now: new Date("2026-07-01T00:00:00Z"),
    horizonDays: 200,
  });
  deepEqual(
    brief(items).sort(),
    instants.map((instant, i) => `a${i} ${instant} zone_from_file`).sort(),
  );
});

Deno.test("readIcs() repeats by the clock of a zone that the file describes", () => {
  const weekly = entry(
    "a",
    "DTSTART;TZID=Harbour Local:20260920T180000",
    "RRULE:FREQ=WEEKLY;COUNT=4",
  );
  const { items } = read(calendar(...CUSTOM, weekly), { now: new Date("2026-09-19T00:00:00Z") });
  deepEqual(brief(items).map((text) => text.split(" ")[1]), [
    "09-20T08:00",
    "09-27T08:00",
    "10-04T07:00",
    "10-11T07:00",
  ]);
});

Deno.test("readIcs() believes X-LIC-LOCATION of a described zone, and Z before any TZID", () => {
  const home = ["BEGIN:VTIMEZONE", "TZID:Home", "X-LIC-LOCATION:Asia/Tokyo", "END:VTIMEZONE"];
  const both = [
    entry("a", at("Home")),
    entry("b", "DTSTART;TZID=Australia/Melbourne:20261202T190000Z"),
  ];
  deepEqual(brief(read(calendar(...home, ...both)).items), [
    "a 12-02T10:00 zone_from_file",
    "b 12-02T19:00",
  ]);
});

Deno.test("readIcs() reads floating times and dates in the calendar's zone, by any of its names", () => {
  const both = [entry("a", "DTSTART:20261202T190000"), entry("b", "DTSTART;VALUE=DATE:20261203")];
  for (const name of ["Europe/Berlin", "W. Europe Standard Time", "/x/Europe/Berlin"]) {
    deepEqual(brief(read(calendar(`X-WR-TIMEZONE:${name}`, ...both)).items), [
      "a 12-02T18:00",
      "b 12-02T23:00 day",
    ], name);
  }
  const unknown = read(calendar("X-WR-TIMEZONE:Somewhere", both[0]!)).items;
  deepEqual(brief(unknown), ["a 12-02T08:00 zone_unknown review"]);
});

Deno.test("readIcs() refuses a default zone that Intl does not know, by its name", () => {
  const options = { now: NOW, defaultZone: "Mars/Base" };
  throws(() => readAny(calendar(entry("a", "DTSTART:20261202T190000")), options), /Mars\/Base/);
});

Deno.test("readIcs() counts a clock time that is skipped on, and takes the first of two", () => {
  const night = (day: string) => entry(day, `DTSTART;TZID=Australia/Melbourne:${day}T023000`);
  const spring = read(calendar(night("20261004")), { now: new Date("2026-10-01T00:00:00Z") });
  const autumn = read(calendar(night("20270404")), { now: new Date("2027-04-01T00:00:00Z") });
  equal(spring.items[0]!.starts_at, "2026-10-03T16:30:00Z");
  equal(autumn.items[0]!.starts_at, "2027-04-03T15:30:00Z");
});
