/** Output of `deno task ingest`. */
import type { Rejection } from "../../supabase/functions/_shared/post/post.ts";
import { type Counts, taken } from "./load.ts";

/**
 * A line such as `posts.json[17] (18026239583034520): caption is empty`. Positions start at 0, as
 * in jq.
 */
export function rejectionLine(file: string, { position, id, reason }: Rejection): string {
  return `${file}[${position}]${id ? ` (${id})` : ""}: ${reason}`;
}

/**
 * Summary of a run.
 *
 * @param notLoaded number of valid posts that a failure prevented from loading
 */
export function summaryLine(counts: Counts, rejected: number, notLoaded: number): string {
  const parts = [
    `${counts.inserted} new`,
    `${counts.updated} changed`,
    `${counts.unchanged} unchanged`,
    `${rejected} rejected`,
    ...(notLoaded > 0 ? [`${notLoaded} not loaded`] : []),
  ];
  return `${taken(counts) + rejected + notLoaded} read: ${parts.join(", ")}`;
}

/** Progress: on a terminal one line that is overwritten, elsewhere one line per batch. */
export function progressText(done: number, total: number, isTerminal: boolean): string {
  const text = `${done} of ${total} posts`;
  if (!isTerminal) return `${text}\n`;
  return `\r\x1b[K${text}${done === total ? "\n" : ""}`;
}

/** Makes a message a single line: removes control characters and the key. */
export function printable(text: string, key?: string): string {
  return (key ? text.replaceAll(key, "[key]") : text).replace(/\p{C}+/gu, " ");
}
