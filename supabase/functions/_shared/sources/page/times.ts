/** Dates of schema.org: with an offset, on the clock of the source, or days, whose end is inclusive. */
import { DAY_MS } from "../../time/units.ts";
import { durationOf, writtenTime } from "../ics/values.ts";
import { dateOf } from "../feed/dates.ts";
import { isoInstant, type Note } from "../item.ts";
import { ianaZone } from "../zone.ts";
import { type Node, textOf } from "./node.ts";

interface Moment {
  at: number;
  /** On the source's clock. */
  wall: number;
  isDate: boolean;
}

export interface Times {
  starts_at: string | null;
  ends_at: string | null;
  is_all_day: boolean;
  notes: Note[];
}

export function momentOf(value: unknown, zoneName: string): Moment | null {
  const text = textOf(value)?.trim().slice(0, 60);
  if (!text) return null;
  const zone = ianaZone(zoneName);
  const written = writtenTime(text.replace(/\s*(?:utc|gmt)$/i, "Z"));
  if (!written) {
    const at = dateOf(text, zoneName);
    return at === null ? null : { at, wall: zone.wallOf(at), isDate: false };
  }
  const { wall, offset, isDate } = written;
  const at = offset === null ? zone.instantOf(wall) : wall - offset * 60_000;
  return { at, wall: isDate ? wall : zone.wallOf(at), isDate };
}

export function timesOf(node: Node, zone: string): Times {
  const start = momentOf(node.startDate, zone);
  if (!start) return { starts_at: null, ends_at: null, is_all_day: false, notes: [] };
  const end = momentOf(node.endDate, zone) ?? afterDuration(start, node.duration, zone);
  const isWhole = !start.isDate && end !== null && !end.isDate && isMidnight(start) &&
    isDayEnd(end);
  const isAllDay = start.isDate || isWhole;
  const ends = end === null
    ? null
    : isAllDay
    ? dayAfter(start, end, zone)
    : endOf(start, end, zone);
  const isBefore = end !== null &&
    (start.isDate || end.isDate ? end.wall < dayOf(start) : end.at < start.at);
  return {
    starts_at: isoInstant(start.at),
    ends_at: ends !== null && ends > start.at && !isBefore ? isoInstant(ends) : null,
    is_all_day: isAllDay,
    notes: isBefore ? ["end_before_start"] : isWhole ? ["midnight_to_midnight"] : [],
  };
}

const dayOf = ({ wall }: Moment) => Math.floor(wall / DAY_MS) * DAY_MS;

const isMidnight = ({ wall }: Moment) => wall % DAY_MS === 0;

/** 00:00 of the next day, or 23:59 with or without seconds. */
const isDayEnd = (end: Moment) => isMidnight(end) || end.wall % DAY_MS >= DAY_MS - 60_000;

function afterDuration(start: Moment, value: unknown, zoneName: string): Moment | null {
  const duration = durationOf(textOf(value) ?? "");
  if (!duration || start.isDate) return null;
  const at = start.at + duration.days * DAY_MS + duration.ms;
  return { at, wall: ianaZone(zoneName).wallOf(at), isDate: false };
}

/** Local midnight after the last day; null for a single day. */
function dayAfter(start: Moment, end: Moment, zone: string): number | null {
  const last = end.isDate ? end.wall : dayOf({ ...end, wall: end.wall - 1 });
  return last > dayOf(start) ? ianaZone(zone).instantOf(last + DAY_MS) : null;
}

/** A day as the end of a time: that day is over; of its own day it says nothing. */
function endOf(start: Moment, end: Moment, zone: string): number | null {
  if (!end.isDate) return end.at;
  return end.wall > dayOf(start) ? ianaZone(zone).instantOf(end.wall + DAY_MS) : null;
}
