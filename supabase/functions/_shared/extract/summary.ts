/** One sentence of the post's own that says what awaits, and stands without the others; or none. */
import { cut } from "../text/clean.ts";
import { EVENT_NOUNS } from "./kind.ts";
import type { Line } from "./lines.ts";
import { CALL, LABEL, NOTICE, OPENS_WITH_WHEN } from "./names.ts";
import { oneOf } from "./one_of.ts";
import { sentencesOf } from "./sentences.ts";
import { capital, standing } from "./standing.ts";

const SUMMARY_LIMIT = 200;
const SHORTEST = 35;
/** The first sentence that tells most of these stands for the post. */
const TELLS =
  /\b(?:join|learn|discover|hear|explore|enjoy|celebrate|meet|connect|experience|opportunity|chance|designed|perfect|whether|compete|workshop|night|event|support|insights?|practice|introduc\w+|applications?|thank)\b/i;
const HAS_EVENT = new RegExp(EVENT_NOUNS.source, "i");
/** What to bring, to pay, to know beforehand: true, and not what happens there. */
const LOGISTICS = new RegExp(
  String.raw`\b${
    oneOf(
      // "Mats provided", "bring a friend", "closed shoes".
      String.raw`provided|included|needed|required|mandatory|bring|wear|dress code|shoes|byo`,
      // "Free entry for members", "limited seats".
      String
        .raw`tickets?|members?|memberships?|spots?|seats?|places|limited|free|entry|prices? (?:includes?|increases?|rises?|go(?:es)? up)|full capacity|guaranteed`,
      // "Register at the door", "RSVP by Friday".
      String.raw`register|registrations?|rsvp|sign[- ]?ups?`,
      // "All proceeds go to the shelter".
      String.raw`deposit|proceeds|donations?`,
      // "Doors at seven", "the bus leaves at nine".
      String.raw`doors|bus|train|leaves?|group chat|look for|stand(?![ -]up)`,
      // "Lunch is on us", "drinks are extra".
      String.raw`lunch is|dinner is|drinks? (?:is|are)|snacks`,
      // "No experience needed, beginners welcome".
      String.raw`first[- ]timers?|beginners|welcome|no experience`,
    )
  }\b|[$£€]\d`,
  "i",
);
const LOOKS_BACK =
  /\b(?:has|have) been (?:moved|postponed|rescheduled|shifted|changed)\b|\bpostponing\b|^(?:last (?:time|year|week|month|semester)|yesterday|in \w+ we)\b/i;

