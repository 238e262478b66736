/** The name of what a post is about: its headline, a name it quotes or introduces, else its first sentence. */
import { cut } from "../text/clean.ts";
import type { Kind } from "../event/event.ts";
import type { Line } from "./lines.ts";
import { type Candidate, headlines, inFull, OPENING, tellsFact } from "./headlines.ts";
import {
  CALL,
  GENERIC,
  GREETING,
  LABEL,
  NO_NAME,
  NOISE,
  OPENS_WITH_WHEN,
  PRESENTS,
  SAYS,
  TELLS_WHAT_TO_DO,
  WHEN_ONLY,
} from "./names.ts";
import { PATTERNS, SORT } from "./patterns.ts";
import { sentencesOf } from "./sentences.ts";
import { short, tidy, trim } from "./tidy.ts";
import { calm } from "./title_case.ts";
import { scoreOf } from "./title_score.ts";
import { isPlaceOnly } from "./places.ts";

const TITLE_LIMIT = 100;
/** How much of a post is searched for names. */
const SEARCHED = 4000;
/** Less is no name: the post's first telling sentence says more. */
const LEAST_SCORE = 2;

/** What must not be taken for the name: who holds it, and where. */
export interface NotNames {
  organisers: string[];
  location: string | null;
}

/** The best name found, else the first telling sentence; empty only for a post without words. */
export function findTitle(lines: Line[], kind: Kind, not: NotNames): string {
  const prose = lines.filter((line) => line.marker !== "price" && !tellsFact(line));
  const text = prose.map((line) => line.text).join("\n").slice(0, SEARCHED);
  const openings = headlines(lines, kind);
  const names = [...openings, ...named(text)].filter(({ text }) => canName(text, not));
  const best = names.reduce<Candidate | null>(
    (best, next) => best && best.score >= next.score ? best : next,
    null,
  );
  const name = best && best.score >= LEAST_SCORE
    ? inFull(best.text, openings)
    : (kind === "event" && sortOf(text, not)) || telling(prose, not) || best?.text;
  const title = calm(cut(name || opening(lines), TITLE_LIMIT), text);
  const bare = SAYS.test(title) ? title : title.replace(/^[Oo]ur (?=\S+ \S)/, "");
  return bare.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** The first sentence with words, where nothing else can name the post; its addresses of the web are no words. */
function opening(lines: Line[]): string {
  const sentences = lines.flatMap(({ text }) => sentencesOf(text.replace(LINKS, " ")));
  return trim(sentences.find((sentence) => /\p{L}{2}/u.test(sentence)) ?? lines[0]?.text ?? "");
}

const LINKS = /\bhttps?:\/\/\S+|\b(?:[a-z\d-]{1,40}\.){1,4}[a-z]{2,8}\/\S*/gi;

function named(text: string): Candidate[] {
  return PATTERNS.flatMap(({ pattern, bonus }) =>
    [...text.matchAll(pattern)].slice(0, 6).map((match, place) => {
      const name = match[2] ? `${match[1]}: ${trim(match[2])}` : tidy(match[1]!);
      const isCommon = /^\p{Ll}/u.test(name) ? 1.5 : 0;
      return { text: name, score: scoreOf(name) + bonus - isCommon - place * 0.2 };
    })
  );
}

/** Words, and not only those that say when, where, or by whom. */
function canName(text: string, { organisers, location }: NotNames): boolean {
  const small = text.toLowerCase();
  return /\p{L}{2}|\p{Script=Han}/u.test(text) && !TELLS_WHAT_TO_DO.test(text) &&
    !PRESENTS.test(text) &&
    !NO_NAME.test(text) &&
    !WHEN_ONLY.test(text) &&
    !OPENS_WITH_WHEN.test(text) &&
    !organisers.some((name) => name.toLowerCase() === small) &&
    text.split('"').length % 2 === 1 && !(location ?? "").toLowerCase().includes(small) &&
    !isPlaceOnly(text);
}

/** The first sentence that is no greeting, no question and no call, cut at a clause if it is long. */
function telling(prose: Line[], not: NotNames): string | undefined {
  const sentences = prose.slice(0, OPENING)
    .flatMap(({ text }) => text.startsWith("#") ? [] : sentencesOf(text))
    .filter((sentence) => !LABEL.test(sentence) && !NOISE.test(sentence))
    .map(tidy)
    .filter((text) => text.length >= 8 && canName(text, not) && !GREETING.test(text));
  const best = sentences.find((text) => !text.endsWith("?") && !CALL.test(text)) ?? sentences[0];
  return best && short(best);
}

/** "a picnic", "our annual blood drive": what sort of event it is, where it has no name. */
function sortOf(text: string, not: NotNames): string | undefined {
  return [...text.matchAll(SORT)].slice(0, 6).map((match) => tidy(match[1]!))
    .find((name) => canName(name, not) && !GENERIC.test(name));
}
