/**
 * An event as an iCalendar file (RFC 5545): one VEVENT, METHOD:PUBLISH.
 *
 * Own lines rather than a library: `ics` brings a validator and costs a cold start 25 ms,
 * `ical-generator` (2 ms) escapes commas in URLs, lets control characters through and omits the
 * last line break. No recurrence, alarms or attendees: a post has none.
 */
import { cleanLine } from "../text/clean.ts";
import { strangersLine } from "../text/defuse.ts";
import type { Event } from "./event.ts";
import { posesAsSender } from "../text/impostor.ts";
import { publicUrl } from "../text/public_url.ts";
import { wallClock } from "../time/wall_clock.ts";

const utf8 = new TextEncoder();

/**
 * `time_zone`: the community's, IANA: all-day events are dates there. `stamp`: when this state of
 * the event was known (DTSTAMP). The UID depends on the event's id alone, so that a calendar that
 * opens the file again updates its entry. `senders`: names that no title may speak for.
 * @throws RangeError for a malformed instant or an unknown time zone.
 */
export function calendarFile(
  event: Event,
  time_zone: string,
  stamp: Date,
  senders: readonly string[] = [],
): string {
  const place = event.location ?? (event.is_online ? "Online" : null);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Connect3 Edge//Events//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${cleanLine(event.id, 100)}@connect3-edge`,
    `DTSTAMP:${instant(stamp)}`,
    ...(event.is_all_day ? dates(event, time_zone) : times(event)),
    ...text("SUMMARY", titleOf(event, senders), 300),
    ...text("DESCRIPTION", event.summary, 2000),
    ...text("LOCATION", place, 300),
    ...uri("URL", event.url),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => fold(line) + "\r\n").join("");
}

function titleOf({ title }: Event, senders: readonly string[]): string {
  return posesAsSender(title, senders) ? "Untitled event" : title;
}

function times({ starts_at, ends_at }: Event): string[] {
  const start = new Date(starts_at);
  const end = ends_at === null ? start : new Date(ends_at);
  // DTEND must be later than DTSTART; without it the event takes no time, as the post says nothing.
  return [`DTSTART:${instant(start)}`, ...(end > start ? [`DTEND:${instant(end)}`] : [])];
}

/** DTEND is the day after the last one; without it the event lasts one day. */
function dates({ starts_at, ends_at }: Event, time_zone: string): string[] {
  const start = wallClock(starts_at, time_zone);
  const lines = [`DTSTART;VALUE=DATE:${localDate(start)}`];
  if (ends_at === null || Date.parse(ends_at) <= start.getTime()) return lines;
  const dayAfter = wallClock(Date.parse(ends_at) - 1, time_zone);
  dayAfter.setDate(dayAfter.getDate() + 1);
  return [...lines, `DTEND;VALUE=DATE:${localDate(dayAfter)}`];
}

/** 20261127 on the zone's wall clock */
function localDate(date: ReturnType<typeof wallClock>): string {
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}

/** 20261127T070000Z */
function instant(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, "");
}

function text(name: string, value: string | null, max: number): string[] {
  const line = strangersLine(value, max);
  return line ? [`${name}:${line.replace(/[\\;,]/g, "\\$&")}`] : [];
}

/** An address is not escaped (section 3.3.13); in its normal form it holds no line break. */
function uri(name: string, value: string | null): string[] {
  const url = publicUrl(value);
  return url ? [`${name}:${url}`] : [];
}

/** Section 3.1: at most 75 octets a line, and no character is cut in two. */
function fold(line: string): string {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const size = utf8.encode(character).length;
    if (octets + size > 75) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
