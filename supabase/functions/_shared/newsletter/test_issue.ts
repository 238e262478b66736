/** A typical issue for tests; pass changes for other cases. */
import type { Event } from "../event/event.ts";
import type { IssueItem, NewsletterIssue } from "./newsletter.ts";

/** An upcoming event with every field set. */
export const EVENT: Event = {
  id: "f47ac10b-58cc-4372-a567-0e02b2c3d479",
  title: "Jazz & tea",
  summary: "An evening in the courtyard.",
  starts_at: "2026-11-27T07:00:00Z",
  ends_at: "2026-11-27T09:00:00Z",
  is_all_day: false,
  location: "Arts West, Room 253",
  is_online: false,
  category: "arts_music",
  organisers: ["Jazz Club"],
  url: "https://www.instagram.com/p/C6aW/?a=1&b=2",
  image_url: "https://images.example/1.jpg?w=1&h=2",
};

/** An item with changes to its event; `n` makes its links distinct. */
export function itemOf(event: Partial<Event> = {}, n = 0): IssueItem {
  // As long as a real token.
  const token = (name: string) => `v1.k1.${name}${n}`.padEnd(104, "_");
  const link = (name: string) => `https://ref.supabase.co/functions/v1/feedback?t=${token(name)}`;
  return {
    event: { ...EVENT, ...event },
    reasons: [{ term: "category", text: "You like Arts & music", contribution: 0.3 }],
    links: { like: link("like"), dislike: link("dislike"), calendar: link("calendar") },
  };
}

/** An issue with one item per set of changes. */
export function issueOf(events: Partial<Event>[] = [{}]): NewsletterIssue {
  const time_zone = "Australia/Melbourne";
  return {
    issued_at: "2026-11-20T09:00:00Z",
    reader: { time_zone },
    community: { name: "Connect3", time_zone, site_url: "https://connect3.app/" },
    items: events.map(itemOf),
    links: {
      unsubscribe: "https://ref.supabase.co/functions/v1/feedback?t=v1.k.unsubscribe.m",
      preferences: "https://connect3.app/preferences",
    },
  };
}
