/**
 * An event as an iCalendar file (RFC 5545): one VEVENT. Without METHOD, which would
 * require an ORGANIZER with an address.
 *
 * Own lines rather than a library: `ics` brings a validator and costs a cold start 25 ms,
 * `ical-generator` (2 ms) escapes commas in URLs, lets control characters through and omits the
 * last line break. No recurrence, alarms or attendees: a post has none.
 */
import { cleanLine } from "../text/clean.ts";
import { strangersLine } from "../text/defuse.ts";
import type { Event } from "./event.ts";
import { hostNames } from "./hosts.ts";
import { posesAsSender } from "../text/impostor.ts";
import { publicUrl } from "../text/public_url.ts";
import { HOUR_MS } from "../time/units.ts";
import { wallClock } from "../time/wall_clock.ts";

const utf8 = new TextEncoder();

/** Length of an event whose post gives no end. Some calendars refuse an entry without one. */
const ASSUMED_MS = 2 * HOUR_MS;

/** SEQUENCE counts minutes from here on, so that a later file replaces an earlier one. */
const SEQUENCE_START = Date.UTC(2026, 0, 1);

/**
 * `time_zone`: the community's, IANA: all-day events are dates there. `stamp`: when this state of
 * the event was known (DTSTAMP, SEQUENCE). The UID depends on the event's id alone, so that a
 * calendar that opens the file again updates its entry. `senders`: names that no title may speak for.
 * @throws RangeError for a malformed instant or an unknown time zone.
 */
export function calendarFile(
  event: Event,
  time_zone: string,
  stamp: Date,
  senders: readonly string[] = [],
): string {
  const { summary, description, location, start, end } = entryOf(event, time_zone, senders);
  const form = event.is_all_day ? ";VALUE=DATE" : "";
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Connect3 Edge//Events//EN",
    "BEGIN:VEVENT",
    `UID:${cleanLine(event.id, 100)}@connect3-edge`,
    `DTSTAMP:${instant(stamp)}`,
    `SEQUENCE:${Math.max(0, Math.floor((stamp.getTime() - SEQUENCE_START) / 60_000))}`,
    "STATUS:CONFIRMED",
    `DTSTART${form}:${start}`,
    `DTEND${form}:${end}`,
    ...text("SUMMARY", [summary]),
    ...text("DESCRIPTION", description),
    ...text("LOCATION", [location]),
    ...uri("URL", event.url),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => fold(line) + "\r\n").join("");
}

/** An entry of a calendar in words; "" for a missing one. */
export interface CalendarEntry {
  summary: string;
  /** Lines. The last one is the post's address, as some calendars do not show URL. */
  description: string[];
  location: string;
  /** 20261127T070000Z, or 20261127 for an all-day event. */
  start: string;
  /** Exclusive. */
  end: string;
}

/** @throws RangeError for a malformed instant or an unknown time zone. */
export function entryOf(
  event: Event,
  time_zone: string,
  senders: readonly string[],
): CalendarEntry {
  const hosts = hostNames(event, senders).slice(0, 5).join(", ");
  const { start, end, isAssumed } = event.is_all_day ? dates(event, time_zone) : times(event);
  const description = [
    hosts && `By ${hosts}`,
    strangersLine(event.summary, 2000),
    isAssumed && "The post gives no end: two hours are assumed.",
    publicUrl(event.url),
  ];
  return {
    summary: titleOf(event, senders),
    description: description.filter((line): line is string => !!line),
    location: strangersLine(event.location ?? (event.is_online ? "Online" : null), 300),
    start,
    end,
  };
}

function titleOf({ title }: Event, senders: readonly string[]): string {
  return posesAsSender(title, senders) ? "Untitled event" : strangersLine(title, 300);
}

interface Span {
  start: string;
  end: string;
  isAssumed: boolean;
}

function times({ starts_at, ends_at }: Event): Span {
  const start = new Date(starts_at);
  const told = ends_at === null ? start : new Date(ends_at);
  const isAssumed = told <= start;
  const end = isAssumed ? new Date(start.getTime() + ASSUMED_MS) : told;
  return { start: instant(start), end: instant(end), isAssumed };
}

/** The end is the day after the last one; without an end the event lasts one day. */
function dates({ starts_at, ends_at }: Event, time_zone: string): Span {
  const start = wallClock(starts_at, time_zone);
  const isLonger = ends_at !== null && Date.parse(ends_at) > start.getTime();
  const dayAfter = isLonger
    ? wallClock(Date.parse(ends_at) - 1, time_zone)
    : wallClock(starts_at, time_zone);
  dayAfter.setDate(dayAfter.getDate() + 1);
  return { start: localDate(start), end: localDate(dayAfter), isAssumed: false };
}

/** 20261127 on the zone's wall clock */
function localDate(date: ReturnType<typeof wallClock>): string {
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}

/** 20261127T070000Z */
function instant(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, "");
}

/** Lines of clean text; a line break is written as \\n. */
function text(name: string, lines: readonly string[]): string[] {
  const value = lines.map((line) => line.replace(/[\\;,]/g, "\\$&")).join("\\n");
  return value ? [`${name}:${value}`] : [];
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
