/** Instants, decay and hours of the week. */
import { remember } from "../text/remember.ts";
import { DAY_MS, HOUR_MS } from "../time/units.ts";

export const HOURS_A_WEEK = 168;

/**
 * Parses an ISO 8601 instant to epoch milliseconds; `field` names it in the error.
 *
 * @throws {TypeError} if the text is no instant.
 */
export function instant(iso: string, field: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) {
    throw new TypeError(
      `Cannot read ${field} as an instant: current value is ${JSON.stringify(iso)}; use ISO 8601`,
    );
  }
  return ms;
}

/** Weight of an age: 2^(-age / half-life), in (0, 1]; 1 for a future instant. */
export function decay(ageMs: number, halfLifeDays: number): number {
  return ageMs <= 0 ? 1 : 2 ** (-ageMs / (halfLifeDays * DAY_MS));
}

/** Distance between two hours on a circle of `period` hours. */
export function hoursApart(a: number, b: number, period: number): number {
  const gap = Math.abs(a - b) % period;
  return Math.min(gap, period - gap);
}

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const WEEK_MS = 7 * DAY_MS;

/**
 * Returns a reader of instants (epoch ms) as hours of the local week, 0 (Monday 00:00) to 167.
 * Local, because an 18:00 habit must stay at 18:00 when summer time starts.
 *
 * @throws {RangeError} if the runtime does not know `timeZone`.
 */
export function hourOfWeekReader(timeZone: string): (ms: number) => number {
  const offsetAt = offsetReader(timeZone);
  // Midnight of 1 January 1970 was the beginning of a Thursday.
  return (ms) => {
    const hour = Math.floor((ms + offsetAt(ms)) / HOUR_MS) + 3 * 24;
    return hour - HOURS_A_WEEK * Math.floor(hour / HOURS_A_WEEK);
  };
}

/**
 * Returns a reader of a zone's offset from UTC, ms, at an instant (epoch ms).
 *
 * Intl is slow, so it is asked once a week of the calendar: no zone changes its clocks twice within
 * seven days. In a week with a change it is asked once a quarter hour; clocks change only at
 * quarter hours of UTC.
 */
function offsetReader(timeZone: string): (ms: number) => number {
  const askIntl = intlOffset(timeZone);
  const atWeek = remember((week: number) => askIntl(week * WEEK_MS));
  const atQuarter = remember((quarter: number) => askIntl(quarter * QUARTER_MS));
  return (ms) => {
    const week = Math.floor(ms / WEEK_MS);
    const offset = atWeek(week);
    return offset === atWeek(week + 1) ? offset : atQuarter(Math.floor(ms / QUARTER_MS));
  };
}

function intlOffset(timeZone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  });
  return (ms) => {
    const parts = format.formatToParts(ms);
    const [day, month, year, hour, minute] = parts
      .filter(({ type }) => type !== "literal")
      .map(({ value }) => Number(value));
    return Date.UTC(year!, month! - 1, day!, hour!, minute!) -
      Math.floor(ms / MINUTE_MS) * MINUTE_MS;
  };
}
