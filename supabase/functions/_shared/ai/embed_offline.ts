/**
 * Embeddings without a model: words and their character n-grams, hashed into a fixed number of
 * dimensions (Weinberger et al. 2009, feature hashing with signs). No fitted state, so the same text
 * gives the same vector for ever.
 */
import { DIMENSIONS } from "../ai.ts";
import { hash32 } from "../hash.ts";

/** Words that say nothing about a topic. */
const STOP_WORDS = new Set(
  ("a an and are as at be but by can come for from get has have how i if in into is it its join " +
    "let me more my new no not of on or our out so than that the their them there they this to " +
    "up us was we what when where which who will with you your").split(" "),
);

/** Weights of a word, of a pair of neighbours and of all character n-grams of a word together. */
const WORD = 1;
const PAIR = 0.5;
const GRAMS = 0.5;
/** Numbers are mostly dates, prices and counts: they get neither pairs nor n-grams. */
const NUMBER = 0.3;

/** Unit vector of the text; all zeros when it has no letters or digits. */
export function embedOffline(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const [feature, weight] of features(text)) {
    const hash = hash32(feature);
    vector[(hash >>> 1) % DIMENSIONS]! += (hash & 1) === 1 ? weight : -weight;
  }
  return normalised(vector);
}

/** Features with their weights: counts grow sub-linearly, 1 + ln n. */
function features(text: string): Map<string, number> {
  const counts = new Map<string, { n: number; weight: number }>();
  const add = (feature: string, weight: number) => {
    const count = counts.get(feature);
    if (count) count.n++;
    else counts.set(feature, { n: 1, weight });
  };
  const words = wordsOf(text);
  words.forEach((word, i) => {
    if (isNumber(word)) return add(`w ${word}`, NUMBER);
    add(`w ${word}`, WORD);
    const next = words[i + 1];
    if (next !== undefined && !isNumber(next)) add(`p ${word} ${next}`, PAIR);
    const grams = gramsOf(word);
    for (const gram of grams) add(`g ${gram}`, GRAMS / Math.sqrt(grams.length));
  });
  return new Map(
    [...counts].map(([feature, { n, weight }]) => [feature, weight * (1 + Math.log(n))]),
  );
}

function isNumber(word: string): boolean {
  return /^\p{N}/u.test(word);
}

function wordsOf(text: string): string[] {
  const words = text.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !STOP_WORDS.has(word));
}

/** Character trigrams and 4-grams of the word between its boundaries. */
function gramsOf(word: string): string[] {
  const marked = `<${word}>`;
  const grams: string[] = [];
  for (const size of [3, 4]) {
    for (let i = 0; i + size <= marked.length; i++) grams.push(marked.slice(i, i + size));
  }
  return grams;
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((x) => x / length);
}
