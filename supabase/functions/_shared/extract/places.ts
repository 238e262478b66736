/** What a name of a place looks like: the words it ends in, the capitals before them, the room after them. */
import { findClocks } from "./clocks.ts";
import { findDays } from "./days.ts";
import { EVENT_NOUNS } from "./kind.ts";
import { britishOrder } from "./spelling.ts";

const UNKNOWN =
  /\b(?:tba|tbc|tbd|to be (?:announced|confirmed|decided|advised|revealed)|coming soon|secret)\b/i;
const NO_PLACE =
  /^(?:details?|meet(?:ing)?|bring|look for|apply|check|swipe|register|sign|see|click|visit|follow|dm|tickets?|free|open to|link|more|join|get|find|read|please|all|don'?t|interested|note|deadline|guaranteed|save|stay|tag)\b|\bin (?:our |the )?bio\b|https?:|\bpurchased\b|^the same\b|^same\b/i;

/** Could be a place: no call, no link, no "to be announced". */
export function isPlace(text: string): boolean {
  return text.length >= 3 && text.length <= 160 && !UNKNOWN.test(text) && !NO_PLACE.test(text) &&
    /\p{L}/u.test(text) && !(/^\W*\d/.test(text) && hasTime(text));
}

/** Whether a text tells a day or a time. */
export function hasTime(text: string): boolean {
  const known = TELLS_TIME.get(text);
  if (known !== undefined) return known;
  const day = britishOrder(text);
  const tells = findClocks(day, false).length > 0 || findDays(day, "2000-01-01").length > 0;
  if (TELLS_TIME.size >= KEPT_TEXTS) TELLS_TIME.clear();
  TELLS_TIME.set(text, tells);
  return tells;
}

/** The same lines and parts of lines are asked about again and again within one post. */
const TELLS_TIME = new Map<string, boolean>();
const KEPT_TEXTS = 200;

/** A repair café is held, not visited. */
const GATHERED = "(?:repair|language|conversation|writing)";

/** Stands for nothing but a place, whatever case it is written in. */
const SPOT = String
  .raw`theatre|theater|amphitheatre|auditorium|building|bldg|hall|lawns?|library|pavilion|cinema|stadium|gym(?:nasium)?|courtyard|foyer|atrium|courts?|park|car ?park|skatepark|reserve|oval|beach|pier|wharf|jetty|boat ?shed|[a-z]{0,8}house|rotunda|bandstand|gazebo|(?<!\b${GATHERED} )caf[eé]|pub|hotel|museum|gallery|gardens?|campus|plaza|quad|quadrangle|basement|rooftop|terrace|kiosk|clubroom|common room|art room|chapel|observatory|footbridge|bridge|fountain|statue|steps|stairs|entrance|gates?|loading dock|green room|clock ?tower|tram stop|bus stop|station|pool|boulders`;

/** Also in other names ("Chess Club", "Data Lab"): a place where the rest of the line says so. */
const SITE = String
  .raw`${SPOT}|room|bar|centre|center|street|st|road|rd|lane|ln|ave|avenue|restaurant|club|university|court|field|fields|square|level|lab|studio|church|school|hub|lounge|kitchen|arena|the spot|union|place|tower|floor|track|venue|shed|drive|courts|ovals|canteen|farm|winery|brewery|village|forest|falls|island|creek|lake|market hall|space|concourse|green|rink|ballroom|hut|mph|ground|grounds|lodge|cellar|lobby|theatrette|clubhouse|office`;

const SIDE = String
  .raw`north|south|east|west|upstairs|downstairs|upper|lower|[a-z]?\d[\w./-]{0,12}|[a-z]|levels?|lvl|rooms?|floor|ground`;

/** The word that says it is a place ends the name, but for a number, a floor, "of …" or what stands after a comma. */
const NAMES_PLACE = new RegExp(
  String.raw`\b(?:${SITE})(?:(?: (?:${SIDE})){0,3}| of (?!fame)[^,]{2,40})(?:,.{1,80})?$`,
  "i",
);
/** "Lake Tarrin", "Camp Manyung", "Pier 2", "Mt Buller". */
const LED_BY_NOUN =
  /^(?:Lake|Camp|Mount|Mt\.?|Pier|Gate|Room|Port|Cape|Fort|Building|Lab|Studio|Caf[eé]|Hotel) [A-Z\d][\w'.]*(?: [A-Z][\w']*)?$|^St\.? [A-Z]\w+'s(?:, [A-Z]\w+)?$/;