const NOISE = new RegExp(
  [
    // "Link in bio", "pinned on our profile", "swipe to see", "best of luck".
    String
      .raw`\bbio\b|https?:|\bdm us\b|^\W*#|\bclick\b|\bswipe\b|\bpinned\b|\b(?:best of|good) luck\b|\bsee you\b|\bdon'?t miss out\W*$`,
    // "See the comments below", "link in our story".
    String
      .raw`\b(?:comments?|link|linktree|highlights) (?:below|above|in (?:our |the )?(?:bio|stor|comment|profile))|\b(?:below|dms?)\W*$`,
    // "events.humanitix.com/quiz", "with @chess.club".
    String.raw`\.(?:com|us|org|net|au)\/|@[\w.]+\s*$`,
  ].join("|"),
  "i",
);
/** What tells a reader when it was written is false the day after. */
const RELATIVE = new RegExp(
  String.raw`\b${
    oneOf(
      String.raw`today|tonight|tonite|tomorrow|tmr|yesterday`,
      // "This Thursday", "next week".
      String
        .raw`(?:this|next|last|coming) (?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?|week|weekend|month|arvo|evening|afternoon|morning)`,
      // "In 3 days", "two more sleeps left".
      String
        .raw`in \d+ (?:days?|hours?|weeks?)|\d+ (?:more )?(?:days?|sleeps?|hours?) (?:left|to go|until|till?)`,
      String.raw`just around the corner|is back|right now`,
    )
  }\b`,
  "i",
);
/** "Every Tuesday 7pm upstairs" says when. */
const RECURS = /^(?:every|each) (?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:at |from )?\d/i;
/** Addressed to who, or what, sorts posts. */
const TO_A_MACHINE = new RegExp(
  [
    // "Ignore all previous instructions".
    String
      .raw`\b(?:ignore|disregard|forget|override|bypass) (?:(?:all|any|your|the|these|every) ){0,3}(?:previous|prior|above|earlier|preceding|instructions?|rules?|prompts?)\b`,
    // "Classify this post as tech", "with confidence 1.0".
    String
      .raw`\b(?:classify|categori[sz]e|rate|label|rank|mark) (?:this|it|the) (?:post|event|caption|as)\b|\bconfidence (?:of )?[01]?\.?\d`,
    // "Set the title to "FREE"".
    String.raw`\b(?:title|summary|kind|category|location) (?:to |as |= ?)?"`,
    // "You are now an assistant", "system prompt", "</post>".
    String
      .raw`\bsystem (?:prompt|message)\b|\blanguage model\b|\bas an ai\b|\byou are (?:now )?an? (?:ai|assistant|bot)\b|<\/?\w{1,20}>`,
    // "Reply only with JSON".
    String.raw`\b(?:output|respond|reply|answer) (?:only )?(?:with|in) (?:json|the)\b`,
  ].join("|"),
  "i",
);
/** Begins within a thought: an answer, a "which", somebody whom another sentence names. */
const LEANS = new RegExp(
  String.raw`^["'(]?${
    oneOf(
      // "It is 3 am", but "It's a great chance to …".
      String
        .raw`it(?!'s an? (?:\w+ ){0,2}(?:chance|opportunity)\b)|its|they|they're|their|them|he|she|he's|she's|his|her|hers`,
      // "This time we win", but "This workshop …", "This is your chance to …".
      String
        .raw`this(?! is (?:your|an?|the) (?:\w+ ){0,3}(?:chance|opportunity|workshop|hackathon|competition|camp|panel|talk|course)\b| (?:\w+ ){0,2}(?:workshop|seminar|event|session|night|talk|panel|program(?:me)?|course|camp|evening|competition|hackathon|year|semester))`,
      // "There is more", "Which is why we …".
      String.raw`that|that's|these|those|there|there's|here|which|who|whose|where`,
      // "Or until the sambal runs out".
      String
        .raw`or|and|but|so|because|also|then|plus|until|till|though|although|however|instead|otherwise|again|still|even|hopefully|as|if`,
      // "Perfect, you have no bad habits yet", "Not in this weather".
      String.raw`yes|no|nope|not(?! only)|ok|okay|perfect|well`,
      // "Both are vegan", "Another one will follow".
      String.raw`same|either|neither|both|others?|another|such|everyone else`,
      // "You can keep the robot", "You're on bread".
      String.raw`you may|you can|you do|you are|you're`,
      // "The third one makes hearing aids", "Two are gone".
      String
        .raw`the (?:first|second|third|other|last|winner|rest)|(?:one|two|three|four|five|six|some|many|most|all|half|none|each) (?:of (?:them|which|us|you)|are|is|will|have|has|were|was)`,
      // "On it you will find …".
      String.raw`(?:on|for|at|in|with|from|to|by|of) (?:it|them|that|this|those|which)`,
    )
  }\b`,
  "i",
);
/** An item of a list, the rest of a line, a name with its colon, "… joining us for" a picture. */
const FRAGMENT =
  /^[-*+–~>]|^\d+[.)] |[:,;(&-]$|\b(?:for|with|of|and|the|an?|at|to|our)$|^\.\.\.|^…|(?:・[^・]*){3}|^[^\p{L}\p{N}"'¿¡(]/u;

/** The sentence that tells most; null if none says what happens there and stands alone. */
export function findSummary(lines: Line[], title: string, location: string | null = null) {
  const text = lines.map(({ text }) => text).join("\n");
  const isOwn = ofLanguage(text);
  const known = new Set([...wordsOf(title), ...wordsOf(location ?? "")]);
  const sentences = lines
    .filter((line, at) => line.marker === null && !line.isHeading && !isItem(line, lines, at))
    .flatMap(({ text }) => withTagline(sentencesOf(text), title))
    .map((sentence) => sentence.replace(/^\((?=[^()]*$)|^"(?=[^"]*$)/, ""))
    .map((sentence) => standing(sentence))
    .filter((sentence) => isTelling(sentence) && isOwn(sentence) && addsTo(known, sentence))
    .filter((sentence) => pointsOf(sentence) >= 0);
  const best = sentences.reduce<string | null>(
    (best, next) => best !== null && pointsOf(best) >= pointsOf(next) ? best : next,
    null,
  );
  return best === null ? null : cut(best, SUMMARY_LIMIT);
}

/** "Lasertag 🔫 physics against chemistry": what an emoji parts from the name starts as a sentence does. */
function withTagline([name = "", said, ...others]: string[], title: string): string[] {
  const isName = said !== undefined && wordsOf(name).join(" ") === wordsOf(title).join(" ");
  return [name, ...(said === undefined ? [] : [isName ? capital(said) : said]), ...others];
}

/** One of several lines without a full stop: a list, of which one item says little. */
function isItem(line: Line, lines: Line[], at: number): boolean {
  return isOpen(line) &&
    [lines[at - 1], lines[at + 1]].some((other) =>
      other?.paragraph === line.paragraph && other.marker === null && isOpen(other)
    );
}

function isOpen({ text }: Line): boolean {
  return !/[.!?。！？]["')]*$/.test(text) && !/[.!?] /.test(text) && text.split(" ").length >= 3;
}

function isTelling(sentence: string): boolean {
  const length = sentence.length * (/\p{Script=Han}/u.test(sentence) ? 3 : 1);
  return length >= SHORTEST && !/[?？]["')]*$/.test(sentence) && !/^\p{Ll}/u.test(sentence) &&
    ![NOISE, OPENS_WITH_WHEN, LABEL, NOTICE, RECURS, RELATIVE, TO_A_MACHINE, LEANS, FRAGMENT]
      .some((pattern) => pattern.test(sentence)) &&
    (!CALL.test(sentence.replace(/^\W+/, "")) ||
      /^(?:join|meet (?!at|us|in|outside|under))\b/i.test(sentence));
}

/** What is said of the event itself goes before what it costs, and before what was. */
function pointsOf(sentence: string): number {
  return (TELLS.test(sentence) ? 2 : 0) + (HAS_EVENT.test(sentence) ? 1 : 0) -
    (LOGISTICS.test(sentence) ? 2 : 0) - (LOOKS_BACK.test(sentence) ? 2 : 0);
}

/** How many words that are neither the title's, the place's nor a day, time or handle make a sentence worth its line. */
const LEAST_NEW = 4;

function addsTo(known: Set<string>, sentence: string): boolean {
  const signs = sentence.match(/\p{Script=Han}/gu) ?? [];
  if (signs.length > 0) return signs.filter((sign) => !known.has(sign)).length >= LEAST_NEW * 2;
  return wordsOf(sentence.replace(WHEN_OR_WHO, " "))
    .filter((word) => !known.has(word)).length >= LEAST_NEW;
}

const WHEN_OR_WHO =
  /@[\w.]+|\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|today|tonight|tomorrow|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|\d+(?:[:.]\d+)? ?(?:[ap]m|st|nd|rd|th)?|this|next|from|until|till?|every|the|an?|of|at|on|in|is|are|and|or|to|for|with|us|we|our|you|your|it|be|will|join|come|along|say|here|welcome|presents?|not|as|by)\b/gi;

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? [];
}

const ENGLISH =
  /\b(?:the|a|an|and|of|to|for|in|on|at|with|is|are|we|you|our|your|will|from|by|who|that|it|as|be|or|no|one|all|about|up|out|free|join)\b/gi;

/** Whether a sentence is in the language of the post, as far as English can be told from others. */
function ofLanguage(text: string): (sentence: string) => boolean {
  const isEnglish = shareOfEnglish(text) >= 0.12;
  return (sentence) => !isEnglish || !/[A-Za-z]/.test(sentence) || shareOfEnglish(sentence) > 0;
}

function shareOfEnglish(text: string): number {
  return (text.match(ENGLISH) ?? []).length / Math.max(1, wordsOf(text).length);
}
