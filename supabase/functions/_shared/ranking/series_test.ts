import assert from "node:assert/strict";
import { seriesKey, seriesOf } from "./series.ts";

Deno.test("seriesKey() ignores numbers, dates and decoration", () => {
  const key = seriesKey("Weekly run #12 (3 May)");
  assert.equal(key, "weekly run");
  assert.equal(seriesKey("WEEKLY RUN 🏃 13th — Thursday 10th May, 6pm"), key);
});

Deno.test("seriesKey() differs for different titles, in any script", () => {
  assert.notEqual(seriesKey("Weekly run"), seriesKey("Weekly swim"));
  assert.equal(seriesKey("読書会 第3回"), "読書会 第 回");
  assert.equal(seriesKey("🎉🎉"), "");
});

Deno.test("seriesOf() differs between organisers", () => {
  const [a, b] = ["A", "B"].map((name) => seriesOf({ title: "Run", organisers: [name] }));
  assert.notEqual(a, b);
});
