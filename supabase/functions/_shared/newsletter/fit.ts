/**
 * Gmail shows the first 102 KB of a mail and hides the rest, the way out of the list included. Long
 * texts of many events would exceed that, so they are shortened until the mail fits.
 */
import { Buffer } from "node:buffer";
import { cut } from "../text/clean.ts";
import { type Headlines, renderHtml } from "./html.ts";
import type { EventView, IssueView } from "./view.ts";

/** Below 102 * 1024, as relays may re-encode a little. */
export const MAX_BYTES = 100_000;

/**
 * The HTML part with as much detail as fits. Every event stays, and every link but, where nothing else
 * helps, those to posts: addresses may be long, and an & takes five bytes.
 */
export function fittedHtml(view: IssueView, headlines: Headlines): string {
  const html = renderHtml(view, headlines);
  if (fits(html)) return html;
  const shorter = renderHtml(withEvents(view, (event) => shortened(event, 100)), headlines);
  if (fits(shorter)) return shorter;
  const bare = (event: EventView) => ({ ...shortened(event, 40), image: null });
  const barest = renderHtml(withEvents(view, bare), headlines);
  if (fits(barest)) return barest;
  return renderHtml(withEvents(view, (event) => ({ ...bare(event), post: null })), headlines);
}

function fits(html: string): boolean {
  return Buffer.byteLength(html) <= MAX_BYTES;
}

function withEvents(view: IssueView, change: (event: EventView) => EventView): IssueView {
  return { ...view, lead: change(view.lead), others: view.others.map(change) };
}

function shortened(event: EventView, max: number): EventView {
  const { title, place, by, summary, why } = event;
  return {
    ...event,
    title: cut(title, max),
    place: cut(place, max),
    by: cut(by, max),
    summary: cut(summary, max),
    why: cut(why, max),
  };
}
