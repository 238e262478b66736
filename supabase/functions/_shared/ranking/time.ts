/** Instants, decay and the hour of the week. */
import { DAY_MS } from "../time/units.ts";

export const HOURS_A_WEEK = 168;

/** Epoch milliseconds of an ISO 8601 instant. */
export function instant(iso: string, field: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) {
    throw new TypeError(
      `Cannot read ${field} as an instant: current value is ${JSON.stringify(iso)}; use ISO 8601`,
    );
  }
  return ms;
}

/** 2^(-age / half-life), 1 for what lies ahead of `now`. */
export function decay(ageMs: number, halfLifeDays: number): number {
  return ageMs <= 0 ? 1 : 2 ** (-ageMs / (halfLifeDays * DAY_MS));
}

/** Distance on a circle of `period` hours. */
export function hoursApart(a: number, b: number, period: number): number {
  const gap = Math.abs(a - b) % period;
  return Math.min(gap, period - gap);
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/**
 * Reads instants as hours of the local week, 0 (Monday 00:00) to 167. Local, because an 18:00 habit
 * must survive the change to summer time.
 */
export function hourOfWeekReader(timeZone: string): (ms: number) => number {
  // Intl is slow, so one call an hour of time: offsets never change within a quarter hour of UTC,
  // and zones off the full hour still land in one bin.
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    hourCycle: "h23",
  });
  const known = new Map<number, number>();
  return (ms) => {
    const quarter = Math.floor(ms / 900_000);
    const cached = known.get(quarter);
    if (cached !== undefined) return cached;
    const parts = format.formatToParts(quarter * 900_000);
    const weekday = parts.find((part) => part.type === "weekday")?.value ?? "Mon";
    const hour = Number(parts.find((part) => part.type === "hour")?.value ?? 0);
    const bin = WEEKDAYS.indexOf(weekday) * 24 + hour;
    known.set(quarter, bin);
    return bin;
  };
}
