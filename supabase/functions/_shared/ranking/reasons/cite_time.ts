/** Citations for when the event is. */
import type { Pool } from "../pool.ts";
import type { Profile } from "../profile.ts";
import { DAY_MS, hoursApart } from "../time.ts";
import { CONSTANTS } from "../weights.ts";
import { type Citation, type Cite, count, verbFor, votesEvidence } from "./evidence.ts";

export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
];

export const citeWeekdayHabit: Cite = (i, profile, pool) => {
  const hour = pool.hourOfWeek[i]!;
  const day = `${WEEKDAYS[Math.floor(hour / 24)]} ${partOfDay(hour % 24)}`;
  const when = pool.starts[i]! - pool.now < 6 * DAY_MS ? `This ${day}` : `On a ${day}`;
  return citeHabit(i, profile, pool, 168, when);
};

export const citeHourHabit: Cite = (i, profile, pool) =>
  citeHabit(i, profile, pool, 24, byPartOfDay(pool.hourOfWeek[i]! % 24));

export const citeSoon: Cite = (i, _profile, pool) => {
  const days = Math.floor((pool.starts[i]! - pool.now) / DAY_MS);
  const text = days < 1 ? "Starts within a day" : `Starts in ${count(days, "day")}`;
  return { text, evidence: { kind: "event" } };
};

export const citeFresh: Cite = () => ({ text: "Just posted", evidence: { kind: "event" } });

/** One event is no habit; "usually" is said of three or more that are half of all or more. */
function citeHabit(
  i: number,
  { positives }: Profile,
  pool: Pool,
  period: number,
  when: string,
): Citation | undefined {
  const hour = pool.hourOfWeek[i]! % period;
  const near = positives.filter(({ vote }) => {
    return hoursApart(pool.past(vote).hourOfWeek % period, hour, period) <= CONSTANTS.habitHours;
  });
  if (near.length < 2) return undefined;
  const usual = near.length >= 3 && near.length * 2 >= positives.length;
  const text = usual
    ? `${when}, when you usually go out`
    : `${when}, like ${count(near.length, "event")} you ${verbFor(near, pool.now)}`;
  return { text, evidence: votesEvidence(near) };
}

/** Hours of the local day in the words people use. */
export function partOfDay(hour: number): string {
  if (hour < 5 || hour >= 22) return "night";
  if (hour < 12) return "morning";
  return hour < 17 ? "afternoon" : "evening";
}

function byPartOfDay(hour: number): string {
  const part = partOfDay(hour);
  return part === "night" ? "At night" : `In the ${part}`;
}
