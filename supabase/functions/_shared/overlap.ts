/** How many words two short texts have in common, for texts that are compared with many others. Pure. */

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

/**
 * Share of the words of the shorter text that the other has too, up to their endings; 0 where it has
 * fewer than `least` words: "Workshop" alone is no title to know an event by.
 */
export function overlap(a: Words, b: Words, least = 1): number {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a];
  return short.words.length < least ? 0 : shareOf(short, long);
}

/** Share of the words of the first that the second has, up to their endings; 0 where it has none. */
export function shareOf(a: Words, b: Words): number {
  const count = a.words.length;
  let common = 0;
  for (let i = 0; i < count; i++) if (isIn(b, a.words[i]!, a.stems[i]!)) common++;
  return count === 0 ? 0 : common / count;
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
