/** Content lines of iCalendar (RFC 5545, section 3.1): unfolded, then split at the right colon. */
import { byteOrderMark, decode } from "../bytes.ts";

export interface Line {
  /** In capitals. */
  name: string;
  /** In capitals; the first value of each. */
  params: Record<string, string>;
  value: string;
}

const CR = 13, LF = 10, TAB = 9, SPACE = 32;

/** Unfolds bytes before letters are made of them: folds fall inside letters. */
export function unfoldedText(bytes: Uint8Array, contentType: string): string {
  if (byteOrderMark(bytes)?.startsWith("utf-16")) {
    return decode(bytes, contentType).replace(/\r?\n[ \t]/g, "");
  }
  return decode(unfold(bytes), contentType);
}

function unfold(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let size = 0;
  for (let i = 0; i < bytes.length; i++) {
    const start = bytes[i] === CR && bytes[i + 1] === LF ? i + 1 : i;
    const isEnd = bytes[start] === LF || bytes[start] === CR;
    if (isEnd && (bytes[start + 1] === SPACE || bytes[start + 1] === TAB)) i = start + 1;
    else out[size++] = bytes[i]!;
  }
  return out.subarray(0, size);
}

/** Lines that are none continue the one before them: some programs forget to escape a line break. */
export function contentLines(text: string): Line[] {
  const lines: Line[] = [];
  for (const raw of text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/)) {
    if (raw.trim() === "") continue;
    const line = contentLine(raw);
    const before = lines.at(-1);
    if (line) lines.push(line);
    else if (!before) lines.push({ name: "", params: {}, value: raw });
    else if (!/^(?:BEGIN|END)$/.test(before.name)) continueLine(before, raw);
  }
  return lines;
}

function continueLine(line: Line, raw: string) {
  if (line.value.length < 20_000) line.value += `\\n${raw}`;
}

/** Null for what is no `NAME;PARAM=VALUE:VALUE`. */
function contentLine(raw: string): Line | null {
  const name = /^[ \t]*([A-Za-z0-9-]{1,60})[ \t]*(?=[:;])/.exec(raw);
  if (!name) return null;
  const colon = colonBeforeDate(name[1]!, raw) ?? colonAfter(raw, name[0].length);
  if (colon < 0) return null;
  const params = name[0].length === colon ? {} : paramsOf(raw.slice(name[0].length, colon));
  return { name: name[1]!.toUpperCase(), params, value: raw.slice(colon + 1) };
}

const OF_DATES = /^(?:DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)$/i;

/** Zones are named with colons and without quotes: "DTSTART;TZID=(UTC+10:00) Sydney:20261201T180000". */
function colonBeforeDate(name: string, raw: string): number | null {
  if (!OF_DATES.test(name)) return null;
  const at = raw.search(/:\s*\d{4}-?\d\d-?\d\d/);
  return at < 0 ? null : at;
}

/** The first colon outside quotation marks; where these do not match, the first of all. */
function colonAfter(raw: string, from: number): number {
  let isQuoted = false;
  for (let i = from; i < raw.length; i++) {
    if (raw[i] === '"') isQuoted = !isQuoted;
    else if (raw[i] === ":" && !isQuoted) return i;
  }
  return raw.indexOf(":", from);
}

function paramsOf(text: string): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [, name, quoted, plain] of text.matchAll(/;([^=;":]+)=(?:"([^"]*)"?|([^;]*))/g)) {
    params[name!.trim().toUpperCase()] ??= (quoted ?? plain!).trim();
  }
  return params;
}
