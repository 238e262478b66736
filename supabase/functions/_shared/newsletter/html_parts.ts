/**
 * Helpers for the parts of the mail. `html` escapes every value from outside; `raw` is for
 * constants of this code only.
 */
import { html, raw } from "hono/html";

/** Mail programs need tables for layout; the role keeps screen readers from announcing them. */
export const TABLE = raw('role="presentation" cellspacing="0" cellpadding="0" border="0"');

/** Word ignores the padding of links, so they need spaces between them. */
export const GAP = raw("<!--[if mso]>&nbsp; &nbsp;<![endif]-->");

/**
 * Follows the preheader in the list of mails, so that no text of the mail does. Mail programs show
 * at most about 200 characters.
 */
export const PREHEADER_PADDING = raw("&#847;&zwnj;&nbsp;&#8199;&shy;".repeat(40));

/** An anchor. `look` is the palette name of its dark colour; see styles.ts. */
export function link(href: string, label: string, style: string, look = "accent") {
  return html`<a class="${look}" href="${href}" style="${style}">${label}</a>`;
}
