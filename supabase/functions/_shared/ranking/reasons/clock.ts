/**
 * The reader's clock, for the words of reasons. It counts calendar days, not spans of 24 hours: on
 * Monday at 11 pm, an event on Tuesday at 8 am is "tomorrow". Scores use hours of the community's
 * zone instead.
 */
import { DAY_MS } from "../../time/units.ts";
import { wallClock } from "../../time/wall_clock.ts";
import type { Pool } from "../pool.ts";
import type { Profile, WeighedVote } from "../profile.ts";
import { rememberLatest } from "../../text/remember.ts";
import { hourOfWeekReader } from "../time.ts";

const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** A time in everyday words. */
export interface TimeWords {
  /** "Monday" to "Sunday". */
  weekday: string;
  part: "morning" | "afternoon" | "evening" | "night";
  /** True after midnight, when either of two days may be meant. */
  isSmallHours: boolean;
}

/** Exceeds the number of zones among the readers of one run, and bounds the memory. */
const ZONES_KEPT = 20;

const readerOf = rememberLatest((zone: string) => zone, hourOfWeekReader, ZONES_KEPT);

/** The member's zone if it is set and valid in this runtime; otherwise the community's. */
export function zoneOf({ member }: Profile, { timeZone }: Pool): string {
  const zone = member.time_zone;
  if (!zone || zone === timeZone) return timeZone;
  try {
    readerOf(zone);
    return zone;
  } catch {
    return timeZone;
  }
}

/** The weekday and part of day of an instant (epoch ms) in a zone. */
export function timeWords(ms: number, zone: string): TimeWords {
  const hourOfWeek = readerOf(zone)(ms);
  const hour = hourOfWeek % 24;
  return {
    weekday: WEEKDAYS[Math.floor(hourOfWeek / 24)]!,
    part: partOfDay(hour),
    isSmallHours: hour < 5,
  };
}

function partOfDay(hour: number): TimeWords["part"] {
  if (hour < 5 || hour >= 22) return "night";
  if (hour < 12) return "morning";
  return hour < 17 ? "afternoon" : "evening";
}

/** Calendar days from one instant to another, each in its own zone. */
export function daysBetween(from: [ms: number, zone: string], to: [ms: number, zone: string]) {
  const day = ([ms, zone]: [number, string]) => {
    const date = wallClock(ms, zone);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS;
  };
  return day(to) - day(from);
}

/**
 * The zone of the candidate's date: the community's for an all-day event, which is the same date
 * everywhere; otherwise the reader's.
 */
export function zoneOfDay(i: number, profile: Profile, pool: Pool): string {
  return pool.candidates[i]!.event.is_all_day ? pool.timeZone : zoneOf(profile, pool);
}

const QUARTER_MS = 900_000;

/**
 * Whether a vote is for an event with an hour. Votes do not always say so, but all-day events start
 * at midnight in the community's zone.
 */
export function hasHour({ vote, start }: WeighedVote, { readHour }: Pool): boolean {
  const { is_all_day } = vote.event;
  if (is_all_day !== undefined) return !is_all_day;
  const isMidnight = start % QUARTER_MS === 0 && readHour(start) % 24 === 0 &&
    readHour(start - 1) % 24 === 23;
  return !isMidnight;
}
