/** Misspelt words of time in a query, put right before the query is parsed. Pure. */
import { fold, singularOf } from "./fold.ts";
import { correct } from "./spelling.ts";
import { SUBJECT_WORDS } from "./subjects.ts";

const NAMES =
  ("today tomorrow tonight weekend weekday weeknight morning afternoon evening monday tuesday wednesday thursday " +
    "friday saturday sunday january february april august september october november december")
    .split(" ");
const TIMES = new Map(NAMES.map((name) => [name, 0]));
/** Shorter words have too many neighbours. */
const SHORTEST = 5;
const WORD = /(?<!\p{L})[a-z]{5,12}(?!\p{L})/giu;

/** "tomorow" as "tomorrow", "wensday" as "wednesday". */
export function withTimesSpelt(query: string): string {
  return query.replace(WORD, (word) => {
    const known = singularOf(fold(word));
    if (known.length < SHORTEST || TIMES.has(known) || SUBJECT_WORDS.has(known)) return word;
    return correct(known, TIMES) ?? word;
  });
}
