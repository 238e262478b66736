/**
 * The project's sample posts: three weeks of posts by fictional clubs, with the mess of real ones.
 * Every date is relative to now, so that some events are always upcoming. Captions and facts come
 * from the same description.
 *
 * Pictures and pages are on the reserved domain `.example` and are never fetched: a mail must look
 * right with blocked pictures. Only the demo replaces them by drawn pictures.
 */
import type { Category, Kind } from "../../supabase/functions/_shared/event/event.ts";
import { type DayNumber, dayOf, instantOf, isoDay, resolve } from "./calendar.ts";
import { hash } from "./chance.ts";
import { CLUBS } from "./clubs.ts";
import type { Draft, Posted, Say } from "./draft.ts";
import { arts } from "./drafts/arts.ts";
import { careers } from "./drafts/careers.ts";
import { community } from "./drafts/community.ts";
import { culture } from "./drafts/culture.ts";
import { foodAndTravel } from "./drafts/food_travel.ts";
import { hostile } from "./drafts/hostile.ts";
import { notices } from "./drafts/notices.ts";
import { past } from "./drafts/past.ts";
import { recruitment } from "./drafts/recruitment.ts";
import { sport } from "./drafts/sport.ts";
import { study } from "./drafts/study.ts";
import { tech } from "./drafts/tech.ts";
import { timeWords, wordsOf } from "./words.ts";

/** Prefix of each picture's address; a name and ".jpg" follow. */
export const SAMPLE_PICTURES = "https://media.merribrook.example/p/";

const DRAFTS: Draft[] = [
  ...study,
  ...careers,
  ...culture,
  ...sport,
  ...arts,
  ...tech,
  ...community,
  ...foodAndTravel,
  ...recruitment,
  ...past,
  ...notices,
  ...hostile,
];

/** An entry of an export. */
export interface RawPost {
  id: string;
  caption: string;
  media_type: string;
  media_url: string;
  permalink: string;
  timestamp: string;
  account: { handle: string; name: string };
}

/** The facts of a post, to evaluate extraction. */
export interface Truth {
  id: string;
  /** Name of the club that posted. */
  organiser: string;
  kind: Kind;
  /** Title as a member would give it; null for a post without sense. */
  title: string | null;
  /** Local civil time of an event: "2026-11-27T17:30", or "2026-11-27" if it names no time. */
  starts: string | null;
  category: Category | null;
  /** A second category that is also acceptable. */
  second: Category | null;
}

/** The sample as a club's export, oldest first, with both spellings of timestamps. */
export function samplePosts(now: Date, timeZone: string): RawPost[] {
  return DRAFTS.map((draft) => write(draft, now, timeZone))
    .sort((a, b) => +a.posted - +b.posted)
    .map(({ post }) => post);
}

/** The facts of each of `samplePosts(now, timeZone)`, in any order. */
export function sampleTruth(now: Date, timeZone: string): Truth[] {
  const today = dayOf(now, timeZone);
  return DRAFTS.map((draft) => ({
    id: idOf(draft),
    organiser: CLUBS[draft.club].name,
    kind: draft.kind,
    title: draft.title ?? null,
    starts: startOf(draft, today),
    category: draft.category,
    second: draft.second ?? null,
  }));
}

function write(draft: Draft, now: Date, timeZone: string): { post: RawPost; posted: Date } {
  const posted = postedAt(draft.posted, now, timeZone);
  const say = wording(draft, dayOf(now, timeZone), dayOf(posted, timeZone));
  const post = {
    id: idOf(draft),
    caption: draft.caption(say),
    media_type: draft.media ?? "IMAGE",
    media_url: `${SAMPLE_PICTURES}${draft.key}.jpg`,
    permalink: `https://clubs.merribrook.example/p/${draft.key}/`,
    timestamp: stamp(posted, hash(draft.key) % 2 === 0),
    account: CLUBS[draft.club],
  };
  return { post, posted };
}

function postedAt(posted: Posted, now: Date, timeZone: string): Date {
  if ("hours" in posted) return new Date(+now - posted.hours * 3_600_000);
  return instantOf(dayOf(now, timeZone) - posted.days, posted.time, timeZone);
}

/** Uses getters, so that a draft without a day or time fails only if its caption needs one. */
function wording(draft: Draft, today: DayNumber, posted: DayNumber): Say {
  const day = () => resolve(draft.on ?? missing(draft, "a day"), today);
  return {
    get on() {
      return wordsOf(day(), posted);
    },
    get from() {
      return timeWords(draft.from ?? missing(draft, "a start"));
    },
    get to() {
      return timeWords(draft.to ?? missing(draft, "an end"));
    },
    after: (days) => wordsOf(day() + days, posted),
  };
}

function missing(draft: Draft, what: string): never {
  throw new RangeError(`Cannot write ${what} into draft ${draft.key}: current value is undefined`);
}

function startOf(draft: Draft, today: DayNumber): string | null {
  if (draft.kind !== "event") return null;
  const day = isoDay(resolve(draft.on ?? missing(draft, "a day"), today));
  return draft.from ? `${day}T${draft.from}` : day;
}

/** A permanent id of digits, like real ones. */
function idOf({ key }: Draft): string {
  return `17${String(hash(key)).padStart(10, "0")}${String(hash(`${key}/2`)).slice(-5)}`;
}

/** One of the two spellings in exports. */
function stamp(instant: Date, short: boolean): string {
  const iso = instant.toISOString();
  return short ? iso.replace(/\.\d+Z$/, "+0000") : iso;
}
