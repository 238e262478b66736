/** Bytes of an answer as text: byte order mark, Content-Type, what the document says of itself. */

/** Labels under which servers send UTF-8 by mistake: one byte a letter, so real text tells them apart. */
const ONE_BYTE = /^(?:us-ascii|ascii|latin|l\d|iso-?8859|iso_8859|windows-125|cp125|x-cp125|koi8)/i;

/**
 * `declared`: the charset that the document names, used where the Content-Type names none. Bytes that
 * are not of the charset they should be become windows-1252, which has a letter for every byte.
 */
export function decode(bytes: Uint8Array, contentType = "", declared?: string): string {
  const marked = byteOrderMark(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  const label = charsetOf(contentType) ?? declared ?? "utf-8";
  const isDoubtful = !isKnown(label) || ONE_BYTE.test(label);
  return (isDoubtful ? strictly("utf-8", bytes) : null) ??
    (isKnown(label) ? strictly(label, bytes) : null) ??
    strictly("utf-8", bytes) ??
    new TextDecoder("windows-1252").decode(bytes);
}

/** The encoding that the first bytes name, if they do. */
export function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return null;
}

/** text/calendar; charset="utf-8" */
export function charsetOf(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType)?.[1];
}

/** The media type alone, in lower case. */
export function mediaType(contentType: string): string {
  return contentType.split(";")[0]!.trim().toLowerCase();
}

function isKnown(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

function strictly(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
