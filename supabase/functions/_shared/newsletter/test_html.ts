/** The HTML of a mail as a browser understands it, for tests. */
import { type DefaultTreeAdapterTypes, parse } from "parse5";

export interface ParsedElement {
  tag: string;
  attributes: Record<string, string>;
  /** The text right inside. */
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

/** What is shown as text, each piece by itself, and what stands in for pictures. */
export function textsOf(html: string): string[] {
  return elementsOf(html).flatMap(({ tag, attributes, text }) =>
    tag === "style" ? [] : [text, attributes.alt ?? ""].filter(Boolean)
  );
}

/** Element and attribute names alone: what an injection would change. */
export function skeletonOf(html: string): string[] {
  return elementsOf(html).map(({ tag, attributes }) => [tag, ...Object.keys(attributes)].join(" "));
}

export function linksOf(html: string): string[] {
  return elementsOf(html).flatMap(({ attributes }) => attributes.href ?? []);
}
