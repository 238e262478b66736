/**
 * What the parts of the mail share. Everything from outside goes through `html`, which escapes it;
 * `raw` is for our own constants alone.
 */
import { html, raw } from "hono/html";

/** Mail programs need tables for layout; the role keeps screen readers from announcing them. */
export const TABLE = raw('role="presentation" cellspacing="0" cellpadding="0" border="0"');

/** `look`: the name of its dark colour, see styles.ts. */
export function link(href: string, label: string, style: string, look = "accent") {
  return html`<a class="${look}" href="${href}" style="${style}">${label}</a>`;
}
