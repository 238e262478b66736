/** Small worlds for the tests of ranking. */
import type { Event } from "../event/event.ts";
import { buildCommunity } from "./community.ts";
import { type Pool, preparePool } from "./pool.ts";
import { DAY_MS } from "../time/units.ts";
import type { Action, CommunityRows, Member, PastEventRow, Vote } from "./types.ts";

/** A Monday, epoch ms. */
export const NOW = Date.parse("2026-03-02T00:00:00Z");

/** An event that starts a number of days after `NOW`. */
export function makeEvent(id: string, organiser: string, inDays: number): Event {
  return {
    id,
    title: `${organiser} ${id}`,
    summary: null,
    starts_at: new Date(NOW + inDays * DAY_MS).toISOString(),
    ends_at: null,
    is_all_day: false,
    location: null,
    is_online: false,
    category: "tech_innovation",
    organisers: [organiser],
    url: null,
    image_url: null,
  };
}

/** A vote cast at the event's start, or at `NOW` for a later event. */
export function makeVote(event: Event, action: Action, vector?: Float32Array): Vote {
  const votedAt = Math.min(NOW, Date.parse(event.starts_at));
  return { event, vector, action, voted_at: new Date(votedAt).toISOString() };
}

/** A member named "m" with these votes. */
export function makeMember(votes: Vote[], over: Partial<Member> = {}): Member {
  return { id: "m", votes, preferences: {}, ...over };
}

/** An event with its votes, a third of them first votes. */
export function makeRow(event: Event, votes = 5): PastEventRow {
  return { ...event, votes, first_votes: Math.ceil(votes / 3), first_ever: 0 };
}

/** Rows of a community of 1,000 members, 500 of them voters. */
export function makeRows(over: Partial<CommunityRows> = {}): CommunityRows {
  return { past: [], pairs: [], upcoming: [], members: 1_000, voters: 500, ...over };
}

/** A pool of these events in UTC, posted the day before; `vectors` by event id. */
export function makePool(
  events: Event[],
  rows: Partial<CommunityRows> = {},
  vectors: Record<string, Float32Array> = {},
): Pool<Event> {
  const posted_at = new Date(NOW - DAY_MS).toISOString();
  const candidates = events.map((event) => ({ event, vector: vectors[event.id], posted_at }));
  return preparePool(candidates, buildCommunity(makeRows(rows), NOW), NOW, "UTC");
}
