/**
 * The content of an issue without its layout. Every field is cleaned, cut and put into words once,
 * for the HTML and the text part. After this step no string can break a line or start a link, and
 * no text of strangers becomes a link in a mail program or poses as the sender.
 */
import { cleanLine, cut, webUrl } from "../text/clean.ts";
import { type EventView, eventView, type Setting } from "./event_view.ts";
import type { IssueItem, IssueQuestion, NewsletterIssue } from "./issue.ts";
import type { DayParts, Language } from "./languages/language.ts";
import { languageOf } from "./languages/languages.ts";
import { wallClock } from "../time/wall_clock.ts";
import { DEFAULT_ACCENT } from "./palette.ts";
import { distinctReasons, likedCategories, spokenReasons } from "./reasons.ts";
import {
  cityOf,
  type Clocks,
  dateIn,
  daysBetween,
  nearDay,
  weekFrom,
  zonesDiffer,
} from "./when.ts";

export type { EventView } from "./event_view.ts";

/** The content of an issue. */
export interface IssueView {
  language: Language;
  /** Colour of the community, #rrggbb. */
  accent: string;
  logo: string | null;
  community: string;
  site: string;
  address: string;
  /** Date of the issue. */
  date: string;
  heading: string;
  week: DayCell[];
  agenda: AgendaLine[];
  /** Events that the agenda does not name. */
  unnamed: number;
  question: IssueQuestion | null;
  /** The best match. */
  lead: EventView;
  /** The next best, by date. */
  featured: EventView[];
  /** All others, by date. */
  groups: DayGroup[];
  /** The shared reason of the groups. */
  groupsWhy: string;
  /** The zone of the times, for a reader whose clock differs. */
  zoneNote: string;
  /** The reason for getting this mail, and the zone if it is not in `zoneNote`. */
  footnote: string;
  links: NewsletterIssue["links"];
}

/** One of the seven days from the issue's date on. */
export interface DayCell {
  weekday: string;
  day: number;
  state: "lead" | "on" | "off";
}

export interface AgendaLine {
  day: string;
  title: string;
  start: string;
}

/** The events of one day, each shown as a line. */
export interface DayGroup {
  day: string;
  events: EventView[];
}

/** Events shown in full below the lead. */
const FEATURED = 2;

/**
 * Puts an issue into words.
 *
 * @throws {RangeError} if the issue has no events, an unknown time zone or an invalid instant.
 */
export function viewOf(issue: NewsletterIssue): IssueView {
  const { community, reader } = issue;
  const language = languageOf(reader.locale);
  const today = dateIn(issue.issued_at, community.time_zone);
  const clocks: Clocks = {
    reader: reader.time_zone,
    community: community.time_zone,
    year: wallClock(issue.issued_at, reader.time_zone).getFullYear(),
    language,
  };
  const senders = [community.name, community.sender_name ?? ""];
  const name = cleanLine(community.name, 60);
  const city = cityOf(community.time_zone);
  const isAway = zonesDiffer(issue.issued_at, clocks);
  return {
    language,
    accent: community.accent ?? DEFAULT_ACCENT,
    logo: webUrl(community.logo_url),
    community: name,
    site: siteOf(community.site_url),
    address: cleanLine(community.postal_address, 200),
    date: language.longDate(today, false),
    heading: language.heading(issue.items.length),
    question: questionView(issue.question),
    ...eventsOf(issue.items, { clocks, language, senders }, today),
    zoneNote: isAway ? language.timesUnlessNamed(city) : "",
    footnote: language.membership(name) + (isAway ? "" : ` ${language.allTimes(city)}`),
    links: issue.links,
  };
}

type Events = Pick<
  IssueView,
  "week" | "agenda" | "unnamed" | "lead" | "featured" | "groups" | "groupsWhy"
>;

/** The events in their places. A single event too many is shown in full: one line is no list. */
function eventsOf(items: readonly IssueItem[], setting: Setting, today: DayParts): Events {
  const { language } = setting;
  const full = items.length === FEATURED + 2 ? items.length : FEATURED + 1;
  // Ranking words reasons in English; a mail in another language has none of them.
  const isSpoken = language.tag === "en";
  const whys = items.map(({ reasons }) => isSpoken ? spokenReasons(reasons) : []);
  const reasons = distinctReasons(whys.slice(0, full));
  const views = items.map((item, i) => ({ ...eventView(item, setting), why: reasons[i] ?? "" }));
  const [lead] = views;
  if (!lead) {
    throw new RangeError("Cannot render a newsletter without events: skip this reader instead");
  }
  const starts = new Map(views.map((view, i) => [view, Date.parse(items[i]!.event.starts_at)]));
  const byDate = (some: EventView[]) =>
    some.toSorted((a, b) => daysBetween(b.day, a.day) || starts.get(a)! - starts.get(b)!);
  const likes = likedCategories(whys.slice(full), reasons);
  return {
    lead,
    featured: byDate(views.slice(1, full)),
    groups: groupsOf(byDate(views.slice(full)), today, setting),
    groupsWhy: likes.length > 0 ? language.because(likes) : "",
    week: weekOf(lead, views, today, language),
    agenda: byDate(views.slice(0, full)).map(({ day, first, title, start }) => ({
      day: nearDay(day, today, language) ?? first,
      title: cut(title, 60),
      start,
    })),
    unnamed: Math.max(items.length - full, 0),
  };
}

function groupsOf(
  events: EventView[],
  today: DayParts,
  { language, clocks }: Setting,
): DayGroup[] {
  const groups = Map.groupBy(events, ({ day }) => daysBetween(today, day));
  return [...groups].map(([days, events]) => {
    const { day } = events[0]!;
    const near = days < 2 ? nearDay(day, today, language) : null;
    return { day: near ?? language.longDate(day, day.year !== clocks.year), events };
  });
}

function weekOf(
  lead: EventView,
  views: EventView[],
  today: DayParts,
  language: Language,
): DayCell[] {
  const on = new Set(views.map(({ day }) => daysBetween(today, day)));
  const leadAt = daysBetween(today, lead.day);
  return weekFrom(today).map((day, i) => ({
    weekday: language.weekday(day),
    day: day.day,
    state: i === leadAt ? "lead" : on.has(i) ? "on" : "off",
  }));
}

function questionView(question: IssueQuestion | undefined): IssueQuestion | null {
  if (!question) return null;
  const options = question.options.map(({ label, url }) => ({ label: cleanLine(label, 60), url }));
  return { text: cleanLine(question.text, 200), options };
}

function siteOf(site_url: string): string {
  const site = webUrl(site_url);
  if (site) return site;
  throw new RangeError(
    `Cannot link the community's site: current value is "${site_url}". ` +
      "Set an http or https address",
  );
}
