/** An event as a link that opens Google Calendar with a filled-in form. Android opens no file. */
import type { Event } from "./event.ts";
import { entryOf } from "./calendar.ts";

/** @throws RangeError for a malformed instant or an unknown time zone. */
export function googleCalendarLink(
  event: Event,
  time_zone: string,
  senders: readonly string[] = [],
): string {
  const { summary, description, location, start, end } = entryOf(event, time_zone, senders);
  const query = new URLSearchParams({
    action: "TEMPLATE",
    text: summary,
    dates: `${start}/${end}`,
    details: description.join("\n"),
    location,
  });
  return `https://calendar.google.com/calendar/render?${query}`;
}
