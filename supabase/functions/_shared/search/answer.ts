/** Hits as an answer shows them, and the key under which they are cached. Pure. */
import type { Event, Reason } from "../event/event.ts";
import type { Query } from "./query.ts";
import { type Match, matchesOf, reasonsOf } from "./reasons.ts";
import { type Clock, replyOf } from "./reply.ts";
import type { Arm, Found, Hit, Relaxed } from "./search.ts";

export interface SearchItem {
  event: Event;
  score: number;
  /** Public texts with the words that were sought. */
  matched: Match[];
  reasons: Reason[];
  /** The demand that the event lacks; only in `nearby`. */
  relaxed?: Relaxed;
}

/** The part of an answer that is the same for every caller. */
export interface SearchBody {
  /** The best fifty. */
  primary: SearchItem[];
  /** Events that meet the whole query, listed or not. */
  total: number;
  nearby: SearchItem[];
  relaxed: Relaxed[];
  /** One sentence. */
  reply: string;
  source_stats: Record<Arm, number>;
}

/** Hits that a body holds, whatever a caller's limit is. */
export const MOST_ITEMS = 50;

export function bodyOf(found: Found, query: Query, clock: Clock): SearchBody {
  const { primary, total, nearby, relaxed, counts } = found;
  return {
    primary: primary.map((hit) => itemOf(hit, query)),
    total,
    nearby: nearby.map((hit) => ({ ...itemOf(hit, query), relaxed: hit.relaxed! })),
    relaxed,
    reply: replyOf(found, clock),
    source_stats: counts,
  };
}

function itemOf(hit: Hit, query: Query): SearchItem {
  return {
    event: hit.document.event,
    score: hit.score,
    matched: matchesOf(hit),
    reasons: reasonsOf(hit, query),
  };
}

/** What the result depends on beside the query and the catalogue. */
export interface Bounds {
  from?: number;
  to?: number;
  categories?: readonly string[];
  /** The model of the query's vector; null if the search went without. */
  model: string | null;
}

/**
 * The cache's key of a parsed query, for reading and writing alike: a hash in hexadecimal. Days are
 * absolute in a parsed query, so midnight needs no key of its own. Case, spaces and the spelling of
 * times and places are gone by then. The limit is no part of it, as a body holds more.
 */
export async function cacheKeyOf(query: Query, bounds: Bounds): Promise<string> {
  const { said: _, ...parsed } = query;
  const { from = null, to = null, categories = [], model } = bounds;
  const text = JSON.stringify([parsed, from, to, [...categories].sort(), model]);
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A member's taste as one more list of the fusion: at most a place among near equals. */
const TASTE_WEIGHT = 0.3;
const DAMPING = 60;

/**
 * Reorders items by taste. @param liked reasons by event id, best first
 */
export function withTaste(
  items: readonly SearchItem[],
  liked: ReadonlyMap<string, Reason | undefined>,
): SearchItem[] {
  const ranks = new Map([...liked.keys()].map((id, rank) => [id, rank + 1]));
  return items.map((item) => {
    const rank = ranks.get(item.event.id);
    if (rank === undefined) return item;
    const contribution = TASTE_WEIGHT / (DAMPING + rank);
    const text = liked.get(item.event.id)?.text;
    return {
      ...item,
      score: item.score + contribution,
      reasons: text ? [...item.reasons, { term: "taste", text, contribution }] : item.reasons,
    };
  }).sort((a, b) => b.score - a.score);
}
