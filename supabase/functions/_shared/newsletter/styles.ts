/**
 * Styles of the mail. Inline styles with light colours work in every mail program. The small style
 * sheet adds rules that cannot be inline: dark colours (as classes named after the palette) and
 * narrow screens.
 */
import { raw } from "hono/html";
import { remember } from "../text/remember.ts";
import { type Palette, type Scheme, schemeOf } from "./palette.ts";

const FONT = "-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif";

/** Inline declarations by element. Properties of `sheet` are inherited, not repeated. */
function inlineStyles({ page, sheet, tint, off, line, ink, soft, accent, onAccent }: Palette) {
  const small = `font-size:14px;line-height:20px;color:${soft}`;
  const cell = "border-radius:10px;padding:9px 0 10px;font-size:13px;line-height:17px";
  const title = `margin:0;color:${ink};font-weight:800;letter-spacing:-0.4px`;
  return {
    page: `margin:0;padding:0;background:${page};-webkit-text-size-adjust:100%`,
    hidden: "display:none;max-height:0;overflow:hidden;mso-hide:all",
    outer: `background:${page}`,
    sheet: `max-width:600px;background:${sheet};color:${ink};font:16px/24px ${FONT};` +
      "text-align:left;overflow-wrap:anywhere;word-break:break-word",
    header: "padding:20px 24px 0",
    logoCell: "width:44px",
    logo: "display:block;border:0;border-radius:9px",
    community: "font-size:16px;line-height:22px;font-weight:700",
    top: "padding:26px 24px 0",
    date: `margin:0 0 2px;font-size:15px;line-height:22px;color:${soft}`,
    heading: `${title};font-size:32px;line-height:38px`,
    strip: "margin-top:18px;table-layout:fixed",
    gap: "font-size:1px;line-height:1px",
    dayLead: `background:${accent};color:${onAccent};${cell}`,
    dayOn: `background:${tint};color:${accent};${cell}`,
    dayOff: `background:${off};color:${soft};${cell}`,
    dayNumber: "font-size:20px;line-height:25px;font-weight:700",
    dayNumberOff: "font-size:20px;line-height:25px",
    agenda: "margin-top:14px",
    agendaDay: "width:104px;font-size:16px;line-height:28px;font-weight:700",
    agendaLine: "font-size:16px;line-height:28px",
    agendaTime: `color:${soft};white-space:nowrap`,
    softText: `color:${soft}`,
    zone: `margin:8px 0 0;${small}`,

    section: "padding:12px 24px 0",
    leadSection: "padding:30px 24px 0",
    rule: `border-top:1px solid ${line};font-size:1px;line-height:20px`,
    picture: "display:inline-block;width:100%;max-width:240px;vertical-align:top",
    // The tint shows where a program blocks pictures.
    mat: `background:${tint};border-radius:10px;min-height:120px`,
    leadImage: "display:block;width:240px;max-width:100%;height:auto;border:0;border-radius:10px",
    facts: "display:inline-block;width:100%;max-width:312px;vertical-align:top",
    gutter: "padding:0 0 0 24px",
    thumbCell: "width:120px;padding-left:20px",
    thumbMat: `background:${tint};border-radius:8px;min-height:68px`,
    image: "display:block;width:120px;height:auto;border:0;border-radius:8px",

    when: `margin:0;font-size:15px;line-height:22px;font-weight:700;color:${accent}`,
    nowrap: "white-space:nowrap",
    leadTitle: `${title};padding:6px 0;font-size:28px;line-height:33px`,
    title: `${title};padding:6px 0;font-size:21px;line-height:26px`,
    titleLink: `display:block;color:${ink};text-decoration:none`,
    fact: `margin:0;font-size:15px;line-height:22px;color:${soft}`,
    host: `color:${ink};font-weight:700`,
    // Sentences align to the start of their script; short lines stay at the left edge.
    summary: "margin:8px 0 0;text-align:start",
    why: `margin:8px 0 0;font-size:14px;line-height:21px;color:${soft}`,
    buttonRow: "margin-top:16px",
    button: `background:${accent};border-radius:10px;mso-padding-alt:13px 26px`,
    buttonText: "display:inline-block;padding:13px 26px;font-size:16px;line-height:22px;" +
      `font-weight:700;color:${onAccent};text-decoration:none`,
    links: "margin:2px 0 0;mso-margin-top-alt:14px;font-size:14px;line-height:20px",
    action: `color:${accent};display:inline-block;padding:12px 20px 12px 0;font-size:15px;` +
      "font-weight:700;text-decoration:underline",
    link: `color:${soft};display:inline-block;padding:12px 16px 12px 0;text-decoration:underline`,

    moreTitle: `${title};font-size:21px;line-height:26px`,
    rows: "margin-top:14px",
    dayCell: `border-top:1px solid ${line}`,
    day: "margin:0;padding:12px 0 0;font-size:15px;line-height:22px;font-weight:700",
    time: `width:74px;padding:12px 8px 12px 0;font-size:15px;line-height:22px;color:${soft};` +
      "white-space:nowrap",
    rowCell: `mso-padding-alt:12px 0;font-size:15px;line-height:22px`,
    rowLink: `display:block;padding:12px 0;font-size:15px;line-height:22px;color:${accent};` +
      "text-decoration:none",
    rowText: `padding:12px 0`,
    rowTitle: "font-weight:700",
    end: "font-size:1px;line-height:30px",

    questionBox: `padding:16px 18px;background:${tint};border-radius:10px`,
    question: "margin:0;font-size:18px;line-height:26px;font-weight:700",
    answer: `color:${accent};display:inline-block;padding:12px 18px 12px 0;font-size:15px;` +
      "line-height:22px;font-weight:700;text-decoration:underline",

    foot: "max-width:600px;text-align:left",
    footCell: `padding:24px 24px 40px;color:${soft};font:14px/21px ${FONT}`,
    footnote: "margin:0 0 6px",
  } as const;
}

