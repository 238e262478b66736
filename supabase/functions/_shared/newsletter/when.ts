/**
 * When an event is, in words: "Fri 27 Nov, 6:00 pm – 8:00 pm". The words are made here and not by
 * Intl, whose spelling ("Sept", narrow spaces) changes with the runtime.
 */
import { type TZDate, tzName, tzOffset } from "@date-fns/tz";
import type { Event } from "../event.ts";
import { wallClock } from "../wall_clock.ts";

const WEEKDAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A party from 9 pm to 2 am belongs to one evening: a second date would only confuse. */
const ONE_EVENING_MS = 12 * 3_600_000;

type Times = Pick<Event, "starts_at" | "ends_at" | "is_all_day">;

/** Whose clock counts, and the year that goes without saying. IANA names. */
export interface Clock {
  reader: string;
  community: string;
  year: number;
}

/**
 * The day or time of an event, on the reader's clock. The zone is named only where that clock
 * differs from the community's. An all-day event is a date, the same for everybody.
 * @throws RangeError for an unknown time zone or a malformed instant.
 */
export function whenWords(event: Times, clock: Clock): string {
  const [start, end] = span(event, clock);
  if (event.is_all_day) return days(start, end ?? start, clock.year);
  const from = `${day(start, clock.year)}, ${time(start)}`;
  const zone = zoneWords(start, clock);
  if (!end) return from + zone;
  const sameEvening = sameDay(start, end) || end.getTime() - start.getTime() < ONE_EVENING_MS;
  const until = sameEvening ? time(end) : `${day(end, clock.year)}, ${time(end)}`;
  return `${from} – ${until}${zone}`;
}

/** The first day of an event: "Fri 27 Nov". */
export function dayWords(event: Times, clock: Clock): string {
  return day(span(event, clock)[0], clock.year);
}

/** First and last moment. An end that is not after the start says nothing and is left out. */
function span(event: Times, { reader, community }: Clock): [TZDate, TZDate | undefined] {
  const zone = event.is_all_day ? community : reader;
  const start = wallClock(event.starts_at, zone);
  if (event.ends_at === null || Date.parse(event.ends_at) <= start.getTime()) {
    return [start, undefined];
  }
  // All-day events end with their last day: at the midnight after it, which is not part of it.
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

function zoneWords(at: TZDate, { reader, community }: Clock): string {
  if (reader === community || tzOffset(reader, at) === tzOffset(community, at)) return "";
  return ` (${tzName(reader, at, "shortGeneric")})`;
}

function sameDay(a: TZDate, b: TZDate): boolean {
  return a.toDateString() === b.toDateString();
}
