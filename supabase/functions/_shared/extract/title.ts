/** The name of what a post is about: its headline, a name it quotes or introduces, else its first sentence. */
import { cut } from "../clean.ts";
import type { Kind } from "../event.ts";
import type { Line } from "./lines.ts";
import {
  ASIDE,
  BARE,
  CALL,
  CLAUSE,
  COUNTDOWN,
  COUNTED,
  GENERIC,
  GREETING,
  HAS_DAY,
  HASHTAGS,
  HEADED,
  INTRODUCES,
  IS_NOUN,
  KIND_THEN_NAME,
  LABEL,
  LEADING_WORDS,
  NAMING_NOUN,
  NEEDS_WHEN,
  NEWS,
  NOISE,
  OPEN_UNTIL,
  OPENER,
  OPENS_WITH_WHEN,
  PATTERNS,
  PERSON,
  SAYS,
  SAYS_WHICH,
  SORT,
  TALK,
  TELLS_WHAT_TO_DO,
  WE_DO,
  WHEN_ON,
  WHEN_ONLY,
  WITH_NAMES,
} from "./names.ts";
import { sentencesOf } from "./sentences.ts";
import { calm } from "./title_case.ts";
import { isPlaceOnly } from "./where.ts";

const TITLE_LIMIT = 100;
/** How many lines may hold the headline: a joke, a greeting or a question often comes first. */
const OPENING = 12;
/** How much of a post is searched for names. */
const SEARCHED = 4000;
/** A sentence that stands for a name is cut at a clause beyond this length. */
const LONG_SENTENCE = 60;
/** A headline that is no longer stays whole. */
const WHOLE = 45;
/** Less is no name: the post's first telling sentence says more. */
const LEAST_SCORE = 2;

interface Candidate {
  text: string;
  score: number;
  /** It is, or opens, a line of its own. */
  isLine?: boolean;
}

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
  const title = calm(cut(name || trim(lines[0]?.text ?? ""), TITLE_LIMIT), text);
  const bare = SAYS.test(title) ? title : title.replace(/^[Oo]ur (?=\S+ \S)/, "");
  return bare.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** "AI safety clinic" of a headline "AI safety clinic for founders": a cut name says less than a longer one. */
function inFull(name: string, openings: Candidate[]): string {
  const longer = openings.find(({ text, isLine }) =>
    isLine && text.length <= WHOLE && text.startsWith(name) &&
    SAYS_WHICH.test(text.slice(name.length)) &&
    !SAYS.test(text) && !ASIDE.test(text)
  );
  return longer?.text ?? name;
}

/** The sentences of the first lines, and their beginnings up to where a name ends. */
function headlines(lines: Line[], kind: Kind): Candidate[] {
  const isEvent = kind === "event";
  return lines.slice(0, OPENING).flatMap((line, place) => {
    if (tellsFact(line) || HASHTAGS.test(line.text)) return [];
    const sentences = sentencesOf(line.text).slice(0, 3);
    const isAlone = sentences.length === 1 && line.text.length <= 60;
    const isAboveFacts = isAlone && isFact(lines[place + 1]);
    return sentences.flatMap((sentence, part) => {
      if (LABEL.test(sentence) || sentence.startsWith("(")) return [];
      // What is no event is named by what it opens with.
      const early = isEvent ? 1.5 - Math.min(place, 3) * 0.4 - place * 0.35 : 6 - place * 2.5;
      // "Lasertag 🔫 physics vs chemistry": an emoji parts the name from what is said of it.
      const isParted = isEvent && place + part === 0 && sentence.split(" ").length <= 4 &&
        line.text.startsWith(`${sentence} · `);
      const form = (isAlone || isParted) && !/[.?,]$/.test(sentence) ? 1 : 0;
      const score = early - part * (isEvent ? 0.5 : 2) + form + (isAboveFacts ? 1 : 0);
      // A head says the same in fewer words.
      return [...headsOf(sentence, isEvent, place), wholeOf(sentence)]
        .map((text) => {
          const isNamed = NAMING_NOUN.test(text);
          const says = isEvent && SAYS.test(text) && !isNamed ? 1.5 : 0;
          const joke = COUNTED.test(sentence) && !isNamed ? 3 : 0;
          return {
            text,
            score: scoreOf(text) + score - says - joke,
            isLine: isAlone && line.text.includes(text) && !INTRODUCES.test(line.text),
          };
        });
    });
  });
}

/** A sentence as a name: as much of it as is one. */
function wholeOf(sentence: string): string {
  const name = withArticle(tidy(sentence), sentence);
  return KIND_THEN_NAME.test(name) ? name : short(name);
}

