/** Where it is: a line that says so ("📍 …", "Venue: …"), else what stands beside the time or is told in a sentence. */
import { OPENS_WITH_WHEN } from "./names.ts";
import { placeAbroad } from "./abroad.ts";
import type { Line } from "./lines.ts";
import { placeInSentence, placeMovedTo, placeNearby, placeToMeet } from "./place_sentences.ts";
import { roomInSentence, smallPlace } from "./rooms.ts";
import { hasTime, isPlace, isPlainPlace, isWithin, namesEvent, soundsLikePlace } from "./places.ts";
import { sentencesOf } from "./sentences.ts";

export interface Where {
  location: string | null;
  is_online: boolean;
}

const ONLINE =
  /\b(?:online|zoom|webinar|virtual(?:ly)?|livestream(?:ed)?|microsoft teams|ms teams|google meet|discord (?:call|server|stage))\b/i;
/** Also online, besides a place: "join us in person or on Zoom", "will be livestreamed". */
const HYBRID =
  /\b(?:in[- ]person|hybrid|(?!(?:online|zoom|teams|virtual|webinar|link|join)\b)\w+ (?:and|or) (?:online|zoom)|can'?t (?:make it|attend|come)|recording|livestream(?:ed)?)\b|(?<!\b(?:online|zoom|teams|virtual|https?:\/|\.[a-z]{2,6}) ?)[+&/] ?(?:online|zoom|teams|livestream)\b/i;
/** What a post says that is held nowhere else: "ONLINE: …", "on Zoom", the address of a call. */
const SAYS_ONLINE =
  /\bwebinar\b|\b(?:via|on|over) (?:zoom|teams|google meet)\b|\bheld online\b|\bonline (?:event|session|workshop|webinar|talk|info|panel|class|seminar|meeting)\b|\bzoom\.us\/|\bmeet\.google\.com\b|\bteams\.(?:microsoft|live)\.com\b|\b(?:zoom|teams) link\b|^\W{0,3}online\s?(?::|-|\||!)/im;

/** The place named by the lines of a post from which summary and organisers are not yet cut. */
export function findWhere(lines: Line[]): Where {
  const found = statedPlace(lines) ?? placeMovedTo(lines) ?? placeAbroad(lines) ??
    placeBeside(lines) ??
    placeInSentence(lines) ??
    roomInSentence(lines) ??
    placeInRow(lines) ?? placeNearby(lines) ?? placeThatOpens(lines) ?? placeToMeet(lines) ??
    smallPlace(lines);
  const location = found && withoutHalfBracket(found);
  if (location !== null && ONLINE.test(location)) {
    return { location, is_online: !HYBRID.test(location) };
  }
  if (location !== null) return { location, is_online: false };
  const text = lines.map(({ text }) => text).join("\n");
  const isOnline = SAYS_ONLINE.test(text) && !HYBRID.test(text);
  return { location: isOnline ? "Online" : null, is_online: isOnline };
}

/** "The Park)" and "Hackspace (basement" are cut from within brackets. */
function withoutHalfBracket(text: string): string {
  const [opened, closed] = [text.split("(").length, text.split(")").length];
  return opened === closed ? text : text.replace(opened > closed ? /\s*\([^()]*$/ : /\)\s*$/, "");
}

function statedPlace(lines: Line[]): string | null {
  for (const [index, line] of lines.entries()) {
    if (line.marker !== "where") continue;
    const next = lines[index + 1];
    // "📍 Where:" over a list of cities or rooms: the place is the line below.
    const below = line.isHeading && next && next.marker === null ? next.text : line.text;
    const text = tidy(line.text.replace(/[:\s]+$/, "") === "" ? next?.text ?? "" : below);
    if (isPlace(text)) return withAddress(text, lines, index);
  }
  return null;
}

/** An address may follow on the next line: "Lecture Theatre 2" / "207-221 Bouverie Street". */
function withAddress(text: string, lines: Line[], index: number): string {
  const next = lines[index + 1];
  const isNear = next && next.marker === null && next.paragraph <= lines[index]!.paragraph + 1;
  const isAddress = isNear && next.text.length < 60 &&
    /^(?:[A-Z]{2,4}-?\d|\d+[-\d]*[a-z]? [A-Z])/.test(next.text) &&
    !(/^\W*\d/.test(next.text) && hasTime(next.text));
  return isAddress ? `${text}, ${next.text}` : text;
}

function tidy(text: string): string {
  return text
    .replace(/^(?:(?:new |event )?(?:location|venue|where|place|address)\b[^:]{0,20}:\s*)/i, "")
    .replace(/^(?:@|at )\s*(?=[A-Z])/, "")
    // "art studio 2, see you there", "Q3.07, Time: 18:00".
    .replace(CALLS_AFTER, "")
    .replace(/\s*[|·]\s*$/, "")
    .trim();
}

const CALLS_AFTER =
  /[,.!;]? (?:see you|see ya|come (?:along|by|hungry|join)|join us|don't (?:miss|forget)|rsvp|sign up|all welcome|everyone welcome|(?:start|time|date|doors|when|bring)s?:)(?![^,.!]*\bentrance\b).*$/i;

/** "Sun 14 Sep | 3pm | Melba Hall", "Friday, 6pm, Old Arts 254": what follows the time and sounds like a place. */
function placeInRow(lines: Line[]): string | null {
  for (const { text } of lines) {
    if (text.length > 300) continue;
    const row = text.replace(/ ?\(([^()]{1,80})\)/g, (whole, aside) => forRow(whole, aside));
    const parts = row.split(/\s*(?:\||·|\/\/|, | - |[.!?](?: |$))\s*/)
      .map((part) => tidy(part.includes("(") ? part : part.replace(/[)!]+$/, "")));
    const told = parts.findIndex((part) => hasTime(part));
    // "Eclipse viewing on South Lawn": the place is at the end.
    const after = parts.slice(told + 1).map((part) =>
      part.replace(/^.{1,60} (?:on|at|in) (?:the )?(?=[A-Z][^A-Z]*(?: [A-Z][^A-Z]*){0,3}$)/, "")
    );
    const cells = text.length <= 100 ? text.split(/\s*(?:[|·]|\/\/)\s*/) : [];
    const isRow = cells.length >= 3 && told === 0;
    const at = after.findIndex((part) => isBareLine(part) || (isRow && standsForPlace(part)));
    const named = parts.find((part, place) =>
      place > 0 && THE_NAME.test(part) && hasTime(parts[place - 1]!)
    );
    if (at < 0 && named && !OPENS_WITH_WHEN.test(parts[0]!)) return named;
    if (told < 0 || at < 0) continue;
    const end = after.findIndex((part, place) => place > at && !isStillPlace(part));
    const whole = after.slice(at, end < 0 ? undefined : end).join(", ");
    const cell = isRow && cells.find((cell) => cell.startsWith(after[at]!) && isPlace(cell));
    const found = cell || (row.includes(whole) ? whole : after[at]!);
    return found.replaceAll("; ", ", ").replace(/[.!]+$/, "");
  }
  return null;
}

/** "Pub quiz Weds 11th, 7.45pm, The Lamb". */
const THE_NAME = /^The [A-Z][\w']+(?: (?:[A-Z][\w']+|and|&)){0,2}$/;

