/**
 * Colours of the mail in light and dark schemes, and the pairs of text and surface that must be
 * legible.
 */

/** Colours of one scheme, as #rrggbb. */
export interface Palette {
  /** Background around the mail. */
  page: string;
  /** Background of the mail. */
  sheet: string;
  /** Background of the question and behind pictures. */
  tint: string;
  /** Line between events. */
  line: string;
  /** Border of a button. */
  edge: string;
  ink: string;
  /** Secondary text. */
  soft: string;
  /** Dates and links. */
  accent: string;
  /** Text on an accent surface. */
  onAccent: string;
}

export const LIGHT: Palette = {
  page: "#f1f3f2",
  sheet: "#ffffff",
  tint: "#f3f6f5",
  line: "#dde3e1",
  edge: "#84918d",
  ink: "#1b2422",
  soft: "#55615e",
  accent: "#0b6558",
  onAccent: "#ffffff",
};

export const DARK: Palette = {
  page: "#0f1413",
  sheet: "#181f1d",
  tint: "#202927",
  line: "#35413e",
  edge: "#71807b",
  ink: "#e9efed",
  soft: "#a8b5b1",
  accent: "#7fd1c0",
  onAccent: "#0a1f1b",
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
  ["onAccent", "accent"],
];
