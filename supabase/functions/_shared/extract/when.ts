/** When it is: the first session to come that the post names, never a deadline. */
import { addDays, daysBetween } from "../time/civil.ts";
import { FARTHEST_START_DAYS } from "../event/draft.ts";
import { type Habit, habitOf } from "./day_order.ts";
import { inSecondHalf } from "./clocks.ts";
import { findItems, type Item } from "./items.ts";
import type { Line } from "./lines.ts";
import { type Mention, readLines, type Told } from "./mentions.ts";
import { atHome } from "./zones.ts";

export interface When {
  start_date: string | null;
  start_time: string | null;
  end_date: string | null;
  end_time: string | null;
  /** The date stands in a line of its own kind ("📅", "Date:"), or has a time. */
  isStated: boolean;
  /** The day is but a weekday: of the week to come, or of the one that is over. */
  isWeekday: boolean;
  /** The post names a last day to do something. */
  hasDeadline: boolean;
  /** The hour is of a zone that may be one of several, or the day one of several events. */
  isDoubtful: boolean;
  /** Of a list of events: the lines of the one that is meant, and those of the others. */
  item: Item | null;
  others: Item;
}

/** Where a community is, and its clock at the time of the post. */
export interface Here {
  /** 'HH:MM'. */
  time: string;
  /** IANA. */
  timeZone: string;
  /** Which of two numbers of a date is its day; by default as in the zone. */
  habit?: Habit;
}

const ANYWHERE: Here = { time: "00:00", timeZone: "UTC" };

/** What the lines of a post of that day ('YYYY-MM-DD') say about when, on the community's clock. */
export function findWhen(lines: Line[], posted: string, here: Here = ANYWHERE): When {
  const mentions = readLines(lines, posted, here.habit ?? habitOf(here.timeZone));
  return chooseWhen(lines, mentions, posted, here);
}

/** The same from the days and hours that `readLines` found. */
export function chooseWhen(
  lines: Line[],
  { days: named, clocks }: ReturnType<typeof readLines>,
  posted: string,
  here: Pick<Here, "time" | "timeZone">,
): When {
  // A day too far off is a misreading, or an instruction; it must not hide the true one.
  const near = named.filter(({ start }) => daysBetween(posted, start) <= FARTHEST_START_DAYS);
  const items = findItems(lines, near, clocks);
  const isOver = (item: Item) =>
    near.some(({ line, start }) => item.includes(line) && start === posted) &&
    clocks.every(({ line, start, end }) => !item.includes(line) || lastOf(start, end) < here.time);
  const over = items.filter(isOver).flat();
  const days = near.filter((day) => !over.includes(day.line) && !isOfAnother(day, lines, clocks));
  const hasDeadline = [...days, ...clocks].some(({ role }) => role === "deadline");
  const day = choose(days, posted);
  if (day === null) return { ...NOTHING, hasDeadline };
  const item = items.find((item) => item.includes(day.line)) ?? null;
  const found = timeOf(day, days, clocks, lines);
  // "Today at 8:15", said at ten in the morning, is of the evening.
  const isEarlier = found !== null && found.isOpen && day.start === posted &&
    day.by !== "weekday" && found.start < here.time;
  const told = isEarlier ? inSecondHalf(found) : found;
  // "Monday 1pm" of a Monday's evening is the next one.
  const isPast = day.by === "weekday" && day.start === posted && day.end === null &&
    told !== null && lastOf(told.start, told.end) < here.time;
  // What is over when the post goes up is hardly what it announces.
  const hasPassed = told !== null && !isPast && day.start === posted && day.end === null &&
    lastOf(told.start, told.end) < here.time;
  const start = isPast ? addDays(day.start, 7) : day.start;
  const time = told && atHome(start, told, clocks, here.timeZone);
  const start_date = time?.date ?? start;
  const end = endOf(day, days);
  return {
    start_date,
    start_time: time?.start ?? null,
    // The last day moves as the first does.
    end_date: end && addDays(end, daysBetween(day.start, start_date)),
    end_time: time?.end ?? null,
    isStated: told !== null || lines[day.line]?.marker === "when" || opensField(day, lines),
    isWeekday: day.by === "weekday",
    hasDeadline,
    isDoubtful: item !== null || day.isDoubtful || hasPassed || (told !== null && time === null),
    item,
    others: item === null ? [] : items.flat().filter((line) => !item.includes(line)),
  };
}

/**
 * "… We meet from 4 to 6 as always." / "Also, the lightning talks are on 27 February": a day of a paragraph
 * that goes on to something else, where the hour stands in one before.
 */
function isOfAnother({ line }: Mention, lines: Line[], clocks: Told[]): boolean {
  const { text, paragraph } = lines[line]!;
  return ON_TO_OTHERS.test(text) && clocks.every((clock) => clock.line !== line) &&
    clocks.some((clock) => clock.role === "event" && lines[clock.line]!.paragraph < paragraph);
}

