/** What is written about a post that was read: what it is about, and the events that it tells of. Pure. */
import type { Extraction } from "./draft.ts";
import type { Kind } from "./event.ts";
import { type KnownEvent, matchEvents } from "./match_events.ts";

/** Events that are kept of a post; as in SQL. */
export const MAX_EVENTS = 12;

/** An event of a post; without an id it is a new one. */
export interface EventReading extends Omit<Extraction, "kind"> {
  id?: string;
}

export interface Reading {
  kind: Kind;
  confidence: number;
  /** Of a post without an event: each event says so itself. */
  needs_review: boolean;
  events: EventReading[];
}

/** @param known what earlier readings of the post found */
export function readingOf(extraction: Extraction, known: readonly KnownEvent[]): Reading {
  const { kind, ...facts } = extraction;
  const { confidence, needs_review } = facts;
  if (kind !== "event") return { kind, confidence, needs_review, events: [] };
  const [id] = matchEvents(known, [facts]);
  return { kind, confidence, needs_review: false, events: [{ ...id && { id }, ...facts }] };
}
