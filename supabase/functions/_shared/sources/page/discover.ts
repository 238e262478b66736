/** The feeds that a page links to, best first: for an operator who knows only the page. */
import type { SourceKind } from "../kinds.ts";
import { lineFrom, webAddress } from "../words.ts";
import { documentOf, type Link } from "./document.ts";
import { looseJson } from "./json.ts";
import { findEvents } from "./node.ts";

export interface Discovered {
  url: string;
  kind: SourceKind;
  title: string | null;
}

const MOST = 20;

/**
 * Calendars come first, as they state facts; then the page itself where it holds events; then feeds.
 * Nothing is fetched: whether an address answers is for the caller to find out.
 */
export function discoverSources(bytes: Uint8Array, contentType: string, url: string): Discovered[] {
  const document = documentOf(bytes, contentType, url);
  if (!document) return [];
  const linked = document.links.flatMap((link) => sourceOf(link, document.base) ?? []);
  const { events } = findEvents(document.blocks.flatMap((block) => looseJson(block) ?? []));
  const page: Discovered[] = events.length > 0 ? [{ url, kind: "page", title: null }] : [];
  const all = [...linked.filter(({ kind }) => kind === "ics"), ...page, ...linked];
  const isFirst = ({ url }: Discovered, at: number) =>
    all.findIndex((one) => one.url === url) === at;
  return all.filter(isFirst).slice(0, MOST);
}

function sourceOf(link: Link, base: string | undefined): Discovered | null {
  const href = googleCalendar(link.href) ?? link.href.replace(/^webcals?:/i, "https:");
  const url = webAddress(href, base);
  const kind = url && kindOf({ ...link, href: url }, link.href);
  return kind ? { url, kind, title: lineFrom(link.title, 120) } : null;
}

function kindOf({ href, rel, type }: Link, given: string): SourceKind | null {
  if (/^webcals?:/i.test(given) || type === "text/calendar") return "ics";
  const { pathname, searchParams } = new URL(href);
  const isCalendar = /\.ics$|\/ical\/?$/i.test(pathname) || searchParams.has("ical") ||
    searchParams.get("outlook-ical") !== null || searchParams.get("format") === "ical";
  if (isCalendar) return "ics";
  if (/\b(?:alternate|feed)\b/.test(rel) && FEED_TYPE.test(type)) return "rss";
  return /\/(?:feed|rss|atom)\/?$|\.(?:rss|atom)$|\/(?:feed|rss|atom|index)\.xml$/i.test(pathname)
    ? "rss"
    : null;
}

const FEED_TYPE = /^application\/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml)$/;

/** The public calendar that is shown in a frame. */
function googleCalendar(href: string): string | null {
  const url = URL.parse(href, "https://x.invalid");
  if (url?.hostname !== "calendar.google.com" || !url.pathname.endsWith("/embed")) return null;
  const id = url.searchParams.get("src");
  return id &&
    `https://calendar.google.com/calendar/ical/${encodeURIComponent(id)}/public/basic.ics`;
}
