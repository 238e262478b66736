/**
 * Checks addresses in posts before they appear in a mail, a calendar file or a response.
 *
 * The reader may be inside a private network. Their mail program would then request an address of
 * that network, of the machine itself or of a cloud's metadata service. A public name that resolves
 * to such an address cannot be recognised without a DNS query, and this code makes none.
 */

/**
 * The address in normal form, always https. Returns null for other schemes, credentials, a number
 * as host in any spelling, a host of one word, a host in a private zone, and above `max`
 * characters.
 *
 * Changes http on its default port to https; refuses http on any other port.
 */
export function publicUrl(text: string | null | undefined, max = 500): string | null {
  const url = text ? URL.parse(text) : null;
  if (!url || url.username || url.password) return null;
  if (url.protocol === "http:" && url.port === "") url.protocol = "https:";
  return url.protocol === "https:" && isPublicHost(url.hostname) && url.href.length <= max
    ? url.href
    : null;
}

/** Like `publicUrl`, for an `src`; null for addresses of other media. */
export function pictureUrl(text: string | null | undefined, max = 1000): string | null {
  const url = publicUrl(text, max);
  return url && !isNoPicture(url) ? url : null;
}

/** `URL` has already normalised numbers: 2130706433, 0x7f.1 and 0177.0.0.1 are all 127.0.0.1. */
export function isPublicHost(hostname: string): boolean {
  const labels = hostname.replace(/\.$/, "").split(".");
  const last = labels.at(-1)!;
  if (labels.length < 2 || labels.includes("") || hostname.startsWith("[") || /^\d+$/.test(last)) {
    return false;
  }
  return !PRIVATE_ZONES.has(last) && !PRIVATE_ZONE.test(hostname);
}

/** Reserved for local use, or common there (RFC 6761, RFC 8375, ICANN's .internal). */
const PRIVATE_ZONES = new Set(
  "localhost local localdomain internal intranet private corp home lan arpa onion invalid".split(
    " ",
  ),
);

/** DNS services that resolve to the address within the name, and names of the local machine. */
const PRIVATE_ZONE =
  /(?:^|\.)(?:nip\.io|sslip\.io|xip\.io|localtest\.me|lvh\.me|lacolhost\.com|vcap\.me|traefik\.me)\.?$/;

/** Whether an address names a video, a sound or a document. */
export function isNoPicture(href: string): boolean {
  return /\.(?:mp4|m4v|mov|qt|webm|mkv|avi|wmv|flv|mpe?g|3gp|ogv|ts|m3u8|mpd|mp3|m4a|wav|ogg|pdf|html?)$/i
    .test(decodedPath(href));
}

function decodedPath(href: string): string {
  const { pathname } = new URL(href);
  return pathname.replace(/%[0-7][0-9a-f]/gi, (octet) => decodeURIComponent(octet));
}
