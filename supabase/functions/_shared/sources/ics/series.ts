/** The occurrences of a group of entries inside a window (RFC 5545, section 3.8.5). */
import { DAY_MS } from "../../time/units.ts";
import type { Note } from "../item.ts";
import type { Entry } from "./entry.ts";
import type { Budget } from "./expand.ts";
import type { Group } from "./identity.ts";
import { dayIn, type Start, startsOf } from "./starts.ts";
import type { Duration } from "./values.ts";
import type { Moment } from "./zones.ts";

/** Instants: [from, to). */
export interface Window {
  from: number;
  to: number;
}

export interface Occurrence {
  entry: Entry;
  /** Where an override finds the facts that it does not repeat. */
  series: Entry | null;
  /** The original start; null for an entry that does not recur. */
  recurrence: number | null;
  start: Moment;
  end: Moment | Duration | null;
  notes: Note[];
}

export interface Occurrences {
  /** By master: those inside the window. */
  bySeries: Map<Entry, Occurrence[]>;
  /** What replaces an occurrence, inside the window or not. */
  overrides: Occurrence[];
}

/** At most so many occurrences of a series. */
const MOST = 60;
/** How far an entry may move all later occurrences. */
const FARTHEST_SHIFT = 40 * DAY_MS;

/** Whether an entry repeats. */
export const recurs = (entry: Entry) => entry.rules.length > 0 || entry.extras.length > 0;

export function occurrencesOf(group: Group, window: Window, budget: Budget): Occurrences {
  const futures = group.overrides.filter(({ isForFuture }) => isForFuture)
    .sort((a, b) => instantOf(a.replaces!) - instantOf(b.replaces!));
  const margin = futures.length > 0 ? FARTHEST_SHIFT : 0;
  const wide = { from: window.from - margin, to: window.to + margin };
  const starts = new Map(
    group.masters.map((series) =>
      [series, recurs(series) ? startsOf(series, wide, budget) : null] as const
    ),
  );
  const lone = group.masters.length === 1 ? group.masters[0]! : null;
  const originals = lone && starts.get(lone)?.list || [];
  const overrides = group.overrides.map((entry) => override(entry, lone, originals));
  const replaced = new Set(overrides.map(({ recurrence }) => recurrence));
  const bySeries = new Map(group.masters.map((series) => {
    const own = starts.get(series);
    if (!own) return [series, [single(series, group)]] as [Entry, Occurrence[]];
    const kept = own.list.filter(({ at }) => !replaced.has(at))
      .map((start) => repeated(start, series, futures))
      .filter(({ start }) => isInside(instantOf(start), window));
    return [series, cut(kept, own.isCut)] as [Entry, Occurrence[]];
  }));
  return { bySeries, overrides };
}

export const isInside = (at: number, { from, to }: Window) => at >= from && at < to;

export const instantOf = ({ zone, wall }: Moment) => zone.instantOf(wall);

function cut(list: Occurrence[], isOverBudget: boolean): Occurrence[] {
  const notes: Note[] = [
    ...list.length > MOST ? ["rule_cut" as const] : [],
    ...isOverBudget ? ["out_of_budget" as const] : [],
  ];
  if (notes.length === 0) return list;
  return list.slice(0, MOST).map((one) => ({ ...one, notes: [...one.notes, ...notes] }));
}

/** A UID that was copied to another event names it together with its start. */
function single(entry: Entry, { masters }: Group): Occurrence {
  const isShared = masters.length > 1;
  const start = entry.start!;
  return {
    entry,
    series: null,
    recurrence: isShared ? instantOf(start) : null,
    start,
    end: entry.end,
    notes: isShared ? ["uid_reused"] : [],
  };
}

/** An occurrence of the rule, as the last THISANDFUTURE before it has it. */
function repeated(original: Start, series: Entry, futures: Entry[]): Occurrence {
  const common = { series, recurrence: original.at, notes: [] };
  const future = futures.findLast(({ replaces }) => instantOf(replaces!) <= original.at);
  if (!future?.start) return { ...common, entry: future ?? series, ...original };
  const { zone } = future.start;
  const shift = future.start.wall - zone.wallOf(instantOf(future.replaces!));
  const start = { ...future.start, wall: zone.wallOf(original.at) + shift };
  return { ...common, entry: future, start, end: endFrom(future, start) };
}

/** The end of an entry when it begins at another time, with the same distance on the clock. */
export function endFrom({ start, end }: Entry, at: Moment): Moment | Duration | null {
  return end !== null && "wall" in end ? { ...end, wall: end.wall + at.wall - start!.wall } : end;
}

function override(entry: Entry, series: Entry | null, originals: Start[]): Occurrence {
  const original = originalOf(entry.replaces!, series, originals);
  const recurrence = original?.at ?? instantOf(entry.replaces!);
  const start = entry.start ?? original?.start ?? entry.replaces!;
  const end = entry.start ? entry.end : original?.end ?? null;
  return { entry, series, recurrence, start, end, notes: [] };
}

/** By the instant; a date, or any value for a series of days, means the occurrence of that day. */
function originalOf(replaces: Moment, series: Entry | null, originals: Start[]): Start | undefined {
  const at = instantOf(replaces);
  const same = originals.find((original) => original.at === at);
  if (same || !series?.start || !(replaces.isDate || series.start.isDate)) return same;
  const day = dayIn(series, replaces);
  return originals.find(({ start }) => dayIn(series, start) === day);
}
