/**
 * The candidates of one run, digested once: what no member changes is computed here, so that ranking
 * one more member costs little.
 */
import { upcomingUntil } from "../event.ts";
import type { Community } from "./community.ts";
import { cosineReader } from "./cosines.ts";
import { remember, rememberLatest } from "./remember.ts";
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
  starts: Float64Array;
  /** When each is over for whoever has not come; see `upcomingUntil`. */
  until: Float64Array;
  /** How many members each was shown to. */
  membersShown: Float64Array;
  /** Signals that are the same for every member. */
  shared: SharedSignals;
  hourOfWeek: Uint8Array;
  /** The hour of the week that it is. */
  hourOfWeekNow: number;
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
  return {
    now,
    timeZone,
    community,
    candidates,
    starts,
    until: Float64Array.from(candidates, ({ event }) => upcomingUntil(event)),
    membersShown: Float64Array.from(
      candidates,
      ({ event }) => community.upcoming.get(event.id)?.members_shown ?? 0,
    ),
    shared: sharedSignals({ candidates, community, series, slots, slotsOf, starts, posted, now }),
    hourOfWeek: Uint8Array.from(starts, readHour),
    hourOfWeekNow: readHour(now),
    series,
    slots,
    slotIndex,
    slotsOf,
    slotHours: remember((slot) => Uint8Array.from(slots[slot]!.facts?.starts ?? [], readHour)),
    coMembership: remember((organiser: string) => coMembershipRow(organiser, slots, community)),
    past: rememberPast(candidates, readHour),
  };
}

function coMembershipRow(organiser: string, slots: readonly Slot[], community: Community) {
  const category = community.organisers.get(organiser)?.category ?? null;
  const from = { name: organiser, category };
  return Float64Array.from(slots, (slot) => community.coMembership.between(from, slot));
}

function rememberPast(
  candidates: readonly Candidate<EventFacts>[],
  readHour: (ms: number) => number,
) {
  const cosineRow = cosineReader(candidates.map((c) => c.vector));
  const digest = ({ event, vector }: Pick<Vote, "event" | "vector">): PastEvent => ({
    hourOfWeek: readHour(instant(event.starts_at, "starts_at")),
    series: seriesOf(event),
    cosine: cosineRow(vector),
  });
  return rememberLatest(({ event }) => event.id, digest, rowsToKeep(candidates.length));
}

/** How many rows of cosines fit `ROWS_BYTES`, if that is enough for one member. */
export function rowsToKeep(candidates: number): number {
  return Math.max(LEAST_ROWS, Math.floor(ROWS_BYTES / (4 * Math.max(1, candidates))));
}
