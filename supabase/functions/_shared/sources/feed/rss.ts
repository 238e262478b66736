/** RSS 0.9 to 2.0 and RDF, and Atom, as entries. */
import type { FeedEntry } from "./entry.ts";
import { childOf, childrenOf, type Element, markupOf, textOf } from "./xml.ts";

/** Null for a document that is no feed. */
export function xmlEntries(root: Element): FeedEntry[] | null {
  if (root.name === "feed") return childrenOf(root, "entry").map(atomEntry);
  const channel = childOf(root, "channel");
  if (root.name !== "rss" && root.name !== "rdf:RDF" && root.name !== "RDF") return null;
  if (!channel) return null;
  const items = [...childrenOf(channel, "item"), ...childrenOf(root, "item")];
  const site = textOf(childrenOf(channel, "link").find((link) => textOf(link).trim() !== ""));
  return items.map((item) => rssEntry(item, site.trim()));
}

function rssEntry(item: Element, site: string): FeedEntry {
  const guid = childOf(item, "guid");
  const id = textOf(guid).trim() || item.attributes["rdf:about"] || null;
  const isPage = guid?.attributes.isPermaLink !== "false" && /^https?:\/\//i.test(id ?? "");
  const links = childrenOf(item, "link");
  const link = links.map((one) => textOf(one).trim()).find(Boolean) ??
    links.find(isAlternate)?.attributes.href ?? (isPage ? id : null);
  const description = childOf(
    item,
    "description",
    "media:description",
    "itunes:summary",
    "summary",
  );
  // xml:base is what the feed says; the page of the channel is what most mean.
  const stated = item.isBaseStated ? item.base : undefined;
  return {
    id,
    title: textOf(childOf(item, "title", "media:title")),
    text: textOf(childOf(item, "content:encoded")).trim() || insideOf(description),
    link,
    date: textOf(childOf(item, "pubDate", "dc:date", "published", "updated", "pubdate", "date")),
    image: imageOf(item),
    base: stated ?? URL.parse(site)?.href ?? item.base,
  };
}

/** Some forget to escape the markup of a description: then it is elements. */
function insideOf(element: Element | undefined): string {
  if (!element) return "";
  return element.children.some((child) => typeof child !== "string")
    ? markupOf(element)
    : textOf(element);
}

function imageOf(item: Element): string | null {
  const media = [
    ...childrenOf(item, "media:thumbnail", "media:content"),
    ...childrenOf(item, "enclosure"),
  ];
  const isPicture = ({ name, attributes: { type = "", medium } }: Element) =>
    name === "media:thumbnail" || type.startsWith("image/") || medium === "image";
  return media.find(isPicture)?.attributes.url ?? null;
}

function atomEntry(entry: Element): FeedEntry {
  const link = childrenOf(entry, "link").find(isAlternate) ??
    childrenOf(entry, "link").find(({ attributes }) => attributes.rel !== "self");
  const content = childOf(entry, "content");
  const body = content && !content.attributes.src ? content : childOf(entry, "summary");
  return {
    id: textOf(childOf(entry, "id")).trim() || null,
    title: atomText(childOf(entry, "title")),
    text: atomText(body) || atomText(childOf(entry, "summary")),
    link: link ? URL.parse(link.attributes.href ?? "", link.base)?.href ?? null : null,
    date: textOf(childOf(entry, "published", "issued", "updated", "modified", "created")),
    image: null,
    base: body?.base ?? entry.base,
  };
}

const isAlternate = ({ attributes: { rel = "alternate", href, type = "text/html" } }: Element) =>
  rel === "alternate" && href !== undefined && !/json|atom|rss/.test(type);

/** Text, escaped markup, or markup itself. Text that looks like markup is shown as it is written. */
function atomText(element: Element | undefined): string {
  if (!element) return "";
  if (element.attributes.type === "xhtml") return markupOf(element);
  return insideOf(element).trim();
}
