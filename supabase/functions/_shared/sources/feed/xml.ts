/** XML of feeds as a small tree. Entities that a document declares are never expanded. */
import { decodeHTMLStrict } from "entities";
import { Parser } from "htmlparser2";
import type { Refused } from "../item.ts";

export interface Element {
  /** Local name with the usual prefix of its namespace; Atom and RSS have none. */
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
  /** The address from which its links start. */
  base: string | undefined;
  /** Whether an xml:base says so, here or further out. */
  isBaseStated: boolean;
}

/** Deeper elements are left out; their text stays. */
const DEEPEST = 60;
/** No feed: the parser's time grows with the square of the depth. */
const BROKEN_DEPTH = 1_000;

/** UTF-16 units between two looks at the depth. */
const CHUNK = 8_192;

const PREFIXES: Record<string, string> = {
  "http://www.w3.org/2005/Atom": "",
  "http://purl.org/atom/ns#": "",
  "http://purl.org/rss/1.0/": "",
  "http://my.netscape.com/rdf/simple/0.9/": "",
  "http://purl.org/rss/1.0/modules/content/": "content:",
  "http://purl.org/dc/elements/1.1/": "dc:",
  "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
  "http://search.yahoo.com/mrss/": "media:",
  "http://www.w3.org/1999/xhtml": "",
};

/** The root element. @param url of the document */
export function parseXml(source: string, url: string | undefined): Element | Refused {
  const body = withoutDoctype(source);
  if (body === null) return { refusal: "doctype_entities" };
  const tree = new Tree(url);
  const parser = new Parser({
    onopentag: (name, attributes) => tree.open(name, attributes),
    onclosetag: () => tree.close(),
    ontext: (text) => tree.text(text),
    oncdatastart: () => void (tree.isCdata = true),
    oncdataend: () => void (tree.isCdata = false),
  }, { xmlMode: true, decodeEntities: false });
  for (let at = 0; at < body.length && !tree.isTooDeep; at += CHUNK) {
    parser.write(body.slice(at, at + CHUNK));
  }
  if (tree.isTooDeep) return { refusal: "broken" };
  const isCut = tree.isOpen;
  parser.end();
  if (!tree.root) return { refusal: "not_a_feed" };
  return isCut ? { refusal: "cut_off" } : tree.root;
}

class Tree {
  root: Element | undefined;
  isCdata = false;
  #open: Element[] = [];
  #prefixes: Record<string, string>[] = [{}];
  #tooDeep = 0;
  constructor(private url: string | undefined) {}

  open(raw: string, given: Record<string, string>) {
    if (this.#open.length >= DEEPEST) {
      this.#tooDeep++;
      return;
    }
    const attributes = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, decodeHTMLStrict(value)]),
    );
    const prefixes = { ...this.#prefixes.at(-1), ...declared(attributes) };
    const parent = this.#open.at(-1);
    const from = parent?.base ?? this.url;
    const base = URL.parse(attributes["xml:base"] ?? "", from)?.href ?? from;
    const isBaseStated = parent?.isBaseStated || attributes["xml:base"] !== undefined;
    const name = plainName(raw, prefixes);
    const element = { name, attributes, children: [], base, isBaseStated };
    if (parent) parent.children.push(element);
    else this.root ??= element;
    this.#open.push(element);
    this.#prefixes.push(prefixes);
  }

  get isTooDeep(): boolean {
    return this.#tooDeep > BROKEN_DEPTH;
  }

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  close() {
    if (this.#tooDeep > 0) return void this.#tooDeep--;
    this.#open.pop();
    this.#prefixes.pop();
  }

  text(text: string) {
    this.#open.at(-1)?.children.push(this.isCdata ? text : decodeHTMLStrict(text));
  }
}

function declared(attributes: Record<string, string>): Record<string, string> {
  const found = Object.entries(attributes).filter(([name]) => /^xmlns(?::|$)/.test(name));
  return Object.fromEntries(found.map(([name, uri]) => {
    const prefix = name.slice(6);
    return [prefix, PREFIXES[uri] ?? (prefix && `${prefix}:`)];
  }));
}

function plainName(raw: string, prefixes: Record<string, string>): string {
  const at = raw.indexOf(":");
  const prefix = at < 0 ? "" : raw.slice(0, at);
  return (prefixes[prefix] ?? (prefix && `${prefix}:`)) + raw.slice(at + 1);
}

/**
 * The document without its DOCTYPE; null where this declares entities of its own. Those that HTML has
 * are known anyway, so a declaration of them is no reason to refuse a feed.
 */
function withoutDoctype(source: string): string | null {
  const start = source.search(/<!DOCTYPE/i);
  const root = source.search(/<[a-z]/i);
  if (start < 0 || root >= 0 && root < start) return source;
  const end = endOfDoctype(source, start);
  const doctype = source.slice(start, end);
  for (const [, name] of doctype.matchAll(/<!ENTITY\s+(%?\s*[^\s"'>]+)/gi)) {
    if (!name!.startsWith("%") && decodeHTMLStrict(`&${name};`) === `&${name};`) return null;
  }
  return source.slice(0, start) + source.slice(end);
}

/** After the ">" that is neither quoted nor inside brackets. */
function endOfDoctype(source: string, start: number): number {
  let depth = 0;
  let quote = "";
  for (let i = start; i < source.length; i++) {
    const sign = source[i]!;
    if (quote) quote = sign === quote ? "" : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === "[") depth++;
    else if (sign === "]") depth--;
    else if (sign === ">" && depth <= 0) return i + 1;
  }
  return source.length;
}

export function childrenOf(element: Element, ...names: string[]): Element[] {
  return element.children.filter((child): child is Element =>
    typeof child !== "string" && names.includes(child.name)
  );
}

/** The first child of the first of these names that has one. */
export function childOf(element: Element, ...names: string[]): Element | undefined {
  return names.flatMap((name) => childrenOf(element, name).slice(0, 1))[0];
}

/** What is written in an element, without its own elements. */
export function textOf(element: Element | undefined): string {
  return (element?.children ?? []).filter((child) => typeof child === "string").join("");
}

/** The inside of an element as markup, for XHTML. */
export function markupOf(element: Element): string {
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return element.children.map((child) => {
    if (typeof child === "string") return escaped(child);
    const { href } = child.attributes;
    const link = href ? ` href="${escaped(href).replaceAll('"', "&quot;")}"` : "";
    const hidden = /^(?:script|style)$/.test(child.name) ? "" : markupOf(child);
    return `<${child.name}${link}>${hidden}</${child.name}>`;
  }).join("");
}
