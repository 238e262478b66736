/** The days a line names: "22 Oct", "Fri 1/8", "7-11th of June", "this Friday", "tomorrow", "in 3 days". */
import * as chrono from "chrono-node";
import { addDays, daysBetween, weekdayOf } from "../time/civil.ts";
import { findNthWeekdays, findWeeksFurther } from "./counted_weeks.ts";
import { findNamedDays } from "./named_days.ts";
import { MONTH, WEEKDAY } from "./spelling.ts";

/** A day, or days in a row, where it stands in its line. */
export interface Day {
  /** 'YYYY-MM-DD'. */
  start: string;
  end: string | null;
  /**
   * `date` names a day of a month, `count` a day relative to the post ("this Friday"), `weekday` only a
   * weekday, `name` a feast ("Halloween").
   */
  by: "date" | "count" | "weekday" | "name";
  /** The weekday beside it is another day's: "Tuesday 12 March", which is a Thursday. */
  isOff?: boolean;
  /** Position in the line's text: from, and just after. */
  at: number;
  to: number;
}

/** Days without a year lie ahead, but hardly this far: "on 23 January", said in February, is over. */
const YEARLESS_AHEAD = 300;

/**
 * chrono's British reader with those of its parsers that read whole one of these ways to name a day. The
 * others find times, "now", "the year" or "24h", and join them to days that they do not belong to.
 */
const reader = new chrono.Chrono({
  parsers: chrono.en.GB.parsers.filter(readsDays),
  refiners: chrono.en.GB.refiners,
});

function readsDays(parser: chrono.Parser): boolean {
  const alone = new chrono.Chrono({ parsers: [parser], refiners: [] });
  return ["22 Aug", "22/8/2025", "2025-08-22", "Friday"].some((day) =>
    alone.parse(day)[0]?.text === day
  );
}

/** The days named in a line from which times are already blanked; `posted` is the day of the post. */
export function findDays(text: string, posted: string): Day[] {
  const recurring = [...findNthWeekdays(text, posted), ...findWeeksFurther(text, posted)]
    .map((day) => ({ ...day, end: null, by: "count" as const }));
  const single = recurring.reduce((left, day) => blank(left, day.at, day.to), text);
  const feasts = findNamedDays(single, posted)
    .map((day) => ({ ...day, end: null, by: "name" as const }));
  const plain = feasts.reduce((left, day) => blank(left, day.at, day.to), single);
  const counted = findCounted(plain, posted);
  const rest = counted.reduce((left, day) => blank(left, day.at, day.to), plain);
  const ordinals = findOrdinals(rest, posted);
  const left = ordinals.reduce((left, day) => blank(left, day.at, day.to), rest);
  const lone = findLoneOrdinals(left, posted);
  const named = findNamed(lone.reduce((left, day) => blank(left, day.at, day.to), left), posted);
  return [...recurring, ...feasts, ...counted, ...ordinals, ...lone, ...named].sort((a, b) =>
    a.at - b.at
  );
}

/** The text, as long, with a stretch of it made unreadable. */
export function blank(text: string, at: number, to: number): string {
  return text.slice(0, at) + "~".repeat(to - at) + text.slice(to);
}

const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven"];
const NUMBER = String.raw`(?:\d{1,2}|${NUMBERS.slice(1).join("|")})`;
const COUNTED = new RegExp(
  String
    .raw`\b(?:the day (?<overmorrow>after) (?:tomorrow|tmrw?)|(?<today>today|right now(?=\s*(?:[,!.]|$))|toni(?:ght|te)|2ni(?:ght|te)|this (?:evening|afternoon|arvo))|(?<tomorrow>tomorrow|tmrw?|tmw|tomoz|2mor?row|2moro))\b|` +
    String.raw`\bin (?:just |only )?(?<days>${NUMBER}) (?:more )?(?:days?|sleeps?)\b|` +
    String
      .raw`\b(?<hours>24|48|72) (?:hours?|hrs?) (?:to go|till?|until|away)\b|` +
    String
      .raw`(?<!\b(?:over|about|around|under|than) (?:an? )?)\b(?<count>${NUMBER}) (?:more )?(?:days?|sleeps?|(?<weeks>weeks?)) (?:left|to go|till?|until|away|out|remaining|before)\b`,
  "gi",
);

