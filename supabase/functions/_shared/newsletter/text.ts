/** The text part, for readers without HTML. Contains every link of the HTML part. */
import type { EventView, IssueView } from "./view.ts";

const WIDTH = 78;

/**
 * Renders an issue as plain text in lines of at most 78 characters. A line with a link may be
 * longer, because a wrapped link does not work.
 */
export function renderText(view: IssueView): string {
  const events = [view.lead, ...view.others].map((event, i) => eventBlock(event, i + 1));
  const blocks = [heading(view), ...questionBlock(view), ...events, footer(view)];
  return blocks.map((lines) => lines.join("\n")).join("\n\n\n") + "\n";
}

function heading({ community, heading, intro }: IssueView): string[] {
  return [...wrap(community), "", ...wrap(heading), "=".repeat(heading.length), ...wrap(intro)];
}

function questionBlock({ question }: IssueView): string[][] {
  if (!question) return [];
  const answers = question.options.map(({ label, url }) => `   ${label}: ${url}`);
  return [[...wrap(question.text), ...answers]];
}

function eventBlock(event: EventView, position: number): string[] {
  const facts = [event.when, event.place, event.by].filter(Boolean);
  const paragraphs = [event.summary, event.why && `Why this: ${event.why}`].filter(Boolean);
  return [
    ...wrap(`${position}. ${event.title}`),
    ...facts.flatMap((fact) => wrap(fact, "   ")),
    ...paragraphs.flatMap((paragraph) => ["", ...wrap(paragraph, "   ")]),
    "",
    `   Interested: ${event.links.like}`,
    `   Not interested: ${event.links.dislike}`,
    ...(event.post ? [`   See the post: ${event.post}`] : []),
    `   Add to calendar: ${event.links.calendar}`,
  ];
}

function footer({ footnote, links, community, site, address }: IssueView): string[] {
  return [
    "-".repeat(WIDTH),
    ...wrap(footnote),
    "",
    `Unsubscribe: ${links.unsubscribe}`,
    `Choose what you get: ${links.preferences}`,
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
