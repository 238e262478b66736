/**
 * Search in plain words over upcoming events:
 *
 *     const corpus = corpusOf(searchables.map((one) => documentOf(one, timeZone)));
 *     const query = parseQuery("free food this friday", { now: local, corpus });
 *     const { primary, nearby } = search(query, corpus, { limit: 10 });
 *
 * `primary` meets the whole query, `nearby` all but one demand. Pure.
 */
import { type Allows, byPart, bySubject, byVector, byWords, type Scores } from "./arms.ts";
import type { Corpus } from "./corpus.ts";
import type { Document } from "./document.ts";
import { type Fits, fitsOf, hasQuoted, RELAXABLE, type Relaxable, ruledOutBy } from "./fits.ts";
import { fuse } from "./fuse.ts";
import type { Query } from "./query.ts";
import { type Term, termsOf } from "./terms.ts";

export interface SearchOptions {
  /** Most hits of `primary`. */
  limit: number;
  /** Restricts the events that may be found: the caller's own filters. */
  allow?: (document: Document) => boolean;
  /** The query's vector, of the same model as the events'. */
  vector?: Float32Array | null;
  /** Whether the model knows meanings: then its nearest are found without a common word. */
  isSemantic?: boolean;
}

/** One event that was found. */
export interface Hit {
  document: Document;
  score: number;
  fits: Fits;
  /** What it lacks of the query; null in `primary`. */
  relaxed: Relaxed | null;
  /** The lists that have it. */
  arms: Arm[];
  /** Terms of the query that its texts have, and those that it shares a subject with. */
  says: Term[];
  about: Term[];
  /** 0 to 1: how much of the query these are. */
  covered: number;
  /** The same with subjects that it is less surely of. */
  coveredLoosely: number;
}

export type Relaxed = Relaxable | "words";

export const ARMS = ["words", "spelling", "substring", "subject", "vector"] as const;
export type Arm = typeof ARMS[number];

export interface Found {
  primary: Hit[];
  /** How many meet all of the query, shown or not. */
  total: number;
  nearby: Hit[];
  /** What was given up for `nearby`. */
  relaxed: Relaxed[];
  terms: Term[];
  /** How many events each list has. */
  counts: Record<Arm, number>;
}

const WEIGHTS: Record<Arm, number> = {
  words: 1,
  spelling: 1,
  substring: 1,
  subject: 0.8,
  vector: 0.2,
};
/** Vectors of a model that knows meanings. */
const SEMANTIC_WEIGHT = 0.8;
/** Time and price that fit better decide among near equals. */
const FIT_WEIGHT = 0.5;

/** One mention in a caption makes an event loosely of a subject; loose hits fill up short lists. */
const SURE = 0.4;
const LESS_SURE = 0.3;
/** The share of the query that an event must meet. */
const LEAST_COVERED = 0.5;
/** What a subject in common is worth, and a word read as another, against the word itself. */
const BY_SUBJECT = 0.9;
const BY_CORRECTION = 0.95;
/** Nearby events are for a query that found less. */
const FEW = 3;
const MOST_NEARBY = 5;
/** Of the nearest by a vector that knows meanings, so many need no word in common. */
const NEAREST = 5;

export function search(query: Query, corpus: Corpus, options: SearchOptions): Found {
  const terms = termsOf(query.words, query.sequence, corpus);
  const isAsked = terms.length > 0 || query.quoted.length > 0 || hasFilter(query);
  const isRuledOut = ruledOutBy(query.not);
  const isAllowed = (document: Document) =>
    (options.allow?.(document) ?? true) && !isRuledOut(document) &&
    hasQuoted(document, query.quoted);
  const arms = armsOf(isAllowed, terms, corpus, options);
  const candidates = terms.length > 0
    ? [...new Set(ARMS.flatMap((arm) => [...arms[arm].keys()]))]
    : isAsked
    ? corpus.documents.filter(isAllowed)
    : [];
  const hits = candidates.map((document) => hitOf(document, query, terms, arms));
  const near = new Set(options.isSemantic ? best(arms.vector, NEAREST) : []);
  const isRelevant = ({ document, covered }: Hit) => covered >= LEAST_COVERED || near.has(document);
  const isLessSure = ({ coveredLoosely }: Hit) => coveredLoosely >= LEAST_COVERED;
  score(hits, arms, options);
  const sure = hits.filter(isRelevant).filter(meetsAll).sort(inOrder);
  const others = sure.length >= FEW
    ? []
    : hits.filter((hit) => !isRelevant(hit) && isLessSure(hit));
  // Loose hits come after all others.
  const primary = [...sure, ...others.filter(meetsAll).sort(inOrder)];
  const loose = new Set(others);
  const relevant = hits.filter((hit) => isRelevant(hit) || loose.has(hit));
  const nearby = primary.length < FEW
    ? nearbyOf(hits, relevant, relaxableOf(query, terms)).slice(0, MOST_NEARBY)
    : [];
  return {
    primary: primary.slice(0, options.limit),
    total: primary.length,
    nearby,
    relaxed: [...new Set(nearby.map(({ relaxed }) => relaxed!))],
    terms,
    counts: Object.fromEntries(ARMS.map((arm) => [arm, arms[arm].size])) as Record<Arm, number>,
  };
}

