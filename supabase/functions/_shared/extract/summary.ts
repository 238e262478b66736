/** One sentence of the post's own that says what awaits. */
import { cut } from "../clean.ts";
import type { Line } from "./lines.ts";
import { CALL, LABEL, OPENS_WITH_WHEN } from "./names.ts";
import { sentencesOf } from "./sentences.ts";

const SUMMARY_LIMIT = 200;
const SHORTEST = 35;

const TELLS =
  /\b(?:join|learn|discover|hear|explore|enjoy|celebrate|meet|connect|experience|opportunity|chance|designed|perfect|whether|compete|workshop|night|event|support|insights?|practice|introduc\w+|applications?|thank)\b/i;
const NOISE =
  /\bbio\b|https?:|\bdm us\b|^\W*#|\bclick\b|\bswipe\b|\bsee you\b|\bdon'?t miss out\W*$/i;

/** The first sentence that tells something, else the first that is long enough; null if there is none. */
export function findSummary(lines: Line[], title: string): string | null {
  const sentences = lines
    .filter(({ marker, isHeading }) => marker === null && !isHeading)
    .flatMap(({ text }) => sentencesOf(text))
    .filter((sentence) => isTelling(sentence, title));
  const best = sentences.find((sentence) => TELLS.test(sentence)) ?? sentences[0];
  return best ? cut(best, SUMMARY_LIMIT) : null;
}

function isTelling(sentence: string, title: string): boolean {
  return sentence.length >= SHORTEST && !sentence.endsWith("?") && !NOISE.test(sentence) &&
    !OPENS_WITH_WHEN.test(sentence) && !LABEL.test(sentence) &&
    (!CALL.test(sentence) || /^join\b/i.test(sentence)) &&
    addsTo(title, sentence);
}

/** How many words that are neither the title's nor a day, time or handle make a sentence worth its line. */
const LEAST_NEW = 4;

function addsTo(title: string, sentence: string): boolean {
  const known = new Set(wordsOf(title));
  return wordsOf(sentence.replace(WHEN_OR_WHO, " "))
    .filter((word) => !known.has(word)).length >= LEAST_NEW;
}

const WHEN_OR_WHO =
  /@[\w.]+|\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|today|tonight|tomorrow|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|\d+(?:[:.]\d+)? ?(?:[ap]m|st|nd|rd|th)?|this|next|from|until|till?)\b/gi;

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
