/** Posts that tell of several events, beside the drafts that are found in them. */
import { z } from "zod";
import type { Draft } from "../supabase/functions/_shared/event/draft.ts";

const Told = z.object({
  title: z.string().nullable(),
  /** Local, a day alone where no hour is told. */
  starts_at: z.string().nullable(),
  location: z.string().nullish(),
  /** Other starts that are as right. */
  accept: z.array(z.string()).optional(),
  /** Starts within 60 days, of an event that recurs: drafts of these are right as well. */
  occurrences_60d: z.array(z.string()).nullish(),
});
type Told = z.infer<typeof Told>;

export const ListCases = z.array(z.object({
  id: z.string(),
  kind: z.string(),
  posted_at: z.string(),
  time_zone: z.string(),
  caption: z.string(),
  events: z.array(Told),
  /** Drafts that count neither way: the umbrella of a festival, past events. */
  may: z.array(Told.partial()).optional(),
}));
export type ListCase = z.infer<typeof ListCases>[number];

export interface ListVerdict {
  id: string;
  /** Events that a draft matches, and events told. */
  matched: number;
  told: number;
  /** Drafts of events, without those that count neither way. */
  drafts: number;
  missed: string[];
  extra: string[];
}

/** One draft matches one event at most; drafts that are no events do not count. */
export function judgeList(test: ListCase, drafts: readonly Draft[]): ListVerdict {
  const left = new Set(drafts.filter(({ kind }) => kind === "event"));
  const missed: string[] = [];
  for (const event of test.events) {
    const found = [...left].find((draft) => isSame(draft, event));
    if (found) left.delete(found);
    else missed.push(`${event.starts_at} ${event.title}`);
    dropOccurrences(left, event);
  }
  const extra = [...left].filter((draft) => !(test.may ?? []).some((event) => mayBe(draft, event)));
  const matched = test.events.length - missed.length;
  return {
    id: test.id,
    matched,
    told: test.events.length,
    drafts: matched + extra.length,
    missed,
    extra: extra.map((draft) => `${startOf(draft)} ${draft.title} @ ${draft.location}`),
  };
}

/** Further drafts for later dates of a recurring event are right, and no events of their own. */
function dropOccurrences(left: Set<Draft>, event: Told) {
  for (const draft of left) {
    const isLater = event.occurrences_60d?.includes(startOf(draft)) && isNamed(draft, event);
    if (isLater) left.delete(draft);
  }
}

function startOf({ start_date, start_time }: Draft): string {
  return start_time === null ? `${start_date}` : `${start_date}T${start_time}`;
}

function isSame(draft: Draft, event: Told): boolean {
  const starts = [event.starts_at, ...(event.accept ?? [])];
  return starts.includes(startOf(draft)) && isNamed(draft, event);
}

/** Half of the content words of its title, or, as titles may be generic, its place. */
function isNamed(draft: Draft, event: Told): boolean {
  const isTitle = shareOf(event.title ?? "", `${draft.title} ${draft.summary ?? ""}`) >= 0.5;
  return isTitle || (!!event.location && shareOf(event.location, draft.location ?? "") >= 0.5);
}

function mayBe(draft: Draft, event: Partial<Told>): boolean {
  const isDay = event.starts_at?.slice(0, 10) === draft.start_date;
  return isDay && shareOf(event.title ?? "", draft.title) >= 0.5;
}

const SMALL = new Set("the and for with our der die das und les des del con los las".split(" "));

/** The share of a phrase's content words that a text has. */
function shareOf(phrase: string, text: string): number {
  const words = wordsOf(phrase);
  const found = wordsOf(text);
  const hits = words.filter((word) => found.includes(word));
  return words.length === 0 ? 0 : hits.length / words.length;
}

function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !SMALL.has(word) && (word.length > 2 || /\d/.test(word)));
}

export interface Shares {
  precision: number;
  recall: number;
  f1: number;
}

export function countLists(verdicts: readonly ListVerdict[]): Shares {
  const sum = (value: (verdict: ListVerdict) => number) =>
    verdicts.reduce((total, verdict) => total + value(verdict), 0);
  const matched = sum((verdict) => verdict.matched);
  const precision = matched / (sum((verdict) => verdict.drafts) || 1);
  const recall = matched / (sum((verdict) => verdict.told) || 1);
  const f1 = precision + recall === 0 ? 0 : 2 * precision * recall / (precision + recall);
  return { precision, recall, f1 };
}
