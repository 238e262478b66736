/** Words of a source as an item has them: one line or several, without marks, markup and secrets. */
import { cleanLine, cut } from "../text/clean.ts";
import { publicUrl } from "../text/public_url.ts";
import { plainText } from "./html.ts";

/** In UTF-16 units. */
export const TITLE_LIMIT = 300;
export const TEXT_LIMIT = 8_000;
const LOCATION_LIMIT = 300;
const NAME_LIMIT = 120;
const MOST_NAMES = 8;
/** More than this is not read of any text. */
const READ_LIMIT = 60_000;

/** One line, or null where nothing visible is left. */
export function lineFrom(text: string | null | undefined, max = TITLE_LIMIT): string | null {
  if (!text) return null;
  return cleanLine(plainText(text.slice(0, 20 * max)), max) || null;
}

/** Paragraphs of plain text; `base` is where relative links of markup start. */
export function textFrom(text: string | null | undefined, base?: string): string {
  if (!text) return "";
  return tidy(withoutSecrets(plainText(text.slice(0, READ_LIMIT), base)));
}

/** Lines without marks, and no more than one empty line between them. */
export function tidy(text: string): string {
  const lines = text.slice(0, READ_LIMIT).replace(/(?:\r?\n){3,}/g, "\n\n").split(LINE_BREAK);
  const clean: string[] = [];
  for (let length = 0, i = 0; i < lines.length && length <= TEXT_LIMIT; i++) {
    const line = cleanLine(lines[i], READ_LIMIT);
    if (line === "" && clean.at(-1) === "") continue;
    clean.push(line);
    length += line.length + 1;
  }
  return cut(clean.join("\n").trim(), TEXT_LIMIT);
}

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;

export interface Place {
  location: string | null;
  is_online: boolean;
}

/** A link in place of a location means online; a place with a link beside it stays a place. */
export function placeFrom(text: string | null | undefined): Place {
  const plain = withoutSecrets(plainText((text ?? "").slice(0, 5_000)));
  const lines = plain.split(/\n/).map((line) => cleanLine(line, LOCATION_LIMIT)).filter(Boolean);
  const place = cleanLine(lines.join(", ").replace(LINK, " ").replace(/\s+,/g, ","), LOCATION_LIMIT)
    .replace(/^[\s,;|/()–-]+|[\s,;|/(–-]+$/g, "");
  const hasLink = /\bhttps?:\/\//i.test(plain);
  if (hasLink && (place === "" || MEETING.test(place))) return { location: null, is_online: true };
  return { location: place || null, is_online: MEETING.test(place) };
}

const LINK = /\bhttps?:\/\/[^\s<>"']+/gi;

/** What programs write in place of a room. */
const MEETING =
  /^(?:online|virtual|online (?:event|meeting)|virtual (?:event|meeting)|zoom(?: (?:meeting|call))?|google meet|(?:microsoft )?teams(?: meeting)?|microsoft teams meeting|webex|skype)$/i;

/** Names once each. */
export function namesFrom(names: (string | null | undefined)[]): string[] {
  const lines = names.slice(0, 50).flatMap((name) => lineFrom(name, NAME_LIMIT) ?? []);
  return [...new Set(lines)].slice(0, MOST_NAMES);
}

/** An address that may be shown: public, without what tracks its reader or opens a meeting. */
export function webAddress(text: string | null | undefined, base?: string): string | null {
  if (!text) return null;
  const url = URL.parse(text.trim(), base);
  if (!url || publicUrl(url.href, 2_000) === null) return null;
  for (const name of [...url.searchParams.keys()]) {
    if (TRACKING.test(name) || SECRET.test(name)) url.searchParams.delete(name);
  }
  return url.href;
}

const TRACKING = /^(?:utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_hs(?:enc|mi)|yclid)$/i;
const SECRET = /^(?:pwd|pass|passwd|password|passcode|pw)$/i;

/** The text without what opens a meeting to everybody: passwords in links, passcodes, dial-in codes. */
export function withoutSecrets(text: string): string {
  if (
    !/pass|pwd|pw=|pin\b|code|password|kennwort|mot de passe|contrase|dial|,,|one tap/i.test(text)
  ) {
    return text;
  }
  return text.replace(LINK_SECRET, "$1").replace(DIAL_IN, "").replace(LABELLED_SECRET, "");
}

const LINK_SECRET = /([?&#])(?:pwd|pass|passwd|password|passcode|pw)=[^\s&#"'<>)]*&?/gi;

const LABELLED_SECRET = new RegExp(
  String.raw`\b(?:(?:meeting |numeric |webinar |zoom )?pass ?codes?|(?:meeting )?passwords?|` +
    String.raw`pwd|(?:access|security|host|participant|entry) (?:code|key|pin)|pin(?: code)?|` +
    String.raw`phone conference id|conference id|kenncode|kennwort|passwort|mot de passe|` +
    String.raw`code secret|contraseña|wachtwoord|senha)[ \t]*` +
    String.raw`(?:[:=#][ \t]*\S+|\b(?:is|ist)[ \t]+\S*\d\S*)(?:[ \t]\d{2,6}#?){0,4}`,
  "giu",
);

/** A number with the code that follows it: "+61871501149,,998877#,,,,*445566#". */
const DIAL_IN = /\+?[\d ().-]{5,24},{2,4}[\d ,*#]{3,40}/g;
