/** The parse of a query in plain words, by rules: time, place, organiser, kind, price, form, negations, words. Pure. */
import type { Category } from "../event/event.ts";
import { cleanLine } from "../text/clean.ts";
import { inPlainEnglish } from "./abroad.ts";
import { withTimesSpelt } from "./day_names.ts";
import type { Corpus } from "./corpus.ts";
import { signedWordsOf, wordsOf } from "./fold.ts";
import { kindsOf } from "./kinds.ts";
import { findNegations } from "./negation.ts";
import { findOrganiser, findPlace } from "./names.ts";
import { saidIn, take } from "./stretch.ts";
import { isStopWord } from "./stop_words.ts";
import { findWhen, type LocalNow, type When } from "./when.ts";

/** The chips of a query: a frontend shows them, and a member can take them off. */
export const CHIPS = ["when", "where", "who", "kind", "free", "online", "not"] as const;
export type Chip = typeof CHIPS[number];

export interface Query {
  when: When | null;
  /** A place by the words that its name has. */
  where: { name: string; words: string[] } | null;
  /** An organiser. */
  who: { name: string } | null;
  /** Categories that a word of the query names. They rank, and leave nothing out. */
  kind: Category[];
  free: boolean;
  /** Null: either. */
  online: boolean | null;
  /** Words and phrases that no hit may be about. */
  not: string[];
  /** What else is sought, folded; at most twelve. */
  words: string[];
  /** All that is left of the query, folded: phrases have words that alone say nothing. */
  sequence: string[];
  /** Folded texts that a hit must have. */
  quoted: string[];
  /** The words of the query that each chip was read from. */
  said: Partial<Record<Chip, string>>;
}

export interface ParseOptions {
  now: LocalNow;
  corpus: Pick<Corpus, "places" | "organisers">;
  /** A place asked for beside the query. */
  near?: string;
  /** Chips that were taken off: read, and left unused. */
  ignore?: readonly Chip[];
}

const MOST_WORDS = 12;
const LONGEST = 500;

const QUOTED = /["“”„«]([^"“”„«»]{2,80})["“”»]/;
const IN_PERSON =
  /\b(?:in[- ]person|face[- ]to[- ]face|offline|on[- ]campus|(?:not|no|non|isn['’]?t)[- ](?:online|virtual|zoom|remote))\b/i;
const ONLINE =
  /\b(?:online|virtual(?:ly)?|remote(?:ly)?|(?:on|over|via) (?:zoom|teams|discord)|zoom|web(?:inar|cast)s?|live ?stream(?:ed|s)?|from (?:my )?(?:home|couch|bed))\b/i;
const NOT_FREE_WORD = String
  .raw`(?! ?(?:time|speech|will|style|fall|range|thinkers?|market|dive|diving|run(?:ning)?)\b)`;
const FREE = new RegExp(
  String
    .raw`(?<!\b(?:gluten|sugar|dairy|nut|meat|alcohol|smoke|stress|plastic|caffeine|hassle)[- ]|\bfeel |\bi['’]?m |\bam |\b(?:not|isn['’]t) )\b(?:for free|free of charge|free entry|free${NOT_FREE_WORD}|(?:at )?no (?:cost|charge|fee|money|entry fee)|costs? nothing|without paying|zero cost|broke|complimentary)\b`,
  "i",
);

export function parseQuery(text: string, { now, corpus, near, ignore = [] }: ParseOptions): Query {
  const said: Query["said"] = {};
  const plain = withTimesSpelt(inPlainEnglish(cleanLine(text, LONGEST)));
  const quoted = take(plain, QUOTED);
  const when = findWhen(quoted.rest, now);
  if (when.when) said.when = when.said;
  let rest = when.rest;
  const has = (chip: Chip, pattern: RegExp) => {
    const taken = take(rest, pattern);
    if (taken.match) said[chip] = saidIn(rest, taken.rest);
    rest = taken.rest;
    return taken.match !== null;
  };
  const isFree = has("free", FREE);
  const online = has("online", IN_PERSON) ? false : has("online", ONLINE) ? true : null;
  const negated = findNegations(rest);
  if (negated.not.length > 0) said.not = saidIn(rest, negated.rest);
  const who = findOrganiser(negated.rest, corpus.organisers);
  const where = findPlace(near ? `at ${cleanLine(near, 100)}` : who.rest, corpus.places);
  if (who.found) said.who = saidIn(negated.rest, who.rest);
  if (where.found) said.where = near ?? saidIn(who.rest, where.rest);
  const left = near ? who.rest : where.rest;
  const words = wordsOf(left).filter((word) => !isStopWord(word));
  const kind = kindsOf(left);
  if (kind.categories.length > 0) said.kind = kind.said;
  const isUsed = (chip: Chip) => !ignore.includes(chip);
  for (const chip of ignore) delete said[chip];
  return {
    when: isUsed("when") ? when.when : null,
    where: isUsed("where") ? where.found : null,
    who: isUsed("who") && who.found ? { name: who.found.name } : null,
    kind: isUsed("kind") ? kind.categories : [],
    free: isUsed("free") && isFree,
    online: isUsed("online") ? online : null,
    not: isUsed("not") ? negated.not : [],
    words: [...new Set([...words, ...signedWordsOf(left)])].slice(0, MOST_WORDS),
    sequence: wordsOf(left).slice(0, 4 * MOST_WORDS),
    quoted: quoted.match ? [wordsOf(quoted.match[1]!).join(" ")].filter((word) => word) : [],
    said,
  };
}
