/** Instants, decay and hours of the week. */
import { DAY_MS } from "../time/units.ts";

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

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/**
 * Returns a reader of instants (epoch ms) as hours of the local week, 0 (Monday 00:00) to 167.
 * Local, because an 18:00 habit must stay at 18:00 when summer time starts.
 *
 * @throws {RangeError} if the runtime does not know `timeZone`.
 */
export function hourOfWeekReader(timeZone: string): (ms: number) => number {
  // Intl is slow, so results are cached per quarter hour. Offsets change only at quarter hours of
  // UTC, so this is exact even in zones off the full hour.
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
