/** Parses the HTML of a mail as a browser does, for tests. */
import { type DefaultTreeAdapterTypes, parse } from "parse5";

/** An element without its children. */
export interface ParsedElement {
  tag: string;
  attributes: Record<string, string>;
  /** Text directly inside the element. */
  text: string;
}

/** All elements in document order. */
export function elementsOf(html: string): ParsedElement[] {
  return walk(parse(html));
}

function walk(node: DefaultTreeAdapterTypes.Node): ParsedElement[] {
  if (!("childNodes" in node)) return [];
  const below = node.childNodes.flatMap(walk);
  if (!("attrs" in node)) return below;
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  const text = node.childNodes.map((child) =>
    child.nodeName === "#text" && "value" in child ? child.value : ""
  );
  return [{ tag: node.tagName, attributes, text: text.join("").trim() }, ...below];
}

/** All visible texts and alternative texts, one string each. */
export function textsOf(html: string): string[] {
  return elementsOf(html).flatMap(({ tag, attributes, text }) =>
    tag === "style" ? [] : [text, attributes.alt ?? ""].filter(Boolean)
  );
}

/** Element and attribute names only; an injection would change them. */
export function skeletonOf(html: string): string[] {
  return elementsOf(html).map(({ tag, attributes }) => [tag, ...Object.keys(attributes)].join(" "));
}

/** Targets of all links, in document order. */
export function linksOf(html: string): string[] {
  return elementsOf(html).flatMap(({ attributes }) => attributes.href ?? []);
}
