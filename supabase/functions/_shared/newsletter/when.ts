/**
 * The time of an event in words: "Fri 27 Nov, 6:00 pm – 8:00 pm". Does not use Intl, because its
 * spelling ("Sept", narrow spaces) changes with the runtime.
 */
import { TZDate, tzOffset } from "@date-fns/tz";
import type { Event } from "../event/event.ts";
import { HOUR_MS } from "../time/units.ts";
import { wallClock } from "../time/wall_clock.ts";

const WEEKDAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Maximum length of an event shown with one date: a party from 9 pm to 2 am is one evening. */
const ONE_EVENING_MS = 12 * HOUR_MS;

type Times = Pick<Event, "starts_at" | "ends_at" | "is_all_day" | "is_online">;

/** Time zones (IANA) of reader and community, and the year that dates omit. */
export interface Clocks {
  reader: string;
  community: string;
  year: number;
}

/**
 * The day or time of an event. Online events use the reader's zone, all others the community's. The
 * zone is named only if the two differ. An all-day event is the same date for every reader.
 *
 * @throws {RangeError} if a time zone is unknown or an instant invalid.
 */
export function whenWords(event: Times, clocks: Clocks): string {
  const [start, end] = span(event, clocks);
  if (event.is_all_day) return days(start, end ?? start, clocks.year);
  const from = `${day(start, clocks.year)}, ${time(start)}`;
  const zone = zoneWords(start, event, clocks);
  if (!end) return from + zone;
  const sameEvening = sameDay(start, end) || end.getTime() - start.getTime() < ONE_EVENING_MS;
  return `${from} – ${sameEvening ? time(end) : lastWords(start, end, clocks.year)}${zone}`;
}

/**
 * The end of an event that ends on another day. Midnight counts as the end of the day before: an
 * exhibition from 24 November, 5:30 pm, to midnight after 12 December does not show 13 December.
 */
function lastWords(start: TZDate, end: TZDate, year: number): string {
  const last = new TZDate(end.getTime() - 1, end.timeZone);
  if (sameDay(start, last)) return time(end);
  return isMidnight(end) ? day(last, year) : `${day(end, year)}, ${time(end)}`;
}

function isMidnight(date: TZDate): boolean {
  return date.getHours() === 0 && date.getMinutes() === 0;
}

/** The first day of an event: "Fri 27 Nov". */
export function dayWords(event: Times, clocks: Clocks): string {
  return day(span(event, clocks)[0], clocks.year);
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

function days(first: TZDate, last: TZDate, year: number): string {
  if (sameDay(first, last)) return day(first, year);
  return `${day(first, year)} – ${day(last, year)}`;
}

function day(date: TZDate, year: number): string {
  const words = `${WEEKDAYS[date.getDay()]} ${date.getDate()} ${MONTHS[date.getMonth()]}`;
  return date.getFullYear() === year ? words : `${words} ${date.getFullYear()}`;
}

function time(date: TZDate): string {
  const hours = date.getHours();
  const minutes = String(date.getMinutes()).padStart(2, "0");
  return `${hours % 12 || 12}:${minutes} ${hours < 12 ? "am" : "pm"}`;
}

function zoneOf({ is_all_day, is_online }: Times, { reader, community }: Clocks): string {
  return is_online && !is_all_day ? reader : community;
}

function zoneWords(at: TZDate, event: Times, clocks: Clocks): string {
  const { reader, community } = clocks;
  if (reader === community || tzOffset(reader, at) === tzOffset(community, at)) return "";
  return ` (${cityOf(zoneOf(event, clocks))} time)`;
}

/** The city of an IANA zone: "Australia/Melbourne" -> "Melbourne". */
export function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

function sameDay(a: TZDate, b: TZDate): boolean {
  return a.toDateString() === b.toDateString();
}
