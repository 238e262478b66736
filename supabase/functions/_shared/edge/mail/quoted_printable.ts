/**
 * Text as ASCII lines that no relay has to change (RFC 2045, 6.7). Our own, as nodemailer's writes a
 * byte at a time through streams, which was a third of what a mail cost.
 */
import { Buffer } from "node:buffer";

/** Of 76 the last is for the "=" of a soft break. */
const LINE = 75;

/** What does not stand for itself, beside "="; white space at the end of a line, as relays drop it. */
const SPECIAL = /[^\t\r\n -~]+|[\t ](?=[\r\n]|$)/g;

/** Line breaks of every kind become CRLF: a bare CR or LF is one to some servers and text to others. */
export function quotedPrintable(text: string): string {
  const lines = text.replaceAll("=", "=3D").replace(SPECIAL, octets).split(/\r\n?|\n/);
  return lines.map(softBreaks).join("\r\n");
}

function octets(characters: string): string {
  return Buffer.from(characters).toString("hex").toUpperCase().replace(/../g, "=$&");
}

function softBreaks(line: string): string {
  const pieces: string[] = [];
  let at = 0;
  while (line.length - at > LINE + 1) {
    const end = breakBefore(line, at + LINE);
    pieces.push(line.slice(at, end));
    at = end;
  }
  return [...pieces, line.slice(at)].join("=\r\n");
}

/** The last place up to `end` that splits no octet, and no character of several octets. */
function breakBefore(line: string, end: number): number {
  let at = line[end - 1] === "=" ? end - 1 : line[end - 2] === "=" ? end - 2 : end;
  while (/^=[89AB]/.test(line.slice(at, at + 2))) at -= 3;
  return at;
}
