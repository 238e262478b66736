/** A draft for tests: what a provider says of a post, to be changed where a test needs it otherwise. */
import type { Draft } from "./draft.ts";

export function draftOf(changes: Partial<Draft> = {}): Draft {
  return {
    kind: "event",
    title: "Trivia night",
    summary: null,
    start_date: "2025-08-22",
    start_time: "18:00",
    end_date: null,
    end_time: null,
    location: null,
    is_online: false,
    organisers: [],
    category: "social_cultural",
    confidence: 0.9,
    ...changes,
  };
}
