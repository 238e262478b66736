/** What is written about a post that was read: what it is about, and the events that it tells of. Pure. */
import {
  type Draft,
  type Extraction,
  type Post,
  resolveDraft,
  type ResolveOptions,
} from "./draft.ts";
import type { Kind } from "./event.ts";
import { type KnownEvent, matchEvents } from "./match_events.ts";

/** Events that are kept of a post; as in SQL. */
export const MAX_EVENTS = 12;

/** An event of a post; without an id it is a new one, without an excerpt the whole post is about it. */
export interface EventReading extends Omit<Extraction, "kind"> {
  id?: string;
  excerpt?: string;
}

export interface Reading {
  kind: Kind;
  confidence: number;
  /** Whether somebody must look at the post: it is hardly known what it is about, or it tells of too much. */
  needs_review: boolean;
  events: EventReading[];
}

/**
 * Composes the reading of a post from its drafts, at least one.
 *
 * @param known what earlier readings of the post found
 */
export function readingOf(
  drafts: readonly Draft[],
  post: Post,
  known: readonly KnownEvent[],
  options: ResolveOptions,
): Reading {
  const all = drafts.map((draft) => ({ draft, facts: resolveDraft(draft, post, options) }));
  const found = distinct(all.filter(({ facts }) => facts.kind === "event"));
  if (found.length === 0) {
    const { kind, confidence, needs_review } = all[0]!.facts;
    return { kind, confidence, needs_review, events: [] };
  }
  const kept = found.slice(0, MAX_EVENTS);
  const ids = matchEvents(known, kept.map(({ facts }) => facts));
  const events = kept.map(({ draft, facts: { kind: _, ...facts } }, i): EventReading => ({
    ...ids[i] && { id: ids[i] },
    ...found.length > 1 && { excerpt: excerptOf(draft, facts, post.caption) },
    ...facts,
  }));
  return {
    kind: "event",
    confidence: Math.min(...events.map(({ confidence }) => confidence)),
    needs_review: found.length > MAX_EVENTS,
    events,
  };
}

interface Found {
  draft: Draft;
  facts: Extraction;
}

/** Models repeat themselves: the same title at the same time and place is one event. */
function distinct(events: Found[]): Found[] {
  const byFacts = new Map<string, Found>();
  for (const event of events) {
    const { title, starts_at, is_all_day, location } = event.facts;
    const key = JSON.stringify([title.toLowerCase(), starts_at, is_all_day, location]);
    if (!byFacts.has(key)) byFacts.set(key, event);
  }
  return [...byFacts.values()];
}

/** The excerpt if the post has these words, else what is known of the event. */
function excerptOf(
  { excerpt }: Draft,
  { title, summary, location }: Pick<Extraction, "title" | "summary" | "location">,
  caption: string,
): string {
  const words = letters(excerpt ?? "");
  if (words !== "" && letters(caption).includes(words)) return excerpt!.trim();
  return [title, summary, location].filter((text) => text !== null).join("\n");
}

/** A text without spaces and signs, which models change. */
function letters(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
