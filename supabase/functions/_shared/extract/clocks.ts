/** Times of day in a line: "5:30-9PM", "18:00 - 20:00", "6pm til late", "12 noon". */

/** A time, or a span of time, where it stands in its line. */
export interface Clock {
  /** 'HH:MM', 24 hours. */
  start: string;
  end: string | null;
  /** Which half of the day is left unsaid: "8:15" may be of the evening. */
  isOpen: boolean;
  /** Position in the line's text: from, and just after. */
  at: number;
  to: number;
}

/** The same twelve hours later. */
export function inSecondHalf<C extends Clock>(time: C): C {
  const later = (at: string) => clock((minutesOfDay(at) + 12 * 60) % (24 * 60));
  return { ...time, start: later(time.start), end: time.end && later(time.end), isOpen: false };
}

function minutesOfDay(time: string): number {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

const TIME = String
  .raw`((?<![a-z])(?:noon|midday|midnight)|12 ?(?:noon|nn|midnight)|(\d{1,2})(?:[:.h](\d{2}))?(?: ?([ap])(?:m\b|\. ?m\b\.?))?|([01]\d|2[0-3])([0-5]\d)(?= ?h(?:ou)?rs?\b))(?: ?h(?:ou)?rs?\b|h\b)?`;
const UNTIL = String.raw`(?: ?(-|\/|for|to|until|'?till?|and) ?)`;
const CLOCK = new RegExp(
  String.raw`(?<![\d:.,/$~-])${TIME}(?:${UNTIL}${TIME})?(?![\d%/]|[.:,]\d)`,
  "gi",
);

/** Groups of TIME in order. */
interface Reading {
  hour: number;
  minute: number;
  meridiem: "a" | "p" | null;
  /** Minutes are written, or the hour is one only a 24-hour clock has. */
  hasMinutes: boolean;
  /** Written as '09:00': a clock that counts to 24. */
  isPadded: boolean;
}

/** "at 6", "6 onwards": no time for a bare number but these, from noon to seven ("doors 8" too). */
const AT_HOUR = /(?:\b(?:at|doors|from)|@) $/i;
/** "9 till late": no end, and no doubt that nine is an hour, of the evening but for noon. */
const TILL_LATE = /^ ?(?:-|to|'?till?|until) ?(?:late|close|dawn|sunrise)\b/i;
/** "2-4 members": what a bare span counts when it tells no time. */
const COUNTED =
  /^ ?(?:\w+ )?(?:people|persons?|members?|players?|pax|students?|teams?|spots?|places?|years?|weeks?|days?|hours?|hrs?|minutes?|mins?|rounds?|stars?|pages?|units?|seats?|guests?)\b/i;

/**
 * The times a line tells; "Midnight in Paris" is none. Bare numbers ("6-8") count only where `isTimeField`: the line is marked as one
 * that tells the time.
 */
export function findClocks(text: string, isTimeField: boolean, isEvening = false): Clock[] {
  const clocks: Clock[] = [];
  for (const match of text.matchAll(CLOCK)) {
    const isPair = match[8] !== undefined;
    if (
      /^midnight$/i.test(match[0]) &&
      !/(?:\b(?:at|from|starts?)|[,|·@-]) ?$/i.test(text.slice(0, match.index))
    ) continue;
    const first = reading(match.slice(1, 7), isPair);
    const second = isPair ? reading(match.slice(8, 14), isPair) : null;
    const isBetween = /\bbetween $/i.test(text.slice(0, match.index));
    const to = match.index + match[0].length;
    const isBare = isTimeField && !COUNTED.test(text.slice(to));
    const span = first &&
      (toSpan(first, second, isBare, isBetween ? "-" : match[7]) ||
        // "6:30 and 7 more" has but one time.
        (second && first.hasMinutes && toSpan(first, null, isBare)) ||
        (TILL_LATE.test(text.slice(to)) && tillLate(first)) ||
        (isBare && atHour(first, text.slice(0, match.index), text.slice(to), isEvening)));
    if (span) clocks.push({ ...span, isOpen: isOpen(first, second, span), at: match.index, to });
  }
  return clocks;
}

/** Nobody says "5:30" of a morning; from eight to eleven either may be meant. */
function isOpen(first: Reading | null, second: Reading | null, span: { start: string }): boolean {
  return first !== null && first.meridiem === null && (second?.meridiem ?? null) === null &&
    !first.isPadded && !(second && (second.hour > 12 || second.isPadded)) &&
    span.start >= "06:00" && span.start < "12:00";
}

function reading(groups: (string | undefined)[], isPair: boolean): Reading | null {
  const [whole = "", hours, minutes, half, military, militaryMinutes] = groups;
  const named = /noon|nn|midday/i.test(whole) ? "p" : /midnight/i.test(whole) ? "a" : null;
  if (named) return { hour: 12, minute: 0, meridiem: named, hasMinutes: true, isPadded: false };
  const hour = Number(hours ?? military);
  const minute = Number(minutes ?? militaryMinutes ?? 0);
  const meridiem = half ? (half.toLowerCase() as "a" | "p") : null;
  if (hour > (meridiem ? 12 : 23) || minute > 59 || (meridiem && hour === 0)) return null;
  const hasMinutes = (minutes ?? militaryMinutes) !== undefined &&
    !(meridiem === null && /\./.test(whole) && !isDottedTime(hour, minute, isPair));
  return {
    hour,
    minute,
    meridiem,
    hasMinutes,
    isPadded: /^0/.test(whole) || military !== undefined,
  };
}

/** "18.30" and "12.30-1.30" are times, "20.11" may be a day of November and "5.30" a price. */
function isDottedTime(hour: number, minute: number, isPair: boolean): boolean {
  return (hour > 12 && (minute === 0 || minute > 12)) || (isPair && minute % 15 === 0);
}

function atHour(first: Reading, before: string, after: string, isEvening: boolean) {
  const latest = isEvening || /doors $/i.test(before) ? 11 : 7;
  const isNoon = first.hour === 12;
  const isAfternoon = first.hour >= 1 && first.hour <= latest;
  return (isNoon || isAfternoon) && !first.hasMinutes &&
      (AT_HOUR.test(before) || /^ onwards?\b/i.test(after))
    ? { start: clock((first.hour % 12 + 12) * 60), end: null }
    : null;
}

function tillLate({ hour, minute }: Reading) {
  return { start: clock(((hour % 12) + 12) * 60 + minute), end: null };
}

function toSpan(first: Reading, second: Reading | null, isTimeField: boolean, joint = "-") {
  if (second === null) {
    // "10.30" may be a price, unless the line or a day beside it says that it is a time.
    const told = first.meridiem !== null || first.hasMinutes ||
      (isTimeField && first.minute % 15 === 0 && first.minute > 0);
    return told ? { start: clock(startMinutes(first, null)), end: null } : null;
  }
  const told = first.meridiem ?? second.meridiem ?? (isTimeField || null);
  if (told === null && !(first.hasMinutes && second.hasMinutes)) {
    // "2 and 6:30pm" has a meridiem; "1 to 7:00" has not, yet its second half is a time.
    return null;
  }
  const start = startMinutes(first, second);
  // "6:30 for 7pm" opens at half past six; seven is no end. Neither is the second of "5pm and 7pm".
  const ends = joint !== "for" && !(joint === "and" && first.meridiem !== null);
  return { start: clock(start), end: ends ? clock(endMinutes(start, second, first)) : null };
}

/** A start without am or pm takes the half of the day that makes the shorter span. */
function startMinutes(first: Reading, second: Reading | null): number {
  if (first.meridiem !== null) return minutesOf(first, first.meridiem);
  if (second !== null && second.meridiem !== null && first.hour <= 12 && !first.isPadded) {
    const end = minutesOf(second, second.meridiem);
    const morning = minutesOf(first, "a");
    const evening = minutesOf(first, "p");
    return length(morning, end) < length(evening, end) ? morning : evening;
  }
  // Nobody meets at 5:30 in the morning without saying so.
  const isAfternoon = first.hour >= 1 && first.hour <= 7 && !first.isPadded;
  return minutesOf(first, isAfternoon ? "p" : null);
}

function endMinutes(start: number, second: Reading, first: Reading): number {
  if (second.meridiem !== null) return minutesOf(second, second.meridiem);
  if (second.hour > 12 || second.isPadded || first.isPadded) return minutesOf(second, null);
  const morning = minutesOf(second, "a");
  const evening = minutesOf(second, "p");
  return length(start, morning) < length(start, evening) ? morning : evening;
}

/** Minutes from start to end; past midnight if the end is not later, a whole day if equal. */
function length(start: number, end: number): number {
  return end > start ? end - start : end - start + 24 * 60;
}

function minutesOf({ hour, minute }: Reading, meridiem: "a" | "p" | null): number {
  const hours = meridiem === null ? hour : (hour % 12) + (meridiem === "p" ? 12 : 0);
  return hours * 60 + minute;
}

function clock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
