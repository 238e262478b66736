/** A server's answer (RFC 5321), read from what came over the wire. */
import { cleanLine } from "../../text/clean.ts";

/** Code, enhanced code (RFC 3463) where the server gave one, and its words. */
export interface Reply {
  code: number;
  enhanced: string | null;
  text: string;
}

/** Reads a reply as it came, multi-line or not; null when it does not start like one. */
export function parseReply(raw: string): Reply | null {
  const match = /^([2-5]\d\d)(?:[ -]|$)(?:([245]\.\d{1,3}\.\d{1,3})(?=\s|$))?/.exec(raw);
  if (!match) return null;
  const [, code = ""] = match;
  // qmail and others write it into their words: "sorry, no mailbox here by that name (#5.1.1)".
  const enhanced = match[2] ?? /#([245]\.\d{1,3}\.\d{1,3})\b/.exec(raw)?.[1];
  // RFC 3463: the class repeats the first digit; where it does not, only the code is believed.
  const consistent = enhanced?.startsWith(code.charAt(0));
  return {
    code: Number(code),
    enhanced: consistent && enhanced !== undefined ? enhanced : null,
    text: oneLine(raw),
  };
}

const MAX_TEXT = 500;

/** A server's words made safe for a log, however long they are. */
export function oneLine(text: string): string {
  return cleanLine(text.slice(0, 4 * MAX_TEXT), MAX_TEXT);
}

const URL_LIKE = /\bhttps?:\/\/\S+/gi;
const ADDRESS = /<?[^\s<>"'(),;:]{1,64}@[^\s<>"'(),;:]{1,255}>?/g;
/** In lower case only: "STOREDRV.Submission.Exception" is no name of a host. */
const HOST = /\b[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,24}\b/g;
const CODES = /\b[245]\d\d[ -](?=[245]\.\d)|\b[245]\.\d{1,3}\.\d{1,3}\b|^[2-5]\d\d\b/g;

/**
 * The words of a reply in lower case, without codes, links, names of hosts and addresses: those hold
 * words too, and readers choose them.
 */
export function wordsOf(text: string): string {
  return text.replace(URL_LIKE, " ").replace(ADDRESS, " @ ").replace(HOST, " host ")
    .replace(CODES, " ").replace(/[’`]/g, "'").toLowerCase().replace(/\s+/g, " ").trim();
}

/** What two replies have in common that say the same of different mails: no address, name or number. */
export function signatureOf(text: string, reader = ""): string {
  const own = reader.toLowerCase().split("@").filter((part) => part.length > 1)
    .map((part) => part.replace(/[^\w]/g, "\\$&"));
  const names = own.length > 0
    ? new RegExp(`(?<![\\w-])(?:${own.join("|")})(?![\\w-])`, "g")
    : /(?!)/;
  return text.replace(URL_LIKE, " ").replace(ADDRESS, " ").toLowerCase().replace(names, " ")
    .replace(/\S*\d\S*/g, " ").replace(/[^\p{L}]+/gu, " ").trim();
}
