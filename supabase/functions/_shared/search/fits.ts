/** How well an event meets a query's demands on time, place, organiser, price and form. Pure. */
import type { Document } from "./document.ts";
import { stemOf, wordsOf } from "./fold.ts";
import { kindsOf } from "./kinds.ts";
import { weekdayOf } from "../time/civil.ts";
import type { Query } from "./query.ts";
import { mentionsIn } from "./subjects.ts";
import type { When } from "./when.ts";

/** Demands that may be given up, one at a time, in this order. Negations stay. */
export const RELAXABLE = ["when", "where", "who", "free", "online"] as const;
export type Relaxable = typeof RELAXABLE[number];

/** 0: does not meet it; 1: does; between: near enough. */
export type Fits = Record<Relaxable, number>;

export function fitsOf(document: Document, query: Query): Fits {
  const { event, local, price } = document;
  return {
    when: query.when ? fitWhen(local, query.when) : 1,
    where: query.where ? Number(isAt(document.location, query.where.words)) : 1,
    who: query.who ? Number(event.organisers.includes(query.who.name)) : 1,
    free: query.free ? { free: 1, unknown: 0.6, partly: 0.4, paid: 0 }[price] : 1,
    online: query.online === null ? 1 : Number(event.is_online === query.online),
  };
}

function isAt(location: readonly string[], words: readonly string[]): boolean {
  return location.some((_, at) => words.every((word, i) => location[at + i] === word));
}

/** An hour before the part of the day that was asked for, or well into it. */
const EARLY_MINUTES = 60;
const LONG_BEFORE_MINUTES = 180;
const WELL_INTO_MINUTES = 90;
const NEARLY = 0.5;

export function fitWhen(local: Document["local"], when: When): number {
  const { date, endDate, weekday } = local;
  if (isOn(date, weekday, when)) return fitHours(local, when);
  const isUnderWay = when.from !== null && date < when.from && endDate > when.from;
  if (!isUnderWay || when.after || when.before) return 0;
  return isOn(when.from!, weekdayOf(when.from!), when) ? NEARLY : 0;
}

function isOn(day: string, weekday: number, { from, to, weekdays, except }: When): boolean {
  return (!from || day >= from) && (!to || day <= to) && (weekdays?.includes(weekday) ?? true) &&
    !except.includes(weekday);
}

function fitHours({ date, time, endDate, endTime }: Document["local"], when: When): number {
  const { after, before, isLoose } = when;
  if (!after && !before) return 1;
  if (time === null) return NEARLY;
  if (before && time >= before) return 0;
  if (!after || time >= after) return 1;
  if (!isLoose) return 0;
  const late = minutesOf(after) - minutesOf(time);
  const end = endTime === null ? null : minutesOf(endTime) + (endDate > date ? 24 * 60 : 0);
  const isWellInto = end !== null && end - minutesOf(after) >= WELL_INTO_MINUTES;
  return late <= EARLY_MINUTES || (isWellInto && late <= LONG_BEFORE_MINUTES) ? NEARLY : 0;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** An event is of a subject that its title names, or several words of its post. */
const SURELY = 0.6;

/** Tests events against the negations of a query. */
export function ruledOutBy(not: readonly string[]): (document: Document) => boolean {
  const things = not.map((thing) => {
    const words = wordsOf(thing);
    const whole = mentionsIn(words).filter(({ at, to }) => to - at === words.length);
    return {
      stems: words.map(stemOf),
      categories: kindsOf(thing).categories,
      subjects: whole.map(({ subject }) => subject),
    };
  });
  return ({ stems: has, subjects: of, event: { category } }) =>
    things.some(({ stems, categories, subjects }) =>
      stems.every((stem) => has.has(stem)) ||
      (category !== null && categories.includes(category)) ||
      subjects.some((subject) => (of.get(subject) ?? 0) >= SURELY)
    );
}

/** Whether it has every text that was quoted. */
export function hasQuoted({ text }: Document, quoted: readonly string[]): boolean {
  const words = wordsOf(text).join(" ");
  return quoted.every((part) => ` ${words} `.includes(` ${part} `));
}
