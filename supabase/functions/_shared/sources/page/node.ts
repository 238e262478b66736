/** Nodes of JSON-LD. No processor: a context is never fetched. */

export type Node = Record<string, unknown>;

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value that may be one or many. */
export const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value.flat(3) : value === undefined || value === null ? [] : [value];

/** Text of a value in any of its forms. */
export function textOf(value: unknown): string | null {
  for (const one of listOf(value)) {
    if (typeof one === "string" && one.trim() !== "") return one;
    if (typeof one === "number") return String(one);
    if (isNode(one)) {
      const inner = one["@value"] ?? one.name ?? one["@id"];
      if (typeof inner === "string") return inner;
    }
  }
  return null;
}

/** An address: text, or a node that is named by it. */
export function addressOf(value: unknown): string | null {
  for (const one of listOf(value)) {
    if (typeof one === "string") return one;
    if (!isNode(one)) continue;
    const inner = textOf(one.url) ?? textOf(one.contentUrl) ?? textOf(one["@id"]);
    if (inner) return inner;
  }
  return null;
}

/** "https://schema.org/MusicEvent", "schema:MusicEvent" and "MusicEvent" are the same. */
export function plainType(name: string): string {
  return name.replace(/^.*[/#:]/, "");
}

export function typesOf(node: Node): string[] {
  return listOf(node["@type"]).filter((type) => typeof type === "string").map(plainType);
}

/** Subtypes of schema.org's Event whose names do not say so. */
const OTHER_EVENTS = ["Festival", "Hackathon", "CourseInstance", "EventSeries"];

export const isEvent = (node: Node) =>
  typesOf(node).some((type) => /^(?:[A-Z]\w*)?Event$/.test(type) || OTHER_EVENTS.includes(type));

/** Where events stand in a page's nodes. A superEvent is named, not told of. */
const LEADS = [
  "@graph",
  "mainEntity",
  "mainEntityOfPage",
  "subEvent",
  "subEvents",
  "itemListElement",
  "item",
  "event",
  "events",
  "hasPart",
  "hasCourseInstance",
];
const DEEPEST = 30;
const MOST_NODES = 20_000;

export interface Found {
  events: { node: Node; isListed: boolean }[];
  /** Addresses of lists that are no nodes themselves. */
  listed: string[];
  /** By @id, for nodes that others only name. */
  byId: Map<string, Node>;
}

export function findEvents(values: unknown[]): Found {
  const found: Found = { events: [], listed: [], byId: new Map() };
  index(values, found.byId, 0, { left: MOST_NODES });
  visit(values, found, new Set(), 0, false);
  return found;
}

/** Only nodes that say more than their name. */
function index(value: unknown, byId: Map<string, Node>, depth: number, budget: { left: number }) {
  if (depth > DEEPEST || budget.left-- < 0) return;
  if (Array.isArray(value)) return value.forEach((one) => index(one, byId, depth + 1, budget));
  if (!isNode(value)) return;
  const id = value["@id"];
  const size = Object.keys(value).length;
  const other = typeof id === "string" ? byId.get(id) : undefined;
  if (typeof id === "string" && size > 1 && size > Object.keys(other ?? {}).length) {
    byId.set(id, value);
  }
  for (const inner of Object.values(value)) index(inner, byId, depth + 1, budget);
}

function visit(value: unknown, found: Found, seen: Set<Node>, depth: number, isListed: boolean) {
  if (depth > DEEPEST || seen.size > MOST_NODES) return;
  if (Array.isArray(value)) {
    return value.forEach((one) => visit(one, found, seen, depth + 1, isListed));
  }
  if (typeof value === "string") return void (isListed && found.listed.push(value));
  if (!isNode(value)) return;
  const node = resolved(value, found.byId);
  if (seen.has(node)) return;
  seen.add(node);
  if (isEvent(node)) found.events.push({ node, isListed });
  else if (isListed && node.item === undefined) found.listed.push(addressOf(node) ?? "");
  for (const lead of LEADS) {
    const isList = lead === "itemListElement" || lead === "item" && isListed;
    visit(node[lead], found, seen, depth + 1, isList);
  }
}

/** The node that a bare {"@id"} names. */
export function resolved(node: Node, byId: Map<string, Node>): Node {
  const id = node["@id"];
  return typeof id === "string" && Object.keys(node).length === 1 ? byId.get(id) ?? node : node;
}
