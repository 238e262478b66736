/** A calendar (RFC 5545) as items: what takes place inside the window, each occurrence by itself. */
import { DAY_MS } from "../../time/units.ts";
import {
  emptyItem,
  isoInstant,
  type Item,
  type LeftOut,
  type Note,
  notesOf,
  type Reading,
  reading,
  type ReadOptions,
  type Reason,
  type Refused,
} from "../item.ts";
import { namesFrom, placeFrom, textFrom, webAddress } from "../words.ts";
import { lineFrom } from "../words.ts";
import { calendarsOf, type Component, lineOf } from "./components.ts";
import { type Entry, entryOf, timesOf } from "./entry.ts";
import { type Budget, isUsedUp } from "./expand.ts";
import { type Group, groupsOf } from "./identity.ts";
import { contentLines, unfoldedText } from "./lines.ts";
import { instantOf, isInside, type Occurrence, occurrencesOf, type Window } from "./series.ts";
import { unescaped } from "./values.ts";
import { zonesOf } from "./zones.ts";

const HORIZON_DAYS = 60;
const MOST_ITEMS = 5_000;
/** No further series is expanded after so many occurrences. */
const MOST_STARTS = 4_000;
/** Days that rules may look at: a file may ask for as much as its size, 100 KB for a tenth of a second. */
const DAYS_PER_BYTE = 0.6;
const DAYS_OF_ANY = 60_000;
const DAYS_PER_RULE = 20_000;

export interface IcsReading extends Reading {
  /** METHOD of the calendar in capitals, for mail: "" where it has none. */
  method: string;
}

/** A calendar without what only a mail asks for. @throws as readIcs */
export function readCalendar(bytes: Uint8Array, options: ReadOptions): Reading | Refused {
  const answer = readIcs(bytes, options);
  if ("refusal" in answer) return answer;
  const { items, left_out, notes, complete } = answer;
  return { items, left_out, notes, complete };
}

/** @throws RangeError for a default zone that Intl does not know. */
export function readIcs(bytes: Uint8Array, options: ReadOptions): IcsReading | Refused {
  const calendars = calendarsOf(contentLines(unfoldedText(bytes, options.contentType ?? "")));
  if (!Array.isArray(calendars)) return calendars;
  const state = new Collector(options, bytes.length);
  for (const calendar of calendars) state.addCalendar(calendar);
  return { ...state.reading(), method: methodOf(calendars[0]!) };
}

const methodOf = (calendar: Component) =>
  (lineOf(calendar, "METHOD")?.value ?? "").trim().toUpperCase();

class Collector {
  #found: { at: number; occurrence: Occurrence; group: Group }[] = [];
  #leftOut: LeftOut[] = [];
  #notes = new Set<Note>();
  #budget: Budget;
  #window: Window;

