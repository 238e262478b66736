/** One sentence of the post's own that says what awaits. */
import { shorten } from "../caption.ts";
import type { Line } from "./lines.ts";

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
    .flatMap(({ text }) => text.split(/(?<=[.!?])\s+(?=\S)| · /))
    .map((sentence) => sentence.trim())
    .filter((sentence) => isTelling(sentence, title));
  const best = sentences.find((sentence) => TELLS.test(sentence)) ?? sentences[0];
  return best ? shorten(best, SUMMARY_LIMIT) : null;
}

function isTelling(sentence: string, title: string): boolean {
  return sentence.length >= SHORTEST && !sentence.endsWith("?") && !NOISE.test(sentence) &&
    sentence.replace(/\W/g, "").toLowerCase() !== title.replace(/\W/g, "").toLowerCase();
}
