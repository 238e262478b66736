/**
 * The content of an issue without its layout. Every field is cleaned, cut and put into words once,
 * for the HTML and the text part. After this step no string can break a line or start a link, and
 * no text of strangers becomes a link in a mail program or poses as the sender.
 */
import { cleanLine, cut, webUrl } from "../text/clean.ts";
import { strangersLine } from "../text/defuse.ts";
import { type Event, labelOf, type Reason } from "../event/event.ts";
import { personName, posesAsSender } from "../text/impostor.ts";
import { pictureUrl, publicUrl } from "../text/public_url.ts";
import type { IssueItem, IssueQuestion, NewsletterIssue } from "./issue.ts";
import { wallClock } from "../time/wall_clock.ts";
import { cityOf, type Clocks, dayWords, whenWords } from "./when.ts";

/** The content of an issue. */
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
  /** The reason for getting this mail, and the time zone of its times. */
  footnote: string;
  links: NewsletterIssue["links"];
}

/** The content of one event; "" for a missing field. */
export interface EventView {
  title: string;
  /** The first day only. */
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

const COUNTS = "No One Two Three Four Five Six Seven Eight Nine Ten".split(" ");

/**
 * Puts an issue into words.
 *
 * @throws {RangeError} if the issue has no events, an unknown time zone or an invalid instant.
 */
export function viewOf(issue: NewsletterIssue): IssueView {
  const { community, reader } = issue;
  const clocks: Clocks = {
    reader: reader.time_zone,
    community: community.time_zone,
    year: wallClock(issue.issued_at, reader.time_zone).getFullYear(),
  };
  const senders = [community.name, community.sender_name ?? ""];
  const [lead, ...others] = issue.items.map((item) => eventView(item, clocks, senders));
  if (!lead) {
    throw new RangeError("Cannot render a newsletter without events: skip this reader instead");
  }
  const name = cleanLine(community.name, 60);
  return {
    community: name,
    site: siteOf(community.site_url),
    address: cleanLine(community.postal_address, 200),
    heading: headingOf(issue.items.length, firstName(reader.name, senders)),
    intro: introOf(issue),
    question: questionView(issue.question),
    lead,
    others,
    footnote: `You get this because you are a member of ${name} with its newsletter switched on. ` +
      `Times are ${cityOf(community.time_zone)} time unless said otherwise.`,
    links: issue.links,
  };
}

function eventView(
  { event, reasons, links }: IssueItem,
  clocks: Clocks,
  senders: readonly string[],
): EventView {
  return {
    title: titleOf(event, senders),
    day: dayWords(event, clocks),
    when: whenWords(event, clocks),
    place: placeOf(event),
    by: byOf(event, senders),
    summary: strangersLine(event.summary, 280),
    why: whyOf(reasons),
    post: publicUrl(event.url),
    image: pictureOf(event, links),
    links,
  };
}

/** The title is a headline and the subject, so it must not pose as the sender. */
function titleOf({ title }: Event, senders: readonly string[]): string {
  const line = strangersLine(title, 120);
  return line && !posesAsSender(line, senders) ? line : "Untitled event";
}

/**
 * Allows pictures from the project's own origin; the embedded stack serves them from a local
 * address.
 */
function pictureOf({ image_url }: Event, links: IssueItem["links"]): string | null {
  const own = URL.parse(links.calendar)?.origin;
  const isOwn = own !== undefined && URL.parse(image_url ?? "")?.origin === own;
  return isOwn ? webUrl(image_url) : pictureUrl(image_url);
}

function headingOf(count: number, name: string): string {
  const events = `${COUNTS[count] ?? count} ${count === 1 ? "event" : "events"} for you`;
  return name ? `${events}, ${name}` : events;
}

/** First word of the name, as in a greeting. */
function firstName(name: string | null, senders: readonly string[]): string {
  return cut(personName(name, senders).split(" ")[0]!, 40);
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
  const place = strangersLine(location, 100);
  const online = is_online && !/\bonline\b/i.test(place) && "Online";
  return [place, online].filter(Boolean).join(" · ");
}

function byOf({ organisers, category }: Event, senders: readonly string[]): string {
  const names = organisers.map((name) => strangersLine(name, 50))
    .filter((name) => name && !posesAsSender(name, senders));
  const shown = names.slice(0, names.length > 3 ? 2 : 3).join(", ");
  const by = names.length > 3 ? `By ${shown} and ${names.length - 2} more` : shown && `By ${shown}`;
  return [by, category && labelOf(category)].filter(Boolean).join(" · ");
}

/**
 * The two strongest reasons; more would be noise. Skips negative contributions. Reasons quote
 * titles and organisers, so they are cleaned, too.
 */
function whyOf(reasons: readonly Reason[]): string {
  const spoken = reasons.filter(({ contribution }) => contribution >= 0);
  return spoken.slice(0, 2).map(({ text }) => strangersLine(text, 140)).filter(Boolean).join(" · ");
}

function siteOf(site_url: string): string {
  const site = webUrl(site_url);
  if (site) return site;
  throw new RangeError(
    `Cannot link the community's site: current value is "${site_url}". ` +
      "Set an http or https address",
  );
}
