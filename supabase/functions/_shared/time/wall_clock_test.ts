import { equal, throws } from "node:assert/strict";
import { wallClock } from "./wall_clock.ts";

const MELBOURNE = "Australia/Melbourne";

Deno.test("wallClock() reads an instant on the clock of a zone", () => {
  const date = wallClock("2026-11-27T13:30:00Z", MELBOURNE);
  equal(`${date.getDate()} ${date.getHours()}:${date.getMinutes()}`, "28 0:30");
  equal(date.toISOString(), "2026-11-28T00:30:00.000+11:00");
});

Deno.test("wallClock() refuses an unknown zone and a malformed instant", () => {
  throws(() => wallClock("2026-11-27T07:00:00Z", "Mars/Base"), {
    name: "RangeError",
    message: /"Mars\/Base"/,
  });
  throws(() => wallClock("tomorrow", MELBOURNE), { name: "RangeError", message: /"tomorrow"/ });
});
