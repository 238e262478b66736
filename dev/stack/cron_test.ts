import assert from "node:assert/strict";
import { isDue } from "./cron.ts";

const at = (time: string) => new Date(`2026-11-20T${time}Z`);

Deno.test("isDue() is true if the schedule has a time after since and up to now", () => {
  assert.equal(isDue("*/10 * * * *", at("10:09:59"), at("10:10:00")), true);
  assert.equal(isDue("*/10 * * * *", at("10:10:00"), at("10:19:59")), false);
  assert.equal(isDue("6-59/10 * * * *", at("10:15:59"), at("10:16:01")), true);
  assert.equal(isDue("17 3 * * *", at("00:00:00"), at("03:16:59")), false);
  assert.equal(isDue("17 3 * * *", at("00:00:00"), at("23:00:00")), true);
});

Deno.test("isDue() reads fields in GMT, in any time zone of the machine", () => {
  const [since, now] = [
    new Date("2026-11-20T07:59:00+11:00"),
    new Date("2026-11-20T08:01:00+11:00"),
  ];
  assert.equal(isDue("0 21 * * *", since, now), true);
  assert.equal(isDue("0 8 * * *", since, now), false);
});

Deno.test("isDue() accepts pg_cron's own forms: seconds, and $ for the last day of a month", () => {
  assert.equal(isDue("30 seconds", at("10:00:29"), at("10:00:30")), true);
  assert.equal(isDue("30 seconds", at("10:00:30"), at("10:00:59")), false);
  const [since, now] = [new Date("2026-11-29T23:59:59Z"), new Date("2026-11-30T00:00:00Z")];
  assert.equal(isDue("0 0 $ * *", since, now), true);
  assert.equal(isDue("0 0 $ * *", at("00:00:00"), since), false);
});

Deno.test("isDue() is false for an invalid schedule", () => {
  for (const schedule of ["", "99 * * * *", "* * * *", "* * * * * *", "seconds", "0 seconds"]) {
    assert.equal(isDue(schedule, at("00:00:00"), at("23:59:59")), false, schedule);
  }
});
