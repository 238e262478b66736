/**
 * Fits a mail into Gmail's limit. Gmail shows the first 102 KB and hides the rest, including the
 * unsubscribe link. Texts are shortened until the mail fits.
 */
import { Buffer } from "node:buffer";
import { cut } from "../text/clean.ts";
import { type Headlines, renderHtml } from "./html.ts";
import type { EventView, IssueView } from "./view.ts";

/** Below 102 * 1024, because relays may re-encode a little. */
export const MAX_BYTES = 100_000;

/**
 * The HTML part with as much detail as fits. Keeps every event and, if possible, every link. Links
 * to posts go last, because addresses can be long and an & takes five bytes.
 */
export function fittedHtml(view: IssueView, headlines: Headlines): string {
  const html = renderHtml(view, headlines);
  if (fits(html)) return html;
  const shorter = renderHtml(withEvents(view, (event) => shortened(event, 100)), headlines);
  if (fits(shorter)) return shorter;
  const bare = (event: EventView) => ({ ...shortened(event, 40), image: null });
  const barest = renderHtml(withEvents(view, bare), headlines);
  if (fits(barest)) return barest;
  return renderHtml(withEvents(view, (event) => ({ ...bare(event), action: null })), headlines);
}

function fits(html: string): boolean {
  return Buffer.byteLength(html) <= MAX_BYTES;
}

function withEvents(view: IssueView, change: (event: EventView) => EventView): IssueView {
  return {
    ...view,
    lead: change(view.lead),
    featured: view.featured.map(change),
    groups: view.groups.map((group) => ({ ...group, events: group.events.map(change) })),
  };
}

function shortened(event: EventView, max: number): EventView {
  const { title, place, host, summary, why } = event;
  return {
    ...event,
    title: cut(title, max),
    place: cut(place, max),
    host: cut(host, max),
    summary: cut(summary, max),
    why: cut(why, max),
  };
}
