/** Words of a text as search compares them: without case, accents and endings. Pure. */
import { stemmer } from "stemmer";

/** Letters that Unicode does not take apart into a letter and a mark. */
const LETTERS: Record<string, string> = {
  ß: "ss",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ı: "i",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** Accents of Latin, Greek and Cyrillic, and the vowel signs of Arabic and Hebrew; others are letters. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

const PLAIN = /^[\x20-\x7e\n]*$/;

/** Lower case without accents: "Soirée" and "soiree" are one. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize("NFKC").toLowerCase().normalize("NFD").replace(MARKS, "").normalize("NFC")
    .replace(LETTER, (letter) => LETTERS[letter]!);
}

const APOSTROPHE = /['’]/;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}]+)*/gu;

/** Folded words in order; "Women's" is "women". */
export function wordsOf(text: string): string[] {
  return (fold(text).match(WORD) ?? []).map((word) =>
    APOSTROPHE.test(word) ? word.replace(/['’]s?$/, "").replace(/['’]/g, "") : word
  );
}

const LATIN = /^[a-z]+$/;

/** The part of a folded word that its forms share (Porter); words of other scripts stay as they are. */
export function stemOf(word: string): string {
  return stemmed(word);
}

/** The words of a community's posts are a few thousand. */
const MOST_KNOWN = 20_000;

/** Memoises `make`, and forgets everything at the limit: cheaper than tracking the order of use. */
function memo(make: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    let made = known.get(word);
    if (made === undefined) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(word, made = make(word));
    }
    return made;
  };
}

const stemmed = memo((word) => LATIN.test(word) ? stemmer(word) : word);

/** A folded word without its plural ending, for comparisons that Porter's stems would blur. */
export function singularOf(word: string): string {
  return singular(word);
}

const singular = memo((word) => {
  if (word.length < 4 || !LATIN.test(word)) return word;
  if (/ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/(?:[sxz]|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
});

/** Scripts that put no space between words: a word there is found as a part of a text. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

export function isUnspaced(word: string): boolean {
  return UNSPACED.test(word);
}

/** Words that end in a sign, or hold one: "c++", "c#", "24/7". */
const SIGNED = /[\p{L}\p{N}]+[+#]+|\p{N}+\/\p{N}+/gu;

/** Folded words with signs: `wordsOf` loses the signs. */
export function signedWordsOf(text: string): string[] {
  return fold(text).match(SIGNED) ?? [];
}