/** The last words name a kind of place: "Larkin Cinema", "Union House Level 3", "University of Leeds". */
export function namesPlace(text: string): boolean {
  return NAMES_PLACE.test(text) || LED_BY_NOUN.test(text);
}

/** The same by a word that is said of places alone. */
const NAMES_SPOT = new RegExp(String.raw`\b(?:${SPOT})(?: (?:${SIDE})){0,3}$`, "i");

export function namesSpot(text: string): boolean {
  return NAMES_SPOT.test(text);
}

/** "Students' Club Industry Breakfast", "Diwali Mela 2026": what is on, for all its words of places; "Boathouse Drive" is one. */
const NAMES_EVENT = new RegExp(
  String.raw`(?:${
    EVENT_NOUNS.source.replace("|drive|", "|")
  }|\b(?:office hours|${GATHERED} caf[eé])|\b20\d\d)\W*$`,
  "i",
);

export function namesEvent(text: string): boolean {
  return NAMES_EVENT.test(text);
}

/** Words of a sentence: "Prizes from The Book House" is no place, nor is "Speaker: Jane Park". */
const IN_A_SENTENCE =
  /[:?!]|\b(?:from|by|with|to|is|are|was|will|our|your|we|you|my|an?|has|have|had|think|come)\b/;
/** "Concourse" says where, "Space" does not. */
const STANDS_ALONE = /^(?:concourse|lounge|kitchen|canteen|bar|clubhouse|arena|chapel|church)\W*$/i;

/** Few words, the first with a capital, and a kind of place or the number of a room at their end. */
export function soundsLikePlace(text: string): boolean {
  const words = text.split(" ");
  return /^(?:the )?[A-Z]/.test(text) && words.length <= 7 && isPlace(text) && !hasTime(text) &&
    !IN_A_SENTENCE.test(text) && (words.length > 1 || namesSpot(text) || STANDS_ALONE.test(text)) &&
    (namesPlace(text) || /\b[A-Z]\w{2,} [A-Z]?(?:\d{2,4}|\d{1,2}\.\d{1,3})\.?$/.test(text));
}

/** "the old boilerhouse", "basement of redmond hall": few words in small letters. */
export function isPlainPlace(text: string): boolean {
  return /^(?:the )?(?:(?!(?:a|an|our|your|my|same|in|at|on|no|free|open|every|each|and|with|for)\b)[a-z'-]{2,15} ){0,4}[a-z'-]{2,15}$/
    .test(text.replace(/ (?:lvl|level|floor) ?\d{1,2}$/, "")) &&
    (namesSpot(text) ||
      /\b(?:function|seminar|meeting|common|music|multipurpose|tutorial) room\b|\bmain ground$/
        .test(text)) &&
    !hasTime(text);
}

/** A full stop ends the place, but for one within a word or after an initial or "St". */
export const CAPITALISED = String
  .raw`(?:(?:St|Mt|Dr|No|[A-Z])\.(?= )|[A-ZÀ-Ý][\wÀ-ÿ'&]*(?:\.[\wÀ-ÿ'&]+)*)`;

const ROOM =
  /^(?:rooms?|level|lab|courts?|pitch|field|floor|lecture theatre|studio|building|ground floor|basement|upstairs|downstairs|north end|south end)\b.{0,20}$/i;

/** "Level 5", "Room 12", "110 Kippax St": where in the place that was just named. */
export function isWithin(part: string): boolean {
  return !hasTime(part) &&
    (ROOM.test(part) || /^\d+[-\d]*[a-z]? [A-Z]\w+(?: \w+){0,2}\.?$/.test(part));
}

/** "Physics Lecture Theatre": a name of a place by its last word, and no sentence. */
const HALL =
  /^(?:[A-Z][\w'&.]* ){1,4}(?:Theatre|Theater|Hall|Library|Building|Campus|Lawn|Centre|Stadium|Pavilion|Atrium|Foyer|Cinema|Gym|Courtyard|Oval|Reserve)$/;

/** "Tin Kettle, 12 Fenner St", "Sports Hall, court 3": where and nothing else. */
export function isPlaceOnly(text: string): boolean {
  const last = text.split(", ").at(-1) ?? "";
  const isAddress = /^\d+[-\d]*[a-z]? [A-Z]\w+(?: \w+){0,2}$/.test(last) || ROOM.test(last);
  const isAddressed = isAddress && text.includes(", ");
  return (isAddressed || HALL.test(text)) && isPlace(text) && !hasTime(text);
}
