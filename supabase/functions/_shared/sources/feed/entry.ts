/** An entry of a feed in the common form of RSS, Atom and JSON Feed, and the item made of it. */
import { DAY_MS } from "../../time/units.ts";
import { emptyItem, isoInstant, type Item, type LeftOut, type ReadOptions } from "../item.ts";
import { textId } from "../text_id.ts";
import { lineFrom, textFrom, webAddress } from "../words.ts";
import { dateOf } from "./dates.ts";

export interface FeedEntry {
  id: string | null;
  title: string;
  /** The fullest text that there is; may hold markup. */
  text: string;
  link: string | null;
  date: string;
  image: string | null;
  /** Where the links of the text start. */
  base: string | undefined;
}

const OLDEST_DAYS = 30;
const MOST_ITEMS = 100;
/** Entries that are looked at: more are of years ago. */
const MOST_ENTRIES = 2_000;
const ID_LIMIT = 500;

export interface Entries {
  items: Item[];
  leftOut: LeftOut[];
}

/** The newest entries, each id once. */
export function itemsOf(entries: FeedEntry[], options: ReadOptions): Entries {
  const leftOut: LeftOut[] = [];
  const byId = new Map<string, Item>();
  for (const entry of entries.slice(0, MOST_ENTRIES)) {
    const item = itemOf(entry, options);
    if (!item.title && !item.text) {
      if (entry.id || item.url) leftOut.push({ id: item.id, reason: "empty" });
      continue;
    }
    const other = byId.get(item.id);
    if (!other || item.posted_at! >= other.posted_at!) byId.set(item.id, item);
  }
  const oldest = isoInstant(options.now.getTime() - OLDEST_DAYS * DAY_MS);
  const items = [...byId.values()].sort((a, b) => a.posted_at! > b.posted_at! ? -1 : 1);
  const fresh = items.filter((item) => item.posted_at! >= oldest);
  const old = items.filter((item) => item.posted_at! < oldest);
  leftOut.push(...old.map(({ id }) => ({ id, reason: "too_old" as const })));
  leftOut.push(...fresh.slice(MOST_ITEMS).map(({ id }) => ({ id, reason: "too_many" as const })));
  return { items: fresh.slice(0, MOST_ITEMS), leftOut };
}

function itemOf(entry: FeedEntry, { now, defaultZone }: ReadOptions): Item {
  const url = webAddress(entry.link, entry.base);
  const title = lineFrom(entry.title);
  const text = textFrom(entry.text, entry.base ?? url ?? undefined);
  const given = entry.id?.trim().slice(0, ID_LIMIT) || url;
  const date = dateOf(entry.date, defaultZone);
  const isAhead = date !== null && date > now.getTime();
  return {
    ...emptyItem(given ?? textId(`${title} ${text}`)),
    title,
    text,
    url,
    image: webAddress(entry.image, entry.base),
    posted_at: isoInstant(date === null || isAhead ? now.getTime() : date),
    notes: [
      ...given ? [] : ["no_id" as const],
      ...date === null ? ["no_date" as const] : isAhead ? ["date_in_future" as const] : [],
    ],
  };
}
