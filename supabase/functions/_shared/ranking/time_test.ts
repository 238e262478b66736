import assert from "node:assert/strict";
import { DAY_MS } from "../time/units.ts";
import fc from "../test/property.ts";
import { decay, hourOfWeekReader, hoursApart } from "./time.ts";

Deno.test("decay() halves after the half-life and never exceeds one", () => {
  assert.equal(decay(30 * DAY_MS, 30), 0.5);
  assert.equal(decay(-DAY_MS, 30), 1);
});

Deno.test("hourOfWeekReader() reads 18:00 as 18:00 before and after the change to summer time", () => {
  const read = hourOfWeekReader("Australia/Melbourne");
  const thursdayEvening = 3 * 24 + 18;
  assert.equal(read(Date.parse("2026-01-15T18:00:00+11:00")), thursdayEvening);
  assert.equal(read(Date.parse("2026-07-16T18:30:00+10:00")), thursdayEvening);
});

Deno.test("hourOfWeekReader() begins the week on Monday at midnight", () => {
  const read = hourOfWeekReader("UTC");
  assert.equal(read(Date.parse("2026-03-02T00:00:00Z")), 0);
  assert.equal(read(Date.parse("2026-03-01T23:59:00Z")), 167);
});

Deno.test("hourOfWeekReader() reads what Intl reads, in zones with odd offsets and odd changes", () => {
  const zones = ["Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "America/St_Johns"];
  zones.push("Pacific/Apia", "Europe/Berlin", "Asia/Gaza", "America/Caracas");
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  for (const timeZone of zones) {
    const read = hourOfWeekReader(timeZone);
    const format = new Intl.DateTimeFormat("en", {
      timeZone,
      weekday: "short",
      hour: "numeric",
      hourCycle: "h23",
    });
    const said = (ms: number) => {
      const [day, hour] = format.format(ms).split(", ");
      return days.indexOf(day!) * 24 + Number(hour);
    };
    const instants = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2036, 0) });
    fc.assert(
      fc.property(instants, (ms) => assert.equal(read(ms), said(ms), `${ms} ${timeZone}`)),
      {
        numRuns: 3000,
      },
    );
  }
});

Deno.test("hoursApart() goes round the circle", () => {
  assert.equal(hoursApart(167, 1, 168), 2);
  assert.equal(hoursApart(23, 1, 24), 2);
});
