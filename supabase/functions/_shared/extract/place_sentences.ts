/** A place within a sentence: after "at", "in", "on" …, where to meet, where a bus leaves from. */
import type { Line } from "./lines.ts";
import { oneOf } from "./one_of.ts";
import {
  CAPITALISED,
  hasTime,
  isPlace,
  isWithin,
  namesEvent,
  namesPlace,
  namesSpot,
  soundsLikePlace,
} from "./places.ts";

/** The number of a room, not the hour after a place. */
const NUMBER = String.raw`(?!\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m|\d{1,2}:\d\d)\d+(?:[\w/.-]{0,9}\w)?`;
const WORD = String.raw`(?:${CAPITALISED}|${NUMBER}|of|the|and|&)`;
/** Words in small letters that end a name of capitals: "Harrow Park rotunda", "Marsh Lab room 118". */
const TAIL = String
  .raw`(?: (?:room|rm|lab|level|floor|lvl) [A-Z]?\d[\w-]{0,6}|(?: (?:rotunda|foyer|courts?|steps|car park|gates?|entrance|loading dock|green room|lawn|courtyard|basement|oval|boathouse|bandstand|cafe|café|kitchen|library|theatre|hall|building|rooms?|level|terrace|rooftop|glasshouse|campus|pub|space|lobby|lounge)){0,2})`;
const NAME = String.raw`((?:${CAPITALISED}|\d+[A-Z]?(?!,))(?:,? ${WORD}){0,9}${TAIL})`;

/** "all of Ironbark Library", "on the floor of the Kestrel Pavilion". */
const PART_OF = String
  .raw`(?:whole|all|half|floor|steps|foot|top|front|back|end|corner|basement|roof|rooftop|middle|centre|side|rear|entrance|foyer|lobby|courtyard|car park) of`;
const AT_PLACE = new RegExp(
  String.raw`(?:\b(?:at|in|aboard|inside)|(?<=\s)@)(?: the| our)? ${NAME}`,
  "g",
);
const BY_PLACE = new RegExp(
  String
    .raw`\b(?:on|[Oo]utside|behind|opposite|in front of|${PART_OF})(?: the| our)? ${NAME}`,
  "g",
);
/** "12-2 South Lawn", "1pm, Union House" and no more; a film may be "The Grand Budapest Hotel". */
const AFTER_TIME = new RegExp(
  String
    .raw`(?:\d ?[ap]m|\d[:.]\d\d|\b\d{1,2} ?[-–] ?\d{1,2}|\bnoon),? (?!The )(${CAPITALISED}(?: ${CAPITALISED}){0,3})(?= ?(?:$|[.,!?]|\p{Emoji_Presentation}))`,
  "u",
);
/** "on" names many things that are no place: "on Saturday", "on Campus Radio", "on Netflix". */
const OPEN_GROUND =
  /\b(?:lawns?|oval|field|beach|pier|island|green|courts?|campus|rooftop|terrace|deck|steps|square|plaza|quad|concourse|floor|level|courtyard)(?: \d+)?$/i;

/** "Outside Europe", "outside Class": most of the world; "outside Victoria Market" is one place. */
const WIDE =
  /^(?:Australia|Melbourne|Sydney|Victoria|Europe|Asia|America|Class|Uni|University|STEM)(?:$|,| (?:and|&|[Hh]ours?|[Tt]imes?)\b)|^(?:I|It|You|We)\b/;

/** Whom a speaker is of: "ten years at Corrs & Vale in London", "now at Park & Hall". */
const OF_A_CAREER = new RegExp(
  String.raw`\b${
    oneOf(
      // "Ten years at", "now at", "worked in".
      String
        .raw`works?|worked|working|years?|now|currently|interned|graduated|stud(?:y|ied|ies|ying)|taught|teaches|lead|leads|research\w*`,
      // "An engineer at", "two interns at", "alumni at".
      String
        .raw`engineers?|managers?|interns?|graduates?|students?|professor|lecturer|head|director|founder|partner|alumni|people|folks|friends|professionals|recruiters|staff|speakers?|teams?`,
      // "A career in", "positions at", "a degree in".
      String.raw`internship|degree|careers?|roles?|jobs?|positions?`,
    )
  } (?:(?:\w+ ){0,2})$`,
  "i",
);

/** "Union Bar, Sat 11 April": the place is what comes before the day. */
function withoutWhen(name: string): string {
  const parts = name.split(", ");
  const at = parts.findIndex((part, place) => place > 0 && hasTime(part));
  const place = at < 0 ? name : parts.slice(0, at).join(", ");
  return place.replace(
    / (?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day\b.*| \d.*|$)/,
    "",
  );
}

/** "Thursday 7pm @ The Clyde": what follows a time needs no word for a place. */
const TIME_BEFORE =
  /(?:\d ?[ap]m|\bhalf \d{1,2}|\d[:.]\d\d|noon|midday|midnight|(?:mon|tues|wednes|thurs|fri|satur|sun)day),? $/i;

