/** A phrase of a post brought down to the name in it. */
import {
  HAS_MOVED,
  INTRODUCES,
  LEADING_WORDS,
  NAMING_NOUN,
  NEEDS_WHEN,
  NEWS,
  NOTICE,
  WE_DO,
  WHEN_ON,
} from "./names.ts";

/** A sentence that stands for a name is cut at a clause beyond this length. */
const LONG_SENTENCE = 60;
/** "… where you'll discover how": a clause that was cut before it says anything. */
const OPEN_CLAUSE =
  /,? (?:where|when|in which|to|and) (?:(?:you|we)(?:'ll| will| can)? )?(?:learn|discover|find out|hear|see|explore|explain|show)(?: (?:about|from|how|what|why|who|you))*$|,? (?:where|how|what|why|who|whose|that|which|because|when|if|to)$/i;

/** "Intro to lock picking with free bubble tea": what comes along is not of the name. */
const WITH_TREATS = /(?<=\S{3,}.*) (?:with|plus|and|\+) free [\p{Ll} ]{3,30}$/u;

/** A long sentence up to its first clause. */
export function short(sentence: string): string {
  if (sentence.length <= LONG_SENTENCE) return sentence;
  const clause =
    /^.{20,80}?(?=,? (?:where|when|which|who|that|while|because|so|as|and|but|with|to)\b|[,;:(]| - )/i
      .exec(sentence)?.[0];
  return (clause ?? sentence).replace(OPEN_CLAUSE, "");
}

/** "The dogs are back" needs its news, "Quiz Night is back" does not. */
function isName(text: string): boolean {
  return NAMING_NOUN.test(text) || text.split(" ").filter((word) => word.length > 3).length > 1;
}

/** No name is longer, and a pattern that looks for its end takes the square of the length. */
const LONGEST = 300;

/** A phrase without decoration, without the day at its end, and without who brings it. */
export function tidy(text: string): string {
  const name = trim(text.slice(0, LONGEST));
  const undated = name.replace(WHEN_ON, "");
  const isLeft = undated.length >= 5 || NAMING_NOUN.test(undated);
  return isLeft && !NEEDS_WHEN.test(undated) ? trim(undated) : name;
}

/** The same with its day. */
export function trim(text: string): string {
  const bare = text.replace(/(?<=\S) ?\([^()]{0,60}\)$/, "");
  return (/\p{L}{3}/u.test(bare) ? bare : text)
    .replace(/#(?=\w)/g, "")
    .replace(/[·\s]+/g, " ")
    .replace(/^(.{3,40}?)(?:[ ,]+\1)+$/i, "$1")
    .replace(/^[^\p{L}\p{N}@$£€]+|[\s"'*\-~:;,.!|/(]+$/gu, "")
    .replace(NOTICE, "")
    .replace(INTRODUCES, "")
    .replace(WE_DO, "")
    .replace(HAS_MOVED, (news, at: number, whole: string) => isName(whole.slice(0, at)) ? "" : news)
    .replace(NEWS, (news, at: number, whole: string) => isName(whole.slice(0, at)) ? "" : news)
    .replace(
      /(?: (?:of|the|and|&|x|n|for|in|with|by|on|at|this|next|each|every|is|are|premieres|@[\w.]+))+$/,
      "",
    )
    .replace(OPEN_CLAUSE, "")
    .replace(WITH_TREATS, "")
    .replace(LEADING_WORDS, "");
}
