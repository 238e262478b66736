import assert from "node:assert/strict";
import { expandStamps } from "./stamps.ts";

const stamps: [caption: string, shown: string][] = [
  ["Join us <t:1771023600:F>!", "Join us on 13 February 2026 at 18:00!"],
  ["Starts <t:1771023600> (<t:1771023600:R>)", "Starts on 13 February 2026 at 18:00"],
  ["<t:1771023600:D>, <t:1771023600:t>", "13 February 2026, at 18:00"],
  ["<t:9999999999999:F> <t:12:F>", "<t:9999999999999:F> <t:12:F>"],
];
for (const [caption, shown] of stamps) {
  Deno.test(`expandStamps() shows "${caption}" on the community's clock`, () => {
    assert.equal(expandStamps(caption, "America/New_York"), shown);
  });
}
