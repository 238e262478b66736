/** What a reader makes of a source: its items, in the words of `docs/sources.md`. */

/** Why a whole answer is refused. Nothing is taken from it, and nothing is withdrawn. */
export type Refusal =
  | "not_a_calendar"
  | "not_a_feed"
  | "not_a_page"
  | "not_a_mail"
  | "cut_off"
  | "broken"
  | "doctype_entities"
  | "too_large";

/** Why an entry makes no item. */
export type Reason =
  | "private"
  | "busy_block"
  | "no_title"
  | "no_start"
  | "outside_window"
  | "rule_refused"
  | "too_old"
  | "too_many"
  | "empty"
  | "broken_json"
  | "microdata"
  | "automatic";

/** What a reader had to assume about an item, or about all of them; an item has them in this order. */
export const NOTES = [
  "no_uid",
  "uid_reused",
  "zone_from_file",
  "zone_unknown",
  "midnight_to_midnight",
  "end_before_start",
  "rule_cut",
  "out_of_budget",
  "no_id",
  "no_date",
  "date_in_future",
  "schedule_ignored",
  "list_mail",
] as const;
export type Note = typeof NOTES[number];

/** Each once, in the order of the list. */
export function notesOf(notes: readonly Note[]): Note[] {
  return NOTES.filter((note) => notes.includes(note));
}

export type Status = "confirmed" | "tentative" | "cancelled" | "postponed";

/** The range of prices that a source gives; `currency` as ISO 4217, null where it gives none. */
export interface Price {
  min: number;
  max: number;
  currency: string | null;
}

/** One entry of a source. Instants are ISO 8601 in UTC without milliseconds. */
export interface Item {
  /** The same for the same bytes, and for the same entry in the next answer. */
  id: string;
  /** The original start of an occurrence of a series; null for an entry that stands alone. */
  recurrence: string | null;
  title: string | null;
  /** Plain text, links written out; "" where the source gives none. */
  text: string;
  url: string | null;
  /** Null where the source gives no time: the text is read like that of any post. */
  starts_at: string | null;
  /** The instant after the last moment; null for a single day and where the source gives none. */
  ends_at: string | null;
  is_all_day: boolean;
  status: Status;
  location: string | null;
  is_online: boolean;
  organisers: string[];
  image: string | null;
  price: Price | null;
  sign_up_url: string | null;
  notes: Note[];
  needs_review: boolean;
  /** When it was published, for posts: feeds and mail. */
  posted_at?: string;
  /** The start before it was rescheduled. */
  previous_starts_at?: string;
  /** The sender of a mail, and whether what it tells may be published at once. */
  from?: string;
  trust?: "publish" | "review";
}

export interface LeftOut {
  id: string | null;
  recurrence?: string;
  reason: Reason;
}

export interface Reading {
  items: Item[];
  left_out: LeftOut[];
  /** Every note of the items, and those about the whole. */
  notes: Note[];
  /** Whether an item that is missing may count as vanished. */
  complete: boolean;
  /** Further pages of the same host to fetch, of a list. */
  follow?: string[];
}

export interface Refused {
  refusal: Refusal;
}

export interface ReadOptions {
  now: Date;
  /** IANA: of times that name no zone. */
  defaultZone: string;
  /** As the server sent it; "" where it sent none. */
  contentType?: string;
  /** The address of the answer after redirects: relative links start there. */
  url?: string;
  horizonDays?: number;
  /** For mail: without it, everything waits for review. */
  mail?: MailRules;
  /** Whether the caller's time for expanding rules is used up; asked between series. */
  isOutOfTime?: () => boolean;
}

export interface MailRules {
  /** The server whose verdict counts; "" for the one that the topmost Received line names. */
  authservId: string;
  /** Addresses of verified clubs; "any" to try a mail without knowing them. */
  verified: readonly string[] | "any";
}

/** An item with nothing but its id; readers fill in what the source gives. */
export function emptyItem(id: string): Item {
  return {
    id,
    recurrence: null,
    title: null,
    text: "",
    url: null,
    starts_at: null,
    ends_at: null,
    is_all_day: false,
    status: "confirmed",
    location: null,
    is_online: false,
    organisers: [],
    image: null,
    price: null,
    sign_up_url: null,
    notes: [],
    needs_review: false,
  };
}

/** Sorted, so that the order of the entries in the source changes nothing. */
export function reading(
  items: Item[],
  leftOut: LeftOut[],
  complete: boolean,
  notes: Note[] = [],
): Reading {
  const all = [...notes, ...items.flatMap((item) => item.notes)];
  return {
    items: sortedBy(items, (i) => `${i.starts_at ?? "9"} ${i.id} ${i.recurrence} ${i.title}`),
    left_out: sortedBy(leftOut, (l) => `${l.id} ${l.recurrence} ${l.reason}`),
    notes: notesOf(all),
    complete,
  };
}

function sortedBy<T>(list: T[], key: (value: T) => string): T[] {
  return list.map((value) => ({ value, key: key(value) }))
    .sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
    .map(({ value }) => value);
}

/** 2026-11-27T07:00:00Z */
export function isoInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -5)}Z`;
}
