/**
 * The candidates of one run with everything precomputed that does not depend on the member, so that
 * ranking one more member is cheap.
 */
import { upcomingUntil } from "../event/event.ts";
import type { Community } from "./community.ts";
import { cosineReader } from "./cosines.ts";
import { remember, rememberLatest } from "../text/remember.ts";
import { seriesOf } from "./series.ts";
import { computeSharedSignals, type SharedSignals } from "./score.ts";
import { type Slot, slotted } from "./slots.ts";
import type { SharedTerm } from "./terms.ts";
import { hourOfWeekReader, instant } from "./time.ts";
import type { Candidate, EventFacts, Vote } from "./types.ts";

/** A function has 256 MB; the votes of thousands of members would fill it. */
const ROWS_BYTES = 32 * 2 ** 20;
/** Exceeds one member's votes: ranking reads the latest 200, several times. */
const LEAST_ROWS = 256;

/** A past event that some member voted on, relative to the candidates. */
export interface PastEvent {
  hourOfWeek: number;
  series: string;
  /** Cosine with each candidate, as `cosineReader` gives them. */
  cosine: Float32Array;
}

/**
 * Candidates and their member-independent data. Arrays have one element per candidate, in the order
 * of `candidates`, unless stated otherwise.
 */
export interface Pool<E extends EventFacts = EventFacts> {
  now: number;
  timeZone: string;
  community: Community;
  candidates: readonly Candidate<E>[];
  /**
   * All candidates of the pool that `narrowPool` cut this one from; its own `candidates` otherwise.
   */
  whole: readonly Candidate<E>[];
  starts: Float64Array;
  /** When newcomers can no longer attend, epoch ms; see `upcomingUntil`. */
  until: Float64Array;
  /** Members each candidate was shown to. */
  membersShown: Float64Array;
  /** Signals that are the same for every member. */
  shared: SharedSignals;
  /** Means of `shared` over `whole`. */
  sharedMeans: Readonly<Record<SharedTerm, number>>;
  hourOfWeek: Uint8Array;
  /** Hour of the week at `now`. */
  hourOfWeekNow: number;
  /** Hour of the week of an instant (epoch ms), 0 to 167 in `timeZone`. */
  readHour: (ms: number) => number;
  /** Category as a number, equal for equal categories; 0 for none. */
  category: Uint16Array;
  /** Number of a category; undefined if no candidate has it. */
  categoryIndex: ReadonlyMap<string, number>;
  series: readonly string[];
  /** Organisers of the candidates; `slotsOf[i]` holds positions in `slots`. */
  slots: readonly Slot[];
  slotIndex: ReadonlyMap<string, number>;
  slotsOf: readonly Int32Array[];
  /** Hours of the week of the slot's past events, parallel to its `facts.starts`. */
  slotHours: (slot: number) => Uint8Array;
  /** The organiser's co-membership with each slot. */
  coMembership: (organiser: string) => Float64Array;
  /** The digest of a voted event, cached by its id because members share history. */
  past: (vote: Pick<Vote, "event" | "vector">) => PastEvent;
}

/**
 * Prepares candidates for any number of `rank` calls at the same `now` (epoch ms). `timeZone` is
 * the community's IANA name. All vectors must have the same length.
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
  const shared = computeSharedSignals(facts);
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

/** Fields computed on first use and then cached. */
type Memory = "slotHours" | "coMembership" | "past";

/**
 * Adds the cached fields. A cache belongs to one list of candidates, so a narrowed pool gets its
 * own.
 */
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

/** Arithmetic mean; 0 for an empty array. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / Math.max(1, values.length);
}

/** Applies a function to the values of each shared signal. */
export function mapValues<T>(
  signals: SharedSignals,
  change: (values: Float64Array) => T,
): Record<SharedTerm, T> {
  const entries = Object.entries(signals).map(([term, values]) => [term, change(values)]);
  return Object.fromEntries(entries);
}

function coMembershipRow(organiser: string, slots: readonly Slot[], community: Community) {
  const category = community.organisers.get(organiser)?.category ?? null;
  const from = { name: organiser, category };
  return Float64Array.from(slots, (slot) => community.coMembership.between(from, slot));
}

/** Loads the kernel's memory only when a member with history is ranked. */
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

/** Number of rows of cosines that fit in `ROWS_BYTES`, but at least enough for one member. */
export function rowsToKeep(candidates: number): number {
  return Math.max(LEAST_ROWS, Math.floor(ROWS_BYTES / (4 * Math.max(1, candidates))));
}
