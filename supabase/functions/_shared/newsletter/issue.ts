/** The input of a newsletter: one issue for one reader. */
import type { Event, Reason } from "../event/event.ts";

/** One issue: the events for one reader, with reasons and links. */
export interface NewsletterIssue {
  /** Instant of the issue, ISO 8601. A date in another year includes the year. */
  issued_at: string;
  /** `time_zone` (IANA) is for online events; all others use the community's zone. */
  reader: {
    time_zone: string; /** BCP 47, such as "de-AT"; English without one. */
    locale?: string | null;
  };
  community: {
    name: string;
    time_zone: string;
    site_url: string;
    postal_address?: string | null;
    /** Display name of the sender address, if it differs from `name`. */
    sender_name?: string;
    /** Address of a square picture; shown 34 pixels wide. */
    logo_url?: string | null;
    /** Colour of dates, links and the button, #rrggbb. */
    accent?: string;
  };
  /** Asked if the reader's tastes are unknown. */
  question?: IssueQuestion;
  /** Best first, at least one. */
  items: IssueItem[];
  links: { unsubscribe: string; preferences: string };
}

/** One event of an issue. */
export interface IssueItem {
  event: Event;
  /** Strongest first. Negative contributions are not shown to the reader. */
  reasons: Reason[];
  links: { like: string; dislike: string; calendar: string };
}

/** One question, with a link for each answer. */
export interface IssueQuestion {
  text: string;
  options: { label: string; url: string }[];
}
