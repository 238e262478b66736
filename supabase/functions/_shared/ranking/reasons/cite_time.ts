/** Citations for the time of an event, in the reader's time zone. */
import { daysBetween, hasHour, type TimeWords, timeWords, zoneOf, zoneOfDay } from "./clock.ts";
import { type Cite, count, verbFor, votesEvidence } from "./evidence.ts";
import type { WeighedVote } from "../profile.ts";

/**
 * The weekday and part of day in which the member usually goes out, or else the part of day alone.
 * Counts all votes in exactly that part.
 *
 * One event is no habit. "Usually" needs three or more votes that are at least half of all; "go
 * out" needs events that the member went to.
 */
export const citeHourHabit: Cite = (i, profile, pool) => {
  if (pool.candidates[i]!.event.is_all_day) return undefined;
  const zone = zoneOf(profile, pool);
  const { weekday, part, isSmallHours } = timeWords(pool.starts[i]!, zone);
  const { positives, now } = profile;
  const inPart = positives.filter((vote) =>
    hasHour(vote, pool) && timeWords(vote.start, zone).part === part
  );
  const onDay = inPart.filter(({ start }) => isOn(weekday, timeWords(start, zone)));
  const isUsual = (votes: readonly unknown[]) =>
    votes.length >= 3 && votes.length * 2 >= positives.length;
  const isWeekly = !isSmallHours && isUsual(onDay);
  const votes = isWeekly ? onDay : inPart;
  if (votes.length < 2) return undefined;
  const isThis = daysBetween([now, zone], [pool.starts[i]!, zone]) < 6;
  const when = isWeekly ? `${isThis ? "This" : "On a"} ${weekday} ${part}` : inThe(part);
  const habit = isUsual(votes) && votes.every((vote) => wentTo(vote, now))
    ? "when you usually go out"
    : `like ${count(votes.length, "event")} you ${verbFor(votes, now)}`;
  return { text: `${when}, ${habit}`, evidence: votesEvidence(votes) };
};

/** Whether the time is on that weekday without doubt: 1 am belongs to the night of two days. */
export function isOn(weekday: string, at: TimeWords): boolean {
  return at.weekday === weekday && !at.isSmallHours;
}

function wentTo({ vote, start }: WeighedVote, now: number): boolean {
  return vote.action === "going" && start < now;
}

/**
 * Names the weekday where it is unambiguous: "tomorrow" would be wrong in a mail read a day later.
 */
export const citeSoon: Cite = (i, profile, pool) => {
  const zone = zoneOfDay(i, profile, pool);
  const start = pool.starts[i]!;
  const days = daysBetween([profile.now, zoneOf(profile, pool)], [start, zone]);
  return { text: daysAhead(days, timeWords(start, zone).weekday), evidence: { kind: "event" } };
};

function daysAhead(days: number, weekday: string): string {
  if (days < 0) return "On now"; // an all-day event, if the reader's calendar is a day ahead
  if (days === 0) return "Today";
  return days < 6 ? `Coming up on ${weekday}` : `Starts in ${count(days, "day")}`;
}

/** Days after which a post is no longer called new. */
const FRESH = 7;

/** "Just posted", or "Posted 3 days ago". */
export const citeFresh: Cite = (i, profile, pool) => {
  const zone = zoneOf(profile, pool);
  const posted = Date.parse(pool.candidates[i]!.posted_at);
  const days = daysBetween([posted, zone], [profile.now, zone]);
  if (days > FRESH) return undefined;
  return {
    text: days <= 1 ? "Just posted" : `Posted ${count(days, "day")} ago`,
    evidence: { kind: "event" },
  };
};

function inThe(part: TimeWords["part"]): string {
  return part === "night" ? "At night" : `In the ${part}`;
}
