/** Every event of a post: the rows of a schedule, each a draft of its own; of a plain post the one. */
import type { Draft, Post } from "../event/draft.ts";
import { guessCategory } from "./category.ts";
import { confidenceOf } from "./confidence.ts";
import type { DayOrder } from "./day_order.ts";
import { extractOffline, extractOne } from "./extract.ts";
import type { Line } from "./lines.ts";
import { STAGE } from "./items.ts";
import type { Told } from "./mentions.ts";
import { readPostText } from "./post_text.ts";
import { proseParts } from "./prose.ts";
import { partsOf } from "./row_parts.ts";
import { findRows, FOR_ALL, type Row } from "./rows.ts";
import { findWhere } from "./where.ts";

/** How surely a row of a schedule is an event. */
const ROW_CERTAINTY = 0.9;
/** A post with more is a calendar: it goes to review. */
const MOST_EVENTS = 12;

/** Each part of a text is read by itself. */
const MOST_PARTS = 6;
/** No club's post has more lines. */
const MOST_LINES = 300;

/** What happens when at one event: "9 AM check-in", "11 AM hacking begins". */
const PHASE =
  /\b(?:check-?in|begins?|ends?|demos?|awards?|registration|doors|arrival|departure|lunch break)\b/gi;

/** The events of a post, in the order of the post; the first answers as `extractOffline` does for one. */
export function extractAll(post: Post, timeZone: string, order?: DayOrder): Draft[] {
  const text = readPostText(post, timeZone, order);
  const single = extractOne(text);
  const { lines, date, mentions: { days, clocks } } = text;
  if (lines.length > MOST_LINES) return [single];
  const rows = findRows(lines, days, clocks, date);
  if (rows.length > 1 && arePhases(rows)) return [single];
  if (!isSchedule(rows)) return inProse(post, lines, single, timeZone, order);
  const taken = new Set(rows.flatMap((row) => row.lines));
  const others = lines.filter((_, index) => !taken.has(index));
  const shared = {
    clock: sharedClock(lines, clocks, new Set([...taken, ...days.map(({ line }) => line)])),
    location: findWhere(others).location,
    title: single.title,
  };
  return rows.slice(0, MOST_EVENTS).map((row) => draftOf(row, lines, single, shared));
}

/** "… on Wednesday at 6pm. The week after, on Tuesday 17 November, 5pm": a draft for each. */
function inProse(
  post: Post,
  lines: Line[],
  single: Draft,
  timeZone: string,
  order?: DayOrder,
): Draft[] {
  const parts = proseParts(lines);
  const phases = lines.reduce((sum, { text }) => sum + (text.match(PHASE)?.length ?? 0), 0);
  if (single.kind !== "event" || parts.length < 2 || parts.length > MOST_PARTS || phases > 2) {
    return [single];
  }
  const drafts = parts
    .map((caption) => ({
      ...extractOffline({ ...post, caption }, timeZone, order),
      excerpt: caption,
    }))
    .filter(({ kind, start_date, start_time }) => kind === "event" && start_date && start_time);
  const starts = new Set(drafts.map(({ start_date, start_time }) => `${start_date} ${start_time}`));
  return starts.size > 1 && starts.size === drafts.length ? drafts : [single];
}

/** Two rows on different days or at different hours. */
function isSchedule(rows: Row[]): boolean {
  const starts = new Set(rows.map(({ day, clock }) => `${day} ${clock?.start}`));
  return rows.length > 1 && starts.size > 1;
}

/** "Opening ceremony", "Hub day", "Finals": what happens when at one event. */
function arePhases(rows: Row[]): boolean {
  const phases = rows.filter(({ rest }) => rest.search(PHASE) >= 0 || STAGE.test(rest)).length;
  return phases * 2 >= rows.length;
}

interface Shared {
  clock: Told | null;
  location: string | null;
  title: string;
}

/** "6pm each time", told once for all rows. */
function sharedClock(lines: Line[], clocks: Told[], taken: Set<number>): Told | null {
  const open = clocks.filter(({ role }) => role !== "deadline");
  const told = open.find(({ line }) => FOR_ALL.test(lines[line]!.english));
  const outside = open.filter(({ line }) => !taken.has(line));
  const starts = new Set(outside.map(({ start }) => start));
  return told ?? (starts.size === 1 ? outside[0]! : null);
}

function draftOf(row: Row, lines: Line[], single: Draft, shared: Shared): Draft {
  const parts = partsOf(row.rest);
  const clock = row.clock ?? shared.clock;
  const own = row.lines.map((index) => lines[index]!);
  const title = SLOT.test(parts.title) ? shared.title : parts.title;
  const found = findWhere(own);
  const stated = own.some(({ marker }) => marker === "where") ? found.location : null;
  const location = stated ?? parts.location ?? found.location ?? shared.location;
  const body = own.map(({ text }) => text).join("\n");
  const guess = guessCategory(
    { title, opening: title, hashtags: "", body, signs: "" },
    "event",
  );
  return {
    ...single,
    kind: "event",
    title: title || shared.title,
    summary: null,
    start_date: row.day,
    start_time: clock?.start ?? null,
    end_date: null,
    end_time: clock?.end ?? null,
    location,
    is_online: found.is_online,
    excerpt: body,
    confidence: confidenceOf(ROW_CERTAINTY, guess.certainty, body.length, clock !== null),
    category: guess.certainty > 0.3 ? guess.category : single.category ?? guess.category,
  };
}

/** "Slot A": named by what the post is about. */
const SLOT = /^(?:slot|session|group|batch|round|class|part|turno|gruppe)? ?[A-Z\d]?$/i;
