/**
 * A sample post before it has a date: one description that gives both the caption and what is true
 * about it. Captions take their dates and times from it and never spell them out.
 */
import type { Category, Kind } from "../../supabase/functions/_shared/event/event.ts";
import type { RelativeDay } from "./calendar.ts";
import type { Club } from "./clubs.ts";
import type { DayWords, TimeWords } from "./words.ts";

/** When a post is published: some hours before now, or days before today at a time of day. */
export type Posted = { hours: number } | { days: number; time: string };

export interface Draft {
  /** Names the post for good: its id, its URLs. */
  key: string;
  /** What a member would call it; none where the post has no words to go by. */
  title?: string;
  club: Club;
  posted: Posted;
  kind: Kind;
  category: Category | null;
  /** A second category that nobody would call wrong. */
  second?: Category;
  media?: "IMAGE" | "CAROUSEL_ALBUM" | "VIDEO";
  /** The day the post is about: that of the event, or of the deadline or the night recalled. */
  on?: RelativeDay;
  /** "HH:MM"; none for an event that names only its day. */
  from?: string;
  to?: string;
  caption(say: Say): string;
}

/** What a caption may say about time, in the words of the day on which it is posted. */
export interface Say {
  on: DayWords;
  from: TimeWords;
  to: TimeWords;
  /** The day so many days after `on`. */
  after(days: number): DayWords;
}

/** At least 1 and at most 20 days ago, so that the post lies in the three weeks before now. */
export function ago(days: number, time: string): Posted {
  return { days, time };
}

export function hoursAgo(hours: number): Posted {
  return { hours };
}

/**
 * Template tag: takes off the indentation that the code needs and the caption does not. A line that
 * ends in a backslash goes on in the next, since captions do not break their lines at column 100.
 */
export function text(strings: TemplateStringsArray, ...values: string[]): string {
  const lines = String.raw({ raw: strings }, ...values).split("\n");
  const indents = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent).trimEnd().replace(/ {2,}/g, " ")).join("\n").trim();
}
