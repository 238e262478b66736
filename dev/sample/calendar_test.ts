import assert from "node:assert/strict";
import fc from "../../supabase/functions/_shared/test/property.ts";
import { dayOf, instantOf, isoDay, next, resolve } from "./calendar.ts";

const day = (iso: string) => Date.parse(iso) / 86_400_000;
const WEDNESDAY = day("2026-11-18");

Deno.test("dayOf() gives the civil day in the zone", () => {
  const instant = new Date("2026-11-20T13:30:00Z");
  assert.equal(isoDay(dayOf(instant, "Australia/Melbourne")), "2026-11-21");
  assert.equal(isoDay(dayOf(instant, "Asia/Kolkata")), "2026-11-20");
});

Deno.test("instantOf() is the inverse of dayOf(), also across daylight saving", () => {
  const at = (iso: string, zone: string) => instantOf(day(iso), "18:30", zone).toISOString();
  assert.equal(at("2026-11-20", "Australia/Melbourne"), "2026-11-20T07:30:00.000Z");
  assert.equal(at("2026-07-20", "Australia/Melbourne"), "2026-07-20T08:30:00.000Z");
  assert.equal(at("2026-07-20", "Australia/Adelaide"), "2026-07-20T09:00:00.000Z");
});

Deno.test("resolve() finds weekdays strictly after today", () => {
  const found = (relative: Parameters<typeof resolve>[0]) => isoDay(resolve(relative, WEDNESDAY));
  assert.equal(found(3), "2026-11-21");
  assert.equal(found(next("Thu")), "2026-11-19");
  assert.equal(found(next("Wed")), "2026-11-25");
  assert.equal(found(next("Wed", 1)), "2026-12-02");
  fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (today) => {
    const ahead = resolve(next("Sun"), today) - today;
    assert.ok(ahead >= 1 && ahead <= 7);
  }));
});
