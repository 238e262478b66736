/** What a newsletter is made of: one issue, for one reader. */
import type { Event, Reason } from "../event/event.ts";

export interface NewsletterIssue {
  /** Instant the issue is for, ISO 8601; dates in another year than this name their year. */
  issued_at: string;
  /** `time_zone`: IANA. Online events are shown on this clock, all others on the community's. */
  reader: { name: string | null; time_zone: string };
  community: {
    name: string;
    time_zone: string;
    site_url: string;
    postal_address?: string | null;
    /** The name beside the address that mails come from, where it is another. */
    sender_name?: string;
  };
  /** Asked where nothing is known of the reader's taste. */
  question?: IssueQuestion;
  /** Best first, at least one. */
  items: IssueItem[];
  links: { unsubscribe: string; preferences: string };
}

export interface IssueItem {
  event: Event;
  /** Strongest first. What spoke against the event (contribution < 0) is not told to the reader. */
  reasons: Reason[];
  links: { like: string; dislike: string; calendar: string };
}

/** One question, with a link for each answer. */
export interface IssueQuestion {
  text: string;
  options: { label: string; url: string }[];
}
