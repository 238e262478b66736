/**
 * Whether two posts of one local day tell of one event. Posts that name different places, links, hours or
 * parts never do; the rest is a matter of text, title, place and club. Pure.
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

/** What tells whether two posts are about one event. */
export interface Told {
  id: string;
  source: string;
  /** Null where the source does not say. */
  account: Account | null;
  title: string;
  starts_at: string;
  is_all_day: boolean;
  location: string | null;
  organisers: readonly string[];
  /** As the source claims. */
  posted_at: string;
  /** When it was first ingested. */
  first_seen: string;
  caption: string;
  /** An operator hid it: it stands alone. */
  is_hidden: boolean;
}

/** What a post is compared by, read once: each is compared with all others of its day. */
export interface Post {
  event: Told;
  /** Local, "2026-03-05". */
  day: string;
  /** Epoch ms; null where it names a day alone. */
  hour: number | null;
  title: Words;
  place: Place | null;
  rooms: Labels;
  parts: Labels;
  clubs: Clubs;
  links: ReadonlySet<string>;
  /** Words of its place, and of its caption, by number. */
  placeBag: ReadonlySet<number>;
  readonly bag: ReadonlySet<number>;
  /** Marks that no other day has. */
  marks: ReadonlySet<string>;
  /** All that it may conflict by, as one text: equal for posts that conflict with the same others. */
  facts: string;
}

/** Reads posts that are to be compared with each other. */
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
        // Two pages of one club may be one event's.
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

/** Texts so close are one event on the same day, if nothing in them conflicts. */
const CLOSE = 0.65;
/** Of posts by one club for one hour, at one place, or that share a mark, this much is enough ... */
const RELATED = 0.18;
/** ... and this much where one names no hour: of posts by one account, or at exactly one place. */
const ALIKE = 0.3;
const NOT_CLOSE = CLOSE - 1e-6;
/** Texts so close share far more of their words than this. */
const CLOSE_SHARE = 0.25;
/** Share of the shorter title's words that the other has. */
const SAME_TITLE = 0.75;
/** Share of the words, at least so many, that names of exactly one place have in common. */
const EXACT_PLACE = 0.75;
const EXACT_WORDS = 3;
/** Share of the words of a place that the caption of a post has from which no place was read. */
const TOLD_PLACE = 0.5;

/** Whether they name the same day, and the same hour as far as they name one. */
export function agreeOnHour(a: Post, b: Post): boolean {
  return a.day === b.day && (a.hour === null || b.hour === null || a.hour === b.hour);
}

/** Whether they name what cannot be of one event, however alike the rest is. */
export function conflict(a: Post, b: Post): boolean {
  if (!agreeOnHour(a, b) || labelsDiffer(a.parts, b.parts)) return true;
  if (a.place && b.place ? placesDiffer(a.place, b.place) : labelsDiffer(roomsOf(a), roomsOf(b))) {
    return true;
  }
  if (a.links.size === 0 || b.links.size === 0 || !a.links.isDisjointFrom(b.links)) return false;
  // One club may send its readers to two pages about one evening, which it names twice.
  return !isSameHour(a, b) || !(a.place && b.place) || isOneClub(a.clubs, b.clubs) !== true;
}

const roomsOf = ({ place, rooms }: Post) => place?.labels ?? rooms;
const isSameHour = (a: Post, b: Post) => a.hour !== null && a.hour === b.hour;

/** Above 0: one event, the surer the higher. For two posts of one day without a conflict. */
export function sureness(a: Post, b: Post, cosine: number): number {
  const club = isOneClub(a.clubs, b.clubs);
  const isHour = isSameHour(a, b);
  if (club === false && !isHour) return 0;
  const place = placeInCommon(a, b);
  const isOne = club === false
    // By two clubs: hour and place must be the same, beside the title or the text.
    ? place > 0 && (cosine >= RELATED || isSameTitle(a, b))
    : cosine >= CLOSE || isSameTitle(a, b) || isKin(a, b, place, cosine);
  return isOne ? 1 + cosine + place + (club === true ? 1 : 0) : 0;
}

/** Whether they are one event if their texts are alike enough, and share words so that they can be. */
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

/** By one club, or nobody knows, with texts and titles that are not the same. */
function isKin(a: Post, b: Post, place: number, cosine: number): boolean {
  const isHour = isSameHour(a, b);
  const isOne = isOneClub(a.clubs, b.clubs) === true;
  if (isHour && place > 0 && (isOne || cosine >= RELATED || isExact(a, b))) return true;
  if (cosine < RELATED) return false;
  return isHour && isOne || a.marks.size > 0 && !a.marks.isDisjointFrom(b.marks) ||
    cosine >= ALIKE && (isSameHandle(a, b) || isExact(a, b));
}

/** Whether both name one place, by so many words that hardly two things go on there at once. */
function isExact(a: Post, b: Post): boolean {
  return a.place !== null && b.place !== null &&
    overlap(a.place.words, b.place.words, EXACT_WORDS) >= EXACT_PLACE;
}

const isSameTitle = (a: Post, b: Post) => overlap(a.title, b.title, 2) >= SAME_TITLE;

function isSameHandle({ event: a }: Post, { event: b }: Post): boolean {
  return a.account !== null && a.account.handle === b.account?.handle;
}

/** Share of a place that both name, or that one names and the text of the other has; 0: none. */
function placeInCommon(a: Post, b: Post): number {
  if (a.place && b.place) return overlap(a.place.words, b.place.words);
  const [named, other] = a.place ? [a, b] : [b, a];
  if (named.placeBag.size === 0) return 0;
  let told = 0;
  for (const word of named.placeBag) if (other.bag.has(word)) told++;
  const share = told / named.placeBag.size;
  return share >= TOLD_PLACE ? share : 0;
}
