/** Stretches of days that a query names: "this weekend", "next 3 days", "late in May". Pure. */
import { addDays, weekdayOf } from "../time/civil.ts";
import { take } from "./stretch.ts";

/** Days, first and last. */
export interface Period {
  from: string;
  to: string;
  /** Only these weekdays of it. */
  weekdays?: number[];
}

const COUNTS: Record<string, number> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
  few: 3,
  couple: 2,
  coming: 3,
};
const COUNT = String.raw`(\d{1,2}|${Object.keys(COUNTS).join("|")})`;
const countOf = (word: string) => COUNTS[word.toLowerCase()] ?? Number(word);

/** The Monday of a day's week; weeks end on Sunday. */
const mondayOf = (day: string) => addDays(day, -((weekdayOf(day) + 6) % 7));
const endOfMonth = (day: string) => addDays(`${nextMonth(day)}-01`, -1);
const nextMonth = (day: string) => {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
};

type Rule = [pattern: RegExp, read: (today: string, match: RegExpExecArray) => Period | null];

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const NTH = "first|second|third|fourth|last|1st|2nd|3rd|4th";
const PART = String
  .raw`(?:the )?(?:(early|beginning of|start of|first half of|mid(?:dle of)?|late|end of|second half of)|(${NTH}) week(?:end)?)(?: of| in|-)?`;

const RULES: Rule[] = [
  [/\b(?:the )?week ?end after next\b/i, (today) => weekendOf(addDays(mondayOf(today), 14), today)],
  [/\b(?:on |at )?next week ?end\b/i, (today) => nextWeekend(today)],
  [
    /\b(?:(?:on |at |over |for )?(?:this|the|coming) (?:coming )?week ?end|week ?end)\b/i,
    (today) => weekendOf(mondayOf(today), today),
  ],
  [
    /\b(?:the )?week after next\b/i,
    (today) => span(addDays(mondayOf(today), 14), 6),
  ],
  [/\b(?:during |in |for )?next week\b/i, (today) => span(addDays(mondayOf(today), 7), 6)],
  [
    /\b(?:later |during |in |for )?(?:this week|(?:the )?rest of (?:the|this) week)\b/i,
    (today) => ({ from: today, to: addDays(mondayOf(today), 6) }),
  ],
  [
    new RegExp(
      String.raw`\b(?:with)?in (?:the )?(?:next |coming )?${COUNT} weeks?(?: time)?\b`,
      "i",
    ),
    (today, [whole, count]) =>
      /^within|next|coming/i.test(whole!)
        ? { from: today, to: addDays(today, 7 * countOf(count!)) }
        : span(addDays(mondayOf(today), 7 * countOf(count!)), 6),
  ],
  [
    new RegExp(
      String
        .raw`\b(?:(?:with)?in |over |for )?(?:the )?(?:next|coming|upcoming) (?:(?:a )?${COUNT}(?: of)? )?(days?|weeks?|fortnight)\b`,
      "i",
    ),
    (today, [, count, unit]) => {
      const length = /^fort/i.test(unit!) ? 14 : /^week/i.test(unit!) ? 7 : 1;
      return { from: today, to: addDays(today, length * (count ? countOf(count) : 3)) };
    },
  ],
  [
    new RegExp(String.raw`\bwithin (?:the )?(?:next )?${COUNT} days?\b`, "i"),
    (today, [, count]) => ({ from: today, to: addDays(today, countOf(count!)) }),
  ],
  [/\b(?:later )?this month\b/i, (today) => ({ from: today, to: endOfMonth(today) })],
  [
    /\b(?:in |during )?next month\b/i,
    (today) => ({ from: `${nextMonth(today)}-01`, to: endOfMonth(`${nextMonth(today)}-01`) }),
  ],
  [
    new RegExp(String.raw`\b(?:in |during |for |on )?${PART} ${MONTH}\b(?! \d{1,2}\b)`, "i"),
    (today, [, part, nth, month]) => partOf(monthOf(today, month!), part, nth),
  ],
  [
    new RegExp(
      String
        .raw`(?<!\d(?:st|nd|rd|th)?(?: of)? ?)\b(?:(?:in|during|for|of|this|next|all) ${MONTH}|(?!may|mar(?:ch)?\b)${MONTH})\b(?! ?\d{1,2}(?!\d))`,
      "i",
    ),
    (today, [, named, bare]) => {
      const first = monthOf(today, (named ?? bare)!);
      return { from: first < today ? today : first, to: endOfMonth(first) };
    },
  ],
  [
    /\b(?:on )?week ?days?\b|\bweek(?= ?~)/i,
    (today) => ({ ...open(today), weekdays: [1, 2, 3, 4, 5] }),
  ],
  [/\b(?:on |at )?week ?ends\b/i, (today) => ({ ...open(today), weekdays: [0, 6] })],
];

/** No last day is named: a year is longer than any catalogue. */
const open = (today: string): Period => ({ from: today, to: addDays(today, 366) });
const span = (from: string, days: number): Period => ({ from, to: addDays(from, days) });

export interface FoundPeriod {
  period: Period;
  rest: string;
}

export function findPeriod(query: string, today: string): FoundPeriod | null {
  for (const [pattern, read] of RULES) {
    const { match, rest } = take(query, pattern);
    const period = match && read(today, match);
    if (period) return { period, rest };
  }
  return null;
}

/** Saturday and Sunday of the week that begins on a Monday, as far as they are to come. */
function weekendOf(monday: string, today: string): Period {
  const saturday = addDays(monday, 5);
  return { from: saturday < today ? today : saturday, to: addDays(monday, 6) };
}

/** Said on a weekend it is the coming one, on another day the one after that. */
function nextWeekend(today: string): Period {
  return weekendOf(addDays(mondayOf(today), 7), today);
}

/** The first day of the next such month; of the present one if it is that. */
function monthOf(today: string, name: string): string {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const year = Number(today.slice(0, 4)) + (month < Number(today.slice(5, 7)) ? 1 : 0);
  return `${year}-${String(month).padStart(2, "0")}-01`;
}

function partOf(first: string, part: string | undefined, nth: string | undefined): Period {
  const last = endOfMonth(first);
  if (nth) {
    const weeks = /^last/i.test(nth) ? null : "first second third fourth".split(" ")
      .findIndex((word, i) => word === nth.toLowerCase() || nth.startsWith(`${i + 1}`));
    return weeks === null
      ? { from: addDays(last, -6), to: last }
      : span(addDays(first, 7 * weeks), 6);
  }
  if (/^mid/i.test(part!)) return { from: addDays(first, 10), to: addDays(first, 19) };
  if (/^(?:late|end)/i.test(part!)) return { from: addDays(first, 20), to: last };
  if (/^second half/i.test(part!)) return { from: addDays(first, 15), to: last };
  return { from: first, to: addDays(first, /half/i.test(part!) ? 14 : 9) };
}
