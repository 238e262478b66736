/** Subject and preheader: the lines that an inbox shows. */
import { cut, headerSafe } from "../text/clean.ts";
import type { EventView, IssueView } from "./view.ts";

/** Characters of a line that an inbox shows on a wide screen. */
const LINE = 78;

/** The best event first: "Title (Fri 27 Nov) and 6 more". At most 78 UTF-16 units. */
export function subjectOf(view: IssueView): string {
  const others = othersOf(view).length;
  const more = others > 0 ? view.language.subjectMore(others) : "";
  return headerSafe(titled(view.lead, LINE - more.length) + more, LINE);
}

/**
 * The next events, as many whole titles as fit. For a single event: time, host, place and reason.
 * At most 78 UTF-16 units.
 */
export function preheaderOf(view: IssueView): string {
  const { lead, language } = view;
  const [next, ...rest] = othersOf(view);
  if (!next) {
    return cut([whenLine(lead), lead.host, lead.place, lead.why].filter(Boolean).join(" · "), LINE);
  }
  const restWords = (count: number) => count > 0 ? language.subjectMore(count) : "";
  const start = language.also;
  let line = start + titled(next, LINE - start.length - restWords(rest.length).length);
  let left = rest.length;
  for (const event of rest) {
    const longer = `${line}, ${event.title} (${event.first})`;
    if (longer.length + restWords(left - 1).length > LINE) break;
    line = longer;
    left--;
  }
  return line + restWords(left);
}

function othersOf({ featured, groups }: IssueView): EventView[] {
  return [...featured, ...groups.flatMap(({ events }) => events)];
}

/** "Fri 27 Nov, 6 – 8 pm". */
export function whenLine({ date, time }: EventView): string {
  return time ? `${date}, ${time}` : date;
}

function titled({ title, first }: EventView, max: number): string {
  const when = ` (${first})`;
  return cut(title, max - when.length) + when;
}
