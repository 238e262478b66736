/** A zone that a calendar describes itself (RFC 5545, section 3.6.5): from when on which offset holds. */
import { DAY_MS } from "../../time/units.ts";
import { type Zone, zoneOf } from "../zone.ts";
import { type Component, lineOf, linesOf } from "./components.ts";
import { type Budget, expand } from "./expand.ts";
import { ruleOf } from "./rule.ts";
import { utcOffset, writtenTime } from "./values.ts";

interface Onset {
  at: number;
  offset: number;
  before: number;
}

const MOST_OBSERVANCES = 40;
const MOST_ONSETS = 40;
const YEAR = 366 * DAY_MS;

/** Right for times around `now`; null for a description without an offset, or beyond the budget. */
export function describedZone(description: Component, now: Date, budget: Budget): Zone | null {
  const parts = description.children.filter(({ name }) =>
    name === "STANDARD" || name === "DAYLIGHT"
  );
  const onsets = parts.slice(0, MOST_OBSERVANCES).flatMap((part) => onsetsOf(part, now, budget))
    .sort((
      a,
      b,
    ) => a.at - b.at);
  const first = onsets[0];
  if (!first || budget.left < 0) return null;
  return zoneOf((instant) => lastBefore(onsets, instant)?.offset ?? first.before);
}

function lastBefore(onsets: Onset[], instant: number): Onset | undefined {
  let low = 0;
  let high = onsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (onsets[middle]!.at <= instant) low = middle + 1;
    else high = middle;
  }
  return onsets[low - 1];
}

function onsetsOf(part: Component, now: Date, budget: Budget): Onset[] {
  const offset = utcOffset(lineOf(part, "TZOFFSETTO")?.value ?? "");
  if (offset === null) return [];
  const before = utcOffset(lineOf(part, "TZOFFSETFROM")?.value ?? "") ?? offset;
  const start = writtenTime(lineOf(part, "DTSTART")?.value ?? "")?.wall ?? Date.UTC(1970, 0, 1);
  const extra = linesOf(part, "RDATE").flatMap(({ value }) => value.split(",").slice(0, 200))
    .flatMap((value) => writtenTime(value)?.wall ?? []);
  const walls = [start, ...yearly(part, start, before, now, budget), ...extra];
  return walls.map((wall) => ({ at: wall - before * 60_000, offset, before }));
}

/**
 * The changes of the years around `now`, and the end of a rule that ended before. No clock changes by
 * the day: such rules are left alone.
 */
function yearly(
  part: Component,
  start: number,
  before: number,
  now: Date,
  budget: Budget,
): number[] {
  const rule = ruleOf(lineOf(part, "RRULE")?.value ?? "");
  if (rule?.frequency !== "YEARLY") return [];
  const { until } = rule;
  const last = until === null
    ? Infinity
    : until.wall + (until.isDate ? DAY_MS - 1 : until.offset === null ? 0 : before * 60_000);
  const from = now.getTime() - YEAR;
  if (last < from) return [last];
  const span = { start, from, to: now.getTime() + 3 * YEAR };
  return expand(rule, span, last, budget).walls.slice(0, MOST_ONSETS);
}
