/**
 * Addresses that strangers put into posts, as far as they may stand in a mail, a calendar file or an
 * answer. Whoever opens them may sit inside a network: an address there, of the machine itself or of
 * a cloud's metadata would be asked by the reader's own mail program. Names that merely resolve to
 * such an address cannot be told from others without asking, which nothing here does.
 */

/**
 * The address in its normal form, always https; null for one that no stranger may name: another
 * scheme, credentials, a number for a host in any spelling, a host of one word or of a private zone.
 * http is read as https; a port of its own then leads nowhere. Over `max` characters it is no link
 * that anybody wrote.
 */
export function publicUrl(text: string | null | undefined, max = 500): string | null {
  const url = text ? URL.parse(text) : null;
  if (!url || url.username || url.password) return null;
  if (url.protocol === "http:" && url.port === "") url.protocol = "https:";
  return url.protocol === "https:" && isPublicHost(url.hostname) && url.href.length <= max
    ? url.href
    : null;
}

/** The same for an `src`. */
export function pictureUrl(text: string | null | undefined, max = 1000): string | null {
  const url = publicUrl(text, max);
  return url && !isNoPicture(url) ? url : null;
}

/** `URL` has written out numbers by then: 2130706433, 0x7f.1 and 0177.0.0.1 are all 127.0.0.1. */
function isPublicHost(hostname: string): boolean {
  const labels = hostname.replace(/\.$/, "").split(".");
  const last = labels.at(-1)!;
  if (labels.length < 2 || labels.includes("") || hostname.startsWith("[") || /^\d+$/.test(last)) {
    return false;
  }
  return !PRIVATE_ZONES.has(last) && !PRIVATE_ZONE.test(hostname);
}

/** Reserved for local use, or in use there (RFC 6761, RFC 8375, ICANN's .internal). */
const PRIVATE_ZONES = new Set(
  "localhost local localdomain internal intranet private corp home lan arpa onion invalid".split(
    " ",
  ),
);

/** Services that answer with the address in the name, and names of a machine itself. */
const PRIVATE_ZONE =
  /(?:^|\.)(?:nip\.io|sslip\.io|xip\.io|localtest\.me|lvh\.me|lacolhost\.com|vcap\.me|traefik\.me)\.?$/;

/** Whether an address names a film, a sound or a document. */
export function isNoPicture(href: string): boolean {
  return /\.(?:mp4|m4v|mov|qt|webm|mkv|avi|wmv|flv|mpe?g|3gp|ogv|ts|m3u8|mpd|mp3|m4a|wav|ogg|pdf|html?)$/i
    .test(decodedPath(href));
}

function decodedPath(href: string): string {
  const { pathname } = new URL(href);
  return pathname.replace(/%[0-7][0-9a-f]/gi, (octet) => decodeURIComponent(octet));
}
