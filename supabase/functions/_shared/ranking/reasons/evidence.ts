/** Evidence of a reason, and the words for it. */
import type { Pool } from "../pool.ts";
import type { Profile, WeighedVote } from "../profile.ts";

/** Facts that a reason relies on. Without them the score must be lower. */
export type Evidence =
  | { kind: "votes"; eventIds: readonly string[] }
  | { kind: "preference"; category: string }
  /** Votes of all members for the organisers or for the event itself. */
  | { kind: "community" }
  /** The event's own dates. */
  | { kind: "event" };

/**
 * The verb for these votes: "went to", "are going to", "liked", or one that covers several kinds.
 */
export function verbFor(votes: readonly WeighedVote[], now: number): string {
  const verbs = new Set(votes.map(({ vote, start }) => {
    if (vote.action === "like") return "liked";
    return start < now ? "went to" : "are going to";
  }));
  return verbs.size === 1
    ? [...verbs][0]!
    : verbs.has("are going to")
    ? "chose"
    : "went to or liked";
}

/** Evidence of these votes. */
export function votesEvidence(votes: readonly WeighedVote[]): Evidence {
  return { kind: "votes", eventIds: votes.map(({ vote }) => vote.event.id) };
}

/** "1 event", "3 events". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** The possessive of a name: "Film Society's", "Chess Friends'". */
export function possessive(name: string): string {
  return /s$/i.test(name) ? `${name}'` : `${name}'s`;
}

/** The words of a reason and its evidence. */
export interface Citation {
  text: string;
  evidence: Evidence;
}
/** Cites a term for one candidate; undefined if the term has nothing true to say. */
export type Cite = (candidate: number, profile: Profile, pool: Pool) => Citation | undefined;
