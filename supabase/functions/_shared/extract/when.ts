/** When it is: the first session to come that the post names, never a deadline. */
import { maskNumbers } from "./lines.ts";
import type { Line } from "./lines.ts";
import { type Clock, findClocks } from "./clocks.ts";
import { blank, britishOrder, type Day, findDays } from "./days.ts";
import { endsADay, type Role, roleAt } from "./roles.ts";

export interface When {
  start_date: string | null;
  start_time: string | null;
  end_date: string | null;
  end_time: string | null;
  /** The date stands in a line of its own kind ("📅", "Date:"), or has a time. */
  isStated: boolean;
  /** The post names a last day to do something. */
  hasDeadline: boolean;
}

interface Mention extends Day {
  line: number;
  role: Role;
  /** The better a mention's form, the sooner it is believed. */
  rank: number;
}

interface Told extends Clock {
  line: number;
  role: Role;
}

/** What the lines of a post of that day ('YYYY-MM-DD') say about when. */
export function findWhen(lines: Line[], posted: string): When {
  const { days, clocks } = readLines(lines, posted);
  const hasDeadline = [...days, ...clocks].some(({ role }) => role === "deadline");
  const day = choose(days, posted);
  if (day === null) return { ...NOTHING, hasDeadline };
  const time = timeOf(day, days, clocks, lines);
  return {
    start_date: day.start,
    start_time: time?.start ?? null,
    end_date: endOf(day, days),
    end_time: time?.end ?? null,
    isStated: time !== null || lines[day.line]?.marker === "when",
    hasDeadline,
  };
}

const NOTHING = {
  start_date: null,
  start_time: null,
  end_date: null,
  end_time: null,
  isStated: false,
};

/** Every day and time of the post, with its line and role. */
function readLines(lines: Line[], posted: string) {
  const days: Mention[] = [];
  const clocks: Told[] = [];
  let heading = { text: "", paragraph: -1 };
  lines.forEach((line, index) => {
    if (heading.paragraph !== line.paragraph && !lines[index - 1]?.isHeading) {
      heading = { text: "", paragraph: line.paragraph };
    }
    const found = readLine(line, heading.text, posted);
    days.push(...found.days.map((day) => ({ ...day, line: index })));
    clocks.push(...found.clocks.map((clock) => ({ ...clock, line: index })));
    if (line.isHeading) heading = { text: line.text, paragraph: line.paragraph };
  });
  return { days, clocks };
}

function readLine(line: Line, heading: string, posted: string) {
  const text = britishOrder(maskNumbers(line.text));
  const told = findClocks(text, false);
  const rest = told.reduce(hide, text);
  const named = findDays(rest, posted);
  // Bare numbers are tried last, lest "📅 7-11 June" be seven to eleven o'clock.
  const bare = findClocks(named.reduce(hide, rest), true)
    .filter((clock) => line.marker === "when" || named.some((day) => isBeside(day, clock, rest)));
  const clocks = [...told, ...bare].sort((a, b) => a.at - b.at);
  const hasClock = clocks.length > 0;
  const isLate = clocks.some((clock) => endsADay(clock.start));
  const role = ({ at, to }: Span): Role => {
    return isLate ? "deadline" : roleAt(rest, at, to, line.label || heading);
  };
  const days = named
    .filter((day, place, all) => !isEcho(day, all[place - 1], all[place + 1], rest))
    .filter((day) => isMeant(day, rest, line, hasClock));
  return {
    clocks: clocks.map((clock) => ({ ...clock, role: role(clock) })),
    days: days.map((day) => ({
      ...day,
      // "Early bird $20 (till 11/6)", "Final release - 27/6": sales, whatever the words.
      role: line.marker === "price" ? "aside" as const : role(day),
      rank: rankOf(day, line, hasClock),
    })),
  };
}

/** "Wed 24 September, 12-2", "Quiz on Friday at 6": a bare number is a time right beside a day. */
function isBeside(day: Span, clock: Span, text: string): boolean {
  const between = day.to <= clock.at ? text.slice(day.to, clock.at) : text.slice(clock.to, day.at);
  return /^[\s,|@:()~-]*(?:from|at|on)?\s*$/.test(between);
}

type Span = { at: number; to: number };

function hide(text: string, { at, to }: Span): string {
  return blank(text, at, to);
}

/** "23rd January (Thursday)", "Tomorrow (28/8)": the looser of two that stand together says no more. */
function isEcho(day: Day, before: Day | undefined, after: Day | undefined, text: string): boolean {
  const beside = (other: Day | undefined, gap: string) => {
    return other?.by === "date" && /^[\s(),~|/&-]{0,6}$/.test(gap);
  };
  return day.by !== "date" &&
    (beside(before, text.slice(before?.to, day.at)) ||
      beside(after, text.slice(day.to, after?.at)));
}

/** A weekday alone, or "today", is often talk: "a chill Thursday arvo", "apply today". */
function isMeant(day: Day, text: string, line: Line, hasClock: boolean): boolean {
  if (day.by === "date") return true;
  if (/\b(?:week|wk) ?\d{1,2}\b/i.test(text) && day.by === "weekday") return false;
  if (/^ (?:morning|afternoon|arvo|evening|night)s\b/i.test(text.slice(day.to))) return false;
  if (line.marker === "when" || hasClock) return true;
  const before = text.slice(0, day.at);
  const named = text.slice(day.at, day.to);
  if (day.by === "weekday") return LED_IN.test(before) || /^(?:this|next|on|coming)\b/i.test(named);
  if (!/^today/i.test(named)) return true;
  return /\b(?:is|are|happening|starts?|on|see you|come|its|it's)\b[^.!?]{0,25}$/i.test(before);
}

const LED_IN = /\b(?:on|this|this coming|coming|next|see you|happening|every|is|until|till?)\s*$/i;

function rankOf(day: Day, line: Line, hasClock: boolean): number {
  if (day.by !== "date") return line.marker === "when" || hasClock ? 2 : 1;
  const isField = line.marker === "when" || line.marker === "where" || line.text.length <= 60;
  return isField ? 4 : hasClock ? 3 : 2;
}

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
function timeOf(day: Mention, days: Mention[], clocks: Told[], lines: Line[]): Clock | null {
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
  return day.end === null ? loneTime(day, days, plain, isWhen) : null;
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
