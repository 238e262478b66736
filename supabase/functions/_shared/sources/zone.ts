/**
 * Time zones as arithmetic. A wall time is the milliseconds that `Date.UTC` gives for what the clock
 * shows; so days and hours of a recurring event are added without a zone, and made instants last.
 */
import { DAY_MS } from "../time/units.ts";
import { wallClock } from "../time/wall_clock.ts";

const MINUTE = 60_000;
/** Days whose offset is kept for each zone: thirteen years. */
const DAYS_KEPT = 5_000;

export interface Zone {
  /** As `instantOf` of civil.ts: the first of two equal times; one never shown counts on. */
  instantOf(wall: number): number;
  wallOf(instant: number): number;
}

/** @param offsetAt minutes ahead of UTC at an instant */
export function zoneOf(offsetAt: (instant: number) => number): Zone {
  return {
    wallOf: (instant) => instant + offsetAt(instant) * MINUTE,
    instantOf(wall) {
      const before = offsetAt(wall - DAY_MS);
      const after = offsetAt(wall + DAY_MS);
      if (before === after) return wall - before * MINUTE;
      const shows = (minutes: number) => offsetAt(wall - minutes * MINUTE) === minutes;
      const found = [before, after].filter(shows);
      return wall - (found.length > 0 ? Math.max(...found) : before) * MINUTE;
    },
  };
}

export const fixedZone = (minutes: number): Zone => zoneOf(() => minutes);

const named = new Map<string, Zone>();

/** A zone of the IANA database. @throws RangeError for a name that Intl does not know. */
export function ianaZone(name: string): Zone {
  const known = named.get(name);
  if (known) return known;
  const zone = zoneOf(offsetsOf(name));
  zone.wallOf(0);
  if (named.size >= 100) named.clear();
  named.set(name, zone);
  return zone;
}

/** Asking Intl costs as much as reading an entry, so offsets are kept by the day. */
function offsetsOf(name: string): (instant: number) => number {
  const days = new Map<number, number>();
  const asked = (instant: number) => -wallClock(instant, name).getTimezoneOffset();
  const atDay = (day: number) => {
    const kept = days.get(day);
    if (kept !== undefined) return kept;
    if (days.size >= DAYS_KEPT) days.clear();
    const offset = asked(day * DAY_MS);
    days.set(day, offset);
    return offset;
  };
  return (instant) => {
    const day = Math.floor(instant / DAY_MS);
    const offset = atDay(day);
    return offset === atDay(day + 1) ? offset : asked(instant);
  };
}
