/** The days and times of a post, each with its line and what it is for. */
import { addDays, daysBetween, weekdayOf } from "../time/civil.ts";
import { type Clock, findClocks, inSecondHalf } from "./clocks.ts";
import type { Habit } from "./day_order.ts";
import { blank, type Day, findDays } from "./days.ts";
import { type Line, maskNumbers } from "./lines.ts";
import { type Ordered, orderNumbers } from "./numeric_days.ts";
import { endsADay, type Role, roleAt } from "./roles.ts";
import { britishOrder } from "./spelling.ts";
import { maskOffsets, type ZoneName, zoneOfAll, zonesOf } from "./zones.ts";

/** A day of a post. */
export interface Mention extends Day {
  line: number;
  role: Role;
  /** The better a mention's form, the sooner it is believed. */
  rank: number;
  /** May be another day as well. */
  isDoubtful: boolean;
}

/** A time of a post. */
export interface Told extends Clock {
  line: number;
  role: Role;
  /** The zone beside it: "6pm AWST". */
  zone: ZoneName | null;
}

/** Every day and time of the post, with its line and role. */
export function readLines(lines: Line[], posted: string, habit: Habit) {
  const texts = lines.map(({ english }) => maskNumbers(english));
  const ordered = orderNumbers(texts, posted, habit);
  const days: Mention[] = [];
  const clocks: Told[] = [];
  let heading = { text: "", paragraph: -1 };
  lines.forEach((line, index) => {
    if (heading.paragraph !== line.paragraph && !lines[index - 1]?.isHeading) {
      heading = { text: "", paragraph: line.paragraph };
    }
    const found = readLine(line, ordered(texts[index]!), heading.text, posted);
    days.push(...found.days.map((day) => ({ ...day, line: index })));
    clocks.push(...found.clocks.map((clock) => ({ ...clock, line: index })));
    if (line.isHeading) heading = { text: line.text, paragraph: line.paragraph };
  });
  const zone = zoneOfAll(lines.map(({ text }) => text).join("\n"));
  return {
    days: withDates(days),
    clocks: zone ? clocks.map((clock) => ({ ...clock, zone: clock.zone ?? zone })) : clocks,
  };
}

/** Weekdays as the dates that the post names; "Saturday to Sunday" follow each other. */
function withDates(days: Mention[]): Mention[] {
  let last: Mention | null = null;
  return days.map((day) => {
    const found = dated(day, days) ?? following(day, last);
    last = found ?? null;
    return found ?? day;
  });
}

/** The weekday after one in the same line that a date has placed. */
function following(day: Mention, last: Mention | null): Mention | undefined {
  if (day.by !== "weekday" || last?.line !== day.line) return undefined;
  const ahead = (weekdayOf(day.start) - weekdayOf(last.start) + 7) % 7;
  return { ...day, start: addDays(last.start, ahead) };
}

/** "13-15 November … pitch on Friday night": the Friday among the days that the post dates. */
function dated(day: Mention, all: Mention[]): Mention | undefined {
  if (day.by !== "weekday") return undefined;
  const weekday = weekdayOf(day.start);
  const dates = all.filter(({ by, role }) => by === "date" && role === "event").flatMap(daysOf);
  const start = dates.find((date) => date >= day.start && weekdayOf(date) === weekday);
  return start === undefined ? undefined : { ...day, start };
}

/** The first days of a mention, a week at most. */
function daysOf({ start, end }: Day): string[] {
  const count = end === null ? 1 : Math.min(7, daysBetween(start, end) + 1);
  return Array.from({ length: count }, (_, days) => addDays(start, days));
}

function readLine(line: Line, ordered: Ordered, heading: string, posted: string) {
  const whole = britishOrder(ordered.text);
  const text = maskOffsets(whole);
  const isEvening = EVENING.test(text) && !MORNING.test(text);
  const told = findClocks(text, false);
  const rest = told.reduce(hide, text);
  const named = findDays(rest, posted);
  // Bare numbers are tried last, lest "📅 7-11 June" be seven to eleven o'clock.
  const bare = findClocks(named.reduce(hide, rest), true, isEvening)
    .filter((clock) =>
      line.marker === "when" || isLine(clock, rest) ||
      (told.length === 0 && isAtHour(clock, rest)) ||
      named.some((day) => isBeside(day, clock, rest) || isItem(clock, rest))
    );
  const clocks = [...told, ...bare].sort((a, b) => a.at - b.at)
    .map((clock) => clock.isOpen && isEvening ? inSecondHalf(clock) : clock);
  const zones = zonesOf(whole, clocks);
  const hasClock = clocks.length > 0;
  const isLate = clocks.some((clock) => endsADay(clock.start));
  const role = ({ at, to }: Span): Role => {
    return isLate ? "deadline" : roleAt(rest, at, to, line.label || heading);
  };
  const single = named
    .filter((day, place, all) => !isEcho(day, all[place - 1], all[place + 1], rest));
  const days = joinRanges(single, rest)
    .filter((day) => isMeant(day, rest, line, hasClock));
  return {
    clocks: clocks.map((clock, place) => ({
      ...clock,
      role: role(clock),
      zone: zones[place] ?? null,
    })),
    days: days.map((day) => ({
      ...day,
      isDoubtful: (ordered.isDoubtful && day.by === "date") || day.isOff === true ||
        (day.by === "weekday" && SKIPS_WEEKS.test(rest)),
      // "Early bird $20 (till 11/6)", "Final release - 27/6": sales, whatever the words.
      role: line.marker === "price" ? "aside" as const : role(day),
      rank: /\bevery $/.test(rest.slice(0, day.at))
        ? RECURRING_RANK
        : rankOf(day, line, clocks.some((clock) => isOneSentence(day, clock, rest))),
    })),
  };
}

