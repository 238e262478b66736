/** Places and organisers that a query names, out of those that the catalogue has. Pure. */
import type { Name } from "./corpus.ts";
import { fold, wordsOf } from "./fold.ts";
import { isStopWord } from "./stop_words.ts";
import { blankOut } from "./stretch.ts";

export interface Found<T> {
  found: T | null;
  rest: string;
}

interface Token {
  word: string;
  at: number;
  to: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}+)*/gu;

function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    word: wordsOf(word)[0] ?? "",
    at: index,
    to: index + word.length,
  }));
}

const AT = new Set("at in near around inside beside close".split(" "));
const BY = new Set("by from with of hosted organised organized run".split(" "));
const ARTICLES = new Set(["the", "a", "to", "our"]);

/** An organiser by its whole name, or after "by" by a part of it. */
export function findOrganiser(query: string, names: readonly Name[]): Found<Name> {
  const tokens = tokensOf(query);
  for (const name of names) {
    const at = positionOf(tokens, name.words);
    const isSaid = at >= 0 &&
      (name.words.length > 1 || follows(tokens, at, BY) || tokens.length === 1);
    if (isSaid) return { found: name, rest: without(query, tokens, at, name.words.length, BY) };
  }
  return afterPreposition(query, tokens, names, new Set(["by"]), (name) => name);
}

/** A place by the whole name of it or of a part, or after "at" by words of it: "near the library". */
export function findPlace(
  query: string,
  names: readonly Name[],
): Found<{ name: string; words: string[] }> {
  const tokens = tokensOf(query);
  for (const { name, words } of names) {
    const at = positionOf(tokens, words);
    if (at < 0 || (words.length === 1 && !follows(tokens, at, AT))) continue;
    return { found: { name, words }, rest: without(query, tokens, at, words.length, AT) };
  }
  return afterPreposition(
    query,
    tokens,
    names,
    AT,
    (_, words) => ({ name: words.join(" "), words }),
  );
}

/** The longest run of words after a preposition that a name holds. */
function afterPreposition<T>(
  query: string,
  tokens: Token[],
  names: readonly Name[],
  prepositions: ReadonlySet<string>,
  found: (name: Name, words: string[]) => T,
): Found<T> {
  for (const [at, { word }] of tokens.entries()) {
    if (isStopWord(word) || word.length < 3 || !follows(tokens, at, prepositions)) continue;
    for (let length = Math.min(5, tokens.length - at); length > 0; length--) {
      const words = tokens.slice(at, at + length).map((token) => token.word);
      const name = names.find((other) => indexIn(other.words, words) >= 0);
      if (name) {
        return {
          found: found(name, words),
          rest: without(query, tokens, at, length, prepositions),
        };
      }
    }
  }
  return { found: null, rest: query };
}

const positionOf = (tokens: Token[], words: string[]) =>
  indexIn(tokens.map(({ word }) => word), words);

function indexIn(words: readonly string[], part: readonly string[]): number {
  return words.findIndex((_, at) => part.every((word, i) => words[at + i] === word));
}

/** Whether a preposition is before a token, articles between them aside. */
function follows(tokens: Token[], at: number, prepositions: ReadonlySet<string>): boolean {
  let before = at - 1;
  while (before >= 0 && ARTICLES.has(tokens[before]!.word)) before--;
  return before >= 0 && prepositions.has(fold(tokens[before]!.word));
}

/** The query without a name and the preposition before it. */
function without(
  query: string,
  tokens: Token[],
  at: number,
  length: number,
  prepositions: ReadonlySet<string>,
): string {
  let first = at;
  const isBefore = ({ word }: Token) => ARTICLES.has(word) || prepositions.has(word);
  while (first > 0 && isBefore(tokens[first - 1]!)) first--;
  const from = tokens[first]!.at;
  return blankOut(query, from, tokens[at + length - 1]!.to - from);
}
