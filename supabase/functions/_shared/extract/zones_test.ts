import assert from "node:assert/strict";
import { toLines } from "./lines.ts";
import { findWhen } from "./when.ts";
import { meaningsOf } from "./zones.ts";

/** A Saturday; Melbourne is eleven hours ahead of UTC. */
const SUMMER = "2026-11-21";
/** A Monday; it is ten. */
const WINTER = "2026-06-15";

function read(caption: string, posted: string, timeZone: string): string {
  const found = findWhen(toLines(caption), posted, { time: "09:00", timeZone });
  const { start_date, start_time, end_time } = found;
  const doubt = found.isDoubtful ? " doubtful" : "";
  return [start_date, start_time, end_time && `- ${end_time}`].filter(Boolean).join(" ") + doubt;
}

const inMelbourne: [caption: string, expected: string, posted?: string][] = [
  ["Yoga, Sat 28 Nov 6pm AWST", "2026-11-28 21:00"],
  ["Yoga, Sat 28 Nov 6pm awst", "2026-11-28 21:00"],
  ["Yoga, Sat 28 Nov 6-8pm AWST", "2026-11-28 21:00 - 23:00"],
  ["Yoga, Sat 28 Nov 9pm-11pm AWST", "2026-11-29 00:00 - 02:00"],
  ["Yoga, Sat 20 June 6pm AWST", "2026-06-20 20:00", WINTER],
  ["Wednesday 2 December, 10am SGT (1pm AEDT)", "2026-12-02 13:00"],
  ["Wednesday 2 December, 1pm AEDT (10am SGT)", "2026-12-02 13:00"],
  ["Wednesday 2 December\n10am Singapore\n1pm Melbourne time", "2026-12-02 10:00"],
  ["Tues 24 Nov, 4pm Perth / 7pm Melbourne time", "2026-11-24 19:00"],
  ["Tue 1 Dec 8pm NZDT", "2026-12-01 18:00"],
  ["Tue 16 June 8pm NZST", "2026-06-16 18:00", WINTER],
  ["Tue 1 Dec, 7:30pm AEST", "2026-12-01 19:30"],
  ["Tue 16 June, 7:30pm AEDT", "2026-06-16 19:30", WINTER],
  ["Tue 1 Dec, 7pm ACDT", "2026-12-01 19:30"],
  ["Tue 1 Dec, 7pm ACST", "2026-12-01 20:30"],
  ["Tue 1 Dec 9pm EST", "2026-12-01 21:00"],
  ["Tue 1 Dec 9pm US EST", "2026-12-02 13:00"],
  ["Tue 1 Dec 9pm EDT", "2026-12-01 21:00"],
  ["Tue 1 Dec 9pm PST", "2026-12-02 16:00"],
  ["Thu 26 Nov, 8pm ET / 5pm PT", "2026-11-27 12:00"],
  ["Mon 7 Dec, 2pm Pacific time", "2026-12-08 09:00"],
  ["Thu 3 Dec, 9am GMT", "2026-12-03 20:00"],
  ["Thu 18 June, 9am BST", "2026-06-18 18:00", WINTER],
  ["Wed 9 Dec, noon CET", "2026-12-09 22:00"],
  ["Wed 17 June, noon CEST", "2026-06-17 20:00", WINTER],
  ["Sun 29 Nov, 08:00 UTC", "2026-11-29 19:00"],
  ["Sat 28 Nov, 3pm (GMT+8)", "2026-11-28 18:00"],
  ["Sat 28 Nov, 19:00-20:30 UTC+5:30", "2026-11-29 00:30 - 02:00"],
  ["Sat 28 Nov, 10pm UTC-5", "2026-11-29 14:00"],
  ["Mon 30 Nov, 18:00 JST", "2026-11-30 20:00"],
  ["Mon 30 Nov, 18:00 KST", "2026-11-30 20:00"],
  ["Mon 30 Nov, 6pm HKT", "2026-11-30 21:00"],
  ["Fri 27 Nov from 6pm Perth time", "2026-11-27 21:00"],
  ["Fri 27 Nov from 6pm Sydney time", "2026-11-27 18:00"],
  ["8pm Tuesday 24 Nov (Brisbane time)", "2026-11-24 21:00"],
  ["Tue 24 Nov, 8pm UK time", "2026-11-25 07:00"],
  ["Tue 24 Nov, 8pm NZ time", "2026-11-24 18:00"],
  ["Tue 24 Nov, 8pm KL time", "2026-11-24 23:00"],
  ["Call at 10pm London time, Sunday 29 Nov", "2026-11-30 09:00"],
  ["All times AWST. Fri 27 Nov, 6pm", "2026-11-27 21:00"],
  ["Tonight, 9pm AWST", "2026-11-22 00:00"],
  // Clocks go forward in Melbourne on 4 October, and back in London on 25 October.
  ["Sat 3 Oct, 6pm AWST", "2026-10-03 20:00", "2026-09-26"],
  ["Sun 4 Oct, 6pm AWST", "2026-10-04 21:00", "2026-09-26"],
  ["Sat 24 Oct, 9am London time", "2026-10-24 19:00", "2026-10-19"],
  ["Sun 25 Oct, 9am London time", "2026-10-25 20:00", "2026-10-19"],
  // Of several zones nobody can tell; the community's own beside it can.
  ["Mon 30 Nov, 9.30pm IST", "2026-11-30 doubtful"],
  ["Tue 1 Dec, 9pm IST (2:30am AEDT Wednesday)", "2026-12-02 02:30"],
  ["Mon 30 Nov, 2pm IST (GMT+5:30)", "2026-11-30 19:30"],
  ["📅 Thu 3 Dec\n🕕 7am GMT / 8am CET / 6pm AEDT", "2026-12-03 18:00"],
  // None of these is a zone.
  ["Reunion in Tokyo: Sat 12 Dec, 6.30pm local time", "2026-12-12 18:30"],
  ["Thu 26 Nov, 6pm, Perth Room", "2026-11-26 18:00"],
  ["Thu 26 Nov, 6pm Sydney Road Brewery", "2026-11-26 18:00"],
  ["Thu 26 Nov, 6pm, ICT Building", "2026-11-26 18:00"],
  ["Thu 26 Nov, 5pm PT session", "2026-11-26 17:00"],
  ["Am 26. Novembre um 19:00 ist Party", "2026-11-26 19:00"],
];
for (const [caption, expected, posted = SUMMER] of inMelbourne) {
  Deno.test(`findWhen() tells Melbourne when "${caption.replaceAll("\n", " / ")}" is`, () => {
    assert.equal(read(caption, posted, "Australia/Melbourne"), expected);
  });
}

