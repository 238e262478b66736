/** A recurrence rule (RFC 5545, section 3.3.10) as it is written. */
import { DAY_MS } from "../../time/units.ts";
import { type Written, writtenTime } from "./values.ts";

export type Frequency = "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY";

export interface Rule {
  frequency: Frequency;
  interval: number;
  count: number | null;
  until: Written | null;
  /** 0 for Sunday, as in `byDay`. */
  weekStart: number;
  byMonth: number[];
  byMonthDay: number[];
  byYearDay: number[];
  byWeek: number[];
  /** `nth` 0 is every such day. */
  byDay: { nth: number; day: number }[];
  bySetPosition: number[];
  byHour: number[];
  byMinute: number[];
  bySecond: number[];
}

const DAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const FREQUENCIES = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"];
/** More times a day than this is a rule by the hour. */
const MOST_TIMES = 24;

/** Null for a rule that is refused: by the hour or less, an interval of 0, or nothing that RFC 5545 has. */
export function ruleOf(value: string): Rule | null {
  const parts = partsOf(value);
  const frequency = parts.get("FREQ") ?? "";
  const count = wholeIn(parts.get("COUNT"), 1, 1e6);
  const interval = wholeIn(parts.get("INTERVAL") ?? "1", 1, 10_000);
  const until = parts.has("UNTIL") ? writtenTime(parts.get("UNTIL")!) : null;
  const lists = listsOf(parts);
  const isWrong = !FREQUENCIES.includes(frequency) || interval === null || lists === null ||
    parts.has("COUNT") && count === null || parts.has("UNTIL") && until === null ||
    parts.has("RSCALE") && parts.get("RSCALE") !== "GREGORIAN";
  if (isWrong) return null;
  const { byHour, byMinute, bySecond } = lists;
  const times = [byHour, byMinute, bySecond].map((list) => Math.max(list.length, 1));
  if (times[0]! * times[1]! * times[2]! > MOST_TIMES) return null;
  return {
    frequency: frequency as Frequency,
    interval,
    count,
    until,
    weekStart: Math.max(DAYS.indexOf(parts.get("WKST") ?? "MO"), 0),
    ...lists,
  };
}

function partsOf(value: string): Map<string, string> {
  const pairs = value.toUpperCase().split(";").filter((part) => part.includes("="));
  return new Map(pairs.map((part) => {
    const at = part.indexOf("=");
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
  }));
}

type Lists = Pick<
  Rule,
  | "byMonth"
  | "byMonthDay"
  | "byYearDay"
  | "byWeek"
  | "byDay"
  | "bySetPosition"
  | "byHour"
  | "byMinute"
  | "bySecond"
>;

function listsOf(parts: Map<string, string>): Lists | null {
  const list = (name: string, from: number, to: number) => numbers(parts.get(name), from, to);
  const lists = {
    byMonth: list("BYMONTH", 1, 12),
    byMonthDay: list("BYMONTHDAY", -31, 31),
    byYearDay: list("BYYEARDAY", -366, 366),
    byWeek: list("BYWEEKNO", -53, 53),
    byDay: weekdays(parts.get("BYDAY")),
    bySetPosition: list("BYSETPOS", -366, 366),
    byHour: list("BYHOUR", 0, 23),
    byMinute: list("BYMINUTE", 0, 59),
    bySecond: list("BYSECOND", 0, 59),
  };
  return Object.values(lists).includes(null) ? null : lists as Lists;
}

function numbers(text: string | undefined, from: number, to: number): number[] | null {
  if (!text) return [];
  const values = [...new Set(text.split(",").map((part) => wholeIn(part.trim(), from, to)))];
  const isWrong = values.includes(null) || from < 0 && values.includes(0);
  return isWrong ? null : values as number[];
}

function weekdays(text: string | undefined): Rule["byDay"] | null {
  if (!text) return [];
  const found = text.split(",").map((part) => /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(part.trim()));
  const days = found.map((match) => match ? DAYS.indexOf(match[2]!) : -1);
  if (days.includes(-1)) return null;
  const all = days.map((day, i) => ({ nth: Number(found[i]![1] ?? 0), day }));
  return [...new Map(all.map((one) => [`${one.nth} ${one.day}`, one])).values()];
}

function wholeIn(text: string | undefined, from: number, to: number): number | null {
  const value = Number(text);
  return /^[+-]?\d{1,9}$/.test(text ?? "") && value >= from && value <= to ? value : null;
}

/** Milliseconds after midnight at which the rule's days have an occurrence, ascending. */
export function timesOf({ byHour, byMinute, bySecond }: Rule, start: number): number[] {
  const at = ((start % DAY_MS) + DAY_MS) % DAY_MS / 1000;
  const or = (list: number[], own: number) => list.length > 0 ? list : [own];
  return or(byHour, Math.floor(at / 3600)).flatMap((hour) =>
    or(byMinute, Math.floor(at / 60) % 60).flatMap((minute) =>
      or(bySecond, at % 60).map((second) => (hour * 3600 + minute * 60 + second) * 1000)
    )
  ).sort((a, b) => a - b);
}