const ON_TO_OTHERS =
  /^\W*(?:also|ps|p\.s|plus|save the date|looking ahead|coming up|later this|in other news|and (?:mark|save|don't forget)|don't forget|reminder)\b/i;

/** The end, but for one past midnight. */
function lastOf(start: string, end: string | null): string {
  return end !== null && end > start ? end : start;
}

/** "Saturday, September 4th. Free." on a line of its own: a day that is announced, not talked about. */
function opensField({ by, at, line }: Mention, lines: Line[]): boolean {
  return by === "date" && at <= 3 && line > 0 && lines[line]!.text.length <= 60;
}

const NOTHING = {
  start_date: null,
  start_time: null,
  end_date: null,
  end_time: null,
  isStated: false,
  isWeekday: false,
  isDoubtful: false,
  item: null,
  others: [],
};

/** The first day to come among those best stated; a day that replaces another beats all. */
function choose(days: Mention[], posted: string): Mention | null {
  const ahead = days.filter((day) => day.start >= posted);
  const moved = ahead.filter(({ role }) => role === "moved");
  const candidates = moved.length > 0 ? moved : ahead.filter(({ role }) => role === "event");
  const best = Math.max(...candidates.map(({ rank }) => Math.min(rank, 3)));
  const first = candidates.filter(({ rank }) => rank >= best)
    .sort((a, b) => a.start < b.start ? -1 : a.start > b.start ? 1 : a.line - b.line);
  return first[0] ?? null;
}

/** The last of days in a row; "Saturday 9am - Sunday 5pm" names it separately. */
function endOf(day: Mention, days: Mention[]): string | null {
  if (day.end !== null) return day.end;
  const twin = days.find(({ start, end }) => start === day.start && end !== null);
  return twin?.end ?? null;
}

/** The time that belongs to a day: beside it, below it, above it, or beside the same day elsewhere. */
function timeOf(day: Mention, days: Mention[], clocks: Told[], lines: Line[]): Told | null {
  const told = clocks.filter(({ role }) => role === "event" || role === "moved");
  const isPrice = ({ line }: Told) => lines[line]?.marker === "price";
  const isWhen = ({ line }: Told) => lines[line]?.marker === "when";
  const plain = told.some((clock) => !isPrice(clock))
    ? told.filter((clock) => !isPrice(clock))
    : told;
  const twins = days.filter(({ start, role }) => start === day.start && role !== "deadline");
  for (const find of [beside, below, above]) {
    // Of several days in a row, a time further off may belong to any: only one so marked is the start.
    const near = day.end !== null && find !== beside ? plain.filter(isWhen) : plain;
    for (const twin of [day, ...twins]) {
      const found = find(twin, days, near, lines);
      if (found) return found;
    }
  }
  const lone = day.end === null ? loneTime(day, days, plain, isWhen) : null;
  return lone ?? (day.role === "moved" ? formerTime(days, clocks, lines) : null);
}

/** "From Monday 6pm to Tuesday": the hour stays where the new day has none. */
function formerTime(days: Mention[], clocks: Told[], lines: Line[]): Told | null {
  const former = days.filter(({ role }) => role === "event" || role === "aside");
  const plain = clocks.filter(({ role }) => role === "event" || role === "aside");
  return former.map((day) => beside(day, days, plain, lines)).find((time) => time) ?? null;
}

/** A time far from any day still counts if it is the only one, or the day is. */
function loneTime(day: Mention, days: Mention[], told: Told[], isWhen: (clock: Told) => boolean) {
  const isOnlyDay = days.every(({ start, role }) => role === "deadline" || start === day.start);
  const isOnlyTime = new Set(told.map(({ start }) => start)).size === 1;
  return isOnlyDay || isOnlyTime ? told.find(isWhen) ?? told[0] ?? null : null;
}

type Find = (day: Mention, days: Mention[], told: Told[], lines: Line[]) => Told | undefined;

/** In the day's own line: after it and before the next day, else before it. */
const beside: Find = (day, days, told) => {
  const here = told.filter(({ line }) => line === day.line);
  const next = days.find(({ line, at }) => line === day.line && at > day.at);
  return here.find(({ at }) => at >= day.to && (!next || at < next.at)) ??
    here.filter(({ at }) => at < day.at).at(-1);
};

/** How many lines a time may stand from its day. */
const NEAR = 5;

const below: Find = (day, days, told, lines) => {
  const next = days.find(({ line, start }) => line > day.line && start !== day.start);
  const until = Math.min(next?.line ?? Infinity, day.line + NEAR + 1);
  const found = told.filter(({ line }) => line > day.line && line < until);
  return found.find(({ line }) => lines[line]?.marker === "when") ?? found[0];
};

const above: Find = (day, days, told, lines) => {
  const last = days.filter(({ line, start }) => line < day.line && start !== day.start).at(-1);
  const from = Math.max(last?.line ?? -1, day.line - NEAR - 1);
  const found = told.filter(({ line }) => line < day.line && line > from);
  return found.filter(({ line }) => lines[line]?.marker === "when").at(-1) ?? found.at(-1);
};
