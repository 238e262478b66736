/** The name of what a post is about, from its headline or from "join us for our …". */
import { shorten } from "../caption.ts";
import type { Kind } from "../event.ts";
import { EVENT_NOUNS } from "./kind.ts";
import type { Line } from "./lines.ts";
import {
  COUNTDOWN,
  GENERIC,
  GREETING,
  IS_NOUN,
  LEADING_WORDS,
  NEEDS_WHEN,
  NEWS,
  NOISE,
  OPENER,
  PATTERNS,
  TALK,
  WHEN_ON,
} from "./names.ts";

const TITLE_LIMIT = 100;
/** How many lines from the top may hold the headline. */
const OPENING = 4;
/** How much of a post is searched for names. */
const SEARCHED = 4000;

interface Candidate {
  text: string;
  score: number;
}

/** Less is no name: the post's first sentence to the reader says more. */
const LEAST_SCORE = 2;

/** The best name found that is none of the organisers, else the opening sentence; empty only for a post without words. */
export function findTitle(lines: Line[], kind: Kind, organisers: string[]): string {
  const prose = lines.filter(({ marker }) => marker === null || marker === "link");
  const text = prose.map((line) => line.text).join("\n").slice(0, SEARCHED);
  // An event has a name; what is no event is named by what it opens with.
  const openings = headlines(lines, kind === "event" ? 1.5 : 4);
  const best = [...openings, ...named(text)]
    .filter(({ text }) => /\p{L}{2}/u.test(text) && !organisers.includes(text))
    .reduce<Candidate | null>((best, next) => best && best.score >= next.score ? best : next, null);
  const opening = openings.find(({ text }) => text.length >= 8 && !GREETING.test(text)) ?? best;
  const name = best && best.score >= LEAST_SCORE ? best.text : opening?.text;
  const title = shorten(name || tidy(lines[0]?.text ?? ""), TITLE_LIMIT);
  return title.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

function headlines(lines: Line[], bonus: number): Candidate[] {
  return lines.slice(0, OPENING).flatMap(({ text, marker }, place) => {
    if (marker === "when" || marker === "where" || text.startsWith("#")) return [];
    const first = text.split(/(?<=[.!?])\s+| (?:[|·]|\/\/) /).slice(0, 2);
    return first.map((sentence, part) => {
      const name = tidy(sentence);
      return { text: name, score: scoreOf(name) + bonus - place * 0.5 - part };
    });
  });
}

function named(text: string): Candidate[] {
  return PATTERNS.flatMap(({ pattern, bonus }) =>
    [...text.matchAll(pattern)].slice(0, 6).map((match, place) => {
      const name = tidy(match[1]!);
      const isCommon = /^\p{Ll}/u.test(name) ? 1.5 : 0;
      return { text: name, score: scoreOf(name) + bonus - isCommon - place * 0.2 };
    })
  );
}

/** Points for and against a text being a name; the weights order the kinds of evidence, no more. */
function scoreOf(text: string): number {
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const long = words.filter((word) => word.length > 3);
  const capital = long.filter((word) => /^["'(]?\p{Lu}/u.test(word)).length;
  const points: [boolean, number][] = [
    [text.search(EVENT_NOUNS) >= 0, 2],
    [long.length > 0 && capital / long.length >= 0.6, 2],
    [text.length >= 8 && text.length <= 60, 1],
    [text.length > 80, -2],
    [words.length < 2, words.length === 1 && IS_NOUN.test(text) ? -4 : -1.5],
    [text.endsWith("?"), -2],
    [OPENER.test(text), -2.5],
    [TALK.test(text), -1.5],
    [COUNTDOWN.test(text), -2],
    [GREETING.test(text), -5],
    [GENERIC.test(text), -3],
    [NOISE.test(text), -3],
  ];
  return points.reduce((sum, [holds, weight]) => holds ? sum + weight : sum, 0);
}

function tidy(text: string): string {
  const name = trim(text);
  const cut = name.replace(WHEN_ON, "");
  return cut.length >= 5 && !NEEDS_WHEN.test(cut) ? cut : name;
}

function trim(text: string): string {
  return text
    .replace(/#(?=\w)/g, "")
    .replace(/[·\s]+/g, " ")
    .replace(/^[\s"'*\-~:,.!|/()]+|[\s"'*\-~:,.!|/(]+$/g, "")
    .replace(NEWS, "")
    .replace(/(?: (?:of|the|and|&|x|n|for|in))+$/, "")
    .replace(LEADING_WORDS, "");
}