function findCounted(text: string, posted: string): Day[] {
  return [...text.matchAll(COUNTED)].map((match) => {
    const { today, tomorrow, overmorrow, days, hours, count, weeks } = match.groups!;
    const number = hours ? Number(hours) / 24 : toNumber(days ?? count ?? "") * (weeks ? 7 : 1);
    const ahead = today ? 0 : tomorrow ? 1 : overmorrow ? 2 : number;
    const [at, to] = [match.index, match.index + match[0].length];
    return { start: addDays(posted, ahead), end: null, by: "count", at, to };
  });
}

function toNumber(word: string): number {
  const named = NUMBERS.indexOf(word.toLowerCase());
  return named >= 0 ? named : Number(word);
}

const ORDINAL = new RegExp(
  String.raw`\b(${WEEKDAY}),? (?:the )?(\d{1,2})(?:st|nd|rd|th)\b(?! ?(?:of )?(?:-|${MONTH}))`,
  "gi",
);

/** "Monday 21: Spanish" opens a line; the month is the next that has such a day. */
const NUMBERED = new RegExp(String.raw`^\W*(${WEEKDAY}),? (\d{1,2})(?= ?(?:[:|·]|- )(?!\d))`, "gi");

/** "on the 22nd", but neither "on the 2nd floor" nor "on the 22nd of May". */
const LONE_ORDINAL = new RegExp(
  String
    .raw`(?<=\b(?:on|from|by|until|till?|before) the )(\d{1,2})(?:st|nd|rd|th)\b(?! ?(?:of|floor|level|year|day|week|place|time|round|edition|century|anniversary|birthday|-|${MONTH}))`,
  "gi",
);

function findLoneOrdinals(text: string, posted: string): Day[] {
  return [...text.matchAll(LONE_ORDINAL)].flatMap((match) => {
    const start = nearest(posted, (date) => Number(date.slice(8)) === Number(match[1]));
    const [at, to] = [match.index, match.index + match[0].length];
    return start ? [{ start, end: null, by: "date" as const, at, to }] : [];
  });
}

/** "Friday 22nd": the next such day of a month that is that weekday, or else the last. */
function findOrdinals(text: string, posted: string): Day[] {
  return [...text.matchAll(ORDINAL), ...text.matchAll(NUMBERED)].flatMap((match) => {
    const weekday = WEEKDAYS.indexOf(match[1]!.slice(0, 3).toLowerCase());
    const start = nearest(posted, (date) => {
      return Number(date.slice(8)) === Number(match[2]) && weekdayOf(date) === weekday;
    });
    const [at, to] = [match.index, match.index + match[0].length];
    return start ? [{ start, end: null, by: "date" as const, at, to }] : [];
  });
}

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Days from the post on, the nearest first, and then back. */
const AROUND = [...Array(93).keys(), ...Array.from({ length: 62 }, (_, days) => -1 - days)];

function nearest(posted: string, fits: (date: string) => boolean): string | undefined {
  const days = AROUND.find((days) => fits(addDays(posted, days)));
  return days === undefined ? undefined : addDays(posted, days);
}

function findNamed(text: string, posted: string): Day[] {
  // chrono counts in the machine's own zone: given its midnight of that day, only the day matters.
  const [year = 0, month = 1, day = 1] = posted.split("-").map(Number);
  const reference = new Date(year, month - 1, day);
  return reader.parse(text, reference, { forwardDate: true }).flatMap((found) => {
    const [at, to] = [found.index, found.index + found.text.length];
    const by = howNamed(found, text);
    if (by === null) return [];
    const start = by === "date" ? dated(found, posted) : civil(found.start);
    if (start === null) return [];
    const end = found.end && howFar(found.end) ? laterOf(start, found.end) : null;
    const isOff = by === "date" && found.start.isCertain("weekday") &&
      found.start.get("weekday") !== weekdayOf(start);
    return [{ start, end, by, at, to, ...(isOff && { isOff }) }];
  });
}

type Components = chrono.ParsedComponents;