  constructor(private options: ReadOptions, size: number) {
    this.#budget = {
      left: DAYS_OF_ANY + size * DAYS_PER_BYTE,
      perRule: DAYS_PER_RULE,
      starts: MOST_STARTS,
    };
    const now = options.now.getTime();
    const horizon = options.horizonDays ?? HORIZON_DAYS;
    this.#window = { from: now - DAY_MS, to: now + horizon * DAY_MS };
  }

  addCalendar(calendar: Component) {
    const zones = zonesOf(calendar, this.options);
    const method = methodOf(calendar);
    const entries = calendar.children.filter(({ name }) => name === "VEVENT")
      .map((component) => entryOf(component, zones, method));
    for (const group of groupsOf(entries)) this.#addGroup(group);
  }

  #addGroup(group: Group) {
    const readable = group.masters.filter((entry) => this.#isReadable(entry, group.id));
    // Who hides a series hides its occurrences.
    if (group.masters.some(({ isPrivate }) => isPrivate)) return;
    if (this.options.isOutOfTime?.()) this.#budget.left = -1;
    const found = occurrencesOf({ ...group, masters: readable }, this.#window, this.#budget);
    for (const [entry, occurrences] of found.bySeries) {
      const inside = occurrences.filter(({ start }) => isInside(instantOf(start), this.#window));
      for (const occurrence of inside) this.#add(occurrence, group);
      const isCut = entry.rules.length > 0 && isUsedUp(this.#budget);
      if (isCut) this.#notes.add("out_of_budget");
      else if (inside.length === 0) this.#leave(group.id, null, "outside_window");
    }
    for (const occurrence of found.overrides) this.#addOverride(occurrence, group);
  }

  #addOverride(occurrence: Occurrence, group: Group) {
    const reason = reasonAgainst(occurrence.entry, occurrence.series) ??
      (isInside(instantOf(occurrence.start), this.#window) ? null : "outside_window");
    if (reason) this.#leave(group.id, occurrence.recurrence, reason);
    else this.#add(occurrence, group);
  }

  #isReadable(entry: Entry, id: string): boolean {
    const reason = reasonAgainst(entry, null) ?? (entry.start === null ? "no_start" : null) ??
      ([...entry.rules, ...entry.exRules].includes(null) ? "rule_refused" : null);
    if (reason) this.#leave(id, null, reason);
    return reason === null;
  }

  #leave(id: string, recurrence: number | null, reason: Reason) {
    if (this.#leftOut.length >= MOST_ITEMS) return;
    const when = recurrence === null ? {} : { recurrence: isoInstant(recurrence) };
    this.#leftOut.push({ id, ...when, reason });
  }

  #add(occurrence: Occurrence, group: Group) {
    this.#found.push({ at: instantOf(occurrence.start), occurrence, group });
  }

  /** The nearest items, where there are too many: only these are read in full. */
  reading(): Reading {
    const nearest = this.#found.sort((a, b) => a.at - b.at).slice(0, MOST_ITEMS);
    const items = nearest.map(({ occurrence, group }) => itemOf(occurrence, group));
    const isCut = nearest.length < this.#found.length;
    if (isCut) this.#leftOut.push({ id: null, reason: "too_many" });
    const isComplete = !isCut && !this.#notes.has("out_of_budget") &&
      items.every(({ notes }) => !notes.includes("out_of_budget"));
    return reading(items, this.#leftOut, isComplete, [...this.#notes]);
  }
}

/** Why an entry makes no item, whenever it takes place. */
function reasonAgainst(entry: Entry, series: Entry | null): Reason | null {
  if (entry.isPrivate || series?.isPrivate) return "private";
  const title = lineFrom(entry.title) ?? lineFrom(series?.title);
  if (!title) return entry.status === "cancelled" && series === null ? null : "no_title";
  return BUSY.test(title) ? "busy_block" : null;
}

/** What calendars show of an entry whose details are hidden. */
const BUSY =
  /^(?:busy|free|unavailable|not available|private|private (?:event|appointment)|out of office|blocked|occupied|tentative|working elsewhere|besch[aä]ftigt|belegt|gebucht|abwesend|privater termin|occup[eé](?:\(e\))?|indisponible|ocupado|occupato|bezet)$/i;

function itemOf({ entry, series, recurrence, start, end, notes }: Occurrence, group: Group): Item {
  const times = timesOf(start, end, entry.zones);
  const all: Note[] = [...group.hasUid ? [] : ["no_uid" as const], ...times.notes, ...notes];
  return {
    ...emptyItem(group.id),
    ...wordsOf(entry, series),
    recurrence: recurrence === null ? null : isoInstant(recurrence),
    starts_at: isoInstant(times.startsAt),
    ends_at: times.endsAt === null ? null : isoInstant(times.endsAt),
    is_all_day: times.isAllDay,
    status: entry.status,
    notes: notesOf(all),
    needs_review: entry.status === "tentative" || all.includes("zone_unknown"),
  };
}

type Words = Pick<
  Item,
  "title" | "text" | "url" | "location" | "is_online" | "organisers" | "image"
>;

const wordsByEntry = new WeakMap<Entry, Words>();

/** Read once for all occurrences. */
function wordsOf(entry: Entry, series: Entry | null): Words {
  const known = wordsByEntry.get(entry);
  if (known) return known;
  const words = readWords(entry, series);
  wordsByEntry.set(entry, words);
  return words;
}

/** An override that calls its occurrence off need not repeat what the series says. */
function readWords(entry: Entry, series: Entry | null): Words {
  const isBare = series !== null && entry.status === "cancelled";
  const line = (name: string) =>
    lineOf(entry.component, name) ?? (isBare ? lineOf(series.component, name) : undefined);
  const value = (name: string) => unescaped(line(name)?.value ?? "");
  const place = placeFrom(value("LOCATION"));
  const isCall = !value("LOCATION").trim() && !!(line("CONFERENCE") ?? line("X-GOOGLE-CONFERENCE"));
  const organiser = line("ORGANIZER")?.params.CN;
  return {
    title: lineFrom(entry.title) ?? lineFrom(series?.title),
    text: textFrom(value("DESCRIPTION")) || textFrom(value("X-ALT-DESC")),
    url: webAddress(line("URL")?.value),
    location: place.location,
    is_online: place.is_online || isCall,
    organisers: namesFrom(organiser?.includes("@") ? [] : [organiser]),
    image: webAddress(line("IMAGE")?.value),
  };
}