const meetsAll = ({ relaxed }: Hit) => relaxed === null;

function armsOf(
  isAllowed: Allows,
  terms: Term[],
  corpus: Corpus,
  { vector = null }: SearchOptions,
): Record<Arm, Scores> {
  return {
    words: byWords(isAllowed, terms, corpus, false),
    spelling: byWords(isAllowed, terms, corpus, true),
    substring: byPart(isAllowed, terms, corpus),
    subject: bySubject(isAllowed, terms, corpus),
    vector: byVector(isAllowed, terms.length > 0 ? vector : null, corpus),
  };
}

function hitOf(document: Document, query: Query, terms: Term[], arms: Record<Arm, Scores>): Hit {
  const fits = fitsOf(document, query);
  const lacking = RELAXABLE.filter((chip) => fits[chip] === 0);
  const says = terms.filter((term) => isSaid(document, term));
  const loosely = terms.filter((term) =>
    !says.includes(term) && isAbout(document, term, LESS_SURE)
  );
  const about = loosely.filter((term) => isAbout(document, term, SURE));
  return {
    document,
    score: 0,
    fits,
    // More than one thing is lacking: none of them alone would bring it up.
    relaxed: lacking.length > 1 ? "words" : lacking[0] ?? null,
    arms: ARMS.filter((arm) => arms[arm].has(document)),
    says,
    about: loosely,
    covered: coveredBy(says, about, terms),
    coveredLoosely: coveredBy(says, loosely, terms),
  };
}

function isSaid({ stems, text }: Document, term: Term): boolean {
  return term.stems.length > 0 && term.stems.every((stem) => stems.has(stem)) ||
    term.isPart && text.includes(term.word);
}

function isAbout(document: Document, { subjects }: Term, sureness: number): boolean {
  return subjects.some((subject) => (document.subjects.get(subject) ?? 0) >= sureness);
}

function coveredBy(says: Term[], about: Term[], terms: Term[]): number {
  const sum = (some: Term[]) => some.reduce((total, { weight }) => total + weight, 0);
  const whole = sum(terms);
  const said = says.reduce(
    (total, { weight, corrected }) => total + weight * (corrected ? BY_CORRECTION : 1),
    0,
  );
  return whole === 0 ? 1 : (said + BY_SUBJECT * sum(about)) / whole;
}

function score(hits: Hit[], arms: Record<Arm, Scores>, options: SearchOptions) {
  const { isSemantic } = options;
  const fitted = hits.map(({ document, fits }) =>
    [document, RELAXABLE.reduce((product, chip) => product * (fits[chip] || 1), 1)] as const
  );
  const fused = fuse([
    ...ARMS.map((arm) => ({
      scores: arms[arm],
      weight: arm === "vector" && isSemantic ? SEMANTIC_WEIGHT : WEIGHTS[arm],
    })),
    { scores: new Map(fitted), weight: FIT_WEIGHT },
  ]);
  for (const hit of hits) hit.score = fused.get(hit.document) ?? 0;
}

function inOrder(a: Hit, b: Hit): number {
  return b.score - a.score || a.document.start - b.document.start ||
    (a.document.event.id < b.document.event.id ? -1 : 1);
}

/** Hits that lack one demand, in the order of RELAXABLE; then those that lack some words. */
function nearbyOf(hits: Hit[], relevant: Hit[], relaxable: readonly Relaxable[]): Hit[] {
  const byRelaxed = relaxable.flatMap((chip) =>
    relevant.filter(({ relaxed }) => relaxed === chip).sort(inOrder)
  );
  const found = new Set(relevant);
  const others = hits.filter((hit) => hit.relaxed === null && !found.has(hit) && hit.covered > 0)
    .map((hit): Hit => ({ ...hit, relaxed: "words" })).sort(inOrder);
  return [...byRelaxed, ...others];
}

/** Without its only demand a query asks for everything; at another time is still worth a look. */
function relaxableOf(
  { when, where, who, free, online }: Query,
  terms: Term[],
): readonly Relaxable[] {
  const demands = [when, where, who, free || null, online].filter((demand) => demand !== null);
  return terms.length > 0 || demands.length > 1 ? RELAXABLE : ["when"];
}

function best(scores: Scores, count: number): Document[] {
  return [...scores].sort(([, a], [, b]) => b - a).slice(0, count).map(([document]) => document);
}

function hasFilter({ when, where, who, free, online, not }: Query): boolean {
  return Boolean(when || where || who || free) || online !== null || not.length > 0;
}
