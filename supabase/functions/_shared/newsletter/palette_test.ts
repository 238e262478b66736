import { equal, ok } from "node:assert/strict";
import fc from "../test/property.ts";
import { contrast, DEFAULT_ACCENT, PAIRINGS, schemeOf } from "./palette.ts";

const color = fc.integer({ min: 0, max: 0xffffff }).map((n) =>
  `#${n.toString(16).padStart(6, "0")}`
);
const EXTREMES = ["#000000", "#ffffff", "#ffff00", "#00ff00", "#0000ff", "#ff00ff", "#808080"];

Deno.test("contrast() is 1 for equal colours and 21 for black on white", () => {
  ok(Math.abs(contrast("#000000", "#ffffff") - 21) < 1e-9);
  equal(contrast("#777777", "#777777"), 1);
  ok(contrast("#777777", "#ffffff") < 4.5, "the best known near miss");
});

Deno.test("PAIRINGS are legible in both schemes of any accent: 4.5 to 1 or more", () => {
  const legible = (accent: string) => {
    for (const [scheme, palette] of Object.entries(schemeOf(accent))) {
      for (const [text, surface] of PAIRINGS) {
        const ratio = contrast(palette[text], palette[surface]);
        ok(ratio >= 4.5, `${accent}: ${text} on ${surface}, ${scheme}: ${ratio.toFixed(2)}`);
      }
    }
  };
  [DEFAULT_ACCENT, ...EXTREMES].forEach(legible);
  fc.assert(fc.property(color, legible), { numRuns: 300 });
});

Deno.test("schemeOf() keeps a legible accent and only darkens one that is too light", () => {
  equal(schemeOf("#ad1457").light.accent, "#ad1457");
  const { light } = schemeOf("#ffb300");
  ok(light.accent !== "#ffb300" && contrast(light.accent, light.sheet) < 6, light.accent);
});