function howNamed(found: chrono.ParsedResult, text: string): Day["by"] | null {
  const { start } = found;
  if (start.isCertain("day") && start.isCertain("month")) {
    if (start.isCertain("weekday")) return "date";
    return isDateLike(found.text, text, found.index) ? "date" : null;
  }
  const before = text.slice(0, found.index);
  if (!start.isCertain("weekday") || !isWeekdayWord(found.text, before)) return null;
  // "this Friday" is counted from the post, whatever other Fridays it names.
  return /\b(?:this|next|coming) \w+\W*$/i.test(`${before}${found.text}`) ? "count" : "weekday";
}

const MONTH_WORD = new RegExp(String.raw`\b${MONTH}`, "i");

/** "4/5 students", "swipe 1/4", "rated 9/10 by mums": neither is a day. */
const FRACTION_OF =
  /^\s*(?:of|off|price|stars?|cups?|by|full|people|students?|members|tickets?|spots?|teams?)\b/i;
const FRACTION =
  /\b(?:rated|swipe|part|slide|page|only|about|nearly|over|solid|give it|scored?) (?:an? )?$/i;

/** Not "the day", "24h" or other counts that chrono makes a date of, nor "may 2" within a sentence. */
function isDateLike(found: string, text: string, at: number): boolean {
  if (/\d[/.-]\d/.test(found)) {
    return !FRACTION_OF.test(text.slice(at + found.length)) && !FRACTION.test(text.slice(0, at));
  }
  const month = found.match(MONTH_WORD)?.[0];
  if (!month || !/\d/.test(found)) return false;
  return !/^(?:may|mar(?:ch)?)$/.test(month) || /\d(?:st|nd|rd|th)|\bof\b|\b20\d\d\b/.test(found) ||
    /\b(?:on|from|by|until|till?|before) $/i.test(text.slice(0, at));
}

/** "sat" and "sun" are words of their own; short names count with a capital, or as "this sat". */
function isWeekdayWord(found: string, before: string): boolean {
  // "Klara and the Sun".
  if (/^(?:sat|sun)$/i.test(found) && /\b(?:the|in|our|an?) $/i.test(before)) return false;
  return /day\b|\b(?:tues?|weds|thu(?:rs?)?)\b/i.test(found) ||
    /\b(?:Mon|Wed|Fri|Sat|Sun|MON|WED|FRI)\b/.test(found) ||
    /\b(?:this|next|coming|every) $/i.test(`${before}${found.replace(/\w+\W*$/, "")}`);
}

/** The day in the year chrono chose, or the year before: under way, or too far ahead to be meant. */
function dated({ start, end, text }: chrono.ParsedResult, posted: string): string | null {
  // "23 May 10.30" names no year: two digits are one only about now.
  const isYear = start.isCertain("year") &&
    Math.abs(start.get("year")! - Number(posted.slice(0, 4))) <= 2;
  if (start.isCertain("year") && !isYear && !/\d{4}/.test(text)) {
    return nextOn(civil(start).slice(4), posted);
  }
  const date = civil(start);
  if (start.isCertain("year") || date < posted) return date;
  const lastYear = `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`;
  const isUnderWay = end && howFar(end) && !end.isCertain("year") &&
    `${Number(civil(end).slice(0, 4)) - 1}${civil(end).slice(4)}` >= posted;
  if (isUnderWay) return lastYear;
  return daysBetween(posted, date) > YEARLESS_AHEAD ? lastYear : date;
}

/** The first such day of a year ('-MM-DD') that is not before the post. */
function nextOn(day: string, posted: string): string {
  const year = Number(posted.slice(0, 4));
  return `${year}${day}` >= posted ? `${year}${day}` : `${year + 1}${day}`;
}

function laterOf(start: string, end: Components): string | null {
  const date = `${start.slice(0, 4)}${civil(end).slice(4)}`;
  const until = date >= start ? date : `${Number(start.slice(0, 4)) + 1}${date.slice(4)}`;
  return until > start ? until : null;
}

function howFar(end: Components): boolean {
  return end.isCertain("day") && end.isCertain("month");
}

function civil(components: Components): string {
  const [year, month, day] = [
    components.get("year"),
    components.get("month"),
    components.get("day"),
  ];
  return [year, month, day].map((part, place) => String(part).padStart(place ? 2 : 4, "0")).join(
    "-",
  );
}
