import { deepEqual, ok } from "node:assert/strict";
import ICAL from "ical.js";
import fc from "../../test/property.ts";
import { DAY_MS } from "../../time/units.ts";
import { expand } from "./expand.ts";
import { ruleOf } from "./rule.ts";

const wall = (iso: string) => Date.parse(`${iso}Z`);
const days = (walls: number[]) => walls.map((at) => new Date(at).toISOString().slice(0, 10));
const budget = () => ({ left: 1e7, perRule: 1e6, starts: 1e6 });

/** The days of a rule from its first start, at most `most`. */
function daysOf(text: string, start: string, { most = 8, from = start, to = "2040-01-01" } = {}) {
  const span = {
    start: wall(`${start}T09:00`),
    from: wall(`${from}T00:00`),
    to: wall(`${to}T00:00`),
  };
  return days(expand(ruleOf(text)!, span, Infinity, budget()).walls).slice(0, most);
}

Deno.test("expand() gives what the examples of RFC 5545 give", () => {
  const cases: [string, string, string][] = [
    [
      "FREQ=DAILY;INTERVAL=10;COUNT=5",
      "1997-09-02",
      "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12",
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;COUNT=4;WKST=SU;BYDAY=TU,TH",
      "1997-09-02",
      "1997-09-02 1997-09-04 1997-09-16 1997-09-18",
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
      "1997-08-05",
      "1997-08-05 1997-08-10 1997-08-19 1997-08-24",
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
      "1997-08-05",
      "1997-08-05 1997-08-17 1997-08-19 1997-08-31",
    ],
    ["FREQ=MONTHLY;COUNT=4;BYDAY=1FR", "1997-09-05", "1997-09-05 1997-10-03 1997-11-07 1997-12-05"],
    [
      "FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU",
      "1997-09-07",
      "1997-09-07 1997-09-28 1997-11-02 1997-11-30",
    ],
    ["FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "1997-09-22", "1997-09-22 1997-10-20 1997-11-17"],
    ["FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-3", "1997-09-28", "1997-09-28 1997-10-29 1997-11-28"],
    [
      "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=13;BYDAY=FR",
      "1998-02-13",
      "1998-02-13 1998-03-13 1998-11-13",
    ],
    [
      "FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200",
      "1997-01-01",
      "1997-01-01 1997-04-10 1997-07-19 2000-01-01",
    ],
    ["FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17"],
    ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "1997-05-12", "1997-05-12 1998-05-11 1999-05-17"],
    [
      "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=4",
      "1997-03-13",
      "1997-03-13 1997-03-20 1997-03-27 1998-03-05",
    ],
    [
      "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
      "1997-09-04",
      "1997-09-04 1997-10-07 1997-11-06",
    ],
    [
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=4",
      "1997-09-29",
      "1997-09-29 1997-10-30 1997-11-27 1997-12-30",
    ],
    [
      "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
      "1996-11-05",
      "1996-11-05 2000-11-07 2004-11-02",
    ],
    [
      "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
      "2007-01-15",
      "2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30",
    ],
  ];
  for (const [rule, start, wanted] of cases) deepEqual(daysOf(rule, start).join(" "), wanted, rule);
});

Deno.test("expand() skips days that a month or year lacks, in place of counting on", () => {
  deepEqual(daysOf("FREQ=MONTHLY;COUNT=4", "2026-01-31"), [
    "2026-01-31",
    "2026-03-31",
    "2026-05-31",
    "2026-07-31",
  ]);
  deepEqual(daysOf("FREQ=YEARLY;COUNT=3", "2024-02-29"), [
    "2024-02-29",
    "2028-02-29",
    "2032-02-29",
  ]);
  deepEqual(daysOf("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=31", "2026-11-30"), ["2026-11-30"]);
  deepEqual(daysOf("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30,31", "2026-02-01"), ["2026-02-01"]);
});

Deno.test("expand() counts a first start that the rule does not have", () => {
  deepEqual(daysOf("FREQ=WEEKLY;BYDAY=FR;COUNT=3", "2026-11-25"), [
    "2026-11-25",
    "2026-11-27",
    "2026-12-04",
  ]);
});

Deno.test("expand() takes a week of a year with the days that lie in the year before", () => {
  deepEqual(daysOf("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=3", "2018-12-31"), [
    "2018-12-31",
    "2019-12-30",
    "2021-01-04",
  ]);
  deepEqual(daysOf("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU;COUNT=3", "2026-01-04", { most: 3 }), [
    "2026-01-04",
    "2027-01-03",
    "2028-01-02",
  ]);
});

