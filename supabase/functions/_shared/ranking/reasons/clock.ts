/**
 * The reader's clock. Days are those of their calendar, not spans of 24 hours: what starts on Tuesday
 * at 8 am is tomorrow's on Monday at 11 pm. Hours of the community's zone rank; these are for words.
 */
import { DAY_MS } from "../../time/units.ts";
import { wallClock } from "../../time/wall_clock.ts";
import type { Pool } from "../pool.ts";
import type { Profile, WeighedVote } from "../profile.ts";
import { rememberLatest } from "../../text/remember.ts";
import { hourOfWeekReader } from "../time.ts";

const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** When something is, in the words people use. */
export interface TimeWords {
  /** Monday, ... */
  weekday: string;
  part: "morning" | "afternoon" | "evening" | "night";
  /** After midnight: the night of which day is open to question. */
  isSmallHours: boolean;
}

/** More zones than readers of one run are in would only fill the memory. */
const ZONES_KEPT = 20;

const readerOf = rememberLatest((zone: string) => zone, hourOfWeekReader, ZONES_KEPT);

/** The member's zone where it is known and has a clock here, else the community's. */
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

/** @param ms epoch */
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

/** Days of the calendar from one instant to another, each in its zone. */
export function daysBetween(from: [ms: number, zone: string], to: [ms: number, zone: string]) {
  const day = ([ms, zone]: [number, string]) => {
    const date = wallClock(ms, zone);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS;
  };
  return day(to) - day(from);
}

/** The zone in which a candidate's day is meant: a whole day is one date, the same for everybody. */
export function zoneOfDay(i: number, profile: Profile, pool: Pool): string {
  return pool.candidates[i]!.event.is_all_day ? pool.timeZone : zoneOf(profile, pool);
}

const QUARTER_MS = 900_000;

/**
 * Whether a vote is for an event with an hour. Votes do not always say so, but what lasts all day
 * starts at midnight of the community.
 */
export function hasHour({ vote, start }: WeighedVote, { readHour }: Pool): boolean {
  const { is_all_day } = vote.event;
  if (is_all_day !== undefined) return !is_all_day;
  const isMidnight = start % QUARTER_MS === 0 && readHour(start) % 24 === 0 &&
    readHour(start - 1) % 24 === 23;
  return !isMidnight;
}
