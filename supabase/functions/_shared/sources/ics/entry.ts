/** A VEVENT as it is read, before its dates are expanded. */
import { DAY_MS } from "../../time/units.ts";
import type { Note, Status } from "../item.ts";
import { type Component, lineOf, linesOf } from "./components.ts";
import type { Line } from "./lines.ts";
import { type Rule, ruleOf } from "./rule.ts";
import { type Duration, durationOf, unescaped } from "./values.ts";
import type { Moment, Zones } from "./zones.ts";

/** An occurrence that RDATE adds, with its own end where it is a period. */
export interface Extra {
  start: Moment;
  end?: Moment | Duration;
}

export interface Entry {
  uid: string | null;
  title: string;
  sequence: number;
  modified: number;
  status: Status;
  isPrivate: boolean;
  start: Moment | null;
  end: Moment | Duration | null;
  /** Which occurrence of its series this entry replaces; null for an entry of its own. */
  replaces: Moment | null;
  isForFuture: boolean;
  rules: (Rule | null)[];
  exRules: (Rule | null)[];
  extras: Extra[];
  excluded: Moment[];
  zones: Zones;
  component: Component;
}

const MOST_DATES = 2_000;

export function entryOf(component: Component, zones: Zones, method: string): Entry {
  const value = (name: string) => lineOf(component, name)?.value.trim() ?? "";
  const moment = (name: string) => {
    const line = lineOf(component, name);
    return line ? zones.moment(line) : null;
  };
  const replaced = lineOf(component, "RECURRENCE-ID");
  const start = moment("DTSTART");
  return {
    uid: value("UID") || null,
    title: unescaped(value("SUMMARY")),
    sequence: Number(value("SEQUENCE")) || 0,
    modified: latest([moment("LAST-MODIFIED"), moment("DTSTAMP")]),
    status: method === "CANCEL" ? "cancelled" : statusOf(value("STATUS")),
    isPrivate: /^(?:private|confidential)$/i.test(value("CLASS")),
    start,
    end: moment("DTEND") ?? durationOf(value("DURATION")),
    replaces: replaced ? zones.moment(replaced) : null,
    isForFuture: /^thisandfuture$/i.test(replaced?.params.RANGE ?? ""),
    rules: linesOf(component, "RRULE").slice(0, 5).map((line) => ruleOf(line.value)),
    exRules: linesOf(component, "EXRULE").slice(0, 5).map((line) => ruleOf(line.value)),
    extras: datesOf(component, "RDATE").flatMap((date) => extraOf(date, zones)),
    excluded: datesOf(component, "EXDATE").flatMap(([text, params]) =>
      zones.momentOf(text, params) ?? []
    ),
    zones,
    component,
  };
}

/** LAST-MODIFIED counts first, as DTSTAMP is the moment of the export in some feeds. */
function latest([modified, stamp]: (Moment | null)[]): number {
  return (modified?.wall ?? 0) + (stamp?.wall ?? 0) / 1e15;
}

function statusOf(value: string): Status {
  if (/^cancell?ed$/i.test(value)) return "cancelled";
  return /^tentative$/i.test(value) ? "tentative" : "confirmed";
}

function datesOf(component: Component, name: string): [string, Line["params"]][] {
  return linesOf(component, name).flatMap(({ value, params }) =>
    value.split(",").map((text): [string, Line["params"]] => [text, params])
  ).slice(0, MOST_DATES);
}

/** "20261205T100000/PT2H" and "20261205T100000/20261205T120000" are periods. */
function extraOf([text, params]: [string, Line["params"]], zones: Zones): Extra[] {
  const [from, to] = text.split("/");
  const start = zones.momentOf(from!, params);
  if (!start) return [];
  const end = to === undefined ? null : durationOf(to) ?? zones.momentOf(to, params);
  return [end ? { start, end } : { start }];
}

export interface Times {
  startsAt: number;
  endsAt: number | null;
  isAllDay: boolean;
  notes: Note[];
}

/** The instants of an occurrence that begins at `start`, as docs/api.md has them. */
export function timesOf(start: Moment, end: Moment | Duration | null, { local }: Zones): Times {
  const startsAt = start.zone.instantOf(start.wall);
  const notes = start.note ? [start.note] : [];
  if (start.isDate) return allDay(start, startsAt, end, notes);
  const endsAt = end && endOf(start, startsAt, end);
  const days = endsAt === null ? 0 : daysFromMidnight(start, startsAt, endsAt, local.zone);
  if (days > 0) {
    const isLong = days > 1;
    const all: Note[] = [...notes, "midnight_to_midnight"];
    return { startsAt, endsAt: isLong ? endsAt : null, isAllDay: true, notes: all };
  }
  return { startsAt, ...endAfter(startsAt, endsAt, notes), isAllDay: false };
}

function endAfter(startsAt: number, endsAt: number | null, notes: Note[]) {
  const isBefore = endsAt !== null && endsAt < startsAt;
  return {
    endsAt: endsAt !== null && endsAt > startsAt ? endsAt : null,
    notes: isBefore ? [...notes, "end_before_start" as const] : notes,
  };
}

function endOf(start: Moment, startsAt: number, end: Moment | Duration): number {
  if ("wall" in end) return end.zone.instantOf(end.wall);
  const day = end.days === 0 ? startsAt : start.zone.instantOf(start.wall + end.days * DAY_MS);
  return day + end.ms;
}

/** Days from local midnight to local midnight; 0 where it is not. A time in UTC is looked at here. */
function daysFromMidnight(start: Moment, startsAt: number, endsAt: number, local: Moment["zone"]) {
  const zone = start.isUtc ? local : start.zone;
  const from = zone.wallOf(startsAt) / DAY_MS;
  const to = zone.wallOf(endsAt) / DAY_MS;
  return Number.isInteger(from) && Number.isInteger(to) ? to - from : 0;
}

/** The end of days is the day after the last one. */
function allDay(start: Moment, startsAt: number, end: Moment | Duration | null, notes: Note[]) {
  const last = end === null
    ? 1
    : "wall" in end
    ? Math.ceil((wallIn(start, end) - start.wall) / DAY_MS)
    : end.days + Math.ceil(end.ms / DAY_MS);
  const endsAt = last > 1 ? start.zone.instantOf(start.wall + last * DAY_MS) : null;
  const all: Note[] = last < 0 ? [...notes, "end_before_start"] : notes;
  return { startsAt, endsAt, isAllDay: true, notes: all };
}

function wallIn({ zone }: Moment, end: Moment): number {
  return end.isDate ? end.wall : zone.wallOf(end.zone.instantOf(end.wall));
}
