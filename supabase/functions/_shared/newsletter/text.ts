/** The text part, for readers without HTML. Contains every link of the HTML part. */
import { whenLine } from "./subject.ts";
import type { EventView, IssueView } from "./view.ts";

const WIDTH = 78;

/**
 * Renders an issue as plain text in lines of at most 78 characters. A line with a link may be
 * longer, because a wrapped link does not work.
 */
export function renderText(view: IssueView): string {
  const { google } = view.lead.links;
  const lead = [
    ...eventBlock(view.lead, view),
    `   ${view.language.googleCalendar}: ${google}`,
  ];
  const featured = view.featured.map((event) => eventBlock(event, view));
  const blocks = [top(view), lead, ...questionBlock(view), ...featured, ...more(view)];
  return [...blocks, footer(view)].map((lines) => lines.join("\n")).join("\n\n\n") + "\n";
}

function top({ community, date, heading, agenda, unnamed, language, zoneNote }: IssueView) {
  const lines = agenda.map(({ day, title, start }) => `${day}: ${title}${start && `, ${start}`}`);
  return [
    ...wrap(community),
    ...wrap(date),
    "",
    ...wrap(heading),
    "=".repeat(heading.length),
    ...lines.flatMap((line) => wrap(line)),
    ...(unnamed > 0 ? [language.andMore(unnamed)] : []),
    ...(zoneNote ? ["", ...wrap(zoneNote)] : []),
  ];
}

function questionBlock({ question }: IssueView): string[][] {
  if (!question) return [];
  const answers = question.options.map(({ label, url }) => `   ${label}: ${url}`);
  return [[...wrap(question.text), ...answers]];
}

function eventBlock(event: EventView, { language }: IssueView): string[] {
  const { title, host, place, summary, why, action, links } = event;
  const facts = [whenLine(event), host, place].filter(Boolean);
  const paragraphs = [summary, why].filter(Boolean);
  return [
    ...wrap(title),
    ...facts.flatMap((fact) => wrap(fact, "   ")),
    ...paragraphs.flatMap((paragraph) => ["", ...wrap(paragraph, "   ")]),
    "",
    ...(action ? [`   ${action.label}: ${action.url}`] : []),
    `   ${language.interested}: ${links.like}`,
    `   ${language.notInterested}: ${links.dislike}`,
    `   ${language.calendar}: ${links.calendar}`,
  ];
}

/** The events that the HTML part shows as lines. */
function more({ groups, groupsWhy, unnamed, language }: IssueView): string[][] {
  if (groups.length === 0) return [];
  const title = language.more(unnamed);
  const days = groups.map(({ day, events }) => [
    ...wrap(day),
    ...events.flatMap((event) => line(event, language)),
  ]);
  return [[title, "=".repeat(title.length), ...wrap(groupsWhy)], ...days];
}

function line(event: EventView, language: IssueView["language"]): string[] {
  const { start, title, host, place, action, links } = event;
  const where = [host, place].filter(Boolean).join(", ");
  return [
    ...wrap([start, title].filter(Boolean).join("  "), "   "),
    ...wrap(where, "   "),
    `   ${action?.label ?? language.calendar}: ${action?.url ?? links.calendar}`,
    "",
  ];
}

function footer(view: IssueView): string[] {
  const { footnote, links, community, site, address, language } = view;
  return [
    "-".repeat(WIDTH),
    ...wrap(footnote),
    "",
    `${language.unsubscribe}: ${links.unsubscribe}`,
    `${language.preferences}: ${links.preferences}`,
    `${community}: ${site}`,
    ...(address ? wrap(address) : []),
  ];
}

/** Wraps at spaces. Splits a word longer than a line, but never a surrogate pair. */
function wrap(text: string, indent = ""): string[] {
  const rest = WIDTH - indent.length - 1;
  const toSpace = `\\S.{0,${rest}}(?=\\s|$)`;
  const toEdge = `\\S.{0,${rest}}(?<![\\ud800-\\udbff])`;
  const lines = text.match(new RegExp(`${toSpace}|${toEdge}`, "g")) ?? [];
  return lines.map((line) => indent + line.trimEnd());
}
