/** How many words two short texts have in common, for texts that are compared with many others. Pure. */
import { CAPTION_LIMIT } from "../text/caption.ts";

/** The words of a text, read once; `stems` tell most words apart without a look at their letters. */
export interface Words {
  words: readonly string[];
  stems: readonly number[];
}

/** Words match if their first letters do, this many of them. */
const STEM = 5;

/** Words of places and titles that say nothing about which. */
const FILLER = new Set(
  "a an and at by for from in of on the to with our your room level building theatre hall".split(
    " ",
  ),
);

/** Reads texts that are to be compared with each other. */
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

/** Reads long texts whose words are counted and not looked at, which takes a fifth of the time. */
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

/** Letters of any script; shorter words are mostly small change. */
const LONG_WORD = /[a-z\u0080-\uffff]{3,}/g;

/**
 * Share of the words of the shorter text that the other has too, up to their endings; 0 where it has
 * fewer than `least` words: "Workshop" alone is no title to know an event by.
 */
export function overlap(a: Words, b: Words, least = 1): number {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a];
  const count = short.words.length;
  if (count < least) return 0;
  let common = 0;
  for (let i = 0; i < count; i++) if (isIn(long, short.words[i]!, short.stems[i]!)) common++;
  return common / count;
}

/** The words of the first that the second has not. */
export function wordsBeyond(a: Words, b: Words): string[] {
  return a.words.filter((word, i) => !isIn(b, word, a.stems[i]!));
}

function isIn({ words, stems }: Words, word: string, stem: number): boolean {
  for (let i = 0; i < words.length; i++) {
    if (stems[i] === stem && isSameWord(words[i]!, word)) return true;
  }
  return false;
}

/** "entrepreneur" and "entrepreneurship"; numbers only to the letter. */
function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= STEM && !/\d/.test(short) && long.startsWith(short);
}
