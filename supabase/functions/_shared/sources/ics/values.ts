/** Values of iCalendar (RFC 5545, section 3.3): dates, times, durations, texts. */
import { HOUR_MS } from "../../time/units.ts";
import { isCivilDate } from "../../time/civil.ts";

/** A date or a time as it is written, before its zone is known. */
export interface Written {
  wall: number;
  isDate: boolean;
  /** Minutes ahead of UTC that the value itself gives: 0 for "Z"; null where it gives none. */
  offset: number | null;
}

const WRITTEN =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d):?(\d\d)?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Null for what is no date of the calendar. 24:00 is midnight of the next day. */
export function writtenTime(value: string, isDateOnly = false): Written | null {
  const [, year, month, day, hour, minute, second = "0", zone] = WRITTEN.exec(value.trim()) ?? [];
  if (!year || !isCivilDate(`${year}-${month}-${day}`) || +year < 1) return null;
  const date = Date.UTC(+year, +month! - 1, +day!);
  if (hour === undefined || isDateOnly) return { wall: date, isDate: true, offset: null };
  const seconds = +hour * 3600 + +minute! * 60 + Math.min(+second, 59);
  if (+minute! > 59 || seconds > 86_400) return null;
  return { wall: date + seconds * 1000, isDate: false, offset: offsetOf(zone) };
}

/** "Z" or "+1000", in minutes. */
function offsetOf(zone: string | undefined): number | null {
  return zone === undefined ? null : /z/i.test(zone) ? 0 : utcOffset(zone);
}

/** "+0930" in minutes; null for what is no offset. */
export function utcOffset(text: string): number | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)(?::?\d\d)?$/.exec(text.trim()) ?? [];
  if (!sign || +hours! > 15 || +minutes! > 59) return null;
  return (sign === "-" ? -1 : 1) * (+hours! * 60 + +minutes!);
}

/** Days follow the calendar, hours the clock that runs on: both differ on the night of a change. */
export interface Duration {
  days: number;
  ms: number;
}

const DURATION =
  /^([+-])?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/i;

export function durationOf(value: string): Duration | null {
  const [whole, sign, w = 0, d = 0, h = 0, m = 0, s = 0] = DURATION.exec(value.trim()) ?? [];
  if (whole === undefined) return null;
  const by = sign === "-" ? -1 : 1;
  return {
    days: by * (+w * 7 + +d),
    ms: by * (+h * HOUR_MS + +m * 60_000 + +s * 1000),
  };
}

/** Backslashes undone: `\n`, `\,`, `\;`, `\\`, and `\"`, which is no escape but is written. */
export function unescaped(text: string): string {
  return text.replace(/\\([nN,;:"\\])/g, (_, sign: string) => /n/i.test(sign) ? "\n" : sign);
}
