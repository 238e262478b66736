/**
 * The candidates of one run, digested once: what no member changes is computed here, so that ranking
 * one more member costs little.
 */
import { upcomingUntil } from "../event/event.ts";
import type { Community } from "./community.ts";
import { cosineReader } from "./cosines.ts";
import { remember, rememberLatest } from "../text/remember.ts";
import { seriesOf } from "./series.ts";
import { type SharedSignals, sharedSignals } from "./signals/shared.ts";
import { type Slot, slotted } from "./slots.ts";
import { hourOfWeekReader, instant } from "./time.ts";
import type { Candidate, EventFacts, Vote } from "./types.ts";

/** A function has 256 MB; what thousands of members voted on would fill them. */
const ROWS_BYTES = 32 * 2 ** 20;
/** More than one member has votes: ranking reads the latest 200, several times. */
const LEAST_ROWS = 256;

/** An event of some member's history, seen from the candidates. */
export interface PastEvent {
  hourOfWeek: number;
  series: string;
  /** Cosine with each candidate, as `cosineReader` gives them. */
  cosine: Float32Array;
}

export interface Pool<E extends EventFacts = EventFacts> {
  now: number;
  timeZone: string;
  community: Community;
  candidates: readonly Candidate<E>[];
  /** All candidates of the pool that this one is a part of (`narrowPool`); its own where it is whole. */
  whole: readonly Candidate<E>[];
  starts: Float64Array;
  /** When each is over for whoever has not come; see `upcomingUntil`. */
  until: Float64Array;
  /** How many members each was shown to. */
  membersShown: Float64Array;
  /** Signals that are the same for every member. */
  shared: SharedSignals;
  /** Their means over `whole`. */
  sharedMeans: Readonly<Record<keyof SharedSignals, number>>;
  hourOfWeek: Uint8Array;
  /** The hour of the week that it is. */
  hourOfWeekNow: number;
  /** The hour of the week of an instant (epoch ms). */
  readHour: (ms: number) => number;
  /** Category of each as a number, the same for two of one category; 0 where it has none. */
  category: Uint16Array;
  /** The number of a category; undefined where no candidate is of it. */
  categoryIndex: ReadonlyMap<string, number>;
  series: readonly string[];
  /** Organisers of the candidates; `slotsOf[i]` holds positions in `slots`. */
  slots: readonly Slot[];
  slotIndex: ReadonlyMap<string, number>;
  slotsOf: readonly Int32Array[];
  /** Hours of the week of the slot's past events, as in its `facts.starts`. */
  slotHours: (slot: number) => Uint8Array;
  /** The organiser's co-membership with every slot. */
  coMembership: (organiser: string) => Float64Array;
  /** The voted event, digested and remembered by its id for a while: members share their history. */
  past: (vote: Pick<Vote, "event" | "vector">) => PastEvent;
}

/**
 * Digests candidates for any number of `rank` calls at the same `now` (epoch ms). `timeZone` is that
 * of the community (IANA name). Vectors need one length among them.
 */
export function preparePool<E extends EventFacts>(
  candidates: readonly Candidate<E>[],
  community: Community,
  now: number,
  timeZone: string,
): Pool<E> {
  const readHour = hourOfWeekReader(timeZone);
  const starts = Float64Array.from(candidates, (c) => instant(c.event.starts_at, "starts_at"));
  const { slots, slotIndex, slotsOf } = slotted(candidates, community);
  const series = candidates.map((c) => seriesOf(c.event));
  const posted = Float64Array.from(candidates, (c) => instant(c.posted_at, "posted_at"));
  const facts = { candidates, community, series, slots, slotsOf, starts, posted, now };
  const shared = sharedSignals(facts);
  const { category, categoryIndex } = categorised(candidates);
  return withMemory({
    now,
    timeZone,
    community,
    candidates,
    whole: candidates,
    starts,
    until: Float64Array.from(candidates, ({ event }) => upcomingUntil(event)),
    membersShown: Float64Array.from(
      candidates,
      ({ event }) => community.upcoming(event.id)?.members_shown ?? 0,
    ),
    shared,
    sharedMeans: mapValues(shared, meanOf),
    hourOfWeek: Uint8Array.from(starts, readHour),
    hourOfWeekNow: readHour(now),
    readHour,
    category,
    categoryIndex,
    series,
    slots,
    slotIndex,
    slotsOf,
  });
}

/** What is computed when it is first asked for, and remembered. */
type Memory = "slotHours" | "coMembership" | "past";

/** Adds what is remembered, and so belongs to one list of candidates. */
export function withMemory<E extends EventFacts>(facts: Omit<Pool<E>, Memory>): Pool<E> {
  const { slots, community, readHour } = facts;
  return {
    ...facts,
    slotHours: remember((slot) => Uint8Array.from(slots[slot]!.facts?.starts ?? [], readHour)),
    coMembership: remember((organiser: string) => coMembershipRow(organiser, slots, community)),
    past: rememberPast(facts),
  };
}

function categorised(candidates: readonly Candidate<EventFacts>[]) {
  const categoryIndex = new Map<string, number>();
  const category = Uint16Array.from(candidates, ({ event: { category } }) => {
    if (category === null) return 0;
    const known = categoryIndex.get(category) ?? categoryIndex.size + 1;
    categoryIndex.set(category, known);
    return known;
  });
  return { category, categoryIndex };
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / Math.max(1, values.length);
}

export function mapValues<T>(
  signals: SharedSignals,
  change: (values: Float64Array) => T,
): Record<keyof SharedSignals, T> {
  const entries = Object.entries(signals).map(([term, values]) => [term, change(values)]);
  return Object.fromEntries(entries);
}

function coMembershipRow(organiser: string, slots: readonly Slot[], community: Community) {
  const category = community.organisers.get(organiser)?.category ?? null;
  const from = { name: organiser, category };
  return Float64Array.from(slots, (slot) => community.coMembership.between(from, slot));
}

/** The kernels' memory is filled when a member with history is ranked, and not before. */
function rememberPast(
  { candidates, whole, readHour }: Pick<Pool, "candidates" | "whole" | "readHour">,
) {
  let cosineRow: ReturnType<typeof cosineReader> | undefined;
  const digest = ({ event, vector }: Pick<Vote, "event" | "vector">): PastEvent => {
    cosineRow ??= cosineReader(candidates.map((c) => c.vector), whole.map((c) => c.vector));
    return {
      hourOfWeek: readHour(instant(event.starts_at, "starts_at")),
      series: seriesOf(event),
      cosine: cosineRow(vector),
    };
  };
  return rememberLatest(({ event }) => event.id, digest, rowsToKeep(candidates.length));
}

/** How many rows of cosines fit `ROWS_BYTES`, if that is enough for one member. */
export function rowsToKeep(candidates: number): number {
  return Math.max(LEAST_ROWS, Math.floor(ROWS_BYTES / (4 * Math.max(1, candidates))));
}