/** "The Long Table": an article belongs to a headline in capitals that is no longer than a name. */
function withArticle(name: string, sentence: string): string {
  const isHeadline = /^\W*The (?:\p{Lu}[\p{L}'-]* ?){1,4}\W*$/u.test(sentence);
  return isHeadline && !NAMING_NOUN.test(name) ? `The ${name}` : name;
}

/** The beginnings of a sentence that name what it is about. */
function headsOf(sentence: string, isEvent: boolean, place: number): string[] {
  const whole = wholeOf(sentence);
  const open = isEvent ? "" : OPEN_UNTIL.exec(sentence)?.[1] ?? "";
  if (open.includes(" ") && NAMING_NOUN.test(open)) return [tidy(open)];
  if (!isEvent && place > 0 || whole.endsWith("?") || KIND_THEN_NAME.test(whole)) return [];
  const head = tidy(whole.split(CLAUSE)[0] ?? "");
  const isWhole = head === whole || WITH_NAMES.test(whole.slice(head.length));
  return !isWhole && (NAMING_NOUN.test(head) || /^[\p{Lu}\d'& -]{6,}$/u.test(head)) ? [head] : [];
}

/** A line that says when or where: the name often stands right above it. */
function isFact(line: Line | undefined): boolean {
  return line !== undefined && (tellsFact(line) || OPENS_WITH_WHEN.test(line.text));
}

/** Marked as when or where; "⏳ Last tickets!" is a headline for all its hourglass. */
function tellsFact({ marker, label, text }: Line): boolean {
  return marker === "where" ||
    (marker === "when" && (label !== "" || /\d/.test(text) && !/\b(?:our|is|are)\b/i.test(text)));
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

/** Words, and not only those that say when, where, or by whom. */
function canName(text: string, { organisers, location }: NotNames): boolean {
  const small = text.toLowerCase();
  return /\p{L}{2}|\p{Script=Han}/u.test(text) && !TELLS_WHAT_TO_DO.test(text) &&
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

/** A long sentence up to its first clause. */
function short(sentence: string): string {
  if (sentence.length <= LONG_SENTENCE) return sentence;
  const clause =
    /^.{20,80}?(?=,? (?:where|when|which|who|that|while|because|so|as|and|but|with|to)\b|[,;:(]| - )/i
      .exec(sentence)?.[0];
  return clause ?? sentence;
}

/** Points for and against a text being a name; the weights order the kinds of evidence, no more. */
function scoreOf(text: string): number {
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const long = words.filter((word) => word.length > 3);
  const capital = long.filter((word) => /^["'(]?\p{Lu}/u.test(word)).length;
  const points: [boolean, number][] = [
    [NAMING_NOUN.test(text), 2],
    [long.length > 0 && capital / long.length >= 0.6, 2],
    [text.length >= 8 && text.length <= 60, 1],
    [text.length > 80, -2],
    [words.length < 2, words.length === 1 && IS_NOUN.test(text) ? -3 : -1.5],
    [text.endsWith("?") && !HEADED.test(text), -3],
    [ASIDE.test(text), -3],
    [HAS_DAY.test(text), -2],
    [OPENER.test(text), -2.5],
    [CALL.test(text), -1.5],
    [TALK.test(text), -1.5],
    [COUNTDOWN.test(text), -2],
    [GREETING.test(text), -8],
    [!/[a-z]/i.test(text), -1.5],
    [GENERIC.test(text), -3],
    [NOISE.test(text), -3],
    [PERSON.test(text), -3],
    [words.length > 1 && BARE.test(text), -2],
  ];
  return points.reduce((sum, [holds, weight]) => holds ? sum + weight : sum, 0);
}

/** "The dogs are back" needs its news, "Quiz Night is back" does not. */
function isName(text: string): boolean {
  return NAMING_NOUN.test(text) || text.split(" ").filter((word) => word.length > 3).length > 1;
}

/** No name is longer, and a pattern that looks for its end takes the square of the length. */
const LONGEST = 300;

function tidy(text: string): string {
  const name = trim(text.slice(0, LONGEST));
  const undated = name.replace(WHEN_ON, "");
  return undated.length >= 5 && !NEEDS_WHEN.test(undated) ? trim(undated) : name;
}

function trim(text: string): string {
  const bare = text.replace(/(?<=\S) ?\([^()]{0,60}\)$/, "");
  return (/\p{L}{3}/u.test(bare) ? bare : text)
    .replace(/#(?=\w)/g, "")
    .replace(/[·\s]+/g, " ")
    .replace(/^(.{3,40}?)(?:[ ,]+\1)+$/i, "$1")
    .replace(/^[^\p{L}\p{N}@$£€]+|[\s"'*\-~:;,.!|/(]+$/gu, "")
    .replace(INTRODUCES, "")
    .replace(WE_DO, "")
    .replace(NEWS, (news, at: number, whole: string) => isName(whole.slice(0, at)) ? "" : news)
    .replace(
      /(?: (?:of|the|and|&|x|n|for|in|with|by|on|at|this|next|each|every|is|are|premieres|@[\w.]+))+$/,
      "",
    )
    .replace(LEADING_WORDS, "");
}
