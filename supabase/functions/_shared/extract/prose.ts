/** Parts of a text that each tell a day and an hour of their own. */
import type { Line } from "./lines.ts";
import { hasTime } from "./places.ts";
import { NOT_AN_EVENT } from "./rows.ts";
import { sentencesOf } from "./sentences.ts";
import { WEEKDAY } from "./spelling.ts";

/** Longer texts tell of more than events. */
const LONGEST = 2000;
/** Where a sentence goes on to another event. */
const GOES_ON =
  /(?:,|;| -)? (?=(?:and (?:then|mark|save|on|this|next)|then|also|plus|und (?:dann|am|merkt)|einmalig|et (?:le|puis)|puis|y (?:el|luego)|e (?:no|na|depois)|en (?:op|dan))\b)/i;
const NAMES_DAY = new RegExp(
  String
    .raw`\b(?:${WEEKDAY}|today|tonight|tomorrow|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\b|\d\/\d`,
  "i",
);

/** Sentences in order; one that tells no day and hour belongs to the one before it. */
export function proseParts(lines: Line[]): string[] {
  if (lines.reduce((sum, { text }) => sum + text.length, 0) > LONGEST) return [];
  const pieces = lines.flatMap(({ english, text }) =>
    sentencesOf(english === text ? text : english).flatMap(splitWhereBothTell)
  );
  const parts: string[] = [];
  let opening = "";
  for (const piece of pieces) {
    if (NOT_AN_EVENT.test(piece)) continue;
    if (tellsWhen(piece)) {
      parts.push(parts.length === 0 && opening ? `${opening}\n${piece}` : piece);
    } else if (parts.length > 0) parts[parts.length - 1] += ` ${piece}`;
    else opening = `${opening} ${piece}`.trim();
  }
  return parts;
}

/** "… at 8 in the chapel and on Saturday at 12 in the courtyard": both sides tell when. */
function splitWhereBothTell(sentence: string): string[] {
  const parts = sentence.split(GOES_ON);
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && !(tellsWhen(last) && tellsWhen(part))) {
      joined[joined.length - 1] = `${last} ${part}`;
    } else joined.push(part);
  }
  return joined;
}

function tellsWhen(text: string): boolean {
  return NAMES_DAY.test(text) && /\d ?[ap]m\b|\d[:.]\d\d|\bat \d|\bnoon\b/i.test(text) &&
    hasTime(text);
}
