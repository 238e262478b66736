/**
 * What ranking is given: candidates, a member, and rows about everybody. Plain data, as SQL and the
 * API deliver it; nothing here depends on where it came from.
 */
import type { Event } from "../event/event.ts";

/** `going` and `like` are positive, `not_going` is no dislike, `dislike` hides the event. */
export type Action = "like" | "dislike" | "going" | "not_going";

/**
 * The facts of an event that its score depends on. An `Event` is one. Category is any string here:
 * the core compares categories and never needs to know the list.
 */
export interface EventFacts {
  id: string;
  title: string;
  starts_at: string;
  /** Whether the day counts and not the hour; absent: not known, as of events voted on. */
  is_all_day?: boolean;
  category: string | null;
  organisers: readonly string[];
}

/** An upcoming event with its embedding (any length, unit norm or not; undefined while missing). */
export interface Candidate<E extends EventFacts = Event> {
  event: E;
  vector: Float32Array | undefined;
  /** When the post was published, ISO 8601. */
  posted_at: string;
}

/** What a member said about an event, past or to come. */
export interface Vote {
  event: EventFacts;
  vector: Float32Array | undefined;
  action: Action;
  /** When, ISO 8601. */
  voted_at: string;
}

/** One member, all that is known. */
export interface Member {
  id: string;
  /** IANA; the community's where absent. Reasons tell days and times of day on this clock. */
  time_zone?: string;
  /** In any order; one row an event (the latest action). */
  votes: readonly Vote[];
  /** Declared preferences by category, 0 (never) to 1 (always), 0.5 or absent is no opinion. */
  preferences: Readonly<Record<string, number>>;
  /** On how many days candidates were shown to this member, by event id. */
  daysShown?: ReadonlyMap<string, number>;
}

/** One event of the past 365 days, with what everybody did. */
export interface PastEventRow {
  id: string;
  title: string;
  starts_at: string;
  category: string | null;
  organisers: readonly string[];
  /** Members who answered `going` or `like`. */
  votes: number;
  /** Those of them who had answered so for none of its organisers before. */
  first_votes: number;
  /** Those of them who had answered so for nothing at all before. */
  first_ever: number;
}

/**
 * How many distinct members have a positive vote for both organisers. A row with `organiser_a` =
 * `organiser_b` counts the members of one organiser. Each pair once, in either order.
 */
export interface OrganiserPairRow {
  organiser_a: string;
  organiser_b: string;
  members: number;
}

/** What everybody did so far with an event that is yet to come. */
export interface UpcomingEventRow {
  id: string;
  votes: number;
  /** Members it was shown to. */
  members_shown: number;
}

/** All rows about everybody, from before `now`. */
export interface CommunityRows {
  past: readonly PastEventRow[];
  pairs: readonly OrganiserPairRow[];
  upcoming: readonly UpcomingEventRow[];
  /** Members who are shown lists. */
  members: number;
  /** Members with a positive vote that `pairs` are counted over: all, or ten thousand of them. */
  voters: number;
}
