/** Places and names in posts that are not in English. */
import { translatorOf } from "./languages.ts";
import type { Line } from "./lines.ts";

/** "…, salle B204", "im Hörsaal 2": the first place that a line of a post in another language names. */
export function placeAbroad(lines: Line[]): string | null {
  if (lines.every(({ text, english }) => text === english)) return null;
  const { placeIn } = translatorOf(lines.map(({ text }) => text).join("\n"));
  for (const { text, marker } of lines) {
    if (marker === "price" || marker === "link" || text.length > 600) continue;
    for (const part of text.split(/\s*(?:[,;:|·()!?]|\.(?=\s|$)| - )\s*/)) {
      const found = placeIn(part);
      if (found && found.length <= 60) return found;
    }
  }
  return null;
}

/** A line without the day that it opens with or leads to: "Filmabend" of "Filmabend am 20. April". */
export function withoutDay(line: Line): Line {
  const { text, english, marker } = line;
  if (english.endsWith(text) || marker === "when") return line;
  const before = text.slice(0, commonStart(text, english));
  const words = before.replace(/\s*\p{L}*$/u, "").replace(/[\s,:;|(-]+$/, "");
  if (/\p{L}{3}/u.test(words)) return { ...line, text: words };
  if (before.length > 3) return line;
  const end = commonEnd(text, english);
  const after = text.slice(text.length - end).replace(/^\P{L}*(?:[^:]{0,20}:)?\s*/u, "");
  return /\p{L}{3}/u.test(after) ? { ...line, text: after } : line;
}

function commonStart(text: string, other: string): number {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  return at;
}

function commonEnd(text: string, other: string): number {
  let count = 0;
  while (count < text.length && text.at(-1 - count) === other.at(-1 - count)) count += 1;
  return count;
}
