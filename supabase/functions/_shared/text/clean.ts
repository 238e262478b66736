/**
 * Cleans text for documents. Titles, places and reasons come from posts, which may contain
 * anything, so each string is cleaned before use in HTML, a header or a calendar.
 */

/**
 * Invisible format characters: bidi overrides and isolates, zero-width spaces, soft hyphens, tags.
 * They can make a text look different from the text that was checked. The joiners U+200C and U+200D
 * stay, because Persian and emoji need them.
 */
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}/gu;

/** Control characters. Line breaks of any kind would end a header or a calendar line. */
const CONTROL = /[\p{Cc}\u2028\u2029]/gu;

/** One line of ordinary text, at most `max` UTF-16 units; "" if nothing visible is left. */
export function cleanLine(text: string | null | undefined, max: number): string {
  const line = (text ?? "").toWellFormed().replace(CONTROL, " ").replace(INVISIBLE, "");
  return cut(line.replace(/\s+/g, " ").trim(), max);
}

/**
 * `cleanLine` for a subject or a display name: also removes the start of an encoded word, which
 * nodemailer would pass on unchanged for mail programs to decode.
 */
export function headerSafe(text: string | null | undefined, max: number): string {
  return cleanLine(text, max).replace(/=\?+/g, "=");
}

/**
 * Shortens to `max` UTF-16 units including the ellipsis, at a space if there is one near the end.
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max - 1);
  const space = head.lastIndexOf(" ");
  const kept = space > max * 0.6 ? head.slice(0, space) : head;
  // Half a surrogate pair, a trailing joiner or "Name, …" would look broken.
  return kept.replace(/(?:[\ud800-\udbff\u200c\u200d]|[\s,.;:(–-])+$/, "") + "…";
}

/**
 * An operator's address in normal form, safe as an `href`: http or https without credentials, which
 * can disguise the host. Null for anything else, and above `max` characters. Use `publicUrl` for
 * strangers' addresses.
 */
export function webUrl(text: string | null | undefined, max = 500): string | null {
  if (!text || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (!isWeb || url.username || url.password || url.href.length > max) return null;
  return url.href;
}
