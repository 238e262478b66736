/** A member's history and declared preferences, prepared for the signals. */
import { CONSTANTS } from "./constants.ts";
import { decay, instant } from "./time.ts";
import type { Action, Member, Vote } from "./types.ts";

/**
 * Declared preference of no opinion, the default. A higher value is a like, a lower one a dislike.
 */
export const NEUTRAL = 0.5;

/** A vote with its age as numbers. */
export interface WeighedVote {
  vote: Vote;
  /** Epoch ms. */
  votedAt: number;
  start: number;
  /** 2^(-age / half-life). */
  weight: number;
}

/** A member's history with one organiser. */
export interface OrganiserHistory {
  /** Sum of the weights of the positive votes. */
  weight: number;
  /** Start of the first event chosen, epoch ms. */
  first: number;
  /** Positive votes for events that have begun. */
  attended: number;
}

/** A member as the signals read it. */
export interface Profile {
  member: Member;
  /**
   * The instant of the answer, epoch ms, for the words of reasons. The pool may be some minutes
   * older.
   */
  now: number;
  /** `going` and `like`, latest vote first. */
  positives: readonly WeighedVote[];
  /** Dislikes; their weights decay with the half-life of fatigue. */
  dislikes: readonly WeighedVote[];
  /** Ids of events with a positive vote. */
  chosen: ReadonlySet<string>;
  /** Ids of all events voted on, with any vote. */
  voted: ReadonlySet<string>;
  organisers: ReadonlyMap<string, OrganiserHistory>;
}

/**
 * Builds the profile of a member at `now` (epoch ms).
 *
 * @throws {TypeError} if a time in a vote is no instant.
 */
export function buildProfile(member: Member, now: number): Profile {
  const positives: WeighedVote[] = [];
  const dislikes: WeighedVote[] = [];
  const voted = new Set<string>();
  for (const vote of member.votes) {
    voted.add(vote.event.id);
    if (vote.action === "dislike") dislikes.push(weigh(vote, now, CONSTANTS.fatigueHalfLife));
    else if (isPositive(vote.action)) positives.push(weigh(vote, now, CONSTANTS.voteHalfLife));
  }
  positives.sort((a, b) => b.votedAt - a.votedAt);
  const chosen = new Set(positives.map(({ vote }) => vote.event.id));
  return {
    member,
    now,
    positives,
    dislikes,
    chosen,
    voted,
    organisers: byOrganiser(positives, now),
  };
}

/** The profile as if the member had never voted on these events. */
export function withoutVotes(
  profile: Profile,
  eventIds: readonly string[],
  now: number,
): Profile {
  const positives = profile.positives.filter(({ vote }) => !eventIds.includes(vote.event.id));
  const chosen = new Set(positives.map(({ vote }) => vote.event.id));
  return { ...profile, positives, chosen, organisers: byOrganiser(positives, now) };
}

function weigh(vote: Vote, now: number, halfLife: number): WeighedVote {
  const votedAt = instant(vote.voted_at, "voted_at");
  const start = instant(vote.event.starts_at, "starts_at");
  return { vote, votedAt, start, weight: decay(now - votedAt, halfLife) };
}

function byOrganiser(positives: readonly WeighedVote[], now: number) {
  const organisers = new Map<string, OrganiserHistory>();
  for (const { vote, start, weight } of positives) {
    for (const name of vote.event.organisers) {
      const history = organisers.get(name) ?? { weight: 0, first: start, attended: 0 };
      history.weight += weight;
      history.first = Math.min(history.first, start);
      if (start < now) history.attended++;
      organisers.set(name, history);
    }
  }
  return organisers;
}

/**
 * The member's share of each category. Shares sum to 1; the map is empty without votes and likes.
 */
export interface Tastes {
  shares: ReadonlyMap<string, number>;
  /** True if the shares come from declared preferences, false if from votes. */
  areDeclared: boolean;
}

/** Shares of the decayed votes; without votes, of the declared likes. */
export function tastesOf({ member, positives }: Profile): Tastes {
  const shares = new Map<string, number>();
  for (const { vote, weight } of positives) addShare(shares, vote.event.category, weight);
  const areDeclared = shares.size === 0;
  if (areDeclared) {
    for (const [category, liked] of Object.entries(member.preferences)) {
      if (liked > NEUTRAL) addShare(shares, category, liked - NEUTRAL);
    }
  }
  let total = 0;
  for (const share of shares.values()) total += share;
  for (const [category, share] of shares) shares.set(category, share / total);
  return { shares, areDeclared };
}

function addShare(shares: Map<string, number>, category: string | null, share: number): void {
  if (category !== null) shares.set(category, (shares.get(category) ?? 0) + share);
}

/** True for a member without any positive vote or declared like. */
export function isBlank({ votes, preferences }: Member): boolean {
  return !votes.some(({ action }) => isPositive(action)) &&
    !Object.values(preferences).some((liked) => liked > NEUTRAL);
}

function isPositive(action: Action): boolean {
  return action === "like" || action === "going";
}
