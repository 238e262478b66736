/** Civil dates ('YYYY-MM-DD') and times ('HH:MM') of a community, and the instants they stand for. */
import { DAY_MS } from "./units.ts";
import { wallClock } from "./wall_clock.ts";

const MINUTE = 60_000;

/** Whether the calendar has this day: '2025-02-30' and '25-2-3' are none. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whether a clock shows this time: '00:00' to '23:59'. */
export function isCivilTime(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** The day so many days later; `days` may be negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one date to another, negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** The day and time that a wall clock in `timeZone` shows at an instant. */
export function civilOf(instant: Date, timeZone: string): { date: string; time: string } {
  const iso = wallClock(instant.getTime(), timeZone).toISOString();
  return { date: iso.slice(0, 10), time: iso.slice(11, 16) };
}

/**
 * The instant at which a wall clock in `timeZone` shows this day and time. A time shown twice (clocks
 * go back) is the first of the two; one never shown (clocks go forward) counts on from the old offset,
 * as RFC 5545 has it, so 02:30 becomes 03:30.
 */
export function instantOf(date: string, time: string, timeZone: string): Date {
  const shown = Date.parse(`${date}T${time}:00Z`);
  const before = offset(timeZone, shown - DAY_MS);
  const after = offset(timeZone, shown + DAY_MS);
  const found = [before, after]
    .map((minutes) => ({ minutes, at: shown - minutes * MINUTE }))
    .filter(({ minutes, at }) => offset(timeZone, at) === minutes)
    .map(({ at }) => at);
  return new Date(found.length > 0 ? Math.min(...found) : shown - before * MINUTE);
}

/** Minutes that clocks in `timeZone` are ahead of UTC. */
function offset(timeZone: string, at: number): number {
  return -wallClock(at, timeZone).getTimezoneOffset();
}
