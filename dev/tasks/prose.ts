/** Splits the prose of a file into sentences and counts their words. */

/** Counts of a text, without its code, tables and headings. */
export interface Figures {
  words: number;
  sentences: number;
  /** Relative-clause words, such as "which". */
  relatives: number;
  /** Paragraphs longer than `LONG_PARAGRAPH`. */
  longParagraphs: number;
}

/** In words. */
export const LONG_PARAGRAPH = 90;

const RELATIVE = /\b(?:who|what|which|whose|whom|where|whoever|whatever)\b/gi;
const LIST_ITEM = /\n[ \t]*(?:[-*+]|\d+[.)]) +/;
const SENTENCE_END = /(?<=[.!?]["”)]?)\s+(?=[A-Z"“(`])/;

/** Paragraphs of prose in a file; none for kinds of files without prose. */
export function paragraphsOf(path: string, source: string): string[] {
  if (path.endsWith(".md")) return split(markdownProse(source));
  if (path.endsWith(".sql")) return sqlComments(source).flatMap(split);
  if (/\.[mc]?[tj]sx?$/.test(path)) return scriptComments(source).flatMap(split);
  return [];
}

/** Figures of paragraphs. */
export function measure(paragraphs: string[]): Figures {
  const sentences = paragraphs.flatMap(sentencesOf);
  return {
    words: sum(sentences.map(countWords)),
    sentences: sentences.length,
    relatives: sum(sentences.map(countRelatives)),
    longParagraphs: paragraphs.filter((text) => countWords(text) > LONG_PARAGRAPH).length,
  };
}

/** Sentences of at least three words. */
export function sentencesOf(paragraph: string): string[] {
  return paragraph.split(SENTENCE_END).filter((sentence) => countWords(sentence) > 2);
}

export const countRelatives = (text: string) => text.match(RELATIVE)?.length ?? 0;
export const countWords = (text: string) =>
  text.split(" ").filter((word) => /\w/.test(word)).length;

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);

/** Counts a piece of code as one word. */
function plain(text: string): string {
  return text.replace(/(`+)[^`]+\1/g, "Code").replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*|\{@link ([^}]*)\}/g, "$1");
}

function split(text: string): string[] {
  return `\n${text}`.split(/\n\s*\n/).flatMap((part) => `\n${part}`.split(LIST_ITEM))
    .map((part) => plain(part).replace(/\s+/g, " ").trim())
    .filter((part) => countWords(part) > 2);
}

/** Drops tables, headings, HTML, code and front matter. */
function markdownProse(source: string): string {
  const text = source.replace(/^---\n[^]*?\n---\n/, "")
    .replace(/^( *)(```+|~~~+)[^]*?^\1\2.*$/gm, "\n");
  return text.split("\n").map((line) => /^\s*[|<]|^#|^ {4}\S/.test(line) ? "" : line).join("\n");
}

function scriptComments(source: string): string[] {
  const blocks = source.matchAll(
    /^[ \t]*\/\*\*?([^]*?)\*\/|((?:^[ \t]*\/\/[^\n]*\n?)+)|(?<=\S) \/\/ ([^\n]+)/gm,
  );
  return Array.from(blocks, ([, block, lines, trailing]) => {
    const text = block?.replace(/^[ \t]*\* ?/gm, "") ?? lines?.replace(/^[ \t]*\/\/ ?/gm, "");
    return withoutCode(text ?? trailing!);
  });
}

/** Comments, and the texts of `comment on`. */
function sqlComments(source: string): string[] {
  const blocks = source.matchAll(
    /((?:^[ \t]*--[^\n]*\n?)+)|(?<=\S) +-- ([^\n]+)|^comment on [^;']*'((?:[^']|'')*)'/gim,
  );
  return Array.from(
    blocks,
    ([, lines, trailing, text]) =>
      withoutCode(lines?.replace(/^[ \t]*--+ ?/gm, "") ?? trailing ?? text!.replaceAll("''", "'")),
  );
}

/** Drops fenced code and the tags of JSDoc; the sentence after a tag stays. */
function withoutCode(comment: string): string {
  return comment.replace(/```[^]*?(?:```|$)/g, "\n\n")
    .replace(/^\s*@(?:param\s+\S+|throws\s*(?:\{[^}]*\})?|\w+)/gm, "\n\n");
}
