/** Counts common words of short texts, prepared for many comparisons. Pure. */
import { CAPTION_LIMIT } from "../text/caption.ts";

/** Words of a text. `stems` distinguish most words without comparing letters. */
export interface Words {
  words: readonly string[];
  stems: readonly number[];
}

/** Words match if their first letters do, this many of them. */
const STEM = 5;

/** Words of places and titles that identify nothing. */
const FILLER = new Set(
  "a an and at by for from in of on the to with our your room level building theatre hall".split(
    " ",
  ),
);

/** Returns a reader of texts. Stems are comparable among texts of the same reader. */
export function wordReader(): (text: string) => Words {
  const numbers = new Map<string, number>();
  const stemOf = (word: string) => {
    const stem = word.slice(0, STEM);
    const number = numbers.get(stem) ?? numbers.size;
    numbers.set(stem, number);
    return number;
  };
  return (text) => {
    const found = text.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const words = [...new Set(found.filter((word) => !FILLER.has(word)))];
    return { words, stems: words.map(stemOf) };
  };
}

/**
 * Returns a reader of long texts as sets of words. Words are only counted, so this takes a fifth of
 * the time of `wordReader`.
 */
export function bagReader(): (text: string) => ReadonlySet<number> {
  const numbers = new Map<string, number>();
  return (text) => {
    const bag = new Set<number>();
    for (const word of text.slice(0, CAPTION_LIMIT).toLowerCase().match(LONG_WORD) ?? []) {
      let number = numbers.get(word);
      if (number === undefined) numbers.set(word, number = numbers.size);
      bag.add(number);
    }
    return bag;
  };
}

/** Letters of any script. Most shorter words carry no meaning. */
const LONG_WORD = /[a-z\u0080-\uffff]{3,}/g;

/**
 * Share of the shorter text's words that the longer has too, up to endings, in [0, 1]. Returns 0 if
 * the shorter has fewer than `least` words: the title "Workshop" alone identifies no event.
 */
export function overlap(a: Words, b: Words, least = 1): number {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a];
  const count = short.words.length;
  if (count < least) return 0;
  let common = 0;
  for (let i = 0; i < count; i++) if (isIn(long, short.words[i]!, short.stems[i]!)) common++;
  return common / count;
}

/** Words of `a` that `b` does not have. */
export function wordsBeyond(a: Words, b: Words): string[] {
  return a.words.filter((word, i) => !isIn(b, word, a.stems[i]!));
}

function isIn({ words, stems }: Words, word: string, stem: number): boolean {
  for (let i = 0; i < words.length; i++) {
    if (stems[i] === stem && isSameWord(words[i]!, word)) return true;
  }
  return false;
}

/** Equal words, or words such as "entrepreneur" and "entrepreneurship"; numbers must be equal. */
function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= STEM && !/\d/.test(short) && long.startsWith(short);
}
