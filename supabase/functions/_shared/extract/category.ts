/**
 * Which of the categories fits, by a weighted vocabulary: every word of a category that a post uses
 * counts once for each part it stands in, more where the post says what it is about.
 */
import { CATEGORIES, type Category, type Kind } from "../event/event.ts";
import { countSigns } from "./signs.ts";
import { VOCABULARY } from "./vocabulary.ts";

/** Parts of a post as plain text; rooms and prices are in none of them. */
export interface Parts {
  title: string;
  /** The first line, which is no tags; the body has it too. */
  opening: string;
  hashtags: string;
  body: string;
  /** The first lines as posted, with their emoji. */
  signs: string;
}

export interface CategoryGuess {
  category: Category | null;
  /** 0 to 1: how far the winner is ahead, and on how much evidence. */
  certainty: number;
}

const PART_WEIGHTS = { title: 1.5, opening: 0.5, hashtags: 0.7, body: 1 };

const PARTS = Object.keys(PART_WEIGHTS) as (keyof typeof PART_WEIGHTS)[];

/** Most words that name what happens are subjects too, and count as both. */
const SURE_WEIGHT = 3;
const CORE_WEIGHT = 3;
const NEAR_WEIGHT = 1;
const SIGN_WEIGHT = 2;

type Terms = [pattern: RegExp, weight: number][];

const TERMS: [Category, Terms][] = CATEGORIES.map((category) => {
  const { sure, core, near } = VOCABULARY[category];
  return [category, [
    [toPattern(sure), SURE_WEIGHT],
    [toPattern(core), CORE_WEIGHT],
    [toPattern(near), NEAR_WEIGHT],
  ]];
});

/** One alternation a list: the text is walked once for each, whatever its length. */
function toPattern(list: string): RegExp {
  const words = list.split(",").map((word) => word.trim()).sort((a, b) => b.length - a.length);
  const stems = words.map((word) =>
    word.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, "\\p{L}*").replace(
      /(?:\\\+)/g,
      "\\p{L}",
    ).replace("~", "(?:[\\p{L}\\p{N}'/-]{1,20} ){0,4}")
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${stems.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

/** What only has a last day is a call to apply: to a club's team or to a firm, seldom to anything else. */
const PRIORS: Partial<Record<Kind, Partial<Record<Category, number>>>> = {
  deadline: { recruitment: 2, career_networking: 2 },
};
/** What a call says in hints alone is a club's own. */
const HEAD_STARTS: Partial<Record<Kind, Partial<Record<Category, number>>>> = {
  deadline: { recruitment: 1 },
};

/** What clubs post without naming any subject is mostly social; too unsure to pass any threshold. */
const USUAL: CategoryGuess = { category: "social_cultural", certainty: 0.1 };

/** The category with most evidence; null for a post without words. */
export function guessCategory(parts: Parts, kind: Kind): CategoryGuess {
  const scores = scoreCategories(parts, kind);
  const [first, second] = scores;
  if (!/\p{L}/u.test(Object.values(parts).join(""))) return { category: null, certainty: 0 };
  if (!first || first.score < NEAR_WEIGHT) return USUAL;
  const lead = (first.score - (second?.score ?? 0)) / first.score;
  const evidence = Math.min(1, first.score / 12);
  return { category: first.category, certainty: Math.min(1, 0.35 + 0.4 * evidence + 0.5 * lead) };
}

/** All categories, best first; those that tie in the order members see them. */
export function scoreCategories(parts: Parts, kind: Kind): { category: Category; score: number }[] {
  const prior = (category: Category) => PRIORS[kind]?.[category] ?? 1;
  const start = (category: Category) => HEAD_STARTS[kind]?.[category] ?? 0;
  return TERMS
    .map(([category, terms]) => ({
      category,
      score: prior(category) *
        (start(category) + scoreOf(terms, parts) + signScore(parts, category)),
    }))
    .sort((a, b) => b.score - a.score);
}

function scoreOf(terms: Terms, parts: Parts): number {
  let score = 0;
  for (const part of PARTS) {
    for (const [pattern, weight] of terms) {
      score += PART_WEIGHTS[part] * weight * damped(distinct(parts[part], pattern));
    }
  }
  return score;
}

function signScore({ signs }: Parts, category: Category): number {
  return SIGN_WEIGHT * damped(countSigns(signs, category));
}

/** The tenth word of a list says less than the first: long posts must not win by length. */
function damped(count: number): number {
  return count ** 0.65;
}

function distinct(text: string, pattern: RegExp): number {
  return new Set([...text.matchAll(pattern)].map(([found]) => found.toLowerCase())).size;
}
