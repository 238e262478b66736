import assert from "node:assert/strict";
import { countSigns } from "./signs.ts";

Deno.test("countSigns() counts different signs once each, with or without a variation selector", () => {
  assert.equal(countSigns("♟♟️ 🎲", "gaming_esports"), 2);
  assert.equal(countSigns("包饺子", "food_dining"), 1);
});

Deno.test("countSigns() counts no company that every subject keeps", () => {
  assert.equal(countSigns("🍕☕🎉", "food_dining"), 0);
});
