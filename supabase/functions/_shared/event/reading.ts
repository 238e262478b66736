/** What is written about a post that was read: what it is about, and the events that it tells of. Pure. */
import {
  type Draft,
  type Extraction,
  type Post,
  resolveDraft,
  type ResolveOptions,
} from "./draft.ts";
import type { Given } from "../post/given.ts";
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

/** What stands about a post before it is read. */
export interface Before {
  /** What earlier readings of it found. */
  known: readonly KnownEvent[];
  /** What its source states. */
  given: Given | null;
}

/** The reading of a post whose event its source cancelled: its events are withdrawn. */
export const CANCELLED: Reading = { kind: "event", confidence: 1, needs_review: false, events: [] };

/** Composes the reading of a post from its drafts, at least one. */
export function readingOf(
  drafts: readonly Draft[],
  post: Post,
  { known, given }: Before,
  options: ResolveOptions,
): Reading {
  if (given?.status === "cancelled") return CANCELLED;
  const all = resolveAll(drafts, post, given, options);
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

/** A source that states a start tells of one event. Of several, it can only name the organisers. */
function resolveAll(
  drafts: readonly Draft[],
  post: Post,
  given: Given | null,
  options: ResolveOptions,
): Found[] {
  const resolve = (draft: Draft, stated: Given | null): Found => ({
    draft,
    facts: resolveDraft(draft, post, options, stated),
  });
  const events = drafts.filter(({ kind }) => kind === "event");
  if (events.length < 2) return [resolve(events[0] ?? drafts[0]!, given)];
  if (!given?.starts_at) {
    return drafts.map((draft) => resolve(draft, given && { organisers: given.organisers }));
  }
  const start = Date.parse(given.starts_at);
  const isGiven = ({ facts }: Found) => Date.parse(facts.starts_at ?? "") === start;
  const { draft } = events.map((draft) => resolve(draft, null)).find(isGiven) ??
    { draft: events[0]! };
  return [resolve(draft, given)];
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
