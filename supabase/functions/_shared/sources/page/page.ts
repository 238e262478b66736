/** A page with schema.org Events as items. The pages of a list are named, never fetched here. */
import { FARTHEST_START_DAYS } from "../../event/draft.ts";
import { DAY_MS } from "../../time/units.ts";
import {
  emptyItem,
  isoInstant,
  type Item,
  type LeftOut,
  type Reading,
  reading,
  type ReadOptions,
  type Reason,
  type Refused,
} from "../item.ts";
import { lineFrom, textFrom, webAddress } from "../words.ts";
import { type Document, documentOf } from "./document.ts";
import { offersOf, organisersOf, statusesOf, statusOf, whereOf } from "./facts.ts";
import { looseJson } from "./json.ts";
import { addressOf, findEvents, type Found, type Node, textOf } from "./node.ts";
import { momentOf, timesOf } from "./times.ts";

const MOST_PAGES = 200;
const MOST_EVENTS = 2_000;

/** Never complete: a page shows what it likes. */
export function readPage(bytes: Uint8Array, options: ReadOptions): Reading | Refused {
  const document = documentOf(bytes, options.contentType ?? "", options.url);
  if (!document) return { refusal: "not_a_page" };
  const blocks = document.blocks.map(looseJson);
  const leftOut: LeftOut[] = blocks.filter((block) => block === null).map(() => ({
    id: null,
    reason: "broken_json",
  }));
  const found = findEvents(blocks.flatMap((block) => block ?? []));
  const items = new Map<string, Item>();
  for (const { node } of found.events.slice(0, MOST_EVENTS)) {
    const item = itemOf(node, found, document, options);
    const reason = reasonAgainst(item, options.now);
    if (reason) leftOut.push({ id: item.id, reason });
    else add(item, items);
  }
  if (found.events.length === 0 && document.hasMicrodata) {
    leftOut.push({ id: null, reason: "microdata" });
  }
  const answer = reading(named([...items.values()]), leftOut, false);
  const follow = followOf(found, document, answer);
  return follow.length > 0 ? { ...answer, follow } : answer;
}

/** Plug-ins write one event twice; the fuller one stays. */
function add(item: Item, items: Map<string, Item>) {
  const key = `${item.id} ${item.starts_at} ${item.title?.toLowerCase()}`;
  const size = (one: Item) => JSON.stringify(one).length;
  const other = items.get(key);
  if (!other || size(item) > size(other)) items.set(key, item);
}

/** Events that share an address are told apart by their start. */
function named(items: Item[]): Item[] {
  const counts = Map.groupBy(items, ({ id }) => id);
  return items.map((item) =>
    counts.get(item.id)!.length > 1 ? { ...item, recurrence: item.starts_at } : item
  );
}

function itemOf(node: Node, { byId }: Found, page: Document, options: ReadOptions): Item {
  const { base } = page;
  const url = webAddress(addressOf(node.url), base);
  const id = url ?? webAddress(textOf(node["@id"]), base) ?? page.url ?? textOf(node["@id"]);
  const statuses = statusesOf(node);
  const status = statusOf(statuses);
  const times = timesOf(node, options.defaultZone);
  const isPutOff = status === "postponed";
  return {
    ...emptyItem(id ?? lineFrom(textOf(node.name)) ?? ""),
    title: lineFrom(textOf(node.name)),
    text: textFrom(textOf(node.description), base),
    url: url ?? webAddress(page.url),
    ...isPutOff ? NO_TIMES : times,
    status,
    ...whereOf(node, byId, statuses),
    organisers: organisersOf(node, byId),
    image: webAddress(addressOf(node.image), base),
    ...offersOf(node, byId, base),
    notes: node.eventSchedule ? [...times.notes, "schedule_ignored"] : times.notes,
    needs_review: isPutOff,
    ...previousOf(node, statuses, options.defaultZone),
  };
}

/** A date that was put off does not hold. */
const NO_TIMES = { starts_at: null, ends_at: null, is_all_day: false };

function previousOf(node: Node, statuses: string[], zone: string): Partial<Item> {
  const before = statuses.includes("EventRescheduled") && momentOf(node.previousStartDate, zone);
  return before ? { previous_starts_at: isoInstant(before.at) } : {};
}

function reasonAgainst({ title, status, starts_at }: Item, now: Date): Reason | null {
  if (!title) return "no_title";
  if (starts_at === null) return status === "confirmed" ? "no_start" : null;
  const ahead = (Date.parse(starts_at) - now.getTime()) / DAY_MS;
  return ahead >= -1 && ahead <= FARTHEST_START_DAYS ? null : "outside_window";
}

/** Only pages of the page's own host, and none whose event is known. */
function followOf(found: Found, { base, url }: Document, read: Reading) {
  const host = URL.parse(url ?? "")?.host;
  if (!host) return [];
  const bare = found.events.filter(({ node, isListed }) => isListed && node.startDate === undefined)
    .map(({ node }) => addressOf(node.url) ?? "");
  const known = new Set([url, ...read.items.map((item) => item.url)]);
  const pages = [...found.listed, ...bare].flatMap((address) => webAddress(address, base) ?? []);
  const own = pages.filter((page) => new URL(page).host === host && !known.has(page));
  return [...new Set(own)].slice(0, MOST_PAGES);
}
