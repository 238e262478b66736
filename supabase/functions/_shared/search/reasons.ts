/** Reasons and matches of a hit, from the event's public fields. Pure. */
import type { Event, Reason } from "../event/event.ts";
import { stemOf, wordsOf } from "./fold.ts";
import type { Query } from "./query.ts";
import type { Hit } from "./search.ts";
import type { Term } from "./terms.ts";

/** A public text of the event with the words that were sought. */
export interface Match {
  field: "title" | "organisers" | "location" | "summary";
  /** The text; `**` is around each word. */
  fragment: string;
}

const LONGEST = 120;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}+)*/gu;

/** Captions are not everybody's: a hit there alone has no match. */
export function matchesOf({ document: { event }, says }: Hit): Match[] {
  const texts: [Match["field"], string | null][] = [
    ["title", event.title],
    ["organisers", event.organisers.join(", ")],
    ["location", event.location],
    ["summary", event.summary],
  ];
  return texts.flatMap(([field, text]) => {
    const fragment = marked(text ?? "", says);
    return fragment === null ? [] : [{ field, fragment }];
  });
}

function marked(text: string, says: readonly Term[]): string | null {
  const stems = new Set(says.flatMap((term) => term.stems));
  let first = -1;
  const whole = text.replace(WORD, (word, at: number) => {
    const isSought = wordsOf(word).some((part) =>
      stems.has(stemOf(part)) || says.some((term) => term.isPart && part.includes(term.word))
    );
    if (!isSought) return word;
    if (first < 0) first = at;
    return `**${word}**`;
  });
  if (first < 0) return null;
  const from = Math.max(0, first - LONGEST / 2);
  const cut = whole.slice(from, from + LONGEST);
  return (from > 0 ? "…" : "") + cut + (whole.length > from + LONGEST ? "…" : "");
}

/** Strongest first; `contribution` is the share of the score that the reason stands for. */
export function reasonsOf(hit: Hit, query: Query): Reason[] {
  const { says, about, fits, score, document: { event, price } } = hit;
  const corrected = says.filter((term) => term.corrected !== null);
  const exact = says.filter((term) => term.corrected === null);
  const share = (terms: readonly Term[]) =>
    score * terms.length / Math.max(1, says.length + about.length);
  const named = (terms: readonly Term[], name: (term: Term) => string) =>
    terms.map((term) => `“${name(term)}”`).join(", ");
  const reasons: [string, string | null, number][] = [
    ["words", exact.length > 0 ? `Says ${named(exact, ({ word }) => word)}` : null, share(exact)],
    [
      "spelling",
      corrected.length > 0 ? `Says ${named(corrected, (term) => term.corrected!)}` : null,
      share(corrected),
    ],
    [
      "subject",
      about.length > 0 ? `Is about ${named(about, ({ word }) => word)}` : null,
      share(about),
    ],
    ["when", query.when && fits.when > 0 ? whenWords(fits.when) : null, 0],
    ["where", query.where && fits.where > 0 ? `Is at ${event.location}` : null, 0],
    ["who", query.who && fits.who > 0 ? `Is held by ${query.who.name}` : null, 0],
    ["free", query.free ? PRICES[price] : null, 0],
    ["online", query.online !== null && fits.online > 0 ? onlineWords(event) : null, 0],
    [
      "vector",
      says.length + about.length === 0 && hit.arms.includes("vector")
        ? "Is close in meaning"
        : null,
      0,
    ],
  ];
  return reasons.flatMap(([term, text, contribution]) =>
    text ? [{ term, text, contribution }] : []
  );
}

const whenWords = (fit: number) => fit < 1 ? "Is about when you asked" : "Is when you asked";
const onlineWords = ({ is_online }: Event) => is_online ? "Is online" : "Is in person";
const PRICES = {
  free: "Says that it is free",
  partly: "Is free for some, or by donation",
  unknown: "Names no price",
  paid: null,
};
