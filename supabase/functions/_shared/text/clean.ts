/**
 * What stands between a caption and a document. Titles, places and reasons come from posts, and a
 * post may hold anything: every string passes here before it meets HTML, a header or a calendar.
 */

/**
 * Invisible format characters: bidi overrides and isolates, zero-width spaces, soft hyphens, tags.
 * They can show a reader another text than the one that was checked. The joiners U+200C and U+200D
 * stay, as Persian and emoji need them.
 */
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}/gu;

/** Line breaks of every kind end a header or a calendar line; no control character is of use. */
const CONTROL = /[\p{Cc}\u2028\u2029]/gu;

/** One line of ordinary text, at most `max` UTF-16 units; "" where nothing visible is left. */
export function cleanLine(text: string | null | undefined, max: number): string {
  const line = (text ?? "").toWellFormed().replace(CONTROL, " ").replace(INVISIBLE, "");
  return cut(line.replace(/\s+/g, " ").trim(), max);
}

/**
 * `cleanLine` for a subject or the name beside an address: without the start of an encoded word, which
 * nodemailer would pass on as if it had written it, for mail programs to decode.
 */
export function headerSafe(text: string | null | undefined, max: number): string {
  return cleanLine(text, max).replace(/=\?+/g, "=");
}

/** Shortens to `max` UTF-16 units, ellipsis included, at a space where one is near the end. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max - 1);
  const space = head.lastIndexOf(" ");
  const kept = space > max * 0.6 ? head.slice(0, space) : head;
  // Half a surrogate pair, a dangling joiner or "Name, …" would look broken.
  return kept.replace(/(?:[\ud800-\udbff\u200c\u200d]|[\s,.;:(–-])+$/, "") + "…";
}

/**
 * An operator's address in its normal form if it may become an `href`: http or https, without
 * credentials, which exist to disguise the host. Otherwise null. Over `max`
 * characters it is no link anybody wrote. What strangers name goes through `publicUrl`.
 */
export function webUrl(text: string | null | undefined, max = 500): string | null {
  if (!text || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (!isWeb || url.username || url.password || url.href.length > max) return null;
  return url.href;
}
