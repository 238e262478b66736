/** The periods of a recurrence rule, and which of their days the rule has. Days count from 1970. */
import { DAY_MS } from "../../time/units.ts";
import { type Rule, timesOf } from "./rule.ts";

export interface Period {
  first: number;
  /** Days looked at. */
  size: number;
  days: number[];
}

/** Index of the period that holds a wall time; that of `start` is 0. */
export function periodAt(rule: Rule, start: number, wall: number): number {
  return Math.floor((ordinal(rule, wall) - ordinal(rule, start)) / rule.interval);
}

/** The number of the year, month, week or day. */
function ordinal({ frequency, weekStart }: Rule, wall: number): number {
  const date = new Date(wall);
  if (frequency === "YEARLY") return date.getUTCFullYear();
  if (frequency === "MONTHLY") return date.getUTCFullYear() * 12 + date.getUTCMonth();
  const day = Math.floor(wall / DAY_MS);
  // 1 January 1970 was a Thursday: the week that began before it on `weekStart` is number 0.
  return frequency === "DAILY" ? day : Math.floor((day - firstWeek(weekStart)) / 7);
}

/** The period of an index; what the rule asks of a day is found out once. */
export function periodsOf(rule: Rule, start: number): (index: number) => Period {
  const tests = testsOf(rule, start);
  const zero = ordinal(rule, start);
  const months = monthsOf(rule, start);
  return (index) => {
    const at = zero + index * rule.interval;
    const spans = months?.map((month) => monthSpan(at * 12 + month - 1)) ?? [extent(rule, at)];
    const days: number[] = [];
    for (const [first, size] of spans) {
      for (let day = first; day < first + size; day++) {
        if (tests.length === 0 || passes(tests, day, rule)) days.push(day);
      }
    }
    const size = spans.reduce((sum, [, length]) => sum + length, 0);
    return { first: extent(rule, at)[0], size, days };
  };
}

/** The months of a year that need a look, where not all do. */
function monthsOf(rule: Rule, start: number): number[] | null {
  const { frequency, byMonth, byMonthDay, byYearDay, byWeek, byDay } = rule;
  if (frequency !== "YEARLY") return null;
  if (byMonth.length > 0) return [...byMonth].sort((a, b) => a - b);
  const isPlain = [byMonthDay, byYearDay, byWeek, byDay].every((list) => list.length === 0);
  return isPlain ? [new Date(start).getUTCMonth() + 1] : null;
}

function monthSpan(month: number): [number, number] {
  const first = dayNumber(Math.floor(month / 12), month % 12, 1);
  return [first, dayNumber(Math.floor((month + 1) / 12), (month + 1) % 12, 1) - first];
}

function passes(tests: Test[], day: number, rule: Rule): boolean {
  const facts = factsOf(day, rule);
  return tests.every((test) => test(facts));
}

function extent({ frequency, weekStart }: Rule, at: number): [number, number] {
  if (frequency === "DAILY") return [at, 1];
  if (frequency === "WEEKLY") return [firstWeek(weekStart) + at * 7, 7];
  const months = frequency === "YEARLY" ? [at * 12, at * 12 + 12] : [at, at + 1];
  const [first, next] = months.map((month) => dayNumber(Math.floor(month / 12), month % 12, 1));
  return [first!, next! - first!];
}

/** How many starts every period has, where all have as many: then periods are skipped unseen. */
export function periodCount(rule: Rule): number | null {
  const lists = [rule.byMonth, rule.byMonthDay, rule.byYearDay, rule.byWeek, rule.bySetPosition];
  if (lists.some((list) => list.length > 0)) return null;
  const times = timesOf(rule, 0).length;
  if (rule.frequency === "WEEKLY") {
    return times * Math.max(new Set(rule.byDay.map(({ day }) => day)).size, 1);
  }
  return rule.frequency === "DAILY" && rule.byDay.length === 0 ? times : null;
}

interface Facts {
  day: number;
  weekday: number;
  year: number;
  month: number;
  monthDay: number;
  monthLength: number;
  yearDay: number;
  yearLength: number;
  weekStart: number;
}

