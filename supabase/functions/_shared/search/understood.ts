/** What was understood of a query, as an answer tells it: chips that a frontend shows and takes off. Pure. */
import type { Category } from "../event/event.ts";
import type { Chip, Query } from "./query.ts";
import type { Corpus } from "./corpus.ts";
import { termsOf } from "./terms.ts";
import type { When } from "./when.ts";

export interface Understood {
  when: Omit<When, "isLoose"> | null;
  where: string | null;
  who: string | null;
  kind: Category[];
  free: boolean;
  online: boolean | null;
  not: string[];
  words: string[];
  quoted: string[];
  /** Words that were read as others. */
  corrected: Record<string, string>;
  /** One for each thing understood, with the words of the query that it was read from. */
  chips: { chip: Chip; said: string }[];
  /** 0 to 1: the share of the words that some event or some subject knows. */
  confidence: number;
}

export function understoodOf(query: Query, corpus: Corpus): Understood {
  const { when, where, who, said, kind, free, online, not, words, quoted, sequence } = query;
  const terms = termsOf(words, sequence, corpus);
  const corrected = terms.filter((term) => term.corrected !== null);
  const known = terms.filter(({ stems, subjects }) =>
    subjects.length > 0 || stems.some(corpus.has)
  );
  return {
    when: when && boundsOf(when),
    where: where?.name ?? null,
    who: who?.name ?? null,
    kind,
    free,
    online,
    not,
    words,
    quoted,
    corrected: Object.fromEntries(corrected.map((term) => [term.word, term.corrected!])),
    chips: Object.entries(said).map(([chip, words]) => ({ chip: chip as Chip, said: words })),
    confidence: terms.length === 0 ? 1 : Math.round(100 * known.length / terms.length) / 100,
  };
}

function boundsOf({ isLoose: _, ...bounds }: When): Understood["when"] {
  return bounds;
}
