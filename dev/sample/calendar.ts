/**
 * Civil days as numbers, for arithmetic without a time zone. The zone is used once, when a post is
 * published.
 */
import * as civil from "../../supabase/functions/_shared/time/civil.ts";
import { DAY_MS } from "../../supabase/functions/_shared/time/units.ts";

/** A civil day as the number of days since 1970-01-01. */
export type DayNumber = number;

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
/** Abbreviated English weekday. */
export type Weekday = (typeof WEEKDAYS)[number];

/** A day relative to today: a number of days, or a weekday a number of weeks on. */
export type RelativeDay = number | { weekday: Weekday; weeks: number };

/** The first such weekday after today, plus a number of weeks. */
export function next(weekday: Weekday, weeks = 0): RelativeDay {
  return { weekday, weeks };
}

/** The civil day of an instant in a time zone. */
export function dayOf(instant: Date, timeZone: string): DayNumber {
  return Date.parse(civil.civilOf(instant, timeZone).date) / DAY_MS;
}

/** The civil day of a relative one. */
export function resolve(day: RelativeDay, today: DayNumber): DayNumber {
  if (typeof day === "number") return today + day;
  const wanted = WEEKDAYS.indexOf(day.weekday);
  const from = weekdayOf(today);
  return today + modulo(wanted - from - 1, 7) + 1 + 7 * day.weeks;
}

/** The instant of a civil day and time "HH:MM" in a time zone. */
export function instantOf(day: DayNumber, time: string, timeZone: string): Date {
  return civil.instantOf(isoDay(day), time, timeZone);
}

/** The day in ISO 8601: "2026-11-27". */
export function isoDay(day: DayNumber): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Hour and minute of a time "HH:MM".
 *
 * @throws {RangeError} for any other text
 */
export function parts(time: string): { hour: number; minute: number } {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!match) {
    throw new RangeError(`Cannot read a time of day as HH:MM: current value is "${time}"`);
  }
  return { hour: Number(match[1]), minute: Number(match[2]) };
}

/** 0 (Sunday) to 6; 1970-01-01 was a Thursday. */
function weekdayOf(day: DayNumber): number {
  return modulo(day + 4, 7);
}

/** The Monday of the day's week. */
export function mondayOf(day: DayNumber): DayNumber {
  return day - modulo(weekdayOf(day) - 1, 7);
}

function modulo(a: number, b: number): number {
  return ((a % b) + b) % b;
}
