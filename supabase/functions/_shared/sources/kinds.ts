/** The kinds of sources: how each is read, and as which media types it may come. */
import type { Reading, ReadOptions, Refused } from "./item.ts";
import { readFeed } from "./feed/feed.ts";
import { readCalendar } from "./ics/ics.ts";
import { readMail } from "./mail/mail.ts";
import { readPage } from "./page/page.ts";

export interface Kind {
  /** Media types that a server may send; an answer without one is read. */
  types: readonly string[];
  read(bytes: Uint8Array, options: ReadOptions): Reading | Refused | Promise<Reading | Refused>;
}

/** Servers that know no better send every file as one of these. */
const ANY_FILE = ["text/plain", "application/octet-stream", "binary/octet-stream"] as const;

export const KINDS = {
  ics: {
    types: ["text/calendar", "application/ics", "text/x-vcalendar", "text/html", ...ANY_FILE],
    read: readCalendar,
  },
  rss: {
    types: [
      "application/rss+xml",
      "application/atom+xml",
      "application/rdf+xml",
      "application/feed+json",
      "application/json",
      "application/xml",
      "text/xml",
      "text/html",
      ...ANY_FILE,
    ],
    read: readFeed,
  },
  page: {
    types: ["text/html", "application/xhtml+xml", "application/ld+json", "application/json"],
    read: readPage,
  },
  mail: { types: ["message/rfc822", ...ANY_FILE], read: readMail },
} satisfies Record<string, Kind>;

export type SourceKind = keyof typeof KINDS;

export async function readSource(
  kind: SourceKind,
  bytes: Uint8Array,
  options: ReadOptions,
): Promise<Reading | Refused> {
  return await KINDS[kind].read(bytes, options);
}
