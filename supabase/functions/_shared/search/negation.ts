/** What a query rules out: "not tech", "without alcohol or loud music", "-karaoke". Pure. */
import { wordsOf } from "./fold.ts";
import { isStopWord } from "./stop_words.ts";
import { take } from "./stretch.ts";

export interface Negations {
  /** Folded words and phrases. */
  not: string[];
  rest: string;
}

/** They ask for something, and rule nothing out. */
const IDIOM =
  /\b(?:no (?:prior |previous )?(?:experience|skills?)(?: (?:needed|required|necessary))?|no (?:sign[- ]?ups?|registration|rsvps?|bookings?|tickets?|strings(?: attached)?|commitment|pressure|problem|matter|idea|worries|one)|(?:why|or|if) not|not (?:sure|just|only|too|so|very|really|that|far|many|much|bad)|without (?:a )?(?:doubt|booking|registering|tickets?))\b/gi;
/** Of idioms these words are sought. */
const SOUGHT = /^no (?:prior |previous )?(?:experience|skills?)/i;

const WORD = String.raw`[\p{L}\p{N}][\p{L}\p{N}'’&+-]*`;
const JOINT = "(?:,? (?:or|nor|and)|/)";
/** The thing ends before these. */
const END =
  "(?:but|with|at|in|on|near|for|by|from|please|that|which|where|when|if|this|next|to|and|or|nor|not|no)";
const THING = String.raw`(?!${END}\b)${WORD}(?: (?!${END}\b)${WORD}){0,2}`;
const NOT = new RegExp(
  String
    .raw`(?<![\p{L}\p{N}])(?:(?:but |and )?(?:not|no|without|excluding|except(?: for)?|avoid(?:ing)?|minus|other than|anything but|nothing with|(?:do|does|is|are)n['’]?t (?:like|want|need|about)?|hate|skip|non)[ -](?:any |a |an |the |about |into |too much |more )*)(${THING}(?:${JOINT} (?:any )?${THING})*)`,
  "iu",
);
const MINUS = new RegExp(String.raw`(?<=^|[\s~])-(${WORD})`, "iu");

export function findNegations(query: string): Negations {
  const sought: string[] = [];
  let rest = query.replace(IDIOM, (idiom) => {
    if (SOUGHT.test(idiom)) sought.push("beginner");
    return "~".repeat(idiom.length);
  });
  const not: string[] = [];
  for (const pattern of [NOT, NOT, NOT, MINUS, MINUS, MINUS]) {
    const { match, rest: left } = take(rest, pattern);
    if (!match) continue;
    rest = left;
    for (const thing of match[1]!.split(new RegExp(JOINT, "i"))) {
      const words = wordsOf(thing).filter((word) => !isStopWord(word));
      if (words.length > 0) not.push(words.join(" "));
    }
  }
  return {
    not: [...new Set(not)].slice(0, 6),
    rest: `${rest}${sought.map((word) => ` ${word}`).join("")}`,
  };
}
