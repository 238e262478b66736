/** A sentence made to stand without the day it was written on, and without the sentence before it. */

const DAY = String
  .raw`(?:today|tonight|tomorrow|(?:this|next|coming) (?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b)(?: (?:morning|arvo|afternoon|evening|night))?|week(?:end)?|month|arvo|afternoon|evening))`;
const HOUR = String.raw`(?:,? (?:at|from) \d{1,2}(?:[:.]\d\d)? ?(?:[ap]m)?)?`;

/** "This Thursday, we're screening Spirited Away". */
const OPENS = new RegExp(String.raw`^(?:on )?${DAY}${HOUR}, (?=\S+ \S)`, "i");
/** "We're screening Spirited Away this Thursday!". */
const CLOSES = new RegExp(String.raw`,? (?:on )?${DAY}${HOUR}(?= ?[!.]*$)`, "i");
/** "Join us tonight for a screening". */
const WITHIN = new RegExp(String.raw` ${DAY}${HOUR}(?= (?:for|as|with|where)\b)`, "i");
/** "Plus, we've got snacks": one more thing is a thing. */
const PLUS = /^(?:plus|also), (?=\S+ \S)/i;

/** What would be no sentence, or another one, without its day: "Sign-ups close tomorrow", "No training tonight". */
const NEEDS_DAY =
  /\b(?:is|are|was|were|be|on|at|by|till?|until|from|before|starts?|opens?|clos(?:es?|ing)|ends?|due|back|happening|happens|returns?|com(?:es|ing)|released?|cancell?ed|postponed|moved|now|no|not|only|last|final|left|until|instead|deadline)\b/i;

/** The sentence without the words that are false the day after, where it is one without them. */
export function standing(sentence: string): string {
  const told = sentence.replace(PLUS, "");
  const without = told.replace(OPENS, "").replace(CLOSES, "").replace(WITHIN, "");
  const kept = without !== told && NEEDS_DAY.test(without) ? told : without;
  return /^\p{Lu}/u.test(sentence) ? capital(kept) : kept;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
