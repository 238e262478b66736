/**
 * A sample post without a date: one description that gives both the caption and the facts. Captions
 * take dates and times from it and never spell them out.
 */
import type { Category, Kind } from "../../supabase/functions/_shared/event/event.ts";
import type { RelativeDay } from "./calendar.ts";
import type { Club } from "./clubs.ts";
import type { DayWords, TimeWords } from "./words.ts";

/** Time of publication: some hours before now, or some days before today at a time of day. */
export type Posted = { hours: number } | { days: number; time: string };

/** Description of a post. */
export interface Draft {
  /** Permanent name of the post, for its id and URLs. */
  key: string;
  /** Title as a member would give it; absent for a post without usable words. */
  title?: string;
  club: Club;
  posted: Posted;
  kind: Kind;
  category: Category | null;
  /** A second category that is also acceptable. */
  second?: Category;
  media?: "IMAGE" | "CAROUSEL_ALBUM" | "VIDEO";
  /** Day of the event, the deadline or the recalled night. */
  on?: RelativeDay;
  /** Start "HH:MM"; absent if the event names only its day. */
  from?: string;
  to?: string;
  caption(say: Say): string;
}

/** Wordings of dates and times for captions, as of the day of posting. */
export interface Say {
  on: DayWords;
  from: TimeWords;
  to: TimeWords;
  /** The day a number of days after `on`. */
  after(days: number): DayWords;
}

/** A day between 1 and 20 days ago, so that the post is within the three weeks before now. */
export function ago(days: number, time: string): Posted {
  return { days, time };
}

/** A number of hours ago. */
export function hoursAgo(hours: number): Posted {
  return { hours };
}

/**
 * Template tag for captions: removes the indentation of the code. A backslash at the end of a line
 * joins it with the next, because captions do not break lines at column 100.
 */
export function text(strings: TemplateStringsArray, ...values: string[]): string {
  const lines = String.raw({ raw: strings }, ...values).split("\n");
  const indents = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent).trimEnd().replace(/ {2,}/g, " ")).join("\n").trim();
}
