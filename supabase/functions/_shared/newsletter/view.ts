/**
 * What an issue says, before how it looks: every field cleaned, cut and put into words once, for
 * the HTML and the text part alike. Behind this point no string can break a line or start a link.
 */
import { cleanLine, webUrl } from "../clean.ts";
import { type Event, labelOf, type Reason } from "../event.ts";
import type { IssueItem, IssueQuestion, NewsletterIssue } from "./issue.ts";
import { wallClock } from "../wall_clock.ts";
import { cityOf, type Clocks, dayWords, whenWords } from "./when.ts";

export interface IssueView {
  community: string;
  site: string;
  address: string;
  heading: string;
  intro: string;
  question: IssueQuestion | null;
  /** Best first, never empty. */
  lead: EventView;
  others: EventView[];
  /** Why the reader gets this mail, and where its times are told. */
  footnote: string;
  links: NewsletterIssue["links"];
}

/** "" where there is nothing to say. */
export interface EventView {
  title: string;
  /** The first day alone. */
  day: string;
  when: string;
  place: string;
  by: string;
  summary: string;
  why: string;
  post: string | null;
  image: string | null;
  links: IssueItem["links"];
}

/** Signed addresses of picture servers are long. */
const MAX_IMAGE_URL = 1000;

const COUNTS = "No One Two Three Four Five Six Seven Eight Nine Ten".split(" ");

/** @throws RangeError for an issue without events, an unknown time zone or a malformed instant. */
export function viewOf(issue: NewsletterIssue): IssueView {
  const { community, reader } = issue;
  const clocks: Clocks = {
    reader: reader.time_zone,
    community: community.time_zone,
    year: wallClock(issue.issued_at, reader.time_zone).getFullYear(),
  };
  const [lead, ...others] = issue.items.map((item) => eventView(item, clocks));
  if (!lead) {
    throw new RangeError("Cannot render a newsletter without events: skip this reader instead");
  }
  const name = cleanLine(community.name, 60);
  return {
    community: name,
    site: siteOf(community.site_url),
    address: cleanLine(community.postal_address, 200),
    heading: headingOf(issue.items.length, firstName(reader.name)),
    intro: introOf(issue),
    question: questionView(issue.question),
    lead,
    others,
    footnote: `You get this because you are a member of ${name} with its newsletter switched on. ` +
      `Times are ${cityOf(community.time_zone)} time unless said otherwise.`,
    links: issue.links,
  };
}

function eventView({ event, reasons, links }: IssueItem, clocks: Clocks): EventView {
  return {
    title: cleanLine(event.title, 120) || "Untitled event",
    day: dayWords(event, clocks),
    when: whenWords(event, clocks),
    place: placeOf(event),
    by: byOf(event),
    summary: cleanLine(event.summary, 280),
    why: whyOf(reasons),
    post: webUrl(event.url),
    image: webUrl(event.image_url, MAX_IMAGE_URL),
    links,
  };
}

function headingOf(count: number, name: string): string {
  const events = `${COUNTS[count] ?? count} ${count === 1 ? "event" : "events"} for you`;
  return name ? `${events}, ${name}` : events;
}

/** Asked by its first word: whole names are for forms. */
function firstName(name: string | null): string {
  return cleanLine(name, 40).split(" ")[0]!;
}

function introOf({ items, question }: NewsletterIssue): string {
  if (question) {
    return "We do not know your taste yet: these are what others like, and what is soon.";
  }
  return items.length === 1
    ? "Below is what it is and why it was chosen."
    : "The best match comes first. Each says why it was chosen.";
}

function questionView(question: IssueQuestion | undefined): IssueQuestion | null {
  if (!question) return null;
  const options = question.options.map(({ label, url }) => ({ label: cleanLine(label, 60), url }));
  return { text: cleanLine(question.text, 200), options };
}

function placeOf({ location, is_online }: Event): string {
  const place = cleanLine(location, 100);
  const online = is_online && !/\bonline\b/i.test(place) && "Online";
  return [place, online].filter(Boolean).join(" · ");
}

function byOf({ organisers, category }: Event): string {
  const names = organisers.map((name) => cleanLine(name, 50)).filter(Boolean);
  const shown = names.slice(0, names.length > 3 ? 2 : 3).join(", ");
  const by = names.length > 3 ? `By ${shown} and ${names.length - 2} more` : shown && `By ${shown}`;
  return [by, category && labelOf(category)].filter(Boolean).join(" · ");
}

/** Two reasons persuade, five are noise; a term that spoke against the event is no reason. */
function whyOf(reasons: readonly Reason[]): string {
  const spoken = reasons.filter(({ contribution }) => contribution >= 0);
  return spoken.slice(0, 2).map(({ text }) => cleanLine(text, 140)).filter(Boolean).join(" · ");
}

function siteOf(site_url: string): string {
  const site = webUrl(site_url);
  if (site) return site;
  throw new RangeError(
    `Cannot link the community's site: current value is "${site_url}". ` +
      "Set an http or https address",
  );
}
