/**
 * The offline provider's reading of a post: rules instead of a language model, no key, no network, the
 * same answer every time. Import it lazily: it brings chrono-node along. Work is bounded: 8000 characters
 * of a caption are read, line by line, and no pattern repeats a part that may match in several ways.
 */
import { civilOf } from "../civil.ts";
import type { Draft, Post } from "../draft.ts";
import { guessCategory, type Parts } from "./category.ts";
import { confidenceOf } from "./confidence.ts";
import { guessKind } from "./kind.ts";
import { type Line, toLines } from "./lines.ts";
import { findSummary } from "./summary.ts";
import { findTitle } from "./title.ts";
import { findWhen } from "./when.ts";
import { findWhere } from "./where.ts";
import { findOrganisers } from "./who.ts";

/** What the rules say about a post, days and times in `timeZone` (IANA). */
export function extractOffline(post: Post, timeZone: string): Draft {
  const lines = toLines(post.caption);
  const text = lines.map((line) => line.text).join("\n");
  const when = findWhen(lines, civilOf(post.posted_at, timeZone).date);
  const { kind, certainty } = guessKind(text, when);
  const organisers = findOrganisers(text);
  const place = findWhere(lines);
  const title = findTitle(lines, kind, { organisers, location: place.location });
  const guess = guessCategory(partsOf(lines, title), kind);
  const isEvent = kind === "event";
  return {
    kind,
    title,
    summary: findSummary(lines, title),
    start_date: isEvent ? when.start_date : null,
    start_time: isEvent ? when.start_time : null,
    end_date: isEvent ? when.end_date : null,
    end_time: isEvent ? when.end_time : null,
    ...(isEvent ? place : { location: null, is_online: false }),
    organisers,
    category: guess.category,
    confidence: confidenceOf(certainty, guess.certainty, text.length),
  };
}

/** The texts a category is read from; rooms, prices and addresses of the web tell nothing about it. */
function partsOf(lines: Line[], title: string): Parts {
  const prose = lines.filter(({ marker }) => marker !== "where" && marker !== "price");
  const text = prose.map((line) => line.text).join("\n")
    .replace(NOT_TOPIC, " ")
    // "Café" is a cafe.
    .normalize("NFD").replace(/\p{M}/gu, "");
  const opening = prose.find(({ text }) => !text.startsWith("#"))?.text ?? "";
  const hashtags = [...text.matchAll(/#([\p{L}\p{N}_]+)/gu)].map((match) => match[1]!);
  return {
    title: `${title}\n${opening.slice(0, 120)}`.replace(NOT_TOPIC, " "),
    hashtags: hashtags.map((tag) => `${tag} ${splitCamel(tag)}`).join("\n"),
    body: text.replace(/#[\p{L}\p{N}_]+/gu, " "),
  };
}

/** Addresses, handles and owners ("Chess Club's"): who it is by, not what it is. */
const NOT_TOPIC = /https?:\S+|@[\w.]+|\b[A-Z]\w{1,30}(?: [A-Z]\w{1,30}){0,3}'s\b/g;

function splitCamel(tag: string): string {
  return tag.replace(/_/g, " ").replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ");
}
