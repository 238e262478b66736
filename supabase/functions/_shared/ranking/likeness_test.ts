import assert from "node:assert/strict";
import { embedOffline } from "../vector/embed_offline.ts";
import { cutOff } from "./likeness.ts";

const TEXTS = [
  "Sourdough bread baking, flour and oven",
  "Sourdough bread baking again with flour",
  "Programming in Rust, borrow checker and lifetimes",
  "Salsa social by the river",
  "Chess tournament, rapid games",
  "Beach clean-up with gloves",
  "Resume review with recruiters",
  "Jazz trio plays standards",
];

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/** Unit vectors with a common part, so that every cosine is high. */
function lifted(share: number): Float32Array[] {
  const common = share / Math.sqrt(512);
  return TEXTS.map((text) => {
    const vector = embedOffline(text).map((x) => x + common);
    const length = Math.hypot(...vector);
    return vector.map((x) => x / length);
  });
}

/** Quantiles as percentile_cont() computes them. */
function levelsOf(cosines: number[]) {
  const sorted = cosines.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return low + (high - low) * (place - Math.floor(place));
  };
  return { pairs: cosines.length, low: at(0.1), quarter: at(0.25), median: at(0.5) };
}

for (const share of [0, 0.8, 1, 1.3]) {
  Deno.test(`cutOff() separates alike from unrelated events with a common part of ${share}`, () => {
    const vectors = lifted(share);
    const pairs = vectors.flatMap((a, i) => vectors.slice(i + 1).map((b) => cosine(a, b)));
    const [related, ...unrelated] = pairs as [number, ...number[]];
    const limit = cutOff(levelsOf(pairs));
    assert.ok(related > limit, `${related} > ${limit}`);
    for (const other of unrelated) assert.ok(other < limit, `${other} < ${limit}`);
  });
}

Deno.test("cutOff() follows the spread of the cosines of unrelated events", () => {
  const spread = Array.from({ length: 100 }, (_, i) => 0.4 + 0.2 * i / 99);
  const limit = cutOff(levelsOf([...spread, 0.75, 0.78, 0.8]));
  assert.ok(limit > 0.6 && limit < 0.75, `${limit}`);
});

Deno.test("cutOff() is the offline embedder's constant for few pairs", () => {
  assert.equal(cutOff({ pairs: 3, low: 0.5, quarter: 0.6, median: 0.7 }), 0.1);
});
