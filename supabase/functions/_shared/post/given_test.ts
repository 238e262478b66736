import assert from "node:assert/strict";
import { readGiven } from "./given.ts";

Deno.test("readGiven() reads facts, and none where the source states none", () => {
  assert.equal(readGiven(null), null);
  const given = { starts_at: "2025-08-22T18:00:00+10:00", status: "tentative", location: null };
  assert.deepEqual(readGiven({ ...given, price: 5 }), given);
});

Deno.test("readGiven() names the fact that is malformed", () => {
  for (
    const [given, named] of [
      [{ starts_at: "tomorrow" }, /given\.starts_at/],
      [{ starts_at: "2025-08-22" }, /given\.starts_at/],
      [{ status: "off" }, /given\.status/],
      [{ organisers: [5] }, /given\.organisers\.0/],
      ["text", /given\.\(root\)/],
    ] as const
  ) assert.throws(() => readGiven(given), named);
});