/** The styles of one mail. */
export interface Look {
  style: ReturnType<typeof inlineStyles>;
  /** The style sheets of the head. A program that refuses one keeps the others. */
  sheets: ReturnType<typeof raw>;
}

/** The look of an accent colour (#rrggbb). */
export const lookOf: (accent: string) => Look = remember((accent) => {
  const scheme = schemeOf(accent);
  const sheets = styleSheets(scheme).map((sheet) => `<style>${sheet}</style>`);
  return { style: inlineStyles(scheme.light), sheets: raw(sheets.join("")) };
});

/** Only `!important` overrides an inline style. */
export function styleSheets({ dark }: Scheme): string[] {
  return [
    ":root{color-scheme:light dark;supported-color-schemes:light dark}" +
    // Outlook renders with Word, which does not inherit fonts into tables.
    `body,td,p,h1,h2,h3{font-family:${FONT}}a{text-underline-offset:3px}`,
    NARROW,
    `@media (prefers-color-scheme:dark){${darkText("", dark)}${darkSurfaces("", dark)}}`,
    // Outlook's apps rewrite colours and mark the elements: ogsc for text, ogsb for surfaces.
    darkText("[data-ogsc] ", dark) + darkSurfaces("[data-ogsb] ", dark),
  ];
}

const NARROW = "@media (max-width:599px){" +
  ".pad{padding-left:20px!important;padding-right:20px!important}" +
  ".col{max-width:none!important}" +
  ".mat{padding:20px 0!important}.mat img{margin:0 auto!important}" +
  ".gut{padding:18px 0 0!important}" +
  ".thumb{width:88px!important;padding-left:14px!important}.thumb img{width:88px!important}" +
  ".agenda{width:92px!important;font-size:15px!important}}";

function darkText(scope: string, dark: Palette): string {
  const names: (keyof Palette)[] = ["ink", "soft", "accent", "onAccent"];
  return names.map((name) => `${scope}.${name}{color:${dark[name]}!important}`).join("");
}

function darkSurfaces(scope: string, dark: Palette): string {
  const names: (keyof Palette)[] = ["page", "sheet", "tint", "off"];
  const surface = (name: string, color: string) =>
    `${scope}.${name}{background:${color}!important}`;
  return names.map((name) => surface(name, dark[name])).join("") + surface("fill", dark.accent) +
    `${scope}.line{border-color:${dark.line}!important}`;
}
