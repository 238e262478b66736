/** RSS, Atom and JSON Feed as items. An item is a post: when its event is, only its text says. */
import { decode } from "../bytes.ts";
import { type Reading, reading, type ReadOptions, type Refused } from "../item.ts";
import { itemsOf } from "./entry.ts";
import { jsonEntries } from "./json_feed.ts";
import { xmlEntries } from "./rss.ts";
import { parseXml } from "./xml.ts";

/** Never complete: a feed carries its newest entries, so one that is missing has not vanished. */
export function readFeed(bytes: Uint8Array, options: ReadOptions): Reading | Refused {
  const declared = declaredCharset(bytes);
  const source = decode(bytes, options.contentType ?? "", declared).replace(
    /^\ufeff?\s+|^\ufeff/,
    "",
  );
  const entries = entriesOf(source, options.url);
  if (!Array.isArray(entries)) return entries;
  const { items, leftOut } = itemsOf(entries, options);
  return reading(items, leftOut, false);
}

function entriesOf(source: string, url: string | undefined) {
  if (source.startsWith("{")) return jsonEntries(source, url);
  if (!source.startsWith("<") || /^<(?:!doctype\s+)?html\b/i.test(source)) {
    return { refusal: "not_a_feed" } as const;
  }
  const root = parseXml(source, url);
  if ("refusal" in root) return root;
  return xmlEntries(root) ?? { refusal: "not_a_feed" } as const;
}

/** `<?xml version="1.0" encoding="windows-1252"?>` */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(head)?.[1];
}
