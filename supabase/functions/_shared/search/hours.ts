/** Hours of the day in a query: "after 5", "7pm", "tomorrow morning", "between 2 and 4pm". Pure. */
import { take } from "./stretch.ts";

/** 'HH:MM' of the earliest and the latest start; null: open. */
export interface Hours {
  after: string | null;
  before: string | null;
  /** A part of the day, not an hour. */
  isLoose: boolean;
  /** The query without them. */
  rest: string;
}

const DAY =
  "(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|week|week(?:day|night)s?|\\d(?:st|nd|rd|th)?|jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

/** Parts of the day; "night" and "lunch" are words of their own unless a day or a preposition is before them. */
const PARTS: [pattern: RegExp, after: string, before: string][] = [
  [/\bearly (?:in the )?mornings?\b/i, "00:00", "09:00"],
  [/\b(?:in the |this )?mornings?\b/i, "00:00", "12:00"],
  [
    new RegExp(
      String
        .raw`(?<=\b${DAY},? )(?:at )?lunch(?: ?time| break| hour)?\b|\b(?:at|over|during) lunch\b|\b(?:at )?lunch ?(?:time|break)\b|\b(?:at |around )?(?:noon|midday)\b`,
      "i",
    ),
    "11:00",
    "14:00",
  ],
  [/\b(?:in the |this )?(?:afternoons?|arvo)\b/i, "12:00", "18:00"],
  [/\b(?:in the |this )?evenings?\b/i, "17:00", "24:00"],
  [/\blate (?:at )?nights?\b|\bafter dark\b/i, "20:00", "24:00"],
  [/\bafter (?:work|class|classes|school|uni|lectures|hours)\b/i, "16:30", "24:00"],
  [
    new RegExp(
      String
        .raw`(?<=\b${DAY},? )nights?\b|\b(?:at|during the|in the|on) nights?\b|(?<=\bweek)nights?\b`,
      "i",
    ),
    "17:00",
    "24:00",
  ],
];

/** Not the day of a month, nor a count. */
const NO_COUNT = String
  .raw`(?!\d|[./:]\d|st\b|nd\b|rd\b|th\b|%| ?(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)| ?(?:days?|weeks?|hours?|months?|people|minutes?|years?|km|k\b|dollars|bucks))`;
const TIME = String
  .raw`(\d{1,2})(?:[:.]([0-5]\d))?(?: ?([ap])\.?m\.?\b| ?o['’]?clock\b| ?h\b)?${NO_COUNT}`;
const UNTIL = String.raw` ?(?:-|–|to|and|until|till?) ?`;
const SPAN = new RegExp(String.raw`\b(?:between |from )?${TIME}${UNTIL}${TIME}`, "i");
const AFTER = new RegExp(
  String
    .raw`\b(?:after|from|past|later than|not before|since|starting(?: at)?|no earlier than) (?:about )?${TIME}(?: onwards?)?`,
  "i",
);
const BEFORE = new RegExp(
  String
    .raw`\b(?:before|until|till?|by|no later than|earlier than|finish(?:es|ing)? by) (?:about )?${TIME}`,
  "i",
);
const AT = new RegExp(String.raw`\b(?:at|around|about) ${TIME}|\b${TIME}`, "i");

/** "before noon" as a clock shows it; "at noon" is a part of the day. */
const NOON = /(?<=\b(?:before|after|until|till|by|from|past|between|and|to) )(?:noon|midday)\b/gi;

export function findHours(query: string): Hours {
  const parts = findParts(query.replace(NOON, "12 pm"));
  const isLate = (parts.after !== null && parts.after >= "17:00") || /\bto-?night\b/i.test(query);
  const named = findNamed(parts.rest, isLate);
  return {
    after: named.after ??
      (named.before === null || parts.after! < named.before ? parts.after : null),
    before: named.before ?? parts.before,
    isLoose: parts.isLoose && named.after === null && named.before === null,
    rest: named.rest,
  };
}

function findParts(query: string): Hours {
  for (const [pattern, after, before] of PARTS) {
    const { match, rest } = take(query, pattern);
    if (match) return { after, before, isLoose: true, rest };
  }
  return { after: null, before: null, isLoose: false, rest: query };
}

function findNamed(query: string, isLate: boolean): Hours {
  const span = take(query, SPAN);
  if (span.match && isTold(span.match)) {
    const [, hour, minute, half = span.match[6], endHour, endMinute, endHalf] = span.match;
    const start = clockOf(hour!, minute, half, isLate);
    const end = clockOf(endHour!, endMinute, endHalf ?? half, isLate);
    if (start && end && start < end) {
      return { after: start, before: end, isLoose: false, rest: span.rest };
    }
  }
  let rest = query;
  const bound = (pattern: RegExp) => {
    const found = take(rest, pattern);
    const time = found.match && clockOf(found.match[1]!, found.match[2], found.match[3], isLate);
    if (time) rest = found.rest;
    return time;
  };
  const [after, before] = [bound(AFTER), bound(BEFORE)];
  if (after || before) return { after, before, isLoose: false, rest };
  return findAt(query, isLate);
}

/** About that time: from half an hour before to an hour after it. */
function findAt(query: string, isLate: boolean): Hours {
  const { match, rest } = take(query, AT);
  const isAt = match !== null &&
    (match[1] !== undefined || match[5] !== undefined || match[6] !== undefined);
  if (!isAt) return { after: null, before: null, isLoose: false, rest: query };
  const [hour, minute, half] = match[1] ? match.slice(1) : match.slice(4);
  const time = clockOf(hour!, minute, half, isLate);
  if (!time) return { after: null, before: null, isLoose: false, rest: query };
  return { after: shifted(time, -30), before: shifted(time, 61), isLoose: false, rest };
}

/** "3-5" alone may be a day, a score or a group's size. */
function isTold([whole, , minute, half, , endMinute, endHalf]: RegExpExecArray): boolean {
  return Boolean(minute || half || endMinute || endHalf) || /^(?:between|from) /i.test(whole!);
}

/** A bare hour from one to seven is pm; in an evening every hour is. */
function clockOf(
  hours: string,
  minutes: string | undefined,
  half: string | undefined,
  isLate: boolean,
): string | null {
  const hour = Number(hours);
  if (hour > 24 || (half && (hour > 12 || hour === 0))) return null;
  const isPm = half ? half.toLowerCase() === "p" : hour < 12 && hour > 0 && (isLate || hour <= 7);
  const isMidnight = half?.toLowerCase() === "a" && hour === 12;
  const of24 = isMidnight ? 0 : isPm && hour < 12 ? hour + 12 : hour;
  return `${String(of24).padStart(2, "0")}:${minutes ?? "00"}`;
}

function shifted(time: string, minutes: number): string {
  const [hour, minute] = time.split(":").map(Number);
  const total = Math.min(24 * 60, Math.max(0, hour! * 60 + minute! + minutes));
  return `${String(Math.floor(total / 60)).padStart(2, "0")}:${
    String(total % 60).padStart(2, "0")
  }`;
}
