/** Days that have a name: "Halloween", "Christmas Eve", "Thanksgiving". */
import { addDays, weekdayOf } from "../time/civil.ts";

const fixed = (day: string) => (year: number) => `${year}-${day}`;

/** The nth weekday (0 for Sunday) of a month. */
const nth = (place: number, weekday: number, month: string) => (year: number) => {
  const first = `${year}-${month}-01`;
  return addDays(first, (weekday - weekdayOf(first) + 7) % 7 + 7 * (place - 1));
};

/** Western Easter Sunday: the anonymous Gregorian algorithm of 1876. */
function easter(year: number): string {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const skipped = century - Math.floor(century / 4);
  const moon = (skipped - Math.floor((8 * century + 13) / 25) + 19 * golden + 15) % 30;
  const full = moon - Math.floor(moon / 28) * (1 - Math.floor(29 / (moon + 1)) *
          Math.floor((21 - golden) / 11));
  const sunday = (year + Math.floor(year / 4) + full + 2 - skipped) % 7;
  return addDays(`${year}-03-28`, full - sunday);
}

const fromEaster = (days: number) => (year: number) => addDays(easter(year), days);

/** Names that mean one day everywhere; feasts of other calendars move and are not here. */
const NAMED: [name: string, date: (year: number) => string][] = [
  ["new year'?s eve|nye|silvester|saint-sylvestre|nochevieja|oudejaarsavond", fixed("12-31")],
  ["new year'?s day|neujahr", fixed("01-01")],
  ["valentine'?s(?: day)?|valentinstag|saint-valentin", fixed("02-14")],
  ["(?:st\\.?|saint) patrick'?s day|st\\.? paddy'?s day", fixed("03-17")],
  ["april fools'?(?: day)?", fixed("04-01")],
  ["may day", fixed("05-01")],
  ["(?:july 4th|4th of july|fourth of july)", fixed("07-04")],
  ["halloween", fixed("10-31")],
  ["(?:guy fawkes|bonfire) night", fixed("11-05")],
  ["christmas eve|heiligabend|nochebuena|réveillon de noël", fixed("12-24")],
  ["christmas day|weihnachten|noël|navidad|natale", fixed("12-25")],
  ["boxing day", fixed("12-26")],
  ["shrove tuesday|pancake day|mardi gras", fromEaster(-47)],
  ["ash wednesday", fromEaster(-46)],
  ["good friday|karfreitag", fromEaster(-2)],
  ["easter sunday|ostersonntag", fromEaster(0)],
  ["easter monday|ostermontag", fromEaster(1)],
];
/** On other days in other countries. */
const AMERICAN: [name: string, date: (year: number) => string][] = [
  ["thanksgiving(?: day)?", nth(4, 4, "11")],
  ["black friday", (year) => addDays(nth(4, 4, "11")(year), 1)],
  ["labor day", nth(1, 1, "09")],
  ["martin luther king(?: jr\\.?)? day|mlk day", nth(3, 1, "01")],
  ["presidents'? day", nth(3, 1, "02")],
];

const TABLE = [...NAMED, ...AMERICAN];
const NAME = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:the (?:day|night) (?<side>before|after) )?(?:${
    TABLE.map(([name]) => `(${name})`).join("|")
  })(?![\p{L}\p{N}])`,
  "giu",
);
/** "on Halloween", "this Boxing Day"; "the day before Thanksgiving" is another. */
const LED = /\b(?:on|this|next|for|until|till|by|an|am|à|en|op)\s$/i;
/** "Boxing Day swim, 11am": it opens the line; a "Halloween party" may be on any day. */
const BEFORE_DAY = /\b(?:day|night|week(?:end)?|before|after|since|last|until|till|pre|post)[ -]$/i;
const IS_THEME =
  /^[- ](?:themed?|party|ball|special|edition|bash|movie|spirit|break|holidays?|week|season|market|dinner|cards?|films?|quiz|social|fair)\b/i;

export interface NamedDay {
  start: string;
  at: number;
  to: number;
}

/** The next of each named day in a line. */
export function findNamedDays(text: string, posted: string): NamedDay[] {
  return [...text.matchAll(NAME)].flatMap((match) => {
    const before = text.slice(0, match.index);
    const [at, to] = [match.index, match.index + match[0].length];
    const isDay = LED.test(before) || match.groups!.side !== undefined ||
      /\b(?:eve|day)$/i.test(match[0]);
    if (!isDay || BEFORE_DAY.test(before) || IS_THEME.test(text.slice(to))) return [];
    // The first group is the side.
    const date = TABLE[match.slice(2).findIndex((found) => found !== undefined)]![1];
    const side = match.groups!.side;
    const shift = side === undefined ? 0 : /before/i.test(side) ? -1 : 1;
    const year = Number(posted.slice(0, 4));
    const [now, next] = [date(year), date(year + 1)].map((day) => addDays(day, shift));
    const start = now! >= posted ? now! : next!;
    return [{ start, at, to }];
  });
}
