/** Citations for when the event is. */
import { DAY_MS } from "../../units.ts";
import { HOURS_A_WEEK, hoursApart } from "../time.ts";
import { CONSTANTS } from "../weights.ts";
import { type Cite, count, verbFor, votesEvidence } from "./evidence.ts";

export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
];

/**
 * The hour of the week where the member usually goes out at it, else that of the day. One event is no
 * habit; "usually" is said of three or more that are half of all or more.
 */
export const citeHourHabit: Cite = (i, { positives }, pool) => {
  if (pool.candidates[i]!.event.is_all_day) return undefined;
  const hour = pool.hourOfWeek[i]!;
  const choicesNear = (period: number) =>
    positives.filter(({ vote }) => {
      const apart = hoursApart(pool.past(vote).hourOfWeek % period, hour % period, period);
      return apart <= CONSTANTS.habitHours;
    });
  const isUsual = (near: readonly unknown[]) =>
    near.length >= 3 && near.length * 2 >= positives.length;
  const weekly = choicesNear(HOURS_A_WEEK);
  if (isUsual(weekly)) {
    const day = `${WEEKDAYS[Math.floor(hour / 24)]} ${partOfDay(hour % 24)}`;
    const when = pool.starts[i]! - pool.now < 6 * DAY_MS ? `This ${day}` : `On a ${day}`;
    return { text: `${when}, when you usually go out`, evidence: votesEvidence(weekly) };
  }
  const near = choicesNear(24);
  if (near.length < 2) return undefined;
  const when = byPartOfDay(hour % 24);
  const text = isUsual(near)
    ? `${when}, when you usually go out`
    : `${when}, like ${count(near.length, "event")} you ${verbFor(near, pool.now)}`;
  return { text, evidence: votesEvidence(near) };
};

/** By weekday where that is clear: "tomorrow" would be wrong in a mail that is read a day later. */
export const citeSoon: Cite = (i, _profile, pool) => {
  const days = Math.floor((pool.starts[i]! - pool.now) / DAY_MS);
  const weekday = Math.floor(pool.hourOfWeek[i]! / 24);
  const isToday = days < 1 && weekday === Math.floor(pool.hourOfWeekNow / 24);
  const text = isToday || days < 0
    ? "Today"
    : days < 6
    ? `Coming up on ${WEEKDAYS[weekday]}`
    : `Starts in ${count(days, "day")}`;
  return { text, evidence: { kind: "event" } };
};

export const citeFresh: Cite = () => ({ text: "Just posted", evidence: { kind: "event" } });

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
