/** Where it is: a line that says so ("📍 …", "Venue: …"), else "at the Clyde Hotel" beside the date. */
import type { Line } from "./lines.ts";
import { findClocks } from "./clocks.ts";
import { findDays } from "./days.ts";
import { EVENT_NOUNS } from "./kind.ts";
import { britishOrder } from "./spelling.ts";

export interface Where {
  location: string | null;
  is_online: boolean;
}

const UNKNOWN =
  /\b(?:tba|tbc|tbd|to be (?:announced|confirmed|decided|advised|revealed)|coming soon|secret)\b/i;
const NO_PLACE =
  /^(?:details?|apply|check|swipe|register|sign|see|click|visit|follow|dm|tickets?|free|open to|link|more|join|get|find|read|please|all|don'?t|interested|note|deadline|guaranteed)\b|\bin (?:our |the )?bio\b|https?:|\bpurchased\b/i;
const ONLINE =
  /\b(?:online|zoom|webinar|virtual(?:ly)?|livestream(?:ed)?|microsoft teams|ms teams|google meet|discord (?:call|server|stage))\b/i;
/** Also online, besides a place: "join us in person or on Zoom", "will be livestreamed". */
const HYBRID =
  /\b(?:in[- ]person|hybrid|can'?t (?:make it|attend|come)|recording|livestream(?:ed)?)\b/i;

/** The place named by the lines of a post from which summary and organisers are not yet cut. */
export function findWhere(lines: Line[]): Where {
  const stated = statedPlace(lines);
  const found = stated ?? placeBeside(lines) ?? placeInSentence(lines) ?? placeInRow(lines);
  const location = found && withoutHalfBracket(found);
  if (location !== null && ONLINE.test(location)) {
    return { location, is_online: !HYBRID.test(location) };
  }
  if (location !== null) return { location, is_online: false };
  const text = lines.map(({ text }) => text).join("\n");
  const isOnline =
    /\b(?:webinar|(?:via|on|over) zoom|held online|online (?:event|session|workshop|webinar|talk|info))\b/i
      .test(text) && !HYBRID.test(text);
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
    !hasWhen(next.text);
  return isAddress ? `${text}, ${next.text}` : text;
}

function tidy(text: string): string {
  return text
    .replace(/^(?:(?:new |event )?(?:location|venue|where|place|address)\b[^:]{0,20}:\s*)/i, "")
    .replace(/^(?:@|at )\s*(?=[A-Z])/, "")
    .replace(/\s*[|·]\s*$/, "")
    .trim();
}

function isPlace(text: string): boolean {
  return text.length >= 3 && text.length <= 160 && !UNKNOWN.test(text) && !NO_PLACE.test(text) &&
    /\p{L}/u.test(text) && !hasWhen(text);
}

/** Times and days in what should be a place: the marker was used for something else. */
function hasWhen(text: string): boolean {
  return /^\W*\d/.test(text) && hasTime(text);
}

/** "Sun 14 Sep | 3pm | Melba Hall", "Friday, 6pm, Old Arts 254": what follows the time and sounds like a place. */
function placeInRow(lines: Line[]): string | null {
  for (const { text } of lines) {
    if (text.length > 300) continue;
    const parts = text.split(/\s*(?:\||·|\/\/|, | - |[.!?] )\s*/).map(tidy);
    const told = parts.findIndex((part) => hasTime(part));
    // "Eclipse viewing on South Lawn": the place is at the end.
    const after = parts.slice(told + 1).map((part) =>
      part.replace(/^.{1,60} (?:on|at|in) (?:the )?(?=[A-Z][^A-Z]*(?: [A-Z][^A-Z]*){0,3}$)/, "")
    );
    const cells = text.length <= 100 ? text.split(/\s*(?:[|·]|\/\/)\s*/) : [];
    const isRow = cells.length >= 3 && told === 0;
    const at = after.findIndex((part) => soundsLikePlace(part) || (isRow && standsForPlace(part)));
    if (told < 0 || at < 0) continue;
    const end = after.findIndex((part, place) => place > at && !isWithin(part));
    const whole = after.slice(at, end < 0 ? undefined : end).join(", ");
    const cell = isRow && cells.find((cell) => cell.startsWith(after[at]!) && isPlace(cell));
    const found = cell || (text.includes(whole) ? whole : after[at]!);
    return found.replace(/[.!]+$/, "");
  }
  return null;
}

/** "22 March | 6pm | Melbourne Connect": a name without a word for a place or for an event. */
function standsForPlace(part: string): boolean {
  return /^(?:[A-Z][\w'&.]* ?){1,4}(?:, .{1,30})?$/.test(part) && isPlace(part) && !hasTime(part) &&
    !NAMES_EVENT.test(part);
}

/** "Level 5", "Room 12", "110 Kippax St": where in the place that was just named. */
function isWithin(part: string): boolean {
  return !hasTime(part) && isPartOfPlace(part);
}

function isPartOfPlace(part: string): boolean {
  return ROOM.test(part) || /^\d+[-\d]*[a-z]? [A-Z]\w+(?: \w+){0,2}\.?$/.test(part);
}

/** A line that sounds like a place and nothing else, right below a line that tells when, or above it. */
function placeBeside(lines: Line[]): string | null {
  const tells = (line: Line | undefined) =>
    line !== undefined && line.text.length <= 80 && (line.marker === "when" || hasTime(line.text));
  const isPlain = ({ text, marker }: Line) =>
    marker === null && text.length <= 70 && /\p{Ll}/u.test(text) && !/[!?:]|[.] \S/.test(text);
  const places = lines.map((line) =>
    isPlain(line) && soundsLikePlace(line.text.replace(/[.\s]+$/, "")) &&
    !NAMES_EVENT.test(line.text)
  );
  const found = lines.find((_, at) => places[at] && tells(lines[at - 1])) ??
    lines.find((_, at) => at > 0 && places[at] && tells(lines[at + 1]));
  return found ? tidy(found.text.replace(/[.\s]+$/, "")) : null;
}

function hasTime(text: string): boolean {
  const day = britishOrder(text);
  return findClocks(day, false).length > 0 || findDays(day, "2000-01-01").length > 0;
}

/** "Tin Kettle, 12 Fenner St", "Sports Hall, court 3": where and nothing else. */
export function isPlaceOnly(text: string): boolean {
  const last = text.split(", ").at(-1) ?? "";
  const isAddress = /^\d+[-\d]*[a-z]? [A-Z]\w+(?: \w+){0,2}$/.test(last) || ROOM.test(last);
  const isAddressed = isAddress && text.includes(", ");
  return (isAddressed || HALL.test(text)) && isPlace(text) && !hasTime(text);
}

/** "Physics Lecture Theatre": a name of a place by its last word, and no sentence. */
const HALL =
  /^(?:[A-Z][\w'&.]* ){1,4}(?:Theatre|Theater|Hall|Library|Building|Campus|Lawn|Centre|Stadium|Pavilion|Atrium|Foyer)$/;

const ROOM = /^(?:room|level|lab|court|floor|lecture theatre|studio|building)\b.{0,20}$/i;

/** Few words, the first with a capital, and a kind of place or the number of a room among them. */
function soundsLikePlace(text: string): boolean {
  return /^(?:the )?[A-Z]/.test(text) && text.split(" ").length <= 7 && isPlace(text) &&
    !hasTime(text) && (PLACE_NOUN.test(text) || /\b[A-Z]\w{2,} [A-Z]?\d{2,4}\.?$/.test(text));
}

/** A full stop ends the place, but for one within a word or after an initial or "St". */
const CAPITALISED = String.raw`(?:(?:St|Mt|Dr|No|[A-Z])\.(?= )|[A-Z][\w'&]*(?:\.[\w'&]+)*)`;
/** "Students' Club Industry Breakfast", "Diwali Mela 2026": what is on, for all its words of places; "Boathouse Drive" is one. */
const NAMES_EVENT = new RegExp(
  String.raw`(?:${EVENT_NOUNS.source.replace("|drive|", "|")}|\b20\d\d)\W*$`,
  "i",
);

const WORD = String.raw`(?:${CAPITALISED}|\d+[\w/-]*|of|the|and|&)`;
const AT_PLACE = new RegExp(
  String
    .raw`(?:\b(?:at|in|aboard)|(?<=\s)@)(?: the| our)? ((?:${CAPITALISED}|\d+[A-Z]?)(?:,? ${WORD}){0,9})`,
  "g",
);
const PLACE_NOUN =
  /\b(?:room|theatre|theater|hotel|bar|pub|hall|building|campus|lawn|centre|center|museum|park|street|st|road|rd|lane|ln|ave|avenue|library|stadium|pavilion|house|cafe|restaurant|gallery|club|university|quad\w*|court|field|oval|gardens?|square|level|lab|studio|church|school|beach|hub|lounge|kitchen|arena|the spot|union|place|tower|floor|cinema|track|clubroom|foyer|plaza|venue|shed|drive|courts|ovals|courtyard|terrace|auditorium|chapel|canteen|pool|boathouse|basement)\b/i;

/** "Union Bar, Sat 11 April": the place is what comes before the day. */
function withoutWhen(name: string): string {
  const parts = name.split(", ");
  const at = parts.findIndex((part, place) => place > 0 && hasTime(part));
  return at < 0 ? name : parts.slice(0, at).join(", ");
}

/** "Thursday 7pm @ The Clyde": what follows a time needs no word for a place. */
const TIME_BEFORE =
  /(?:\d ?[ap]m|\d[:.]\d\d|noon|midday|midnight|(?:mon|tues|wednes|thurs|fri|satur|sun)day),? $/i;

/** A capitalised name after "at", in a sentence that tells a day or a time, or that names a kind of place. */
function placeInSentence(lines: Line[]): string | null {
  for (const { text } of lines) {
    if (text.length > 600) continue;
    for (const match of text.matchAll(AT_PLACE)) {
      const name = withoutWhen(match[1]!).replace(/(?:,? (?:of|the|and|&))+$/, "").replace(
        /[.,'&]+$/,
        "",
      );
      const isBesideTime = TIME_BEFORE.test(text.slice(Math.max(0, match.index - 30), match.index));
      if ((PLACE_NOUN.test(name) || isBesideTime) && isPlace(name) && !hasTime(name)) return name;
    }
  }
  return null;
}
