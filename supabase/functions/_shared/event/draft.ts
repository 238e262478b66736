/**
 * From a post to facts: the answer a provider gives about one post, and the checks it must pass. What a
 * language model says is a claim; only what survives `resolveDraft` is written.
 */
import { z } from "zod";
import { plainLine } from "../text/caption.ts";
import {
  addDays,
  civilOf,
  daysBetween,
  instantOf,
  isCivilDate,
  isCivilTime,
} from "../time/civil.ts";
import { CATEGORIES, type Category, type Kind, KINDS } from "./event.ts";
import type { Given } from "../post/given.ts";
import { DAY_MS, HOUR_MS } from "../time/units.ts";

const TITLE_LIMIT = 120;
const SUMMARY_LIMIT = 200;
const LOCATION_LIMIT = 160;
const ORGANISER_LIMIT = 80;
const ORGANISERS_LIMIT = 8;
/** Posts announce this academic year or the next; a date further off is a misreading. */
export const FARTHEST_START_DAYS = 550;
/** Longer than any festival, programme or season: an end beyond it is a misreading. */
const LONGEST_DAYS = 120;
/** A post may still go up while its event runs past midnight. */
const HOURS_AGO = 12;

/**
 * What a provider answers about a post, dates and times in the community's local civil time. Formats are
 * said in words and checked later: strict structured output refuses patterns, and optional keys.
 */
export const Draft = z.object({
  kind: z.enum(KINDS).describe(
    "event: can be attended, still to come; deadline: the only date is one to apply or register by; " +
      "recap: looks back; announcement: anything else",
  ),
  title: z.string().describe(
    "Name of the event or subject of the post, plain text, <= 120 characters",
  ),
  summary: z.string().nullable().describe("One plain sentence, <= 200 characters"),
  start_date: z.string().nullable().describe(
    "YYYY-MM-DD, first session to come of an event; null if the post does not say; never a deadline",
  ),
  start_time: z.string().nullable().describe("HH:MM, 24 hours; null if the post does not say"),
  end_date: z.string().nullable().describe("YYYY-MM-DD; null if the post does not say"),
  end_time: z.string().nullable().describe("HH:MM, 24 hours; null if the post does not say"),
  location: z.string().nullable().describe("Place as the post names it; null if it does not say"),
  is_online: z.boolean().describe("Can only be attended online"),
  organisers: z.array(z.string()).describe("Who holds it, as the post names them"),
  category: z.enum(CATEGORIES).nullable().describe("Null if none fits"),
  confidence: z.number().describe("0 to 1: how sure kind and category are"),
  excerpt: z.string().nullable().optional().describe(
    "If the post tells of several events: the words of the post about this one, unchanged; else null",
  ),
});
export type Draft = z.infer<typeof Draft>;

/** A post as far as extraction looks at it. */
export interface Post {
  caption: string;
  posted_at: Date;
}

/** The facts of a post: the columns of `events` that classification writes. */
export interface Extraction {
  kind: Kind;
  title: string;
  summary: string | null;
  /** Instant, ISO 8601 in UTC; only an event has one. All-day: local midnight of the first day. */
  starts_at: string | null;
  /** Instant after the last moment: for days without times, local midnight after the last of them. */
  ends_at: string | null;
  is_all_day: boolean;
  location: string | null;
  is_online: boolean;
  organisers: string[];
  category: Category | null;
  confidence: number;
  needs_review: boolean;
}

/** How a draft is judged: the community's IANA time zone and the least confidence to publish with. */
export interface ResolveOptions {
  timeZone: string;
  minConfidence: number;
}

/**
 * Checks a draft against its post. What the source of the post states wins over the draft; only starts in a
 * far year are refused of either. Pure, throws only RangeError for an unknown time zone.
 */
export function resolveDraft(
  draft: Draft,
  post: Post,
  options: ResolveOptions,
  given: Given | null = null,
): Extraction {
  const confidence = clamp01(draft.confidence);
  const isSure = confidence >= options.minConfidence;
  const isOpen = given?.status === "tentative" || given?.status === "postponed";
  return {
    kind: given?.starts_at ? "event" : draft.kind,
    title: line(given?.title ?? null, TITLE_LIMIT) ?? line(draft.title, TITLE_LIMIT) ??
      line(post.caption, TITLE_LIMIT) ?? "Untitled post",
    summary: line(draft.summary, SUMMARY_LIMIT),
    ...timesOf(draft, post, options.timeZone, given),
    location: line(given?.location ?? null, LOCATION_LIMIT) ?? line(draft.location, LOCATION_LIMIT),
    is_online: given?.is_online ?? draft.is_online,
    organisers: resolveOrganisers(given?.organisers?.length ? given.organisers : draft.organisers),
    category: isSure ? draft.category : null,
    confidence,
    needs_review: !isSure || isOpen,
  };
}

