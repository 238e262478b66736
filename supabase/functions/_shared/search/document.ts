/** An event as search reads it: stems, subjects and price of its texts, digested once. Pure. */
import { type Event, labelOf } from "../event/event.ts";
import { fold, stemOf, wordsOf } from "./fold.ts";
import { civilOf, weekdayOf } from "../time/civil.ts";
import { type Price, priceOf } from "./price.ts";
import { mentionsIn, SUBJECTS_OF } from "./subjects.ts";

export interface Searchable {
  event: Event;
  /** The post's text; the service alone reads it, so no answer quotes it. */
  caption: string;
  /** Of the catalogue's model; undefined while the event has none. */
  vector?: Float32Array;
}

export interface Document extends Searchable {
  /** Occurrences of each stem, weighted by field. */
  stems: ReadonlyMap<string, number>;
  /** Stems of title, organisers and place. */
  named: ReadonlySet<string>;
  /** Words of the public fields, for the correction of spelling. A caption's words are not public. */
  words: ReadonlySet<string>;
  /** 0 to 1: how surely it is of a subject. */
  subjects: ReadonlyMap<number, number>;
  /** Folded words of the place. */
  location: readonly string[];
  /** Folded texts, for substring matches. */
  text: string;
  price: Price;
  /** Epoch ms. */
  start: number;
  /** Start and end on the community's clock; `time` is null if only the day is known. */
  local: {
    date: string;
    weekday: number;
    time: string | null;
    endDate: string;
    endTime: string | null;
  };
}

/** What a word counts in each text, and how surely it tells the subject. */
const FIELDS: [name: string, weight: number, sureness: number, text: (s: Searchable) => string][] =
  [
    ["title", 3, 0.7, ({ event }) => event.title],
    ["organisers", 2, 0.35, ({ event }) => event.organisers.join(", ")],
    ["location", 2, 0.2, ({ event }) => event.location ?? ""],
    ["category", 1, 0, ({ event }) => event.category ? labelOf(event.category) : ""],
    ["summary", 1.5, 0.45, ({ event }) => event.summary ?? ""],
    ["caption", 1, 0.35, ({ caption }) => caption.slice(0, LONGEST).replace(LABEL, " ")],
  ];
const NAMING = ["title", "organisers", "location"];

/** "Date:" and "Where:" name a field, and nothing that is sought. */
const LABEL =
  /(?<!\p{L})(?:date|time|when|where|location|venue|place|cost|price|entry|tickets?|who|what|day)s? ?[:：]/giu;

/** Characters of a caption that are searched. */
const LONGEST = 8_000;
/** A word of the twentieth line says less than one of the first. */
const USUAL_WORDS = 80;
/** An event of a category is of its subject, unless a word says so more surely. */
const BY_CATEGORY = 0.4;

export function documentOf(searchable: Searchable, timeZone: string): Document {
  const stems = new Map<string, number>();
  const named = new Set<string>();
  const words = new Set<string>();
  const doubts = new Map<number, number>();
  const texts: string[] = [];
  for (const [name, weight, sureness, textOf] of FIELDS) {
    const text = textOf(searchable);
    if (!text) continue;
    const found = wordsOf(text);
    const parts = found.map(stemOf);
    const share = weight / Math.max(1, 0.5 + 0.5 * found.length / USUAL_WORDS);
    for (const stem of parts) stems.set(stem, (stems.get(stem) ?? 0) + share);
    if (NAMING.includes(name)) parts.forEach((stem) => named.add(stem));
    if (name !== "caption") found.forEach((word) => words.add(word));
    if (sureness > 0) doubt(doubts, found, sureness);
    if (name !== "category") texts.push(fold(text));
  }
  const { category } = searchable.event;
  for (const subject of (category && SUBJECTS_OF.get(category)) || []) {
    doubts.set(subject, (doubts.get(subject) ?? 1) * (1 - BY_CATEGORY));
  }
  return {
    ...searchable,
    stems,
    named,
    words,
    location: wordsOf(searchable.event.location ?? ""),
    subjects: new Map(Array.from(doubts, ([subject, left]) => [subject, 1 - left])),
    text: texts.join("\n"),
    price: priceOf(`${searchable.event.summary ?? ""}\n${searchable.caption}`),
    start: Date.parse(searchable.event.starts_at),
    local: localOf(searchable.event, timeZone),
  };
}

function localOf({ starts_at, ends_at, is_all_day }: Event, timeZone: string): Document["local"] {
  const { date, time } = civilOf(new Date(starts_at), timeZone);
  const end = ends_at ? civilOf(new Date(ends_at), timeZone) : null;
  return {
    date,
    weekday: weekdayOf(date),
    time: is_all_day ? null : time,
    endDate: end?.date ?? date,
    endTime: is_all_day ? null : end?.time ?? null,
  };
}

/** Each word that tells of a subject leaves a share of the doubt about it. */
function doubt(doubts: Map<number, number>, words: string[], sureness: number): void {
  const seen = new Set<number>();
  for (const { subject, entry } of mentionsIn(words)) {
    if (seen.has(entry)) continue;
    seen.add(entry);
    doubts.set(subject, (doubts.get(subject) ?? 1) * (1 - sureness));
  }
}
