import assert from "node:assert/strict";
import { mulberry32 } from "../supabase/functions/_shared/text/hash.ts";
import { type Choice, fitLogit } from "./logit.ts";
import { polish, rescale } from "./polish.ts";

/** Choices among eight candidates by members with these weights of three signals. */
function choicesBy(weights: readonly number[], count: number): Choice[] {
  const random = mulberry32(1);
  return Array.from({ length: count }, () => {
    const x = Float32Array.from({ length: 24 }, random);
    const odds = Array.from(
      { length: 8 },
      (_, i) => Math.exp(weights.reduce((sum, w, j) => sum + w * x[i * 3 + j]!, 0)),
    );
    let left = random() * odds.reduce((a, b) => a + b);
    const hit = odds.findIndex((o) => (left -= o) < 0);
    return { x, candidates: 8, chosen: new Set([hit]) };
  });
}

Deno.test("fitLogit() finds the weights of the members", () => {
  const found = fitLogit(choicesBy([4, 1, 0], 4_000), 3);
  [4, 1, 0].forEach((weight, j) => assert.ok(Math.abs(found[j]! - weight) < 0.3, `${found}`));
});

Deno.test("fitLogit() gives no signal a negative weight", () => {
  const found = fitLogit(choicesBy([2, -3, 0], 1_000), 3);
  assert.equal(found[1], 0);
  assert.ok(found[0]! > 1);
});

Deno.test("polish() improves weights that rank badly and keeps zeros", () => {
  const polished = polish(Float64Array.of(1, 0, 4), [choicesBy([4, 0, 0.5], 500)]);
  assert.ok(polished[0]! / polished[2]! > 0.5, `${polished}`);
  assert.equal(polished[1], 0);
});

Deno.test("rescale() finds the scale of the log-odds and keeps the ranking", () => {
  const choices = choicesBy([4, 1, 0], 4_000);
  const [a, b, c] = rescale(Float64Array.of(8, 2, 0), choices);
  assert.ok(Math.abs(a! - 4) < 0.3, `${a}`);
  assert.ok(Math.abs(a! / b! - 4) < 1e-9 && c === 0);
});
