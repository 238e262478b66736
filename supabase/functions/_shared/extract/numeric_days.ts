/** Numeric dates put into British order: the post decides which number is the day, else the community. */
import { addDays, daysBetween, weekdayOf } from "../time/civil.ts";
import type { DayOrder, Habit } from "./day_order.ts";
import { WEEKDAY } from "./spelling.ts";

/** "3/7", "03/07/2026", "02-28-26"; versions, fractions of a room and telephone numbers have more of either. */
const NUMERIC =
  /(?<![\d/.:,-]|[a-z]-?)(\d{1,2})(?:(\/)(\d{1,2})(?:\/((?:20)?\d{2}))?|-(\d{1,2})-((?:20)?\d{2}))(?![\d/]|[.:]\d|-\d{2,})/gi;

/** Days without a year lie ahead, but hardly this far. */
const YEARLESS_AHEAD = 300;
/** A reading that is no further off is near; clubs seldom announce what is far. */
const NEAR_DAYS = 60;
const FAR_DAYS = 240;
/** Longer than any range of days. */
const LONGEST_DAYS = 120;
/** How far from its date a weekday or "tomorrow" may stand. */
const BESIDE = 24;

/** A numeric date as it stands in a text. */
interface Token {
  at: number;
  to: number;
  first: number;
  second: number;
  year: number | null;
}

export interface Ordered {
  text: string;
  /** A date could be either of two days, and nothing in the post tells which. */
  isDoubtful: boolean;
}

/** A reader of numeric dates for one post of that day; it has seen all lines of the post. */
export function orderNumbers(
  lines: readonly string[],
  posted: string,
  habit: Habit,
): (line: string) => Ordered {
  const votes = new Set(lines.flatMap((line) => votesOf(line, posted)));
  const told = votes.size === 1 ? [...votes][0]! : null;
  return (line) => inBritishOrder(line, posted, told, habit);
}

function inBritishOrder(
  line: string,
  posted: string,
  told: DayOrder | null,
  habit: Habit,
): Ordered {
  let isDoubtful = false;
  let last = 0;
  const parts = tokensOf(line).flatMap((token) => {
    const { order, doubt } = decide(token, line, posted, told, habit);
    isDoubtful ||= doubt;
    const raw = line.slice(token.at, token.to);
    const swapped = order === "month-first" ? swap(raw) : raw;
    const before = line.slice(last, token.at);
    last = token.to;
    return [before, swapped.replaceAll("-", "/")];
  });
  return { text: [...parts, line.slice(last)].join(""), isDoubtful };
}

function swap(raw: string): string {
  return raw.replace(/^(\d+)([/-])(\d+)/, "$3$2$1");
}

function tokensOf(line: string): Token[] {
  return [...line.matchAll(NUMERIC)].flatMap((match) => {
    const [whole, first, , second, year, dashed, dashedYear] = match;
    const token = {
      at: match.index,
      to: match.index + whole.length,
      first: Number(first),
      second: Number(second ?? dashed),
      year: fullYear(year ?? dashedYear),
    };
    return readingsOf(token, "2024-01-01").length > 0 ? [token] : [];
  });
}

function fullYear(year: string | undefined): number | null {
  return year === undefined ? null : Number(year) + (year.length === 2 ? 2000 : 0);
}

interface Reading {
  order: DayOrder;
  date: string;
}

/** The days that a token may stand for: none, one, or two. */
function readingsOf(token: Token, posted: string): Reading[] {
  const orders: DayOrder[] = ["day-first", "month-first"];
  return orders.flatMap((order) => {
    const date = dateOf(token, order, posted);
    return date === null ? [] : [{ order, date }];
  });
}

const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(day: number, month: number, year: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (DAYS_IN[month - 1] ?? 0) && (day < 29 || month !== 2 || isLeap);
}

