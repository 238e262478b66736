/** Subject and preheader: the lines that an inbox shows. */
import { cut, headerSafe } from "../text/clean.ts";
import type { EventView, IssueView } from "./view.ts";

/** Characters of a line that an inbox shows on a wide screen. */
const LINE = 78;

/** The best event first: "Title (Fri 27 Nov) and 6 more". At most 78 UTF-16 units. */
export function subjectOf({ lead, others }: IssueView): string {
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return headerSafe(titled(lead, LINE - more.length) + more, LINE);
}

/**
 * The next events, as many whole titles as fit. For a single event: time, place and reason. At most
 * 78 UTF-16 units.
 */
export function preheaderOf({ lead, others }: IssueView): string {
  const [next, ...rest] = others;
  if (!next) return cut([lead.when, lead.place, lead.why].filter(Boolean).join(" · "), LINE);
  const restWords = (count: number) => count > 0 ? ` and ${count} more` : "";
  let line = `Also: ${titled(next, LINE - "Also: ".length - restWords(rest.length).length)}`;
  let left = rest.length;
  for (const event of rest) {
    const longer = `${line}, ${event.title} (${event.day})`;
    if (longer.length + restWords(left - 1).length > LINE) break;
    line = longer;
    left--;
  }
  return line + restWords(left);
}

function titled({ title, day }: EventView, max: number): string {
  const when = ` (${day})`;
  return cut(title, max - when.length) + when;
}
