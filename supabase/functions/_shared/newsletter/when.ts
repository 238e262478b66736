/**
 * The time of an event in words: "Fri 27 Nov, 6 – 8 pm". Does not use Intl, because its spelling
 * ("Sept", narrow spaces) changes with the runtime.
 */
import { TZDate, tzOffset } from "@date-fns/tz";
import type { Event } from "../event/event.ts";
import { DAY_MS, HOUR_MS } from "../time/units.ts";
import { wallClock } from "../time/wall_clock.ts";
import { EN } from "./languages/en.ts";
import type { ClockTime, DayParts, Language } from "./languages/language.ts";

/** Maximum length of an event shown with one date: a party from 9 pm to 2 am is one evening. */
const ONE_EVENING_MS = 12 * HOUR_MS;

type Times = Pick<Event, "starts_at" | "ends_at" | "is_all_day" | "is_online">;

/** Time zones (IANA) of reader and community, and the year that dates omit. */
export interface Clocks {
  reader: string;
  community: string;
  year: number;
  /** English by default. */
  language?: Language;
}

/** The words for one event. */
export interface When {
  /** "Fri 27 Nov", the first day. */
  first: string;
  /** The same, of an all-day event with its last day. */
  date: string;
  /** "6 – 8 pm"; "" for an all-day event. */
  time: string;
  /** "6 pm"; "" for an all-day event. */
  start: string;
  /** Its first day. */
  day: DayParts;
}

/**
 * The day and time of an event. Online events use the reader's zone, all others the community's. An
 * all-day event is the same date for every reader.
 *
 * @throws {RangeError} if a time zone is unknown or an instant invalid.
 */
export function whenOf(event: Times, clocks: Clocks): When {
  const [start, end] = span(event, clocks);
  const [first, day] = [dateWords(start, clocks), partsOf(start)];
  if (event.is_all_day) {
    const isOneDay = !end || sameDay(start, end);
    const date = isOneDay ? first : `${first} – ${dateWords(end, clocks)}`;
    return { first, date, time: "", start: "", day };
  }
  const from = time(start, clocks);
  const hours = end ? spanWords(start, end, clocks) : from;
  return { first, date: first, time: hours, start: from, day };
}

/**
 * The day and time in one line. The zone is named only if reader and community differ.
 *
 * @throws {RangeError} as `whenOf`.
 */
export function whenWords(event: Times, clocks: Clocks): string {
  const { date, time } = whenOf(event, clocks);
  if (!time) return date;
  const zone = zonesDiffer(event.starts_at, clocks) ? ` (${zoneWords(event, clocks)})` : "";
  return `${date}, ${time}${zone}`;
}

function spanWords(start: TZDate, end: TZDate, clocks: Clocks): string {
  const last = new TZDate(end.getTime() - 1, end.timeZone);
  const sameEvening = sameDay(start, end) || sameDay(start, last) ||
    end.getTime() - start.getTime() < ONE_EVENING_MS;
  if (sameEvening) return languageFor(clocks).range(clockOf(start), clockOf(end));
  return `${time(start, clocks)} – ${lastWords(end, last, clocks)}`;
}

/**
 * The end of an event that ends on another day. Midnight counts as the end of the day before: an
 * exhibition from 24 November, 5:30 pm, to midnight after 12 December does not show 13 December.
 */
function lastWords(end: TZDate, last: TZDate, clocks: Clocks): string {
  return isMidnight(end)
    ? dateWords(last, clocks)
    : `${dateWords(end, clocks)}, ${time(end, clocks)}`;
}

function isMidnight(date: TZDate): boolean {
  return date.getHours() === 0 && date.getMinutes() === 0;
}

/**
 * The day as a reader of this date calls it: "Tomorrow", "Thursday" within six days, or null for a
 * day farther away.
 */
export function nearDay(day: DayParts, today: DayParts, language: Language): string | null {
  const days = (utc(day) - utc(today)) / DAY_MS;
  if (days === 0) return language.today;
  if (days === 1) return language.tomorrow;
  return days > 1 && days < 7 ? language.longWeekday(day) : null;
}

const utc = ({ year, month, day }: DayParts) => Date.UTC(year, month, day);

/** Civil days from the first date to the second. */
export function daysBetween(from: DayParts, to: DayParts): number {
  return (utc(to) - utc(from)) / DAY_MS;
}

/** The date, and the dates of the next six days. */
export function weekFrom(today: DayParts): DayParts[] {
  return Array.from({ length: 7 }, (_, i) => {
    const date = new Date(utc(today) + i * DAY_MS);
    return {
      weekday: date.getUTCDay(),
      day: date.getUTCDate(),
      month: date.getUTCMonth(),
      year: date.getUTCFullYear(),
    };
  });
}

/** The date of an instant in a zone. */
export function dateIn(instant: string, zone: string): DayParts {
  return partsOf(wallClock(instant, zone));
}

function partsOf(date: TZDate): DayParts {
  return {
    weekday: date.getDay(),
    day: date.getDate(),
    month: date.getMonth(),
    year: date.getFullYear(),
  };
}

/** First and last moment. Ignores an end that is not after the start. */
function span(event: Times, clocks: Clocks): [TZDate, TZDate | undefined] {
  const zone = zoneOf(event, clocks);
  const start = wallClock(event.starts_at, zone);
  if (event.ends_at === null || Date.parse(event.ends_at) <= start.getTime()) {
    return [start, undefined];
  }
  // All-day events end at the midnight after their last day, so one ms less is on that day.
  const end = Date.parse(event.ends_at) - (event.is_all_day ? 1 : 0);
  return [start, wallClock(end, zone)];
}

const languageFor = ({ language = EN }: Clocks) => language;

function dateWords(date: TZDate, clocks: Clocks): string {
  return languageFor(clocks).date(partsOf(date), date.getFullYear() !== clocks.year);
}

function time(date: TZDate, clocks: Clocks): string {
  return languageFor(clocks).time(clockOf(date));
}

function clockOf(date: TZDate): ClockTime {
  return { hours: date.getHours(), minutes: date.getMinutes() };
}

function zoneOf({ is_all_day, is_online }: Times, { reader, community }: Clocks): string {
  return is_online && !is_all_day ? reader : community;
}

/** Whether the clocks of reader and community differ at this instant. */
export function zonesDiffer(instant: string, { reader, community }: Clocks): boolean {
  const at = new Date(instant);
  return reader !== community && tzOffset(reader, at) !== tzOffset(community, at);
}

/** "New York time", of the zone in which the event's time is given. */
export function zoneWords(event: Times, clocks: Clocks): string {
  return languageFor(clocks).zone(cityOf(zoneOf(event, clocks)));
}

/** The city of an IANA zone: "Australia/Melbourne" -> "Melbourne". */
export function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

function sameDay(a: TZDate, b: TZDate): boolean {
  return a.getDate() === b.getDate() && a.getMonth() === b.getMonth() &&
    a.getFullYear() === b.getFullYear();
}
