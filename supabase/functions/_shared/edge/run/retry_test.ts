import assert from "node:assert/strict";
import { MAX_ATTEMPTS, nextTry } from "./retry.ts";

const NOW = new Date("2026-03-02T08:00:00Z");

Deno.test("nextTry() doubles the delay from a minute on", () => {
  assert.deepEqual(nextTry(NOW, 1), new Date("2026-03-02T08:01:00Z"));
  assert.deepEqual(nextTry(NOW, 3), new Date("2026-03-02T08:04:00Z"));
});

Deno.test("nextTry() returns null after the last attempt", () => {
  assert.notEqual(nextTry(NOW, MAX_ATTEMPTS - 1), null);
  assert.equal(nextTry(NOW, MAX_ATTEMPTS), null);
});
