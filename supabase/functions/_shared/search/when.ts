/** When the sought events are, out of the words of a query: days, weekdays, hours. Pure. */
import { type Day, findDays } from "../extract/days.ts";
import { britishOrder } from "../extract/spelling.ts";
import { addDays, weekdayOf } from "../time/civil.ts";
import { findHours } from "./hours.ts";
import { findPeriod } from "./periods.ts";
import { blankOut, READ, saidIn, take } from "./stretch.ts";

/** Bounds of a start, all on the community's clock; null: open. */
export interface When {
  /** First and last day, 'YYYY-MM-DD'. */
  from: string | null;
  to: string | null;
  /** Only on these weekdays, 0 for Sunday; null: on any. */
  weekdays: number[] | null;
  /** Not on these. */
  except: number[];
  /** Earliest time of day, and the one that it begins before: 'HH:MM', to '24:00'. */
  after: string | null;
  before: string | null;
  /** A part of the day was named: its ends are approximate. */
  isLoose: boolean;
}

export interface FoundWhen {
  when: When | null;
  /** The words that said so. */
  said: string;
  /** The query with `READ` in their place. */
  rest: string;
}

/** Day and time on the community's clock. */
export interface LocalNow {
  date: string;
  time: string;
}

const NAMES = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
const SHORT = new Map(
  "mon tue tues wed weds thu thur thurs fri sat".split(" ").map((short) =>
    [short, NAMES.find((name) => name.startsWith(short.slice(0, 3)))!] as const
  ),
);
const SHORT_DAY = new RegExp(String.raw`\b(?:${[...SHORT.keys()].join("|")})\b(?!['’])`, "gi");
const DAY = `(?:${NAMES.join("|")})`;
const JOINED = String.raw`(?:(?:,| or| and| nor| &|\/)+ ?(?:on )?`;
const EXCEPT = new RegExp(
  String
    .raw`\b(?:but )?(?:not|no|except|excluding|other than|without|avoid)(?: for)?(?: on)?(?: any| a)? (${DAY}s?${JOINED}${DAY}s?)*)(?=\W|$)`,
  "i",
);
/** "mondays", "every tuesday": whatever the week. */
const EVERY = new RegExp(
  String
    .raw`\b(?:on )?(?:(?:every|each|any) (${DAY}s?${JOINED}${DAY}s?)*)|(${DAY}s${JOINED}${DAY}s)*))(?=\W|$)`,
  "i",
);

const THROUGH = new RegExp(
  String.raw`^${DAY} ?(?:to|until|till?|through|-|–) ?(${DAY})`,
  "i",
);

/** From this hour on, a weekday that is today means the next one. */
const LATE = "21:00";

export function findWhen(query: string, now: LocalNow): FoundWhen {
  const text = ordered(query);
  const except = take(text, EXCEPT);
  const every = take(except.rest, EVERY);
  const hours = findHours(every.rest);
  const period = findPeriod(hours.rest, now.date);
  const rest = period?.rest ?? hours.rest;
  const isTonight = /\b(?:tonight|2nite|tonite)\b/i.test(rest);
  const days = findDays(rest, now.date);
  const bounds: Bounds | null = period?.period ?? boundsOf(days, rest, now.date);
  const isWeekday = !period && bounds?.isExact === true &&
    new RegExp(DAY, "i").test(saidIn(hours.rest, blankDays(rest, days)));
  const weekdays = every.match ? weekdaysIn(every.match[1] ?? every.match[2]!) : null;
  const when = movedOn(
    {
      from: bounds?.from ?? null,
      to: bounds?.to ?? null,
      weekdays: weekdays ?? bounds?.weekdays ?? null,
      except: except.match ? weekdaysIn(except.match[1]!) : [],
      after: hours.after ?? (isTonight ? "17:00" : null),
      before: hours.before,
      isLoose: hours.isLoose || (isTonight && hours.after === null),
    },
    isWeekday,
    now,
  );
  const left = blankDays(rest, days).replace(DANGLING, (word) => READ.repeat(word.length));
  return { when: isOpen(when) ? null : when, said: saidIn(text, left), rest: left };
}

function blankDays(text: string, days: Day[]): string {
  return days.reduce((left, day) => blankOut(left, day.at, day.to - day.at), text);
}

