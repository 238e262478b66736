/** The words of a mail: without signature, quoted lines and the lines that a forwarding adds. */
import type { Email } from "postal-mime";
import { fromMarkup } from "../html.ts";
import { textFrom, tidy, withoutSecrets } from "../words.ts";

const READ_LIMIT = 40_000;

/** Before a forwarded mail, in the words of several programs. */
const FORWARDED =
  /^[ \t>]*(?:-{2,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|doorgestuurd bericht|messaggio inoltrato)\s*-{2,}|begin forwarded message:|anfang der weitergeleiteten nachricht:|début du message (?:réexpédié|transféré) ?:)[ \t]*$/im;

/** Before the mail that is answered, where its lines are not marked. */
const ORIGINAL =
  /^[ \t]*-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine)\s*-{2,}[ \t]*$/im;

const HEADER_LINE =
  /^[ \t*]*(?:from|to|cc|date|sent|subject|reply-to|von|an|datum|gesendet|betreff|de|à|objet|envoyé)\s*:/i;

const FORWARD_PREFIX = /^\s*(?:fwd?|wg|tr|rv|doorst|i)\s*:/i;
const PREFIX = /^\s*(?:fwd?|wg|tr|rv|doorst|re|aw|sv|antw|antwort|ré?f?)\s*(?:\[\d+\])?\s*:\s*/i;

/** The subject without "Fwd:" and "Re:", however many. */
export function plainSubject(subject: string): string {
  let plain = subject;
  for (let rest = plain.replace(PREFIX, ""); rest !== plain; rest = plain.replace(PREFIX, "")) {
    plain = rest;
  }
  return plain;
}

export function bodyOf({ text, html, subject = "" }: Email): string {
  const plain = text?.trim() ? text : html ? fromMarkup(html.slice(0, READ_LIMIT)) : "";
  const isForward = FORWARD_PREFIX.test(subject) || FORWARDED.test(plain);
  const source = plain.slice(0, READ_LIMIT).replace(/\r\n?/g, "\n")
    .replace(/\n{3,}/g, "\n\n");
  const words = isForward ? forwarded(source) : ownWords(beforeOriginal(source));
  return text?.trim() ? tidy(withoutSecrets(words)) : textFrom(words);
}

const beforeOriginal = (text: string) => text.slice(0, ORIGINAL.exec(text)?.index ?? text.length);

/** What the forwarder wrote, and the mail that is forwarded, also where all its lines are marked. */
function forwarded(text: string): string {
  const marker = FORWARDED.exec(text) ?? ORIGINAL.exec(text);
  const head = marker ? text.slice(0, marker.index) : "";
  const mail = marker ? text.slice(marker.index + marker[0].length) : text;
  const own = ownWords(withoutHeader(mail));
  const inner = own.trim() ? own : ownWords(withoutHeader(mail.replace(/^[ \t]*> ?/gm, "")));
  return `${ownWords(head)}\n\n${inner}`;
}

/** The lines From, Date, Subject and To at the start. */
function withoutHeader(text: string): string {
  const lines = text.split("\n");
  let at = 0;
  while (at < lines.length && (lines[at]!.trim() === "" || HEADER_LINE.test(lines[at]!))) at++;
  return lines.slice(at).join("\n");
}

/** Up to the signature, without quoted lines and the line that introduces them. */
function ownWords(text: string): string {
  const lines = text.split("\n");
  const signature = lines.findIndex((line) => /^--[ \t]?$/.test(line));
  const own = signature < 0 ? lines : lines.slice(0, signature);
  return own.filter((line, i) => !isQuoted(line) && !(introduces(line) && quotesNext(own, i)))
    .join("\n");
}

const isQuoted = (line: string) => /^[ \t]*>/.test(line);

const introduces = (line: string) =>
  /(?:wrote|writes|schrieb|écrit|escribió|scrisse)\b.{0,80}:\s*$/i.test(line);

function quotesNext(lines: string[], at: number): boolean {
  const next = lines.slice(at + 1, at + 4).find((line) => line.trim() !== "");
  return next !== undefined && isQuoted(next);
}
