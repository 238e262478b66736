/** The words of a query, each with its stems and subjects. Pure. */
import type { Corpus } from "./corpus.ts";
import { isUnspaced, stemOf } from "./fold.ts";
import { correct } from "./spelling.ts";
import { isWeakWord } from "./stop_words.ts";
import { type Mention, mentionsIn } from "./subjects.ts";

export interface Term {
  word: string;
  stems: string[];
  /** The correct spelling, if no event and no subject knows the word itself. */
  corrected: string | null;
  /** Numbers of the subjects that it names, alone or in a phrase. */
  subjects: number[];
  /** Found as a part of the text: its script has no spaces, or it has a sign. */
  isPart: boolean;
  /** How much of the query it is: the rarer, the more. */
  weight: number;
  /** What one match of it counts; less for a word of many meanings. */
  share: number;
  isWeak: boolean;
}

/** A word that nobody knows may be a name, or of no use. */
const UNKNOWN = 0.7;
const WEAK = 0.25;

export function termsOf(words: string[], sequence: string[], corpus: Corpus): Term[] {
  const readings = new Map(words.map((word) => [word, readingOf(word, corpus)]));
  const read = sequence.map((word) => readings.get(word)?.corrected ?? word);
  const mentions = mentionsIn(read);
  const phrases = phrasesOf(mentions);
  const isInPhrase = (at: number) => phrases.some((phrase) => at >= phrase.at && at < phrase.to);
  const lone = words.filter((word) =>
    !sequence.includes(word) || sequence.some((other, at) => other === word && !isInPhrase(at))
  );
  const subjectsOf = ({ at, to }: Stretch) =>
    mentions.filter((m) => m.at >= at && m.to <= to && (m.to - m.at > 1 || m.to - m.at === to - at))
      .map(({ subject }) => subject);
  return [
    ...lone.map((word) => {
      const at = sequence.indexOf(word);
      return termOf(word, readings.get(word)!, subjectsOf({ at, to: at + 1 }), corpus);
    }),
    ...phrases.map((phrase) => {
      const inside = sequence.slice(phrase.at, phrase.to);
      const stems = inside.flatMap((word) => readings.get(word)?.stems ?? [stemOf(word)]);
      const word = inside.join(" ");
      const corrected = inside.some((one) => readings.get(one)?.corrected)
        ? read.slice(phrase.at, phrase.to).join(" ")
        : null;
      return termOf(word, { stems, corrected }, subjectsOf(phrase), corpus);
    }),
  ];
}

type Stretch = Pick<Mention, "at" | "to">;

/** Stretches of two words and more that name a subject together: the longest, none within another. */
function phrasesOf(mentions: readonly Mention[]): Stretch[] {
  const longest = mentions.filter(({ at, to }) => to - at > 1)
    .sort((a, b) => b.to - b.at - (a.to - a.at) || a.at - b.at);
  const phrases: Stretch[] = [];
  for (const { at, to } of longest) {
    if (phrases.every((other) => to <= other.at || at >= other.to)) phrases.push({ at, to });
  }
  return phrases.sort((a, b) => a.at - b.at);
}

type Reading = Pick<Term, "corrected" | "stems">;

function readingOf(word: string, corpus: Corpus): Reading {
  const stem = stemOf(word);
  if (corpus.has(stem)) return { corrected: null, stems: [stem] };
  const parts = partsOf(word, corpus);
  if (parts) return { corrected: null, stems: parts };
  if (corpus.vocabulary.has(word) || isWeakWord(word) || mentionsIn([word]).length > 0) {
    return { corrected: null, stems: [stem] };
  }
  const corrected = correct(word, corpus.vocabulary);
  return { corrected, stems: [corrected ? stemOf(corrected) : stem] };
}

/** "boardgames" as "board" and "games", if events have both. */
function partsOf(word: string, corpus: Corpus): string[] | null {
  for (let at = 3; at <= word.length - 3; at++) {
    const parts = [word.slice(0, at), word.slice(at)];
    if (parts.every((part) => corpus.has(stemOf(part)))) return parts.map(stemOf);
  }
  return null;
}

function termOf(word: string, reading: Reading, subjects: number[], corpus: Corpus): Term {
  const known = reading.stems.filter(corpus.has);
  const rarest = (values: number[]) => Math.max(...values);
  const weight = known.length > 0
    ? rarest(known.map(corpus.rarityOf))
    : subjects.length > 0
    ? rarest(subjects.map(corpus.rarityOfSubject))
    : UNKNOWN * corpus.rarityOf("");
  const isWeak = isWeakWord(word);
  const share = isWeak ? WEAK : 1;
  const isPart = isUnspaced(word) || /[+#/]/.test(word);
  return { word, ...reading, subjects, isPart, weight: weight * share, share, isWeak };
}