/** Prepositions before a stretch that was read. */
const DANGLING =
  /\b(?:on|in|at|until|till|by|before|after|from|since|between|and|or|to|for|this|next|up to|the)(?: the)? ?(?=~)/gi;

/** "may" and "march" beside a number: in captions only their capitals tell them from the verbs. */
const MONTHS_IN_LOWER_CASE =
  /(?<=\d(?:st|nd|rd|th)?(?: of)? ?)\b(?:may|mar(?:ch)?)\b|\b(?:may|mar(?:ch)?)(?= \d{1,2}\b)/g;

/** Short names of days written out, and days of months in the order that is read. */
function ordered(query: string): string {
  const text = query.replaceAll(READ, " ")
    .replace(SHORT_DAY, (word) => SHORT.get(word.toLowerCase())!)
    .replace(/\b(this|next|on|coming|every|saturday(?: or| and|,| &)) sun\b/gi, "$1 sunday")
    .replace(MONTHS_IN_LOWER_CASE, (month) => month[0]!.toUpperCase() + month.slice(1))
    .replace(/\b24\/7\b/g, (sign) => READ.repeat(sign.length));
  return /\d ?[./-] ?\d|\d(?:st|nd|rd|th)\b|\d ?(?:of )?[a-z]{3}|[a-z]{3} ?\d/i.test(text)
    ? britishOrder(text)
    : text;
}

function weekdaysIn(text: string): number[] {
  return [...NAMES.keys()].filter((day) => text.toLowerCase().includes(NAMES[day]!));
}

interface Bounds {
  from: string | null;
  to: string | null;
  weekdays?: number[];
  /** No "until" or "after": the day itself is meant. */
  isExact?: boolean;
}

function boundsOf(days: Day[], text: string, today: string): Bounds | null {
  const [first, ...others] = days;
  if (!first) return null;
  const before = text.slice(0, first.at);
  const last = others.at(-1);
  if (last) return boundsOfMany(days, text);
  const { start } = first;
  const end = first.end ?? start;
  if (/\b(?:until|till?|by|up to|no later than)(?: the)? $/i.test(before)) {
    return { from: today, to: end };
  }
  if (/\b(?:before|earlier than)(?: the)? $/i.test(before)) {
    return { from: today, to: addDays(end, -1) };
  }
  if (/\bafter(?: the)? $/i.test(before)) return { from: addDays(end, 1), to: null };
  if (/\b(?:from|since|starting)(?: the)? $/i.test(before) && !first.end) {
    return { from: start, to: null };
  }
  const to = throughOf(text, first);
  return { from: start, to: to ?? end, isExact: to === null };
}

/** "monday to wednesday": chrono's reader sees the first alone. */
function throughOf(text: string, { start, at }: Day): string | null {
  const match = THROUGH.exec(text.slice(at));
  if (!match) return null;
  const days = (weekdaysIn(match[1]!)[0]! - weekdayOf(start) + 7) % 7;
  return addDays(start, days);
}

/** "monday to wednesday" is all three, "saturday or monday" these two. */
function boundsOfMany(days: Day[], text: string): Bounds {
  const starts = days.map(({ start }) => start).sort();
  const [from, to] = [starts[0]!, starts.at(-1)!];
  const between = text.slice(days[0]!.to, days[1]!.at);
  const isRange = /\b(?:to|until|till?|through)\b|[-–]/i.test(between) ||
    /\bbetween(?: the)? $/i.test(text.slice(0, days[0]!.at));
  return isRange ? { from, to } : { from, to, weekdays: starts.map(weekdayOf) };
}

/** A weekday that is today and over means the same day of the next week. */
function movedOn(when: When, isWeekday: boolean, now: LocalNow): When {
  if (!isWeekday || when.from !== now.date || when.to !== now.date) return when;
  const isOver = now.time >= (when.before && when.before !== "24:00" ? when.before : LATE);
  const next = addDays(now.date, 7);
  return isOver ? { ...when, from: next, to: next } : when;
}

function isOpen({ from, to, weekdays, except, after, before }: When): boolean {
  return !from && !to && !weekdays && except.length === 0 && !after && !before;
}
