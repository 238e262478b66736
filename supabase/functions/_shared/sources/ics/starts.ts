/** The original starts of a recurring entry: its rules and RDATE, without EXRULE and EXDATE. */
import { DAY_MS } from "../../time/units.ts";
import type { Entry, Extra } from "./entry.ts";
import { type Budget, expand } from "./expand.ts";
import type { Rule } from "./rule.ts";
import { endFrom, instantOf, type Window } from "./series.ts";
import type { Duration, Written } from "./values.ts";
import type { Moment } from "./zones.ts";

export interface Start {
  at: number;
  start: Moment;
  end: Moment | Duration | null;
}

export interface Starts {
  /** Ascending. */
  list: Start[];
  /** The budget ended before the rules. */
  isCut: boolean;
}

/** Clocks are up to 14 hours from UTC, on either side. */
const MARGIN = 2 * DAY_MS;

/** @param series with a start, and without a refused rule */
export function startsOf(series: Entry, window: Window, budget: Budget): Starts {
  const walls = wallsOf(series, series.rules, window, budget);
  const without = wallsOf(series, series.exRules, window, budget, true);
  const gone = new Set(without.walls);
  const byRule = walls.walls.filter((wall) => !gone.has(wall)).map((wall) => at(series, wall));
  const extra = series.extras.map((one) => added(series, one));
  const isExcluded = exclusionsOf(series);
  const byInstant = new Map<number, Start>();
  for (const one of [...byRule, ...extra]) if (!isExcluded(one)) byInstant.set(one.at, one);
  budget.starts -= byInstant.size;
  const list = [...byInstant.values()].sort((a, b) => a.at - b.at);
  return { list, isCut: walls.isCut || without.isCut };
}

/** Wall times that the rules give from near the window on; the first start is one whatever they say. */
function wallsOf(
  { start }: Entry,
  rules: (Rule | null)[],
  window: Window,
  budget: Budget,
  isException = false,
): { walls: number[]; isCut: boolean } {
  const from = window.from - MARGIN;
  const span = { start: start!.wall, from, to: window.to + MARGIN };
  const all = rules.map((rule) =>
    expand(start!.isDate ? ofDays(rule!) : rule!, span, lastWall(rule!.until, start!), budget)
  );
  const isNear = span.start >= from && span.start < span.to;
  const first = all.length === 0 && !isException && isNear ? [span.start] : [];
  return {
    walls: [...new Set([...first, ...all.flatMap(({ walls }) => walls)])],
    isCut: all.some(({ isCut }) => isCut),
  };
}

/** A day has no hours, whatever the rule says. */
const ofDays = (rule: Rule): Rule => ({ ...rule, byHour: [], byMinute: [], bySecond: [] });

/** A date holds to the end of that local day; midnight in UTC is a date for a series of days. */
function lastWall(until: Written | null, { zone, isDate }: Moment): number {
  if (until === null) return Infinity;
  if (until.isDate) return until.wall + DAY_MS - 1;
  if (until.offset === null || isDate && until.wall % DAY_MS === 0) return until.wall;
  return zone.wallOf(until.wall - until.offset * 60_000);
}

function at(series: Entry, wall: number): Start {
  const start = { ...series.start!, wall };
  return { at: instantOf(start), start, end: endFrom(series, start) };
}

/** A date that is added to a timed series takes its time of day. */
function added(series: Entry, { start, end }: Extra): Start {
  const own = series.start!;
  if (start.isDate && !own.isDate) {
    return at(series, start.wall + (((own.wall % DAY_MS) + DAY_MS) % DAY_MS));
  }
  return { at: instantOf(start), start, end: end ?? endIn(series, start) };
}

/** The distance of start and end, where the two may stand in different zones. */
function endIn({ start, end }: Entry, at: Moment): Moment | Duration | null {
  if (end === null || !("wall" in end)) return end;
  if (start!.isDate) return { ...end, wall: end.wall + at.wall - start!.wall };
  return { days: 0, ms: instantOf(end) - instantOf(start!) };
}

/** Instants exclude what begins then; a date, or any value for a series of days, the local day. */
function exclusionsOf(series: Entry): (one: Start) => boolean {
  const { excluded, start } = series;
  const instants = new Set(excluded.filter(({ isDate }) => !isDate).map(instantOf));
  const dates = excluded.filter(({ isDate }) => isDate || start!.isDate);
  const days = new Set(dates.map((one) => dayIn(series, one)));
  return ({ at, start }) => instants.has(at) || days.size > 0 && days.has(dayIn(series, start));
}

/** The local day of a date or time; midnight in UTC means its own date for a series of days. */
export function dayIn({ start, zones }: Entry, moment: Moment): number {
  const isOwn = moment.isDate || start!.isDate && moment.isUtc && moment.wall % DAY_MS === 0;
  const zone = start!.isUtc || start!.isDate ? zones.local.zone : start!.zone;
  return Math.floor((isOwn ? moment.wall : zone.wallOf(instantOf(moment))) / DAY_MS);
}
