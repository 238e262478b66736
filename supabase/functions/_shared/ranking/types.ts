/**
 * Inputs of ranking: candidates, a member, and aggregated rows about the community. Plain data as
 * SQL and the API deliver it, independent of its origin.
 */
import type { Event } from "../event/event.ts";

/**
 * A vote. `going` and `like` are positive, `dislike` hides the event, and `not_going` is neutral.
 */
export type Action = "like" | "dislike" | "going" | "not_going";

/**
 * The facts of an event that its score depends on; an `Event` has them all. Category is any string:
 * ranking only compares categories.
 */
export interface EventFacts {
  id: string;
  title: string;
  starts_at: string;
  /** True if only the day counts, not the hour. Absent if unknown, as for voted events. */
  is_all_day?: boolean;
  category: string | null;
  organisers: readonly string[];
}

/** An upcoming event with its embedding, of any norm; undefined while it is missing. */
export interface Candidate<E extends EventFacts = Event> {
  event: E;
  vector: Float32Array | undefined;
  /** When the post was published, ISO 8601. */
  posted_at: string;
}

/** A member's vote on a past or upcoming event. */
export interface Vote {
  event: EventFacts;
  vector: Float32Array | undefined;
  action: Action;
  /** Time of the vote, ISO 8601. */
  voted_at: string;
}

/** One member with votes and preferences. */
export interface Member {
  id: string;
  /** IANA name; default: the community's zone. Reasons name days and times of day in it. */
  time_zone?: string;
  /** In any order, one per event (the latest action). */
  votes: readonly Vote[];
  /** Declared preference by category, from 0 (never) to 1 (always); 0.5 or absent is no opinion. */
  preferences: Readonly<Record<string, number>>;
  /** Number of days on which a candidate was shown to this member, by event id. */
  daysShown?: ReadonlyMap<string, number>;
}

/** One event of the past 365 days with its votes. */
export interface PastEventRow {
  id: string;
  title: string;
  starts_at: string;
  category: string | null;
  organisers: readonly string[];
  /** Members who answered `going` or `like`. */
  votes: number;
  /** Voters without an earlier positive vote for any of its organisers. */
  first_votes: number;
  /** Voters without any earlier positive vote. */
  first_ever: number;
}

/**
 * Number of distinct members with a positive vote for both organisers. With equal names, the
 * members of that organiser. Each pair appears once, in either order.
 */
export interface OrganiserPairRow {
  organiser_a: string;
  organiser_b: string;
  members: number;
}

/** Members' responses so far to an upcoming event. */
export interface UpcomingEventRow {
  id: string;
  votes: number;
  /** Distinct members it was shown to. */
  members_shown: number;
}

/** All rows about the community, from before `now`. */
export interface CommunityRows {
  past: readonly PastEventRow[];
  pairs: readonly OrganiserPairRow[];
  upcoming: readonly UpcomingEventRow[];
  /** Members who are shown lists. */
  members: number;
  /** Members with a positive vote in the count of `pairs`: all, or a sample of ten thousand. */
  voters: number;
}
