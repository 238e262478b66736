/** JSON Feed 1.0 and 1.1 as entries. */
import type { Refused } from "../item.ts";
import type { FeedEntry } from "./entry.ts";

type Fields = Record<string, unknown>;

export function jsonEntries(source: string, url: string | undefined): FeedEntry[] | Refused {
  let feed: unknown;
  try {
    feed = JSON.parse(source);
  } catch {
    return { refusal: /[}\]]\s*$/.test(source) ? "broken" : "cut_off" };
  }
  if (!isFields(feed) || !Array.isArray(feed.items) || !isFeed(feed)) {
    return { refusal: "not_a_feed" };
  }
  const base = textIn(feed, "home_page_url") ?? url;
  return feed.items.filter(isFields).map((item) => entryOf(item, base));
}

/** A list of items alone may be any service's answer. */
function isFeed(feed: Fields): boolean {
  return /jsonfeed\.org/.test(textIn(feed, "version") ?? "") ||
    textIn(feed, "title") !== null && textIn(feed, "home_page_url") !== null;
}

function entryOf(item: Fields, base: string | undefined): FeedEntry {
  const id = item.id;
  return {
    id: typeof id === "number" ? String(id) : textIn(item, "id"),
    title: textIn(item, "title") ?? "",
    text: textIn(item, "content_html") ?? textIn(item, "content_text") ?? textIn(item, "summary") ??
      "",
    link: textIn(item, "url") ?? textIn(item, "external_url"),
    date: textIn(item, "date_published") ?? textIn(item, "date_modified") ?? "",
    image: textIn(item, "image") ?? textIn(item, "banner_image"),
    base,
  };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