function factsOf(day: number, { weekStart }: Rule): Facts {
  const date = new Date(day * DAY_MS);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const newYear = dayNumber(year, 0, 1);
  const yearLength = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 366 : 365;
  return {
    day,
    weekday: (((day + 4) % 7) + 7) % 7,
    year,
    month: month + 1,
    monthDay: date.getUTCDate(),
    monthLength: month === 1 ? yearLength - 337 : MONTH_LENGTHS[month]!,
    yearDay: day - newYear + 1,
    yearLength,
    weekStart,
  };
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

type Test = (facts: Facts) => boolean;

/** What the rule does not say follows from the first start, as RFC 5545 has it. */
function testsOf(rule: Rule, start: number): Test[] {
  const first = factsOf(Math.floor(start / DAY_MS), rule);
  const { byMonth, byMonthDay, byYearDay, byWeek } = rule;
  const tests: Test[] = [];
  const add = (list: number[], test: (facts: Facts, wanted: number) => boolean) => {
    if (list.length > 0) tests.push((facts) => list.some((wanted) => test(facts, wanted)));
  };
  const isPlain = [rule.byDay, byMonthDay, byYearDay, byWeek].every((list) => list.length === 0);
  const { frequency } = rule;
  if (isPlain && frequency === "YEARLY" && byMonth.length === 0) {
    add([first.month], ({ month }, wanted) => month === wanted);
  }
  if (isPlain && (frequency === "YEARLY" || frequency === "MONTHLY")) {
    add([first.monthDay], ({ monthDay }, wanted) => monthDay === wanted);
  }
  if (rule.byDay.length > 0) tests.push(weekdayTest(rule));
  else if (isPlain && frequency === "WEEKLY" || byWeek.length > 0) {
    add([first.weekday], ({ weekday }, wanted) => weekday === wanted);
  }
  add(byMonth, ({ month }, wanted) => month === wanted);
  add(byMonthDay, (f, wanted) => isAt(f.monthDay, f.monthLength, wanted));
  add(byYearDay, (f, wanted) => isAt(f.yearDay, f.yearLength, wanted));
  add(byWeek, isInWeek);
  return tests;
}

function weekdayTest({ frequency, byDay, byMonth, byWeek }: Rule): Test {
  const isOfMonth = frequency === "MONTHLY" || frequency === "YEARLY" && byMonth.length > 0;
  const counts = (frequency === "YEARLY" || frequency === "MONTHLY") && byWeek.length === 0;
  return (facts) =>
    byDay.some(({ nth, day }) => {
      if (facts.weekday !== day) return false;
      if (nth === 0 || !counts) return true;
      return isOfMonth
        ? isNth(facts.monthDay, facts.monthLength, nth)
        : isNth(facts.yearDay, facts.yearLength, nth);
    });
}

/** The `at`-th of `length`; negative numbers count from the end. */
const isAt = (at: number, length: number, wanted: number) =>
  wanted > 0 ? at === wanted : at === length + 1 + wanted;

/** Whether a day is the n-th of its weekday in a month or year. */
const isNth = (at: number, length: number, nth: number) =>
  nth > 0 ? Math.ceil(at / 7) === nth : Math.ceil((length + 1 - at) / 7) === -nth;

/** Week 1 is the first with four days of the year. */
function isInWeek({ day, weekStart }: Facts, wanted: number): boolean {
  const middle = startOfWeek(day, weekStart) + 3;
  const year = new Date(middle * DAY_MS).getUTCFullYear();
  const week = Math.floor((middle - dayNumber(year, 0, 1)) / 7) + 1;
  const lastMiddle = startOfWeek(dayNumber(year, 11, 28), weekStart) + 3;
  return isAt(week, Math.floor((lastMiddle - dayNumber(year, 0, 1)) / 7) + 1, wanted);
}

const firstWeek = (weekStart: number) => startOfWeek(0, weekStart);

function startOfWeek(day: number, weekStart: number): number {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return day - ((weekday - weekStart + 7) % 7);
}

function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month, day) / DAY_MS;
}
