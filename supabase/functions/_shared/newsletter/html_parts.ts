/**
 * Helpers for the parts of the mail. `html` escapes every value from outside; `raw` is for
 * constants of this code only.
 */
import { html, raw } from "hono/html";

/** Mail programs need tables for layout; the role keeps screen readers from announcing them. */
export const TABLE = raw('role="presentation" cellspacing="0" cellpadding="0" border="0"');

/** An anchor. `look` is the palette name of its dark colour; see styles.ts. */
export function link(href: string, label: string, style: string, look = "accent") {
  return html`<a class="${look}" href="${href}" style="${style}">${label}</a>`;
}