/** "We'll be at The Clyde from 6pm". */
const TIME_AFTER = /^,? from \d{1,2}(?:[:.]\d\d)? ?(?:[ap]m|-)/i;

/** Verbs of a change of place. */
const MOVED_TO = new RegExp(
  String
    .raw`\b(?:mov(?:es?|ed|ing)|relocat(?:es?|ed|ing)|shift(?:s|ed)|chang(?:es?|ed)) (?:(?:from|out of) [^.!?,]{2,40} )?to (?:the )?${NAME}`,
  "g",
);
const NOW_IN = new RegExp(
  String
    .raw`\b(?:is|are|be|will be|held|now) now (?:held |happening |meeting )?(?:in|at) (?:the )?${NAME}`,
  "g",
);

/** "moves from Harlow 210 to Dorsey Hall", "is now in Cole Auditorium": the place that holds. */
export function placeMovedTo(lines: Line[]): string | null {
  const isThere = (name: string) =>
    (namesPlace(name) || /^(?:[A-Z][\w']+ )+[A-Z]?\d{2,4}$/.test(name)) && !namesEvent(name);
  return first(lines, MOVED_TO, isThere) ?? first(lines, NOW_IN, isThere);
}

/** A capitalised name after "at", in a sentence that tells a day or a time, or that names a kind of place. */
export function placeInSentence(lines: Line[]): string | null {
  return placeAfter(lines, AT_PLACE);
}

/** The same after "outside", "on", "all of", or a time: what says where less often. */
export function placeNearby(lines: Line[]): string | null {
  return placeAfter(lines, BY_PLACE) ?? placeAfterTime(lines);
}

function placeAfterTime(lines: Line[]): string | null {
  for (const { text } of lines) {
    const name = text.length > 600 ? undefined : AFTER_TIME.exec(text)?.[1];
    if (name && namesPlace(name) && !namesEvent(name) && isPlace(name)) return name;
  }
  return null;
}

function placeAfter(lines: Line[], pattern: RegExp): string | null {
  for (const { text } of lines) {
    if (text.length > 600) continue;
    for (const match of text.matchAll(pattern)) {
      const found = placeOf(match, text);
      if (found !== null) return found;
    }
  }
  return null;
}

function placeOf(match: RegExpExecArray, text: string): string | null {
  const name = withoutWhen(match[1]!).replace(/(?:,? (?:of|the|and|&))+$/, "")
    .replace(/[.,'&]+$/, "");
  const before = text.slice(Math.max(0, match.index - 60), match.index);
  const after = text.slice(match.index + match[0].length);
  const isBesideTime = TIME_BEFORE.test(before) ||
    (TIME_AFTER.test(after) && !OF_A_CAREER.test(before));
  const isOn = match[0].startsWith("on ");
  const named = isOn
    ? OPEN_GROUND.test(name) && name.includes(" ")
    : isNamed(name) || (/^outside /i.test(match[0]) && !WIDE.test(name)) ||
      (isInSuburb(name) && hasTime(text));
  if (!named && (isOn || !isBesideTime || namesEvent(name))) return null;
  if (!isBesideTime && OF_A_CAREER.test(before)) return null;
  if (UNIVERSITY.test(name) && !HELD.test(before)) return null;
  if (!isPlace(name) || hasTime(name) || (isOn && namesEvent(name))) return null;
  return withRooms(withoutSubject(name, after), after);
}

/** "Olin Maple Room, the Chess Club will play": what comes after the comma is who, as a verb follows. */
function withoutSubject(name: string, after: string): string {
  const parts = name.split(", ");
  const last = parts.at(-1)!;
  const isSubject = parts.length > 1 && !isWithin(last) &&
    /^ (?!(?:on|from|at|in|this|next|and|for|with|until|till|to|by|every|as|where|near)\b)\p{Ll}+/u
      .test(after);
  return isSubject ? parts.slice(0, -1).join(", ") : name;
}

/** The name before a comma, or the room after it, is a place: "Larkin Building, Ada Lovelace". */
function isNamed(name: string): boolean {
  const [first = "", second = ""] = name.split(", ");
  return namesPlace(first) || isWithin(second);
}

/** "Chalk Street Boulders Brunswick": one word after a place, unless it is an event. */
function isInSuburb(name: string): boolean {
  return namesPlace(name.replace(/ [A-Z]\w+$/, "")) && !namesEvent(name);
}

/** "Kyoto University": who somebody is of, more often than where it is. */
const UNIVERSITY = /^(?:[A-Z]\w+ ){1,3}University$|^University of (?:[A-Z]\w+ ?){1,3}$/;
const HELD =
  /\b(?:held|hosted|us|you|event|session|night|party|fair|expo|day|workshop|festival|\d ?[ap]m|\d[:.]\d\d),? $/i;

/** "Wren Room, Guild House", "Sports Hall, court 3": the room's building, the building's room. */
function withRooms(name: string, after: string): string {
  const next = /^, ([^,.!?()]{2,40})(?=[,.!?(]|$)/.exec(after)?.[1]?.trim();
  if (next === undefined || hasTime(next)) return name;
  return isWithin(next) || (soundsLikePlace(next) && !namesEvent(next)) ? `${name}, ${next}` : name;
}

/** "at 6 on Tuesday" is when, "at 12 Fenner St" is where. */
const NO_HOUR = String.raw`(?!\d{1,2}\b(?! (?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))[A-Z]))`;

/** "meet at the blue boatshed", "Meet: footbridge behind Harrow Park": small letters, or what it is near. */
const MEET = new RegExp(
  [
    // "Meet", "Meeting us", "We start", "Starting", "Gather up".
    String
      .raw`\b(?:[Mm]eet(?:ing)?(?: us)?|[Ww]e (?:start|begin|meet)|[Ss]tarting|[Gg]ather(?:ing)?)(?: up)?`,
    // "at the blue boatshed", "in front of Guild House".
    String
      .raw` ((?:at|outside|in front of|by|under|near|behind|inside|next to|opposite|in) (?:the |our )?(?:${NAME}|(?:[\w'&-]{2,20} ){0,4}?[\w'&-]{2,20})`,
    // "… behind Harrow Park".
    String
      .raw`(?: (?:behind|outside|in front of|near|next to|of|in|at|on) (?:the )?${NO_HOUR}${NAME})?)`,
    // "… at 6", "… before we go".
    String.raw`(?=[,.!?()]|$| (?:at|on|from|and|we|half|from|for|before)\b)`,
  ].join(""),
  "g",
);
/** "Bus leaves Guild House 7:30 AM", "carpool from the Barry Street gate". */
const LEAVES = new RegExp(
  String
    .raw`\b(?:[Bb]us(?:es)?|[Cc]oach(?:es)?|[Tt]rain|[Ff]erry|[Cc]onvoy|[Ww]e|[Cc]ar ?pool(?:ing)?)(?: (?:leaves?|departs?|carpool|goes|go|leaving|departing|meet))?(?: (?:from|at))? (?:the )?${NAME}`,
  "g",
);
/** "10am from the Tin Alley entrance". */
const FROM = new RegExp(
  String.raw`(?:\d ?[ap]m|\d[:.]\d\d|\bnoon)[^.!?\n]{0,20} from (?:the )?${NAME}`,
  "g",
);
/** "Stargazing Camp at Lake Tarrin", "Day trip to Pennant Beach", "Sunrise hike up Mount Macedon". */
const TRIP = new RegExp(
  String
    .raw`\b(?:[Tt]rip|[Hh]ike|[Ww]alk|[Rr]ide|[Ff]erry|[Ee]xcursion|[Ww]eekend|[Rr]etreat|[Cc]amp|[Cc]amping|[Gg]etaway|[Tt]our|[Aa]way|[Dd]ay|[Ss]wim|[Dd]ip|[Cc]limb|[Rr]un|[Cc]lean-?up|[Pp]icnic) (?:to|up|at|around|along|through|in|on) (?:the )?${NAME}`,
  "g",
);

/** Where members are to meet, where a bus leaves from, where a trip goes: what is said of a place when no line states one. */
export function placeToMeet(lines: Line[]): string | null {
  return meetingPoint(lines) ?? first(lines, TRIP, isGround) ??
    first(lines, LEAVES, (name) => namesPlace(name) && !namesEvent(name)) ??
    first(lines, FROM, namesSpot);
}

function meetingPoint(lines: Line[]): string | null {
  for (const { text } of lines) {
    if (text.length > 600) continue;
    for (const match of text.matchAll(MEET)) {
      const phrase = match[1]!;
      const place = phrase.replace(
        /^(?:at|by|in(?! front)|inside) (?:(?:the |our )(?=[A-Z]))?/,
        "",
      );
      const [spot] = place.split(/ (?:behind|outside|near|next to|of|in|at|on) /);
      const isNamed = !/\bsame\b/.test(place) && (namesSpot(place) || namesSpot(spot!));
      const isName = /^(?:outside |in front of |behind |the )*[A-Z]/.test(place);
      if ((isName || isNamed) && isPlace(place) && !hasTime(place)) return place;
    }
  }
  return null;
}

function first(lines: Line[], pattern: RegExp, holds: (name: string) => boolean): string | null {
  for (const { text } of lines) {
    if (text.length > 600) continue;
    for (const match of text.matchAll(pattern)) {
      const name = withoutWhen(match[1]!).replace(/(?:,? (?:of|the|and|&))+$/, "")
        .replace(/[.,'&]+$/, "");
      if (holds(name) && isPlace(name) && !hasTime(name)) return name;
    }
  }
  return null;
}

/** Where a trip may go. */
function isGround(name: string): boolean {
  return /^(?:Lake|Camp|Mount|Mt\.?|Cape|Port|Pier) [A-Z][\w']*(?: [A-Z][\w']*)?$/.test(name) ||
    /\b(?:beach|island|park|reserve|gardens?|falls|forest|river|creek|lake|farm|winery|bay|valley|ranges?|hills|museum|gallery|zoo|observatory|lighthouse)$/i
      .test(name);
}
