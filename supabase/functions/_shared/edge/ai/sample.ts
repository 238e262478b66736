/** A sample post and text that every working provider can read. */
import type { Post } from "../../event/draft.ts";

/** A post about one event. */
export const SAMPLE_POST: Post = {
  caption: "Board games night\nThursday 5 March 2026, 6pm to 9pm\nRoom 2.14, Example House\n" +
    "Bring a friend, everyone is welcome!",
  posted_at: new Date("2026-03-01T09:30:00Z"),
};

/** Facts that any provider finds in the sample post. */
export const SAMPLE_FACTS = {
  kind: "event",
  start_date: "2026-03-05",
  start_time: "18:00",
} as const;

/** A text to embed. */
export const SAMPLE_TEXT = "Board games night\nExample House";
