/** Markup as plain text: blocks on lines of their own, links written out, nothing hidden. */
import { decodeHTML } from "entities";
import { Parser } from "htmlparser2";
import { publicUrl } from "../text/public_url.ts";

const BLOCK =
  /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul)$/;
/** Without text for readers. */
const SILENT =
  /^(?:script|style|head|title|template|iframe|object|noscript|svg|math|textarea|select|audio|video|canvas|map)$/;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;
/** Known to browsers even where the end of the tag is missing. */
const KNOWN =
  "a|b|i|u|p|s|em|br|hr|li|ul|ol|tr|td|th|h[1-6]|img|div|pre|code|span|font|html|head|body|meta|link|" +
  "strong|small|table|script|style|svg|iframe|object|embed|input|form|video|audio";

/** A "<" that begins no tag is a sign like another: "5 < 6". */
const LONE = new RegExp(`<(?!/?[a-z][^<>]*>|!|\\?|/?(?:${KNOWN})(?![a-z0-9:-]))`, "gi");
const MARKUP = /<[a-z/!?]|&(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});/i;

/**
 * Text that may hold markup, escaped once or twice, as plain text; text without any stays as it is.
 * `base`: where relative links start.
 */
export function plainText(text: string, base?: string): string {
  let plain = text;
  for (let round = 0; round < 3 && MARKUP.test(plain); round++) {
    const before = plain;
    plain = /<[a-z/!?]/i.test(plain) ? fromMarkup(plain, base) : decodeHTML(plain);
    if (plain === before) break;
  }
  return plain;
}

/** The same for what is known to be a document of markup. */
export function fromMarkup(html: string, base?: string): string {
  // Where blocks part the lines, a line break of the source is a space.
  const source = /<(?:p|br|div|li|td|h[1-6])[\s/>]/i.test(html) ? html.replace(/\s+/g, " ") : html;
  const out = new Writer(base);
  const parser = new Parser({
    onopentag: (name, attributes) => out.open(name, attributes),
    onclosetag: (name) => out.close(name),
    ontext: (text) => out.text(text),
  });
  parser.end(source.replace(LONE, "&lt;"));
  return out.toString();
}

class Writer {
  #parts: string[] = [];
  #silent: string[] = [];
  #links: { href: string | null; from: number }[] = [];
  constructor(private base: string | undefined) {}

  open(name: string, attributes: Record<string, string>) {
    if (this.#silent.length > 0 || SILENT.test(name) || isHidden(attributes)) {
      if (!VOID.test(name) && this.#silent.length < 10_000) this.#silent.push(name);
      return;
    }
    if (BLOCK.test(name)) this.#parts.push("\n");
    if (name === "a") {
      this.#links.push({ href: hrefOf(attributes.href, this.base), from: this.#parts.length });
    }
  }

  close(name: string) {
    if (this.#silent.length > 0) {
      if (this.#silent.at(-1) === name) this.#silent.pop();
      return;
    }
    if (name === "a") this.#endLink(this.#links.pop());
    if (BLOCK.test(name) && !VOID.test(name)) this.#parts.push("\n");
  }

  #endLink(link: { href: string | null; from: number } | undefined) {
    if (!link?.href) return;
    const words = this.#parts.slice(link.from).join("").trim();
    const bare = (url: string) => url.replace(/^https?:\/\//, "").replace(/\/$/, "");
    if (bare(words) !== bare(link.href)) this.#parts.push(words ? ` (${link.href})` : link.href);
  }

  text(text: string) {
    if (this.#silent.length === 0) this.#parts.push(text);
  }

  toString(): string {
    return this.#parts.join("").replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n")
      .replace(/\n{3,}/g, "\n\n").trim();
  }
}

const HIDDEN =
  /display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|font-size\s*:\s*0(?![.\d]*[1-9])|max-height\s*:\s*0(?![.\d]*[1-9])|mso-hide\s*:\s*all/i;

function isHidden({ style = "", hidden, ...rest }: Record<string, string>): boolean {
  return hidden !== undefined || rest["aria-hidden"] === "true" || HIDDEN.test(style);
}

function hrefOf(href: string | undefined, base: string | undefined): string | null {
  const url = href === undefined ? null : URL.parse(href.trim(), base);
  return url && publicUrl(url.href, 2_000) ? url.href : null;
}