type Times = Pick<Extraction, "starts_at" | "ends_at" | "is_all_day">;

const NO_TIMES: Times = { starts_at: null, ends_at: null, is_all_day: false };

function timesOf(draft: Draft, post: Post, timeZone: string, given: Given | null): Times {
  if (given?.status === "postponed") return NO_TIMES;
  const read = resolveTimes(draft, post.posted_at, timeZone);
  return given?.starts_at ? givenTimes(given, given.starts_at, post.posted_at, read) : read;
}

/** Times as the source states them; an end that it does not state is read, if the start was read right. */
function givenTimes(given: Given, starts_at: string, postedAt: Date, read: Times): Times {
  const start = new Date(starts_at);
  if (start.getTime() - postedAt.getTime() > FARTHEST_START_DAYS * DAY_MS) return NO_TIMES;
  const is_all_day = given.is_all_day ?? false;
  const isRead = read.starts_at === start.toISOString() && read.is_all_day === is_all_day;
  const end = given.ends_at ?? (isRead ? read.ends_at : null);
  const length = end === null ? 0 : Date.parse(end) - start.getTime();
  return {
    starts_at: start.toISOString(),
    ends_at: length > 0 && length <= LONGEST_DAYS * DAY_MS ? new Date(end!).toISOString() : null,
    is_all_day,
  };
}

function resolveTimes(draft: Draft, postedAt: Date, timeZone: string): Times {
  const { start_date } = draft;
  if (draft.kind !== "event" || start_date === null || !isCivilDate(start_date)) return NO_TIMES;
  const time = checkedTime(draft.start_time);
  const start = instantOf(start_date, time ?? "00:00", timeZone);
  if (!isPlausible(start_date, start, postedAt, timeZone)) return NO_TIMES;
  const end = resolveEnd(draft, start_date, time, timeZone);
  return {
    starts_at: start.toISOString(),
    ends_at: end !== null && end > start ? end.toISOString() : null,
    is_all_day: time === null,
  };
}

/** Not before the day of the post, unless only hours ago, and not in a far year. */
function isPlausible(day: string, start: Date, postedAt: Date, timeZone: string): boolean {
  const ahead = daysBetween(civilOf(postedAt, timeZone).date, day);
  const hoursAgo = (postedAt.getTime() - start.getTime()) / HOUR_MS;
  return ahead <= FARTHEST_START_DAYS && (ahead >= 0 || hoursAgo <= HOURS_AGO);
}

function resolveEnd(draft: Draft, startDate: string, startTime: string | null, timeZone: string) {
  const time = startTime === null ? null : checkedTime(draft.end_time);
  const date = checkedEndDate(draft.end_date, startDate);
  if (time === null) {
    return date > startDate ? instantOf(addDays(date, 1), "00:00", timeZone) : null;
  }
  const pastMidnight = date === startDate && startTime !== null && time <= startTime;
  return instantOf(pastMidnight ? addDays(date, 1) : date, time, timeZone);
}

/** The start's own day where the end's is missing, unreal, earlier or absurdly late. */
function checkedEndDate(date: string | null, startDate: string): string {
  if (date === null || !isCivilDate(date)) return startDate;
  const days = daysBetween(startDate, date);
  return days >= 0 && days <= LONGEST_DAYS ? date : startDate;
}

function checkedTime(time: string | null): string | null {
  return time !== null && isCivilTime(time) ? time : null;
}

/** Named once each, whatever the case and with or without '@'. */
function resolveOrganisers(names: string[]): string[] {
  const byKey = new Map<string, string>();
  for (const name of names) {
    const plain = line(name, ORGANISER_LIMIT)?.replace(/^@/, "");
    const key = plain?.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    if (plain && key && !byKey.has(key)) byKey.set(key, plain);
  }
  return [...byKey.values()].slice(0, ORGANISERS_LIMIT);
}

function line(text: string | null, limit: number): string | null {
  return (text && plainLine(text, limit)) || null;
}

function clamp01(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}
