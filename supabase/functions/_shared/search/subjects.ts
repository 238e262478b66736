/** Subjects of a text, found by the words and phrases of `CONCEPTS`. Pure. */
import type { Category } from "../event/event.ts";
import { CONCEPTS } from "./concepts.ts";
import { singularOf, wordsOf } from "./fold.ts";
import { isStopWord } from "./stop_words.ts";

/** A subject named in a text: its number, and the words that name it. */
export interface Mention {
  subject: number;
  /** Number of the word or phrase. */
  entry: number;
  /** Positions of the first of these words and just after the last. */
  at: number;
  to: number;
}

interface Entry {
  id: number;
  words: string[];
  subject: number;
}

const ENTRIES = new Map<string, Entry[]>();
const KNOWN = new Map<string, number>();
let entries = 0;
CONCEPTS.forEach(({ words: texts }, subject) => {
  for (const text of texts) {
    const words = wordsOf(text).map(singularOf);
    const known = ENTRIES.get(words[0]!) ?? [];
    ENTRIES.set(words[0]!, [...known, { id: entries++, words, subject }]);
    for (const word of wordsOf(text)) if (!isStopWord(word)) KNOWN.set(word, 0);
  }
});

/** Subjects that folded words name, in order; a phrase of three words is one mention. */
export function mentionsIn(words: readonly string[]): Mention[] {
  const singular = words.map(singularOf);
  const mentions: Mention[] = [];
  for (let at = 0; at < singular.length; at++) {
    for (const entry of ENTRIES.get(singular[at]!) ?? NONE) {
      if (!isHere(entry, singular, at)) continue;
      mentions.push({ subject: entry.subject, entry: entry.id, at, to: at + entry.words.length });
    }
  }
  return mentions;
}

const NONE: Entry[] = [];

function isHere({ words }: Entry, all: readonly string[], at: number): boolean {
  for (let i = 1; i < words.length; i++) if (all[at + i] !== words[i]) return false;
  return true;
}

/** Subjects that all events of a category are of. */
export const SUBJECTS_OF: ReadonlyMap<Category, number[]> = Map.groupBy(
  CONCEPTS.keys(),
  (subject) => CONCEPTS[subject]!.category,
) as Map<Category, number[]>;

/** Words that the subjects know, for the correction of misspelt ones; each counts as never seen. */
export const SUBJECT_WORDS: ReadonlyMap<string, number> = KNOWN;
