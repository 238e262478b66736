/** What a reason rests on, and the words for it. */
import type { Pool } from "../pool.ts";
import type { Profile, WeighedVote } from "../profile.ts";

/** Taking it away must lower the score. */
export type Evidence =
  | { kind: "votes"; eventIds: readonly string[] }
  | { kind: "preference"; category: string }
  /** What everybody did with the organisers or with the event itself. */
  | { kind: "community" }
  /** The event's own dates. */
  | { kind: "event" };

/** The vote in plain words: "went to", "are going to", "liked", or what covers several of them. */
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

export function votesEvidence(votes: readonly WeighedVote[]): Evidence {
  return { kind: "votes", eventIds: votes.map(({ vote }) => vote.event.id) };
}

/** "1 event", "3 events". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** "Film Society's", "Chess Friends'". */
export function possessive(name: string): string {
  return /s$/i.test(name) ? `${name}'` : `${name}'s`;
}

/** A reason's words and what they rest on; undefined where a term has nothing true to say. */
export interface Citation {
  text: string;
  evidence: Evidence;
}
export type Cite = (candidate: number, profile: Profile, pool: Pool) => Citation | undefined;
