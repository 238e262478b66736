/** The name of what a post is about, from its headline or from "join us for our …". */
import { shorten } from "../caption.ts";
import { EVENT_NOUNS } from "./kind.ts";
import type { Line } from "./lines.ts";

const TITLE_LIMIT = 100;
/** How many opening lines may hold the headline. */
const OPENING = 4;

/** Where a name ends within a sentence. */
const STOP = String
  .raw`(?= ?[.!?;|*(\n]|, | - |:(?:\s|$)|$| (?:on|at|from|in collaboration|in partnership|with|where|featuring|this|next|as|happening|hosted|that|which|to|by|because|so|before|during|and (?:get|learn|meet|hear|enjoy|more)|for (?:a|an|the|our|your|all|free)|is|are|has|will|aboard|tomorrow|today|tonight)\b)`;
const NAME = String
  .raw`(?:(?:our|the|a|an|this year's|your|an exclusive|a special|another|some) )?("?[^.!?;|\n]{3,90}?)"?${STOP}`;

const NAMED_BY = [
  new RegExp(
    String
      .raw`\b(?:join us (?:for|at|in)|join \S+(?: \S+){0,3} for|come (?:along |down )?to|invit(?:es?|ed|ing) you to|welcome to|get ready for|ready for|introducing|presents?|presenting|brings? you|bringing you|excited (?:to announce|for)|part of|holding|hosting|running|attend|back with|save the date for|registrations? for|sign[- ]?ups? for|tickets (?:for|to)|applications? for|recap of|joined us (?:for|at)|came (?:along )?to|who joined(?: us)?(?: for| at)?) ${NAME}`,
    "gi",
  ),
  new RegExp(String.raw`\b(?:until|till?|to go until) ${NAME}`, "gi"),
  /^"?([^.!?;|\n]{3,70}?)"? (?:is|are) (?:finally |officially |almost )?(?:here|back|coming|tomorrow|today|tonight|in \d+|happening|now|live|around|just around|this|next|on)\b/gim,
];

/** No headline, however short: openers, questions to the reader, calls to act. */
const OPENER =
  /^(?:hey|hi|hello|dear|are you|do you|did you|don'?t|have you|what|who|why|how|when|where|ready|looking|think|want|come|join|get|grab|calling|it'?s|its|we|i|you|swipe|sign|link|register|save|feeling|tired|curious|ever|kick|never|need|unsure|if|whether|can'?t|exciting|guess|tag|follow|see|event details|details|attention|announcement|this|that|there|here|thank|thanks|only|just|not|let|so|and|but|as|in|on|after|with|one of|quick|repost|reminder|last chance|free|new|big)\b/i;
const TALK = /\b(?:you|your|we|we're|our|us|i|my|me|let's|i'm)\b/i;
const NOISE =
  /\bbio\b|https?:|\blink\b|^\W*$|^(?:program|schedule|prizes?|tickets?|when|where|what)\b/i;

interface Candidate {
  text: string;
  score: number;
}

/** The best name found, else the opening words; empty only for a post without words. */
export function findTitle(lines: Line[]): string {
  const text = lines.map((line) => line.text).join("\n");
  const candidates = [...headlines(lines), ...named(text)].filter(({ text }) =>
    /\p{L}{2}/u.test(text)
  );
  const best = candidates.reduce<Candidate | null>(
    (best, next) => best === null || next.score > best.score ? next : best,
    null,
  );
  return shorten(tidy(best?.text ?? lines[0]?.text ?? ""), TITLE_LIMIT);
}

function headlines(lines: Line[]): Candidate[] {
  return lines
    .filter(({ marker, text }) => marker === null && !text.startsWith("#"))
    .slice(0, OPENING)
    .flatMap(({ text }, place) =>
      text.split(/(?<=[.!?])\s+|[|]/).slice(0, 2).map((sentence, part) => {
        const tidied = tidy(sentence);
        return {
          text: tidied,
          score: scoreOf(tidied) + (place === 0 && part === 0 ? 1.5 : 0) - place * 0.25,
        };
      })
    );
}

function named(text: string): Candidate[] {
  return NAMED_BY.flatMap((pattern) =>
    [...text.matchAll(pattern)].slice(0, 4).map((match, place) => {
      const tidied = tidy(match[1]!);
      return { text: tidied, score: scoreOf(tidied) + 0.5 - place * 0.25 };
    })
  );
}

function scoreOf(text: string): number {
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const long = words.filter((word) => word.length > 3);
  const capital = long.filter((word) => /^["'(]?\p{Lu}/u.test(word)).length;
  let score = 0;
  if (text.search(EVENT_NOUNS) >= 0) score += 1.5;
  if (long.length > 0 && capital / long.length >= 0.6) score += 2;
  if (text.length >= 8 && text.length <= 60) score += 1;
  if (text.length > 80) score -= 2;
  if (words.length < 2) score -= 1.5;
  if (text.endsWith("?")) score -= 2;
  if (OPENER.test(text)) score -= 2;
  if (TALK.test(text)) score -= 1.5;
  if (NOISE.test(text)) score -= 3;
  return score;
}

function tidy(text: string): string {
  return text
    .replace(/#(?=\w)/g, "")
    .replace(/^[\s"'*\-~:,.!|/]+|[\s"'*\-~:,.!|/]+$/g, "")
    .replace(/\s+/g, " ");
}
