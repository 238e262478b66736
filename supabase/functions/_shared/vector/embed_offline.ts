/**
 * Embeddings without a model: words and their character n-grams, hashed into a fixed number of
 * dimensions (signed feature hashing, Weinberger et al. 2009). There is no fitted state, so a text
 * always has the same vector.
 */
import { DIMENSIONS } from "./dimensions.ts";
import { hash32 } from "../text/hash.ts";

/** Words without a topic. */
const STOP_WORDS = new Set(
  ("a an and are as at be but by can come for from get has have how i if in into is it its join " +
    "let me more my new no not of on or our out so than that the their them there they this to " +
    "up us was we what when where which who will with you your").split(" "),
);

/** Weights of a word, of a pair of neighbours, and of all character n-grams of a word together. */
const WORD = 1;
const PAIR = 0.5;
const GRAMS = 0.5;
/** Numbers are mostly dates, prices and counts, so they get neither pairs nor n-grams. */
const NUMBER = 0.3;

/** Embeds a text as a unit vector; all zeros if it has no letters or digits. */
export function embedOffline(text: string): Float32Array {
  return offlineEmbedder()(text);
}

/** The features of a word, computed once: the word itself and its n-grams. */
interface Word {
  text: string;
  number: number;
  isNumber: boolean;
  feature: number;
  grams: readonly number[];
}

/**
 * `embedOffline` for many texts, with a cache of the features of words and pairs.
 *
 * @param isRead words for which it returns false are skipped
 */
export function offlineEmbedder(
  isRead: (word: string) => boolean = () => true,
): (text: string) => Float32Array {
  const features = createFeatures();
  const words = new Map<string, Word>();
  const pairs = new Map<number, number>();
  const read = (text: string): Word => {
    const known = words.get(text);
    if (known) return known;
    const isDigits = isNumber(text);
    const grams = isDigits ? [] : gramsOf(text).map((gram) => features.intern(`g ${gram}`));
    const feature = features.intern(`w ${text}`);
    const word = { text, number: words.size, isNumber: isDigits, feature, grams };
    words.set(text, word);
    return word;
  };
  const pairOf = (a: Word, b: Word): number => {
    const key = a.number * 2 ** 26 + b.number;
    let pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, pair = features.intern(`p ${a.text} ${b.text}`));
    return pair;
  };
  return (text) => {
    const found = wordsOf(text).filter(isRead).map(read);
    found.forEach((word, i) => {
      if (word.isNumber) return features.add(word.feature, NUMBER);
      features.add(word.feature, WORD);
      const next = found[i + 1];
      if (next && !next.isNumber) features.add(pairOf(word, next), PAIR);
      const weight = GRAMS / Math.sqrt(word.grams.length);
      for (const gram of word.grams) features.add(gram, weight);
    });
    return normalised(features.sum());
  };
}

/** Features by number with their count in the current text. Counts grow sub-linearly, 1 + ln n. */
function createFeatures() {
  const numbers = new Map<string, number>();
  const hashes: number[] = [];
  const counts: number[] = [];
  const weights: number[] = [];
  let present: number[] = [];
  return {
    intern(feature: string): number {
      let number = numbers.get(feature);
      if (number === undefined) {
        numbers.set(feature, number = hashes.push(hash32(feature)) - 1);
        counts.push(0);
        weights.push(0);
      }
      return number;
    },
    /** The first call for a feature sets its weight. */
    add(number: number, weight: number): void {
      if (counts[number]!++ > 0) return;
      present.push(number);
      weights[number] = weight;
    },
    /** The sum of all features added since the last call. */
    sum(): Float32Array {
      const vector = new Float32Array(DIMENSIONS);
      for (const number of present) {
        const n = counts[number]!;
        const weight = n === 1 ? weights[number]! : weights[number]! * (1 + Math.log(n));
        const hash = hashes[number]!;
        vector[(hash >>> 1) % DIMENSIONS]! += (hash & 1) === 1 ? weight : -weight;
        counts[number] = 0;
      }
      present = [];
      return vector;
    },
  };
}

/** Whether a word starts with a digit; includes "7pm" and "3rd". */
export function isNumber(word: string): boolean {
  return /^\p{N}/u.test(word);
}

function wordsOf(text: string): string[] {
  const words = text.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !STOP_WORDS.has(word));
}

/** Character trigrams and 4-grams of the word with boundary marks. */
function gramsOf(word: string): string[] {
  const marked = `<${word}>`;
  const grams: string[] = [];
  for (const size of [3, 4]) {
    for (let i = 0; i + size <= marked.length; i++) grams.push(marked.slice(i, i + size));
  }
  return grams;
}

/** Scales to length 1 in place. Uses loops for speed, because a merge embeds every caption. */
function normalised(vector: Float32Array): Float32Array {
  let square = 0;
  for (let i = 0; i < vector.length; i++) square += vector[i]! * vector[i]!;
  if (square === 0) return vector;
  const length = Math.sqrt(square);
  for (let i = 0; i < vector.length; i++) vector[i]! /= length;
  return vector;
}
