/** What a page holds for readers: JSON-LD blocks, links to feeds, and whether it has microdata. */
import { Parser } from "htmlparser2";
import { decode } from "../bytes.ts";

export interface Link {
  href: string;
  rel: string;
  type: string;
  title: string;
}

export interface Document {
  blocks: string[];
  links: Link[];
  /** Where relative links start. */
  base: string | undefined;
  /** Its own address; for a file, the one that it calls canonical. */
  url: string | undefined;
  hasMicrodata: boolean;
}

const MOST_BLOCKS = 200;
const MOST_LINKS = 5_000;

/** Null for bytes without any markup. */
export function documentOf(bytes: Uint8Array, contentType: string, url?: string): Document | null {
  const source = decode(bytes, contentType, metaCharset(bytes));
  const found: Document = { blocks: [], links: [], base: url, url, hasMicrodata: false };
  if (/^\s*[{[]/.test(source)) return { ...found, blocks: [source] };
  if (!/<[a-z!]/i.test(source)) return null;
  take(source, found);
  return found;
}

/** Deeper than any page; the parser's time grows with the square of the depth. */
const DEEPEST = 1_000;
/** UTF-16 units between two looks at the depth. */
const CHUNK = 8_192;

function take(source: string, found: Document) {
  let block: string[] | null = null;
  let depth = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      block = isBlock(name, attributes) && found.blocks.length < MOST_BLOCKS ? [] : null;
      note(found, name, attributes);
      depth++;
    },
    ontext: (text) => void block?.push(text),
    onclosetag() {
      if (block) found.blocks.push(block.join(""));
      block = null;
      depth--;
    },
  });
  for (let at = 0; at < source.length && depth < DEEPEST; at += CHUNK) {
    parser.write(source.slice(at, at + CHUNK));
  }
  parser.end();
}

const isBlock = (name: string, { type = "" }: Record<string, string>) =>
  name === "script" && /^\s*application\/(?:ld\+json)\s*(?:;|$)/i.test(type);

function note(found: Document, name: string, attributes: Record<string, string>) {
  if (/schema\.org\/\w*(?:Event|Festival)\b/i.test(attributes.itemtype ?? "")) {
    found.hasMicrodata = true;
  }
  if (name === "base" && attributes.href) {
    found.base = URL.parse(attributes.href, found.base)?.href ?? found.base;
  }
  if (name === "link" && /^canonical$/i.test(attributes.rel ?? "")) {
    found.url ??= URL.parse(attributes.href ?? "")?.href;
    found.base ??= found.url;
  }
  const href = name === "iframe" ? attributes.src : attributes.href;
  if (!href || !/^(?:a|link|iframe)$/.test(name) || found.links.length >= MOST_LINKS) return;
  const { rel = "", type = "", title = "" } = attributes;
  found.links.push({ href, rel: rel.toLowerCase(), type: type.toLowerCase(), title });
}

function metaCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
  return /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1];
}
