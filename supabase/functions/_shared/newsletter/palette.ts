/**
 * Colours of the mail in light and dark schemes, made from the community's accent colour, and the
 * pairs of text and surface that must be legible.
 */
import { remember } from "../text/remember.ts";

/** Colours of one scheme, as #rrggbb. */
export interface Palette {
  /** Background around the mail. */
  page: string;
  /** Background of the mail. */
  sheet: string;
  /** Background of days with events, of the question and behind pictures. */
  tint: string;
  /** Background of days without events. */
  off: string;
  /** Line between events. */
  line: string;
  ink: string;
  /** Secondary text. */
  soft: string;
  /** Dates, links and the button. */
  accent: string;
  /** Text on an accent surface. */
  onAccent: string;
}

export interface Scheme {
  light: Palette;
  dark: Palette;
}

export const DEFAULT_ACCENT = "#1f45d1";

/** Smallest contrast of text that WCAG 2.2 (AA) allows. */
const MIN_CONTRAST = 4.5;

/** Light text on dark needs more to look as strong. */
const MIN_CONTRAST_DARK = 6.5;

const LIGHT = {
  page: "#f0f1f4",
  sheet: "#ffffff",
  off: "#f6f7f9",
  line: "#e2e4e9",
  ink: "#15171c",
  soft: "#565c69",
};

const DARK = {
  page: "#0e0f13",
  sheet: "#17191f",
  off: "#22252d",
  line: "#30343e",
  ink: "#f3f4f7",
  soft: "#a9afbc",
};

/** Every pair of text and surface in the mail. */
export const PAIRINGS: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ["soft", "page"],
  ["accent", "page"],
  ["ink", "sheet"],
  ["soft", "sheet"],
  ["accent", "sheet"],
  ["ink", "tint"],
  ["soft", "tint"],
  ["accent", "tint"],
  ["soft", "off"],
  ["onAccent", "accent"],
];

/**
 * Both schemes of an accent colour (#rrggbb). A colour that would be illegible as text is darkened
 * in the light scheme and lightened in the dark one, as little as necessary.
 */
export const schemeOf: (accent: string) => Scheme = remember((accent) => ({
  light: {
    ...LIGHT,
    ...brand(accent, { ...LIGHT, tint: mixed(accent, LIGHT.sheet, 0.1) }, "#000000", MIN_CONTRAST),
  },
  dark: {
    ...DARK,
    ...brand(
      accent,
      { ...DARK, tint: mixed(accent, DARK.sheet, 0.2) },
      "#ffffff",
      MIN_CONTRAST_DARK,
    ),
  },
}));

/** The brand's colours over these surfaces. */
function brand(
  accent: string,
  { ink, soft, page, sheet, tint }: Pick<Palette, "ink" | "soft" | "page" | "sheet" | "tint">,
  towards: string,
  wanted: number,
): Pick<Palette, "tint" | "accent" | "onAccent"> {
  // A tint of a bright colour can be too strong for text on it; the sheet itself never is.
  const calm = steps().map((share) => mixed(tint, sheet, 1 - share))
    .find((color) => legible(ink, [color]) && legible(soft, [color])) ?? sheet;
  const text = steps().map((share) => mixed(towards, accent, share))
    .find((color) => legible(color, [page, sheet, calm], wanted)) ?? towards;
  const onAccent = legible("#ffffff", [text]) ? "#ffffff" : "#0b0c10";
  return { tint: calm, accent: text, onAccent };
}

/** 0, 0.05 ... 1 */
const steps = () => Array.from({ length: 21 }, (_, i) => i / 20);

const legible = (text: string, surfaces: string[], wanted = MIN_CONTRAST) =>
  surfaces.every((surface) => contrast(text, surface) >= wanted);

/** `share` of the first colour in the second. */
function mixed(color: string, base: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const value = channel(color, at) * share + channel(base, at) * (1 - share);
    return Math.round(value).toString(16).padStart(2, "0");
  });
  return `#${channels.join("")}`;
}

const channel = (color: string, at: number) => parseInt(color.slice(at, at + 2), 16);

/** Contrast ratio of WCAG 2.2, from the relative luminance of sRGB: 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const linear = (at: number) => {
    const value = channel(color, at) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
}
