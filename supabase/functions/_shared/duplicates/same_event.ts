/**
 * Decides whether two posts of one local day are one event. Posts with different places, links,
 * hours or parts never are. For others, texts, titles, places and clubs decide. Pure.
 */
import type { Account } from "../post/account.ts";
import {
  type Labels,
  labelsDiffer,
  type Place,
  placeReader,
  placesDiffer,
  roomLabels,
  titleLabels,
} from "./apart.ts";
import { clubReader, type Clubs, isOneClub } from "./clubs.ts";
import type { Signs } from "./marks.ts";
import { bagReader, overlap, wordReader, type Words } from "./overlap.ts";

/** The facts of a post that decide whether two posts are one event. */
export interface Told {
  id: string;
  /** The post that tells of it; two events of one post are two. */
  post_id: string;
  source: string;
  /** Null if the source does not state it. */
  account: Account | null;
  title: string;
  starts_at: string;
  is_all_day: boolean;
  location: string | null;
  organisers: readonly string[];
  /** As the source claims, ISO 8601. */
  posted_at: string;
  /** Time of first ingestion, ISO 8601. */
  first_seen: string;
  caption: string;
  /** True if an operator hid it; it is in no group. */
  is_hidden: boolean;
}

/**
 * A post prepared for comparison; prepared once, because it is compared with all others of its day.
 */
export interface Post {
  event: Told;
  /** Local date, such as "2026-03-05". */
  day: string;
  /** Epoch ms; null if the post names only a day. */
  hour: number | null;
  title: Words;
  place: Place | null;
  rooms: Labels;
  parts: Labels;
  clubs: Clubs;
  links: ReadonlySet<string>;
  /** Words of its place and of its caption, as numbers. */
  placeBag: ReadonlySet<number>;
  readonly bag: ReadonlySet<number>;
  /** Marks that occur on no other day. */
  marks: ReadonlySet<string>;
  /** All facts that can conflict, as one text; equal for posts with equal conflicts. */
  facts: string;
}

/** Returns a reader of posts. Posts are comparable if the same reader read them. */
export function postReader(): (event: Told, day: string, signs: Signs) => Post {
  const wordsOf = wordReader();
  const placeOf = placeReader(wordsOf);
  const clubsOf = clubReader();
  const bagOf = bagReader();
  return (event, day, { links, marks }) => {
    let bag: ReadonlySet<number> | undefined;
    const { title, location } = event;
    const hour = event.is_all_day ? null : Date.parse(event.starts_at);
    const rooms = location ? NONE : roomLabels(event.caption);
    const parts = titleLabels(title);
    const clubs = clubsOf(event);
    return {
      event,
      day,
      hour,
      title: wordsOf(title),
      place: location ? placeOf(location) : null,
      placeBag: location ? bagOf(location) : NO_WORDS,
      rooms,
      parts,
      facts: [
        ...[day, hour, location?.toLowerCase(), textOf(rooms), textOf(parts), ...links],
        // Two pages of one club may belong to one event.
        ...(links.size > 0 ? [clubs.own, "and", clubs.mentioned] : []),
      ].join("\n"),
      clubs,
      links,
      get bag() {
        return bag ??= bagOf(event.caption);
      },
      marks,
    };
  };
}

const NONE: Labels = new Map();
const NO_WORDS: ReadonlySet<number> = new Set();
const textOf = (labels: Labels) => [...labels].map(([key, values]) => [key, ...values].join(" "));

/** Cosine from which two posts of a day are one event, if nothing conflicts. */
const CLOSE = 0.65;
/**
 * Cosine that suffices for posts of one club at one hour, of one place, or with a common mark ...
 */
const RELATED = 0.18;
/** ... and if one names no hour: for posts of one account, or of exactly one place. */
const ALIKE = 0.3;
const NOT_CLOSE = CLOSE - 1e-6;
/** Texts with a cosine of CLOSE share far more of their words than this. */
const CLOSE_SHARE = 0.25;
/** Share of the shorter title's words that the other has. */
const SAME_TITLE = 0.75;
/** Share of common words, and minimum number of words, for names of exactly one place. */
const EXACT_PLACE = 0.75;
const EXACT_WORDS = 3;
/** Share of a place's words in the caption of a post without a place. */
const TOLD_PLACE = 0.5;

