/** The searchable events with their shared statistics: rarity of words, vocabulary, names. Pure. */
import type { Document } from "./document.ts";
import { wordsOf } from "./fold.ts";
import { SUBJECT_WORDS } from "./subjects.ts";

export interface Corpus {
  documents: readonly Document[];
  /** How rare a stem, or a subject, is: ln(1 + (N - n + 0.5) / (n + 0.5)), n of N events having it. */
  rarityOf(stem: string): number;
  rarityOfSubject(subject: number): number;
  /** Events that have a stem, or are surely or less surely of a subject. */
  withStem(stem: string): readonly Document[];
  withSubject(subject: number): readonly Document[];
  /** Whether any event has the stem. */
  has(stem: string): boolean;
  /** Words to correct a misspelt one by, and how many events have each. */
  vocabulary: ReadonlyMap<string, number>;
  /** Folded names of places and their parts, and of organisers, as lists of words; longest first. */
  places: readonly Name[];
  organisers: readonly Name[];
}

export interface Name {
  /** As the event spells it. */
  name: string;
  words: string[];
}

/** Below it an event is hardly of the subject. */
const SURE = 0.3;

export function corpusOf(documents: readonly Document[]): Corpus {
  const stems = new Map<string, Document[]>();
  const subjects = new Map<number, Document[]>();
  const sure = new Map<number, number>();
  const vocabulary = new Map<string, number>(SUBJECT_WORDS);
  for (const document of documents) {
    for (const stem of document.stems.keys()) list(stems, stem, document);
    for (const word of document.words) count(vocabulary, word);
    for (const [subject, sureness] of document.subjects) {
      list(subjects, subject, document);
      if (sureness >= SURE) count(sure, subject);
    }
  }
  const rarity = (n: number) => Math.log(1 + (documents.length - n + 0.5) / (n + 0.5));
  return {
    documents,
    rarityOf: (stem) => rarity(stems.get(stem)?.length ?? 0),
    rarityOfSubject: (subject) => rarity(sure.get(subject) ?? 0),
    withStem: (stem) => stems.get(stem) ?? [],
    withSubject: (subject) => subjects.get(subject) ?? [],
    has: (stem) => stems.has(stem),
    vocabulary,
    places: namesOf(documents.flatMap(({ event }) => partsOf(event.location))),
    organisers: namesOf(documents.flatMap(({ event }) => event.organisers)),
  };
}

function list<Key>(lists: Map<Key, Document[]>, key: Key, document: Document): void {
  const known = lists.get(key);
  if (known) known.push(document);
  else lists.set(key, [document]);
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** "Teaching Kitchen, Guild House" is the two as well. */
function partsOf(location: string | null): string[] {
  if (!location) return [];
  return [location, ...location.split(/[,;()–]| - /)].map((part) => part.trim()).filter((part) =>
    part
  );
}

function namesOf(names: string[]): Name[] {
  return [...new Set(names)].map((name) => ({ name, words: wordsOf(name) }))
    .filter(({ words }) => words.length > 0)
    .sort((a, b) => b.words.length - a.words.length || (a.name < b.name ? -1 : 1));
}
