/** Spellings of days and times in clubs' posts. */
import { type DayNumber, mondayOf, parts } from "./calendar.ts";
import { DAY_MS } from "../../supabase/functions/_shared/time/units.ts";

/** A day as captions write it; examples are for Friday 27 November 2026. */
export interface DayWords {
  /** "Friday" */
  weekday: string;
  /** "Fri" */
  wkd: string;
  /** "27" */
  d: string;
  /** "27th" */
  th: string;
  /** "November" */
  month: string;
  /** "Nov" */
  mon: string;
  /** "27/11/2026" */
  slashed: string;
  /** "27/11" */
  short: string;
  /**
   * Relative to the day of posting: "today", "tomorrow", "this Friday", "next Friday", or "Friday
   * 27 November" for a later day.
   */
  near: string;
  /** In another language: in("fr") is "vendredi 27 novembre". */
  in(locale: string): string;
}

/** Spellings of a day in a post of the day `posted`. */
export function wordsOf(day: DayNumber, posted: DayNumber): DayWords {
  const format = (options: Intl.DateTimeFormatOptions, locale = "en-AU") =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(day * DAY_MS);
  const weekday = format({ weekday: "long" });
  const month = format({ month: "long" });
  const d = format({ day: "numeric" });
  return {
    weekday,
    wkd: weekday.slice(0, 3),
    d,
    th: ordinal(Number(d)),
    month,
    mon: month.slice(0, 3),
    slashed: format({ day: "2-digit", month: "2-digit", year: "numeric" }),
    short: format({ day: "2-digit", month: "2-digit" }),
    near: near(day, posted, weekday) ?? `${weekday} ${d} ${month}`,
    in: (locale) => format({ weekday: "long", day: "numeric", month: "long" }, locale),
  };
}

/** Weeks start on Monday: on a Wednesday, "next Friday" is nine days away, not two. */
function near(day: DayNumber, posted: DayNumber, weekday: string): string | null {
  if (day === posted) return "today";
  if (day === posted + 1) return "tomorrow";
  const weeks = mondayOf(day) - mondayOf(posted);
  if (day < posted || weeks > 7) return null;
  return `${weeks === 0 ? "this" : "next"} ${weekday}`;
}

/** A time of day as captions write it; examples are for 17:30 and 18:00. */
export interface TimeWords {
  /** "5:30pm", "6pm" */
  pm: string;
  /** "5:30PM", "6PM" */
  PM: string;
  /** "5:30 PM", "6:00 PM" */
  full: string;
  /** "5:30", "6": for a range within the same half of the day. */
  bare: string;
  /** "17:30", "18:00" */
  h24: string;
  /** "17h30", "18h" */
  fr: string;
}

/** Spellings of a time "HH:MM". */
export function timeWords(time: string): TimeWords {
  const { hour, minute } = parts(time);
  const mm = String(minute).padStart(2, "0");
  const bare = `${hour % 12 || 12}${minute ? `:${mm}` : ""}`;
  const half = hour < 12 ? "am" : "pm";
  return {
    bare,
    pm: bare + half,
    PM: bare + half.toUpperCase(),
    full: `${hour % 12 || 12}:${mm} ${half.toUpperCase()}`,
    h24: time,
    fr: `${hour}h${minute ? mm : ""}`,
  };
}

function ordinal(n: number): string {
  if (n >= 11 && n <= 13) return `${n}th`;
  return n + (["th", "st", "nd", "rd"][n % 10] ?? "th");
}
