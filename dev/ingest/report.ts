/** What `deno task ingest` says. */
import type { Rejection } from "../../supabase/functions/_shared/post/post.ts";
import { type Counts, taken } from "./load.ts";

/** `posts.json[17] (18026239583034520): caption is empty`; positions count from 0, as in jq. */
export function rejectionLine(file: string, { position, id, reason }: Rejection): string {
  return `${file}[${position}]${id ? ` (${id})` : ""}: ${reason}`;
}

/** `notLoaded` are the good posts that a failure kept out. */
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

/** On a terminal one line that is written over, elsewhere a line per batch. */
export function progressText(done: number, total: number, isTerminal: boolean): string {
  const text = `${done} of ${total} posts`;
  if (!isTerminal) return `${text}\n`;
  return `\r\x1b[K${text}${done === total ? "\n" : ""}`;
}

/** One line whatever a server or a runtime said: without control characters, without the key. */
export function printable(text: string, key?: string): string {
  return (key ? text.replaceAll(key, "[key]") : text).replace(/\p{C}+/gu, " ");
}