/** Whether they name the same day and, if both name an hour, the same hour. */
export function agreeOnHour(a: Post, b: Post): boolean {
  return a.day === b.day && (a.hour === null || b.hour === null || a.hour === b.hour);
}

/** Whether they name facts that exclude one event, however similar the rest is. */
export function conflict(a: Post, b: Post): boolean {
  if (a.event.post_id === b.event.post_id) return true;
  if (!agreeOnHour(a, b) || labelsDiffer(a.parts, b.parts)) return true;
  if (a.place && b.place ? placesDiffer(a.place, b.place) : labelsDiffer(roomsOf(a), roomsOf(b))) {
    return true;
  }
  if (a.links.size === 0 || b.links.size === 0 || !a.links.isDisjointFrom(b.links)) return false;
  // One club may link two pages for one evening, if it names the same hour and place in both.
  return !isSameHour(a, b) || !(a.place && b.place) || isOneClub(a.clubs, b.clubs) !== true;
}

const roomsOf = ({ place, rooms }: Post) => place?.labels ?? rooms;
const isSameHour = (a: Post, b: Post) => a.hour !== null && a.hour === b.hour;

/** Above 0 for one event; larger is surer. For two posts of one day without a conflict. */
export function sureness(a: Post, b: Post, cosine: number): number {
  const club = isOneClub(a.clubs, b.clubs);
  const isHour = isSameHour(a, b);
  if (club === false && !isHour) return 0;
  const place = placeInCommon(a, b);
  const isOne = club === false
    // Posts of two clubs need the same hour and place, and the same title or similar texts.
    ? place > 0 && (cosine >= RELATED || isSameTitle(a, b))
    : cosine >= CLOSE || isSameTitle(a, b) || isKin(a, b, place, cosine);
  return isOne ? 1 + cosine + place + (club === true ? 1 : 0) : 0;
}

/**
 * Whether they are one event if their texts are similar enough, with enough common words for that.
 */
export function mayBeOne(a: Post, b: Post): boolean {
  if (sureness(a, b, NOT_CLOSE) > 0) return true;
  return sureness(a, b, 1) > 0 && shareWords(a.bag, b.bag);
}

/** Whether the shorter text has enough words in common with the other for a cosine of CLOSE. */
function shareWords(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [short, long] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const word of short) if (long.has(word)) common++;
  return common >= CLOSE_SHARE * short.size;
}

/** For posts of one or an unknown club without the same text or title. */
function isKin(a: Post, b: Post, place: number, cosine: number): boolean {
  const isHour = isSameHour(a, b);
  const isOne = isOneClub(a.clubs, b.clubs) === true;
  if (isHour && place > 0 && (isOne || cosine >= RELATED || isExact(a, b))) return true;
  if (cosine < RELATED) return false;
  return isHour && isOne || a.marks.size > 0 && !a.marks.isDisjointFrom(b.marks) ||
    cosine >= ALIKE && (isSameHandle(a, b) || isExact(a, b));
}

/** Whether both name one place, in enough words that two events there at once are unlikely. */
function isExact(a: Post, b: Post): boolean {
  return a.place !== null && b.place !== null &&
    overlap(a.place.words, b.place.words, EXACT_WORDS) >= EXACT_PLACE;
}

const isSameTitle = (a: Post, b: Post) => overlap(a.title, b.title, 2) >= SAME_TITLE;

function isSameHandle({ event: a }: Post, { event: b }: Post): boolean {
  return a.account !== null && a.account.handle === b.account?.handle;
}

/**
 * Share of a place that both name, or that one names and the other's caption contains; 0 for none.
 */
function placeInCommon(a: Post, b: Post): number {
  if (a.place && b.place) return overlap(a.place.words, b.place.words);
  const [named, other] = a.place ? [a, b] : [b, a];
  if (named.placeBag.size === 0) return 0;
  let told = 0;
  for (const word of named.placeBag) if (other.bag.has(word)) told++;
  const share = told / named.placeBag.size;
  return share >= TOLD_PLACE ? share : 0;
}
