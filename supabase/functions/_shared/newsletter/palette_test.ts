import { ok } from "node:assert/strict";
import { DARK, LIGHT, PAIRINGS, type Palette } from "./palette.ts";

/** Contrast ratio of WCAG 2.2, from the relative luminance of sRGB: 1 to 21. */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const channel = (at: number) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

const schemes: [string, Palette][] = [["light", LIGHT], ["dark", DARK]];

Deno.test("contrast() is 1 for equal colours and 21 for black on white", () => {
  ok(Math.abs(contrast("#000000", "#ffffff") - 21) < 1e-9);
  ok(contrast("#777777", "#ffffff") < 4.5, "the best known near miss");
});

Deno.test("PAIRINGS are legible in both schemes: 4.5 to 1 or more", () => {
  for (const [scheme, palette] of schemes) {
    for (const [text, surface] of PAIRINGS) {
      const ratio = contrast(palette[text], palette[surface]);
      ok(ratio >= 4.5, `${text} on ${surface}, ${scheme}: ${ratio.toFixed(2)}`);
    }
  }
});

Deno.test("the border of a button is visible in both schemes: 3 to 1 or more", () => {
  for (const [scheme, { edge, sheet }] of schemes) {
    const ratio = contrast(edge, sheet);
    ok(ratio >= 3, `${scheme}: ${ratio.toFixed(2)}`);
  }
});
