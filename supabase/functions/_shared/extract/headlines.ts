/** The first lines of a post as names of what it is about. */
import type { Kind } from "../event/event.ts";
import type { Line } from "./lines.ts";
import {
  ASIDE,
  CLAUSE,
  COUNTED,
  HASHTAGS,
  INTRODUCES,
  KIND_THEN_NAME,
  LABEL,
  NAMING_NOUN,
  OPEN_UNTIL,
  OPENS_WITH_WHEN,
  SAYS,
  SAYS_WHICH,
  WITH_NAMES,
} from "./names.ts";
import { sentencesOf } from "./sentences.ts";
import { short, tidy } from "./tidy.ts";
import { scoreOf } from "./title_score.ts";

/** How many lines may hold the headline: a joke, a greeting or a question often comes first. */
export const OPENING = 12;
/** A headline that is no longer stays whole. */
const WHOLE = 45;
export interface Candidate {
  text: string;
  score: number;
  /** It is, or opens, a line of its own. */
  isLine?: boolean;
}

/** The sentences of the first lines, and their beginnings up to where a name ends. */
export function headlines(lines: Line[], kind: Kind): Candidate[] {
  const isEvent = kind === "event";
  return lines.slice(0, OPENING).flatMap((line, place) => {
    if (tellsFact(line) || HASHTAGS.test(line.text)) return [];
    const sentences = sentencesOf(line.text).slice(0, 3);
    const isAlone = sentences.length === 1 && line.text.length <= 60;
    const isAboveFacts = isAlone && isFact(lines[place + 1]);
    return sentences.flatMap((sentence, part) => {
      if (LABEL.test(sentence) || sentence.startsWith("(")) return [];
      const isParted = isEvent && place + part === 0 && isBeforeEmoji(sentence, line.text);
      const form = (isAlone || isParted) && !/[.?,]$/.test(sentence) ? 1 : 0;
      const where = earlinessOf(place, part, isEvent) + form + (isAboveFacts ? 1 : 0);
      // A head says the same in fewer words.
      return [...headsOf(sentence, isEvent, place), wholeOf(sentence)].map((text) => ({
        text,
        score: scoreOf(text) + where - (isEvent ? pointsOfJoke(text, sentence) : 0),
        isLine: isAlone && line.text.includes(text) && !INTRODUCES.test(line.text),
      }));
    });
  });
}

/** Points for standing early; what is no event is named by what it opens with. */
function earlinessOf(place: number, part: number, isEvent: boolean): number {
  return isEvent
    ? 1.5 - Math.min(place, 3) * 0.4 - place * 0.35 - part * 0.5
    : 6 - place * 2.5 - part * 2;
}

/** "Lasertag 🔫 physics vs chemistry": the emoji parts the name from what is said of it. */
function isBeforeEmoji(sentence: string, line: string): boolean {
  return sentence.split(" ").length <= 4 && line.startsWith(`${sentence} · `);
}

/** Points against "Ten wings.", one of several short sentences, and "Our robots can walk now". */
function pointsOfJoke(text: string, sentence: string): number {
  if (NAMING_NOUN.test(text)) return 0;
  return (COUNTED.test(sentence) ? 3 : 0) + (SAYS.test(text) ? 1.5 : 0);
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
export function tellsFact({ marker, label, text }: Line): boolean {
  return marker === "where" ||
    (marker === "when" && (label !== "" || /\d/.test(text) && !/\b(?:our|is|are)\b/i.test(text)));
}

/** "AI safety clinic" of a headline "AI safety clinic for founders": a cut name says less than a longer one. */
export function inFull(name: string, openings: Candidate[]): string {
  const longer = openings.find(({ text, isLine }) =>
    isLine && text.length <= WHOLE && text.startsWith(name) &&
    SAYS_WHICH.test(text.slice(name.length)) &&
    !SAYS.test(text) && !ASIDE.test(text)
  );
  return longer?.text ?? name;
}