const elsewhere: [timeZone: string, caption: string, expected: string][] = [
  ["Australia/Brisbane", "Tue 1 Dec 7pm AEST", "2026-12-01 19:00"],
  ["Australia/Brisbane", "Tue 1 Dec 7pm AEDT", "2026-12-01 18:00"],
  ["Australia/Perth", "Tue 1 Dec 7pm EST", "2026-12-01 16:00"],
  ["America/New_York", "Tue 1 Dec 7pm EST", "2026-12-01 19:00"],
  ["America/Denver", "Tue 1 Dec 7pm CST", "2026-12-01 18:00"],
  ["America/Chicago", "Tue 1 Dec 7pm Eastern time", "2026-12-01 18:00"],
  ["Europe/London", "Tue 1 Dec 7pm BST", "2026-12-01 19:00"],
  ["Europe/London", "Tue 1 Dec 7pm CST", "2026-12-01 doubtful"],
  ["Asia/Kolkata", "Tue 1 Dec 7pm IST", "2026-12-01 19:00"],
  ["Asia/Singapore", "Tue 1 Dec 7pm AEDT", "2026-12-01 16:00"],
];
for (const [timeZone, caption, expected] of elsewhere) {
  Deno.test(`findWhen() tells ${timeZone} when "${caption}" is`, () => {
    assert.equal(read(caption, SUMMER, timeZone), expected);
  });
}

Deno.test("findWhen() moves the last of several days with the first", () => {
  const here = { time: "09:00", timeZone: "Australia/Melbourne" };
  const found = findWhen(toLines("Fri 27 – Sun 29 Nov, 8pm UTC-8"), SUMMER, here);
  assert.deepEqual([found.start_date, found.end_date], ["2026-11-28", "2026-11-30"]);
});

Deno.test("meaningsOf() leaves open what no part of the world settles", () => {
  assert.deepEqual(meaningsOf("IST", "Australia/Melbourne"), [60, 120, 330]);
  assert.deepEqual(meaningsOf("AWST", "Europe/London"), [480]);
  assert.deepEqual(meaningsOf("here", "Europe/London"), ["Europe/London"]);
});
