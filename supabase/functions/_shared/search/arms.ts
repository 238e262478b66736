/** Four ways from the terms of a query to scored events. Pure. */
import type { Corpus } from "./corpus.ts";
import type { Document } from "./document.ts";
import type { Term } from "./terms.ts";

/** Scores by event, higher is better; an event without one is not found. */
export type Scores = Map<Document, number>;

/** Whether an event may be found at all. */
export type Allows = (document: Document) => boolean;

/** How soon further occurrences of a word say nothing new (Robertson and Zaragoza, 2009). */
const SATURATION = 1.2;
/** Of a word's subjects the best counts whole, the others a share. */
const OTHER_SUBJECTS = 0.25;
/** Vectors of the pool up to here are those of unrelated events. */
const UNRELATED = 0.9;

/** BM25 over weighted texts, of terms as they were typed or, for `corrected`, as they were read. */
export function byWords(
  isAllowed: Allows,
  terms: readonly Term[],
  corpus: Corpus,
  corrected: boolean,
): Scores {
  const isAllWeak = terms.every(({ isWeak }) => isWeak);
  const sought = terms.filter((term) =>
    (term.corrected !== null) === corrected && (isAllWeak || !term.isWeak)
  );
  const scores: Scores = new Map();
  for (const { stems, share } of sought) {
    for (const stem of stems) {
      const weight = share * corpus.rarityOf(stem) * (SATURATION + 1) / stems.length;
      for (const document of corpus.withStem(stem)) {
        const count = document.stems.get(stem)!;
        if (isAllowed(document)) add(scores, document, weight * count / (count + SATURATION));
      }
    }
  }
  return scores;
}

/** Words inside of words, for scripts without spaces and for signs: the rarer, the more. */
export function byPart(isAllowed: Allows, terms: readonly Term[], corpus: Corpus): Scores {
  const scores: Scores = new Map();
  for (const { word, weight } of terms.filter(({ isPart }) => isPart)) {
    for (const document of corpus.documents) {
      if (document.text.includes(word) && isAllowed(document)) add(scores, document, weight);
    }
  }
  return scores;
}

/** Subjects that a query and an event share: of each term's the best counts whole. */
export function bySubject(isAllowed: Allows, terms: readonly Term[], corpus: Corpus): Scores {
  const scores: Scores = new Map();
  for (const { subjects, share } of terms) {
    const best: Scores = new Map();
    const sums: Scores = new Map();
    for (const subject of subjects) {
      const rarity = corpus.rarityOfSubject(subject);
      for (const document of corpus.withSubject(subject)) {
        if (!isAllowed(document)) continue;
        const score = document.subjects.get(subject)! * rarity;
        add(sums, document, score);
        if (score > (best.get(document) ?? 0)) best.set(document, score);
      }
    }
    for (const [document, sum] of sums) {
      const top = best.get(document) ?? 0;
      add(scores, document, share * (top + OTHER_SUBJECTS * (sum - top)));
    }
  }
  return scores;
}

/** Cosines with the query's vector, above those of unrelated events of this very pool. */
export function byVector(isAllowed: Allows, query: Float32Array | null, corpus: Corpus): Scores {
  if (!query) return new Map();
  const cosines = corpus.documents.flatMap((document) =>
    document.vector ? [[document, dot(document.vector, query)] as const] : []
  );
  const sorted = Float64Array.from(cosines, ([, cosine]) => cosine).sort();
  const least = Math.max(0, sorted[Math.floor(sorted.length * UNRELATED)] ?? 0);
  return new Map(
    cosines.filter(([document, cosine]) => cosine >= least && cosine > 0 && isAllowed(document)),
  );
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function add(scores: Scores, document: Document, score: number): void {
  scores.set(document, (scores.get(document) ?? 0) + score);
}
