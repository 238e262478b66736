/** The input of a newsletter: one issue for one reader. */
import type { Event, Reason } from "../event/event.ts";

/** One issue: the events for one reader, with reasons and links. */
export interface NewsletterIssue {
  /** Instant of the issue, ISO 8601. A date in another year includes the year. */
  issued_at: string;
  /** `time_zone` (IANA) is for online events; all others use the community's zone. */
  reader: { name: string | null; time_zone: string };
  community: {
    name: string;
    time_zone: string;
    site_url: string;
    postal_address?: string | null;
    /** Display name of the sender address, if it differs from `name`. */
    sender_name?: string;
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