/** "22 March | 6pm | Melbourne Connect": a name without a word for a place or for an event. */
function standsForPlace(part: string): boolean {
  return /^(?:[A-Z][\w'&.]* ?){1,4}(?:\d[\w.]{0,6})?(?:, .{1,30})?$/.test(part) && isPlace(part) &&
    !hasTime(part) &&
    !namesEvent(part);
}

/** The room, floor or address, or the building, of the place that was just named. */
function isStillPlace(part: string): boolean {
  return isWithin(part) || (soundsLikePlace(part) && !namesEvent(part));
}

/** "The Great Hall (ends 8:30pm)": an aside is no part of it, "The Foundry (upstairs)" says where. */
function withoutAside(text: string): string {
  const aside = /\s*\(([^()]*)\)[.!]*$/.exec(text)?.[1];
  return aside === undefined || isInside(aside)
    ? text
    : text.slice(0, text.lastIndexOf("(")).trim();
}

/** What is in brackets is no item of a row, unless it tells when; a room in them stays one item. */
function forRow(whole: string, aside: string): string {
  if (isInside(aside)) return whole.replaceAll(", ", "; ");
  return hasTime(aside) ? whole : "";
}

function isInside(aside: string): boolean {
  return /^(?:upstairs|downstairs|basement|level|ground floor|floor|room|building|rear|enter)\b.{0,25}$/i
    .test(aside) && !hasTime(aside);
}

/** A line that sounds like a place and nothing else, right below a line that tells when, or above it. */
function placeBeside(lines: Line[]): string | null {
  const tells = (line: Line | undefined) =>
    line !== undefined && line.text.length <= 80 && (line.marker === "when" || hasTime(line.text));
  const isPlain = ({ text, marker }: Line) =>
    marker === null && text.length <= 70 && /\p{L}/u.test(text) && !/[!?:]|[.] \S/.test(text);
  const bare = lines.map(({ text }) => withoutAside(text).replace(/[.\s]+$/, ""));
  const isBelow = lines.map((line, at) => isPlain(line) && isBareLine(bare[at]!));
  const isAbove = lines.map((_, at) => isBelow[at] && /\p{Ll}/u.test(bare[at]!));
  const at = lines.findIndex((_, at) => isBelow[at] && tells(lines[at - 1]));
  const before = lines.findIndex((_, at) => at > 0 && isAbove[at] && tells(lines[at + 1]));
  const found = at >= 0 ? bare[at] : bare[before];
  return found ? tidy(found) : null;
}

function isBareLine(text: string): boolean {
  const place = text.replace(/ \(([^()]*)\)$/, (whole, aside) => isInside(aside) ? "" : whole);
  const [first = "", room = ""] = place.split(", ", 2);
  const isKnown = soundsLikePlace(place) || isPlainPlace(place) ||
    (place !== text && standsForPlace(place)) || (isWithin(room) && standsForPlace(first));
  return isKnown && !namesEvent(place);
}

/**
 * "Larkin Building 1.07, over by 2pm.": a sentence that opens with a place, up to the comma, in a post
 * that says no more of it.
 */
function placeThatOpens(lines: Line[]): string | null {
  const isTold = lines.some(({ text, marker }) => marker === "when" || hasTime(text));
  if (!isTold) return null;
  for (const { text, marker } of lines) {
    if (marker === "price" || marker === "link" || text.length > 600) continue;
    for (const sentence of sentencesOf(text)) {
      const found = openingOf(sentence);
      if (found) return found;
    }
  }
  return null;
}

/** The place that is all of a sentence, or its beginning before a comma or a bracket. */
function openingOf(sentence: string): string | null {
  const parts = sentence.replace(/[.!]+$/, "").split(/, | (?=\()/);
  const [first = ""] = parts;
  if (!soundsLikePlace(first) || namesEvent(first) || !isSpot(first)) return null;
  const end = parts.findIndex((part, at) => at > 0 && !isStillPlace(part));
  const whole = parts.slice(0, end < 0 ? undefined : end).join(", ");
  return sentence.includes(whole) ? whole : first;
}

/** All words are capitals but small ones; "Melbourne Chess Club" is who, and "Design Studio" may be what. */
function isSpot(text: string): boolean {
  return /\p{Ll}/u.test(text) &&
    text.split(" ").every((word) =>
      /^(?:[A-Z\d&]|(?:the|of|and|courts?|foyer|steps|rotunda|gates?)$)/.test(word)
    ) &&
    !/\b(?:club|university|school|union|society|hub|track|bar|restaurant|church|place|space|office)$/i
      .test(text);
}
