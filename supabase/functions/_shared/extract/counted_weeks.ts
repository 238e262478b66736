/** Days counted in weeks or within a month: "Friday week", "a week today", "third Wednesday of the month". */
import { addDays, weekdayOf } from "../time/civil.ts";
import { WEEKDAY } from "./spelling.ts";

/** A day and where it stands in its line. */
export interface Counted {
  start: string;
  at: number;
  to: number;
}

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const NUMBERS = ["", "one", "two", "three", "four", "five", "six"];
const NUMBER = String.raw`(?:an?|\d|${NUMBERS.slice(1).join("|")})`;

function numberOf(word: string): number {
  const named = NUMBERS.indexOf(word.toLowerCase());
  return /^an?$/i.test(word) ? 1 : named > 0 ? named : Number(word);
}

/** The weekday's next date, today included. */
function nextOn(weekday: string, posted: string): string {
  const named = WEEKDAYS.indexOf(weekday.slice(0, 3).toLowerCase());
  return addDays(posted, (named - weekdayOf(posted) + 7) % 7);
}

const FROM = String.raw`(?:(?<today>today)|(?<tomorrow>tomorrow)|(?<named>${WEEKDAY}))`;
const WEEKS_FURTHER = new RegExp(
  [
    // "a week today", "a week on Friday", "two weeks from tomorrow".
    String.raw`\b(?<count>${NUMBER}) weeks? (?:(?:on|from|after|this) )?${FROM}`,
    // "Friday week", but neither "Friday week 4" nor "Friday weekly".
    String.raw`\b(?<day>${WEEKDAY}) week\b(?! ?\d)`,
    // "in one week", "in two weeks' time".
    String
      .raw`\bin (?:just |exactly )?(?<ahead>${NUMBER}) weeks?\b(?:'?s?'? time)?(?=\s*(?:[:!,.-]|$|at\b|on\b|from\b))`,
  ].join("|"),
  "gi",
);

export function findWeeksFurther(text: string, posted: string): Counted[] {
  return [...text.matchAll(WEEKS_FURTHER)].map((match) => {
    const { count, tomorrow, named, day, ahead } = match.groups!;
    const from = day ?? named;
    const base = from ? nextOn(from, posted) : addDays(posted, tomorrow ? 1 : 0);
    const weeks = numberOf(count ?? ahead ?? "a");
    return { start: addDays(base, 7 * weeks), at: match.index, to: match.index + match[0].length };
  });
}

const ORDINALS = ["first|1st", "second|2nd", "third|3rd", "fourth|4th", "last"];
const ORDINAL = ORDINALS.join("|");
const NTH = new RegExp(
  String
    .raw`\b(?:(?:on )?(?:every|each|the) )?(?<nth>${ORDINAL})(?: ?(?:and|&|\+|\/) ?(?<other>${ORDINAL}))?` +
    String
      .raw` (?<day>${WEEKDAY})s?(?<month> ?(?:of|in) (?:the|each|every|a) month|,? (?:monthly|every month|each month))?`,
  "gi",
);

/** Days that recur every month: the next from the day of the post on. */
export function findNthWeekdays(text: string, posted: string): Counted[] {
  return [...text.matchAll(NTH)].flatMap((match) => {
    const { nth, other, day, month } = match.groups!;
    // "the second Friday" of what, nobody says; "the 2nd and 4th Friday" is of a month.
    if (!month && !other) return [];
    const dates = [nth!, ...(other ? [other] : [])].map((word) => nextNth(word, day!, posted));
    const start = dates.sort()[0]!;
    return [{ start, at: match.index, to: match.index + match[0].length }];
  });
}

function nextNth(ordinal: string, weekday: string, posted: string): string {
  const place = ORDINALS.findIndex((forms) => forms.split("|").includes(ordinal.toLowerCase()));
  const [year = 0, month = 1] = posted.split("-").map(Number);
  const inMonth = (ahead: number) => {
    const first = new Date(Date.UTC(year, month - 1 + ahead, 1)).toISOString().slice(0, 10);
    const start = nextOn(weekday, first);
    const days = [0, 7, 14, 21, 28].map((further) => addDays(start, further))
      .filter((date) => date.slice(0, 7) === first.slice(0, 7));
    return ordinal.toLowerCase() === "last" ? days.at(-1)! : days[place]!;
  };
  return inMonth(0) >= posted ? inMonth(0) : inMonth(1);
}
