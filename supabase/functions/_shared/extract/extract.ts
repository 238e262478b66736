/**
 * The offline provider's reading of a post: rules instead of a language model, no key, no network, the
 * same answer every time. Import it lazily: it brings chrono-node along. Work is bounded: 8000 characters
 * of a caption are read, line by line, and no pattern repeats a part that may match in several ways.
 */
import { withoutDay } from "./abroad.ts";
import type { Draft, Post } from "../event/draft.ts";
import { guessCategory, type Parts } from "./category.ts";
import { confidenceOf } from "./confidence.ts";
import { guessKind } from "./kind.ts";
import { namesOf } from "./items.ts";
import type { Line } from "./lines.ts";
import type { DayOrder } from "./day_order.ts";
import { type PostText, readPostText } from "./post_text.ts";
import { findSummary } from "./summary.ts";
import { findTitle } from "./title.ts";
import { chooseWhen } from "./when.ts";
import { findWhere } from "./where.ts";
import { findOrganisers } from "./who.ts";

/**
 * What the rules say about a post, days and times in `timeZone` (IANA). `order` says which number of
 * "9/11" is the day; by default the habit of the zone does.
 */
export function extractOffline(post: Post, timeZone: string, order?: DayOrder): Draft {
  return extractOne(readPostText(post, timeZone, order));
}

/** The same of a post that was read. */
export function extractOne({ caption, lines: all, mentions, ...here }: PostText): Draft {
  const text = all.map((line) => line.text).join("\n");
  const when = chooseWhen(all, mentions, here.date, here);
  // What a list says of its other events is none of this one's.
  const lines = all.filter((_, index) => !when.others.includes(index));
  const { kind, certainty } = guessKind(all.map(({ english }) => english).join("\n"), when);
  const organisers = findOrganisers(text);
  const place = findWhere(lines);
  const named = when.item ? namesOf(when.item, all, when.others) : lines;
  const title = findTitle(named.map(withoutDay), kind, { organisers, location: place.location });
  const guess = guessCategory(partsOf(lines, title, place.location, caption), kind);
  const isEvent = kind === "event";
  const confidence = confidenceOf(
    certainty,
    guess.certainty,
    text.length,
    isEvent && when.start_time !== null,
  );
  return {
    kind,
    title,
    summary: findSummary(lines, title, place.location),
    start_date: isEvent ? when.start_date : null,
    start_time: isEvent ? when.start_time : null,
    end_date: isEvent ? when.end_date : null,
    end_time: isEvent ? when.end_time : null,
    ...(isEvent ? place : { location: null, is_online: false }),
    organisers,
    category: guess.category,
    confidence: when.isDoubtful ? Math.min(confidence, DOUBT) : confidence,
  };
}

/** The most confidence in a post whose hour or event may be another: somebody has to look. */
const DOUBT = 0.4;

/** The texts a category is read from; places, prices and addresses of the web tell nothing about it. */
function partsOf(lines: Line[], title: string, location: string | null, caption: string): Parts {
  const prose = lines.filter(({ marker }) => marker !== "where" && marker !== "price");
  const text = topicOf(prose.map((line) => line.text).join("\n"), location);
  const opening = prose.find(({ text }) => !text.startsWith("#"))?.text ?? "";
  const hashtags = [...text.matchAll(/#([\p{L}\p{N}_]+)/gu)].map((match) => match[1]!);
  return {
    title: topicOf(title, location),
    opening: topicOf(opening.slice(0, 120), location),
    hashtags: hashtags.map((tag) => `${tag} ${splitCamel(tag)}`).join("\n"),
    body: text.replace(/#[\p{L}\p{N}_]+/gu, " "),
    signs: caption.slice(0, SIGNS_FROM),
  };
}

/** Emoji further down mark lines and mood rather than the subject. */
const SIGNS_FROM = 120;

/** What is left of a text without names, asides and negations: what it is about. */
function topicOf(text: string, location: string | null): string {
  return (location === null ? text : text.replaceAll(location, " "))
    .replace(NOT_TOPIC, " ")
    .replace(ASIDES, " ")
    // "Café" is a cafe.
    .normalize("NFD").replace(/\p{M}/gu, "");
}

/** Addresses, handles and owners ("Chess Club's"): who it is by, not what it is. */
const NOT_TOPIC = /https?:\S+|@[\w.]+|\b[A-Z]\w{1,30}(?: [A-Z]\w{1,30}){0,3}'s\b/g;

const TREATS = String
  .raw`(?:food|pizzas?|snacks?|coffees?|teas?|drinks?|lunch|dinner|breakfast|brunch|cakes?|biscuits?|cookies|burgers?|chips|donuts|doughnuts|refreshments|canap[eé]s|hot chocolate|bubble tea|fruit|toasties|noodles|scones|curry|beers?|wine|sausage sizzle|bbq|merch|marshmallows|wine|cheese|nibbles|sandwiches|toast|porridge|soup|milo|samosas|bacon|morning tea|afternoon tea|mince pies|soft drinks)`;
/** Food at a meeting is no meeting about food, what is not there no subject, "one more sleep" no rest. */
const ASIDES = new RegExp(
  [
    String
      .raw`\b(?:free|unlimited|complimentary|homemade|vegan|cheap) (?:\w+ (?:and|&|or) )?${TREATS}(?:,? (?:and |& )?${TREATS}){0,3}`,
    String
      .raw`\b(?:${TREATS})(?:,? (?:and |& )?(?:${TREATS}|prizes|drinks)){0,3},? (?:(?:is|are|will be) )?(?:provided|included|afterwards?|after|to follow|on us|on the house|in the breaks?|at half time|half price|to finish)\b`,
    String
      .raw`\b(?:there (?:will be|is)|we have|followed by|stay for|get|eat|plus|with) (?:an? |some |lots of |free )?${TREATS}\b`,
    String.raw`\b(?:no|not an?|without|never) (?:\w+ )?\w+`,
    String.raw`\b(?:\d+|one|two|three|more) sleeps?\b|\b(?:by|gold coin|entry:?) donations?\b`,
  ].join("|"),
  "gi",
);

function splitCamel(tag: string): string {
  return tag.replace(/_/g, " ").replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ");
}
