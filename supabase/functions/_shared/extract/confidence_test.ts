import { equal, ok } from "node:assert/strict";
import { confidenceOf } from "./confidence.ts";

Deno.test("confidenceOf() multiplies kind and category", () => {
  equal(confidenceOf(0.9, 0.8, 200, false), 0.72);
});

Deno.test("confidenceOf() trusts short posts less, unless they state when their event is", () => {
  ok(confidenceOf(0.9, 0.8, 20, false) < 0.5);
  equal(confidenceOf(0.9, 0.8, 20, true), 0.72);
});

Deno.test("confidenceOf() lets a stated event pass whose subject is unsure, but not one of unsure kind", () => {
  ok(confidenceOf(0.95, 0.1, 60, true) >= 0.5);
  ok(confidenceOf(0.6, 0.1, 60, true) < 0.5);
});
