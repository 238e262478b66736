/**
 * Styles of the mail. Inline styles with light colours work in every mail program. The small style
 * sheet adds rules that cannot be inline: dark colours (as classes named after the palette) and
 * narrow screens.
 */
import { DARK, LIGHT, type Palette } from "./palette.ts";

const FONT = "-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif";
const TITLE_FONT = "Georgia,Times New Roman,serif";

/** Inline declarations by element. Properties of `sheet` are inherited, not repeated. */
export const STYLE = {
  page: `margin:0;padding:0;background:${LIGHT.page};-webkit-text-size-adjust:100%`,
  hidden: "display:none;max-height:0;overflow:hidden;mso-hide:all",
  outer: `background:${LIGHT.page}`,
  sheet: `max-width:600px;background:${LIGHT.sheet};color:${LIGHT.ink};font:16px/1.5 ${FONT};` +
    "text-align:left;overflow-wrap:anywhere;word-break:break-word",
  masthead: "padding:32px 24px 0",
  section: "padding:28px 24px 0",
  end: "font-size:0;line-height:32px",
  rule: `border-top:1px solid ${LIGHT.line};font-size:0;line-height:24px`,
  gap: "font-size:0;line-height:14px",

  community: `margin:0;font-size:14px;font-weight:600;color:${LIGHT.accent}`,
  heading: `margin:6px 0 8px;font:normal 30px/1.2 ${TITLE_FONT}`,
  intro: `margin:0;color:${LIGHT.soft}`,
  questionBox: `padding:16px 18px;background:${LIGHT.tint};border-radius:6px`,
  question: "margin:0 0 8px;font-weight:600",
  answer: `color:${LIGHT.accent};font-size:15px;line-height:2.2;white-space:nowrap`,

  when: `margin:0;font-size:14px;font-weight:600;color:${LIGHT.accent}`,
  leadTitle: `margin:4px 0;font:normal 26px/1.25 ${TITLE_FONT}`,
  title: `margin:4px 0;font:normal 21px/1.3 ${TITLE_FONT}`,
  titleLink: `color:${LIGHT.ink};text-decoration:none`,
  fact: `margin:0;font-size:14px;color:${LIGHT.soft}`,
  // Sentences align to the start of their script; short lines stay at the left edge.
  summary: "margin:10px 0 0;text-align:start",
  why: `margin:10px 0 0;font-size:14px;color:${LIGHT.soft}`,
  more: "margin:6px 0 0",
  link: `color:${LIGHT.accent};font-size:14px;line-height:32px`,

  frame: `background:${LIGHT.tint};color:${LIGHT.soft};border-radius:6px;font-size:12px`,
  leadImage: "display:block;width:100%;max-width:552px;height:auto;max-height:320px;" +
    "object-fit:cover;border-radius:6px",
  aside: "padding-left:16px",
  image: "display:block;width:104px;height:104px;object-fit:cover;border-radius:6px",

  primary: `background:${LIGHT.accent};border:1px solid ${LIGHT.accent};border-radius:6px;` +
    "mso-padding-alt:10px 16px",
  primaryText: `display:block;padding:10px 16px;font-size:15px;line-height:22px;font-weight:600;` +
    `color:${LIGHT.onAccent};text-decoration:none`,
  secondary: `border:1px solid ${LIGHT.edge};border-radius:6px;mso-padding-alt:10px 16px`,
  secondaryText: "display:block;padding:10px 16px;font-size:15px;line-height:22px;" +
    `color:${LIGHT.soft};text-decoration:none`,

  foot: "max-width:600px;text-align:left",
  footCell: `padding:24px;color:${LIGHT.soft};font:13px/1.5 ${FONT}`,
  footnote: "margin:0 0 12px",
  footLink: `color:${LIGHT.accent};line-height:28px`,
} as const;

/** The style sheet of the head. Only `!important` overrides an inline style. */
export const STYLE_SHEET = [
  ":root{color-scheme:light dark;supported-color-schemes:light dark}",
  // Outlook renders with Word, which does not inherit fonts into tables.
  `body,td,p{font-family:${FONT}}`,
  `@media (prefers-color-scheme:dark){${darkText("")}${darkSurfaces("")}}`,
  // Outlook's apps rewrite colours and mark the elements: ogsc for text, ogsb for surfaces.
  darkText("[data-ogsc] "),
  darkSurfaces("[data-ogsb] "),
  "@media (max-width:480px){.pad{padding-left:20px!important;padding-right:20px!important}" +
  ".thumb,.thumb img{width:80px!important}.thumb img{height:80px!important}}",
].join("\n");

function darkText(scope: string): string {
  const names: (keyof Palette)[] = ["ink", "soft", "accent", "onAccent"];
  return names.map((name) => `${scope}.${name}{color:${DARK[name]}!important}`).join("");
}

function darkSurfaces(scope: string): string {
  const surface = (name: string, color: string) =>
    `${scope}.${name}{background:${color}!important}`;
  return surface("page", DARK.page) + surface("sheet", DARK.sheet) + surface("tint", DARK.tint) +
    `${scope}.fill{background:${DARK.accent}!important;border-color:${DARK.accent}!important}` +
    `${scope}.line{border-color:${DARK.line}!important}` +
    `${scope}.edge{border-color:${DARK.edge}!important}`;
}
