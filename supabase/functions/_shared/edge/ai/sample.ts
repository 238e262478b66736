/** A made-up post and text: what a provider must be able to read whatever it makes of real ones. */
import type { Post } from "../../event/draft.ts";

export const SAMPLE_POST: Post = {
  caption: "Board games night\nThursday 5 March 2026, 6pm to 9pm\nRoom 2.14, Example House\n" +
    "Bring a friend, everyone is welcome!",
  posted_at: new Date("2026-03-01T09:30:00Z"),
};

/** What any reader finds in it. */
export const SAMPLE_FACTS = {
  kind: "event",
  start_date: "2026-03-05",
  start_time: "18:00",
} as const;

export const SAMPLE_TEXT = "Board games night\nExample House";