Deno.test("expand() gives several times of a day, and chooses among them by position", () => {
  const span = { start: wall("2026-11-24T09:00"), from: 0, to: wall("2026-11-26T00:00") };
  const at = (text: string) =>
    expand(ruleOf(text)!, span, Infinity, budget()).walls
      .map((ms) => new Date(ms).toISOString().slice(8, 16));
  deepEqual(at("FREQ=DAILY;BYHOUR=9,18;BYMINUTE=0,30"), [
    "24T09:00",
    "24T09:30",
    "24T18:00",
    "24T18:30",
    "25T09:00",
    "25T09:30",
    "25T18:00",
    "25T18:30",
  ]);
  deepEqual(at("FREQ=DAILY;BYHOUR=9,18;BYSETPOS=-1"), ["24T09:00", "24T18:00", "25T18:00"]);
});

Deno.test("expand() ends with its budget and says that there may be more", () => {
  const span = {
    start: wall("2000-01-01T09:00"),
    from: wall("2026-01-01T00:00"),
    to: wall("2026-02-01T00:00"),
  };
  const rule = ruleOf("FREQ=DAILY;BYDAY=MO;COUNT=5000")!;
  deepEqual(expand(rule, span, Infinity, { left: 1e6, perRule: 100, starts: 1e6 }), {
    walls: [],
    isCut: true,
  });
  const endless = ruleOf("FREQ=DAILY")!;
  const { walls, isCut } = expand(endless, span, Infinity, { left: 40, perRule: 40, starts: 1e6 });
  ok(walls.length === 31 && !isCut, `${walls.length}`);
});

/** Rules that ical.js gets right: no day that a month lacks, every part with its frequency. */
const parts = fc.record({
  frequency: fc.constantFrom("DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
  interval: fc.integer({ min: 1, max: 5 }),
  count: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  byDay: fc.subarray(["SU", "MO", "TU", "WE", "TH", "FR", "SA"], { maxLength: 3 }),
  nth: fc.constantFrom("", "", "1", "2", "-1"),
  byMonth: fc.subarray([1, 2, 5, 9, 12], { maxLength: 2 }),
  byMonthDay: fc.subarray([1, 9, 15, 28], { maxLength: 2 }),
  weekStart: fc.constantFrom("MO", "SU"),
  day: fc.integer({ min: 1, max: 28 }),
  month: fc.integer({ min: 1, max: 12 }),
  ahead: fc.integer({ min: 0, max: 900 }),
});

Deno.test("expand() agrees with ical.js, wherever in the series it begins", () => {
  fc.assert(
    fc.property(parts, (one) => {
      const isByMonth = one.frequency === "MONTHLY" || one.frequency === "YEARLY";
      const isYearly = one.frequency === "YEARLY";
      const byDay = one.byDay.map((day) =>
        isByMonth && !one.byMonthDay.length ? one.nth + day : day
      );
      const text = [
        `FREQ=${one.frequency};INTERVAL=${one.interval};WKST=${one.weekStart}`,
        ...one.count ? [`COUNT=${one.count}`] : [],
        ...byDay.length && !(isYearly && !one.byMonth.length) ? [`BYDAY=${byDay}`] : [],
        ...one.byMonth.length && isYearly ? [`BYMONTH=${one.byMonth}`] : [],
        ...one.byMonthDay.length && isByMonth &&
            !(isYearly && (!one.byMonth.length || byDay.length))
          ? [`BYMONTHDAY=${one.byMonthDay}`]
          : [],
      ].join(";");
      const two = (n: number) => String(n).padStart(2, "0");
      const start = `2024-${two(one.month)}-${two(one.day)}`;
      const from = new Date(wall(`${start}T00:00`) + one.ahead * DAY_MS).toISOString().slice(0, 10);
      const ours = daysOf(text, start, { most: 20, from, to: "2029-01-01" });
      deepEqual(ours, theirs(text, start, from), `${text} from ${start}, looked at from ${from}`);
    }),
    { numRuns: 60 },
  );
});

/** The first start is one of the series, whether or not the rule has it; so it is added here. */
function theirs(text: string, start: string, from: string): string[] {
  const iterator = ICAL.Recur.fromString(text.replace(/;COUNT=\d+/, "")).iterator(
    ICAL.Time.fromDateTimeString(`${start}T09:00:00`),
  );
  const count = Number(/COUNT=(\d+)/.exec(text)?.[1] ?? Infinity);
  const all = new Set([start]);
  for (
    let next = iterator.next(), steps = 0;
    next && steps < 3000;
    next = iterator.next(), steps++
  ) {
    const day = next.toString().slice(0, 10);
    if (day >= "2029-01-01") break;
    if (day > start) all.add(day);
    if (all.size >= count) break;
  }
  return [...all].sort().slice(0, count).filter((day) => day >= from).slice(0, 20);
}