function dateOf({ first, second, year }: Token, order: DayOrder, posted: string): string | null {
  const [day, month] = order === "day-first" ? [first, second] : [second, first];
  const two = (value: number) => String(value).padStart(2, "0");
  const of = (year: number) => `${year}-${two(month)}-${two(day)}`;
  if (year !== null) return isDay(day, month, year) ? of(year) : null;
  const now = Number(posted.slice(0, 4));
  const dates = [now, now + 1, now - 1].filter((year) => isDay(day, month, year)).map(of);
  const ahead = dates.find((date) => date >= posted && daysBetween(posted, date) <= YEARLESS_AHEAD);
  return ahead ?? dates.find((date) => date < posted) ?? dates[0] ?? null;
}

/** What the dates of a line tell about the order: none is sure of itself but those with one reading. */
function votesOf(line: string, posted: string): DayOrder[] {
  const tokens = tokensOf(line);
  return tokens.flatMap((token, place) => {
    const settled = settledBy(token, line, posted) ??
      risesBy(token, tokens[place + 1], line, posted);
    return settled === null ? [] : [settled];
  });
}

function settledBy(token: Token, line: string, posted: string): DayOrder | null {
  const readings = readingsOf(token, posted);
  if (readings.length === 1) return readings[0]!.order;
  if (token.first === token.second) return null;
  const fits = readings.filter(({ date }) => isToldBeside(date, token, line, posted));
  return fits.length === 1 ? fits[0]!.order : null;
}

const DAY_BEFORE = new RegExp(
  String.raw`\b(?:(${WEEKDAY})|(today|tonight|tomorrow))[^\p{L}\d]{1,4}$`,
  "iu",
);
const DAY_AFTER = new RegExp(
  String.raw`^[^\p{L}\d]{1,3}(?:(${WEEKDAY})|(today|tonight|tomorrow)\b)`,
  "iu",
);
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Whether a weekday, "tonight" or "tomorrow" right beside a date says that it is this day. */
function isToldBeside(date: string, { at, to }: Token, line: string, posted: string): boolean {
  const groups = DAY_BEFORE.exec(line.slice(Math.max(0, at - BESIDE), at)) ??
    DAY_AFTER.exec(line.slice(to, to + BESIDE));
  if (!groups) return false;
  const [, weekday, relative] = groups;
  if (weekday) return weekdayOf(date) === DAYS.indexOf(weekday.slice(0, 3).toLowerCase());
  return date === addDays(posted, /tomorrow/i.test(relative!) ? 1 : 0);
}

/** "10/1 to 11/7": of the two orders only one makes a range that ends within months of its start. */
function risesBy(token: Token, next: Token | undefined, line: string, posted: string) {
  const isRange = next &&
    /^ ?(?:-|to|until|till?|thru|through) ?$/i.test(line.slice(token.to, next.at));
  if (!isRange) return null;
  const rising = (["day-first", "month-first"] as const).filter((order) => {
    const [start, end] = [dateOf(token, order, posted), dateOf(next, order, posted)];
    const days = start && end ? daysBetween(start, end) : -1;
    return days >= 0 && days <= LONGEST_DAYS;
  });
  return rising.length === 1 ? rising[0]! : null;
}

function decide(
  token: Token,
  line: string,
  posted: string,
  told: DayOrder | null,
  habit: Habit,
): { order: DayOrder; doubt: boolean } {
  const settled = settledBy(token, line, posted);
  if (settled) return { order: settled, doubt: false };
  const readings = readingsOf(token, posted);
  const order = told ?? habit.order;
  const usual = readings.find((reading) => reading.order === order)!;
  const other = readings.find((reading) => reading.order !== order)!;
  if (usual.date === other.date || told) return { order, doubt: false };
  const [ahead, otherwise] = [usual, other].map(({ date }) => daysBetween(posted, date));
  const isNear = (days: number) => days >= 0 && days <= NEAR_DAYS;
  if ((ahead! < 0 || ahead! > FAR_DAYS) && isNear(otherwise!)) {
    return { order: other.order, doubt: true };
  }
  const isNearer = otherwise! >= 0 && otherwise! < ahead!;
  return { order, doubt: isNearer && (habit.isMixed || ahead! > FAR_DAYS / 2) };
}
