import assert from "node:assert/strict";
import fc from "../test/property.ts";
import { addDays, civilOf, daysBetween, instantOf, isCivilDate, isCivilTime } from "./civil.ts";

const MELBOURNE = "Australia/Melbourne";

Deno.test("isCivilDate() takes days of the calendar and nothing else", () => {
  assert.ok(isCivilDate("2024-02-29"));
  for (const no of ["2025-02-29", "2025-13-01", "2025-00-10", "25-1-1", "2025-01-01T00:00", ""]) {
    assert.ok(!isCivilDate(no), no);
  }
});

Deno.test("isCivilTime() takes 00:00 to 23:59", () => {
  assert.ok(isCivilTime("00:00") && isCivilTime("23:59"));
  assert.ok(!isCivilTime("24:00") && !isCivilTime("7:30") && !isCivilTime("12:60"));
});

Deno.test("instantOf() knows summer time", () => {
  assert.equal(
    instantOf("2025-08-20", "18:00", MELBOURNE).toISOString(),
    "2025-08-20T08:00:00.000Z",
  );
  assert.equal(
    instantOf("2025-10-22", "17:30", MELBOURNE).toISOString(),
    "2025-10-22T06:30:00.000Z",
  );
});

Deno.test("instantOf() moves a time that clocks skip to after the gap", () => {
  const at = instantOf("2025-10-05", "02:30", MELBOURNE);
  assert.equal(at.toISOString(), "2025-10-04T16:30:00.000Z");
  assert.equal(civilOf(at, MELBOURNE).time, "03:30");
});

Deno.test("instantOf() takes the first of two equal times", () => {
  const at = instantOf("2025-04-06", "02:30", MELBOURNE);
  assert.equal(at.toISOString(), "2025-04-05T15:30:00.000Z");
});

Deno.test("instantOf() refuses an unknown time zone by name", () => {
  assert.throws(() => instantOf("2025-04-06", "02:30", "Mars/Olympus"), /Mars\/Olympus/);
});

Deno.test("civilOf() undoes instantOf() wherever the clock shows the time", () => {
  const zones = fc.constantFrom(MELBOURNE, "UTC", "America/New_York", "Asia/Kathmandu");
  const days = fc.integer({ min: 0, max: 4000 });
  fc.assert(fc.property(zones, days, fc.integer({ min: 0, max: 23 }), (zone, day, hour) => {
    const civil = { date: addDays("2020-01-01", day), time: `${String(hour).padStart(2, "0")}:15` };
    const shown = civilOf(instantOf(civil.date, civil.time, zone), zone);
    const skipped = Number(shown.time.slice(0, 2)) === hour + 1;
    assert.ok(skipped || (shown.date === civil.date && shown.time === civil.time));
  }));
});

Deno.test("daysBetween() undoes addDays()", () => {
  fc.assert(fc.property(fc.integer({ min: -900, max: 900 }), (days) => {
    assert.equal(daysBetween("2025-03-30", addDays("2025-03-30", days)), days);
  }));
});
