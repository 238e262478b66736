/**
 * The starts of a recurring event as wall times, from near the window on.
 *
 * Not ical.js: it counts 31 November on to 1 December, takes an interval of 0 as 1, and walks from the
 * first start, which takes 228 ms for a daily rule of the year 2000. `expand_test.ts` compares the two.
 */
import { DAY_MS } from "../../time/units.ts";
import { type Period, periodAt, periodCount, periodsOf } from "./periods.ts";
import { type Rule, timesOf } from "./rule.ts";

/** Days that rules may look at: of one rule, and of a whole file. */
export interface Budget {
  left: number;
  perRule: number;
  /** Starts that all rules may give before no further one is expanded. */
  starts: number;
}

export const isUsedUp = ({ left, starts }: Budget) => left < 0 || starts < 0;

export interface Expansion {
  walls: number[];
  /** The budget ended before the rule: there may be more. */
  isCut: boolean;
}

interface Span {
  start: number;
  from: number;
  to: number;
}

/**
 * The starts in [from, to), ascending. `start` is the first one, whether or not the rule has it, and
 * counts for COUNT. `until`: the last wall time that may be a start.
 */
export function expand(rule: Rule, span: Span, until: number, budget: Budget): Expansion {
  const { start, from } = span;
  const to = Math.min(span.to, until + 1);
  const walls = start >= from && start < span.to ? [start] : [];
  const count = rule.count ?? Infinity;
  const near = Math.max(periodAt(rule, start, from), 0);
  const periodOf = periodsOf(rule, start);
  const times = timesOf(rule, start);
  if (isUsedUp(budget)) return { walls: [], isCut: true };
  let used = 1;
  let index = rule.count === null ? near : 0;
  for (let spent = 0; used < count;) {
    const period = periodOf(index);
    if (period.first * DAY_MS >= to) break;
    spent += period.size;
    budget.left -= period.size;
    if (budget.left < 0 || spent > budget.perRule) return { walls, isCut: true };
    for (const wall of startsIn(rule, period, times)) {
      if (wall <= start) continue;
      if (wall >= to || used++ >= count) return { walls, isCut: false };
      if (wall >= from) walls.push(wall);
    }
    const skipped = index === 0 ? near - 1 : 0;
    const each = skipped > 0 ? periodCount(rule) : null;
    used += each === null ? 0 : each * skipped;
    index += each === null ? 1 : skipped + 1;
  }
  return { walls, isCut: false };
}

function startsIn(rule: Rule, { days }: Period, times: number[]): number[] {
  const all: number[] = [];
  for (const day of days) for (const time of times) all.push(day * DAY_MS + time);
  if (rule.bySetPosition.length === 0) return all;
  const chosen = rule.bySetPosition.map((at) => all.at(at > 0 ? at - 1 : at));
  const walls = chosen.filter((wall) => wall !== undefined);
  return [...new Set(walls)].sort((a, b) => a - b);
}
