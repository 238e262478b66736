/** The text of a post with the days and hours in it, read once for all that is looked for in it. */
import type { Post } from "../event/draft.ts";
import { civilOf } from "../time/civil.ts";
import { type DayOrder, habitOf } from "./day_order.ts";
import { type Line, toLines } from "./lines.ts";
import { readLines } from "./mentions.ts";
import { expandStamps } from "./stamps.ts";

export interface PostText {
  /** The caption with its Discord timestamps as words. */
  caption: string;
  lines: Line[];
  /** Days and hours, each with its line. */
  mentions: ReturnType<typeof readLines>;
  /** Local day of the post, 'YYYY-MM-DD'. */
  date: string;
  /** Local time of the post, 'HH:MM'. */
  time: string;
  /** IANA. */
  timeZone: string;
}

/** Reads a post; `order` says which number of "9/11" is the day, by default as in the zone. */
export function readPostText(post: Post, timeZone: string, order?: DayOrder): PostText {
  const caption = expandStamps(post.caption, timeZone);
  const lines = toLines(caption);
  const { date, time } = civilOf(post.posted_at, timeZone);
  const habit = order ? { order, isMixed: false } : habitOf(timeZone);
  return { caption, lines, mentions: readLines(lines, date, habit), date, time, timeZone };
}