/** "from Friday to Sunday", "13 March 18:00 - 15 March 17:00": one mention with an end. */
function joinRanges(days: Day[], text: string): Day[] {
  const joined: Day[] = [];
  for (const day of days) {
    const last = joined.at(-1);
    const isEnd = last && last.end === null && day.start > last.start &&
      daysBetween(last.start, day.start) <= LONGEST_DAYS && UP_TO.test(text.slice(last.to, day.at));
    if (isEnd) joined[joined.length - 1] = { ...last, end: day.end ?? day.start };
    else joined.push(day);
  }
  return joined;
}

/** Blanked times may stand between. */
const UP_TO =
  /^[\s~,@]*(?:(?:morning|afternoon|evening|night|at)[\s~,]*)?(?:-|to|until|till?|thru|through)\s*(?:the |on )?$/i;
const LONGEST_DAYS = 120;

function isOneSentence(day: Span, clock: Span, text: string): boolean {
  const [first, second] = day.at < clock.at ? [day, clock] : [clock, day];
  return !/[.!?](?=\s)/.test(text.slice(first.to, second.at));
}

/** "Wed 24 September, 12-2", "Quiz on Friday at 6": a bare number is a time right beside a day. */
function isBeside(day: Span, clock: Span, text: string): boolean {
  const between = day.to <= clock.at ? text.slice(day.to, clock.at) : text.slice(clock.to, day.at);
  return /^[\s,|@:()~-]*(?:from|at|on|between|doors|starts?|starting)?\s*$/.test(between);
}

/** "11 to 2" on a line of its own. */
function isLine({ at, to, end }: Clock, text: string): boolean {
  return end !== null && /^\W*$/.test(text.slice(0, at)) && /^\W*$/.test(text.slice(to));
}

/** "see you at 6!", "from 12 outside the library". */
function isAtHour({ at, to, end }: Clock, text: string): boolean {
  return end === null && /\b(?:at|from)\s$/i.test(text.slice(0, at)) &&
    /^(?:\s*$|[.,!?;)](?!\d)| (?:sharp|outside|in|at|on|near|onwards?|and|with|for|till?|until)\b)/
      .test(text.slice(to));
}

/** ", 5 till 7, food lab": a span that is all of its item. */
function isItem({ at, to, end }: Clock, text: string): boolean {
  return end !== null && /(?:^|[,|·])\s*$/.test(text.slice(0, at)) &&
    /^\s*(?:$|[,|·.!])/.test(text.slice(to));
}

type Span = { at: number; to: number };

/** What makes "at 8:15" one of the evening. */
const EVENING = /\b(?:tonight|evening|night)\b/i;
const MORNING = /\b(?:mornings?|breakfast|brunch|sunrise|dawn|lunch|midday|noon|overnight)\b/i;

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

/** Which weeks are meant, a weekday alone does not say. */
const SKIPS_WEEKS = /\b(?:every (?:other|second)|fortnightly|bi-?weekly|alternate)\b/i;

/** A weekday alone, or "today", is often talk: "a chill Thursday arvo", "apply today". */
function isMeant(day: Day, text: string, line: Line, hasClock: boolean): boolean {
  if (day.by === "date") return true;
  if (day.by === "name") {
    return hasClock || line.marker === "when" || LED_IN.test(text.slice(0, day.at));
  }
  // "Mon-Fri 10-4": when somebody is there, all year.
  if (/\bmon(?:day)? ?(?:-|to) ?fri(?:day)?\b/i.test(text)) return false;
  if (/\b(?:week|wk) ?\d{1,2}\b/i.test(text) && day.by === "weekday") return false;
  if (/^ (?:morning|afternoon|arvo|evening|night)s\b/i.test(text.slice(day.to))) return false;
  if (line.marker === "when" || hasClock) return true;
  // "Day 1 (Fri)" heads what is on that day.
  if (day.by === "weekday" && /^\W*(?:day|tag|jour|día|dia) ?\d\W+\w+\W*$/i.test(line.text)) {
    return true;
  }
  const before = text.slice(0, day.at);
  const named = text.slice(day.at, day.to);
  if (day.by === "weekday") {
    return LED_IN.test(before) || /^(?:this|next|on|coming)\b/i.test(named) ||
      (day.at === 0 && PART_OF_DAY.test(text.slice(day.to)));
  }
  if (!/^today/i.test(named)) return true;
  return /\b(?:is|are|happening|from|starts?|on|see you|come|its|it's)\b[^.!?]{0,25}$/i.test(
    before,
  );
}

/** "Friday arvo sorted" opens a line; "a chill Thursday arvo" is talk. */
const PART_OF_DAY = /^ (?:morning|afternoon|arvo|evening|night)\b/i;
const LED_IN = /\b(?:on|this|this coming|coming|next|see you|happening|every|is|until|till?)\s*$/i;

/** "Mondays 1-3pm … from 16 March": a date says more than what recurs, talk of a day less. */
const RECURRING_RANK = 1.5;
/** "Halloween party, Friday 8pm": any other day is sooner meant. */
const FEAST_RANK = 0.5;

function rankOf(day: Day, line: Line, hasClock: boolean): number {
  if (day.by === "name") return FEAST_RANK;
  if (day.by !== "date") return line.marker === "when" || hasClock ? 2 : 1;
  const isField = line.marker === "when" || line.marker === "where" || line.text.length <= 60;
  return isField ? 4 : hasClock ? 3 : 2;
}
