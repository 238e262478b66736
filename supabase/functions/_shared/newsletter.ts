/**
 * A newsletter issue as a mail: subject, preheader, HTML and text. Pure: the same issue gives the
 * same bytes, so that content can be frozen before the first attempt to send it.
 */
import type { Event, Reason } from "./event.ts";
import { fittedHtml } from "./newsletter/fit.ts";
import { preheaderOf, subjectOf } from "./newsletter/subject.ts";
import { renderText } from "./newsletter/text.ts";
import { viewOf } from "./newsletter/view.ts";

export interface NewsletterIssue {
  /** Instant the issue is for, ISO 8601; dates in another year than this name their year. */
  issued_at: string;
  /** `time_zone`: IANA. Times are shown on this clock. */
  reader: { name: string | null; time_zone: string };
  community: {
    name: string;
    time_zone: string;
    site_url: string;
    postal_address?: string | null;
  };
  /** A sentence or two above the events; a fixed one where it is missing. */
  intro?: string;
  /** Asked where the reader has no history yet. */
  question?: IssueQuestion;
  /** Best first, at least one. */
  items: IssueItem[];
  links: { unsubscribe: string; preferences: string };
}

export interface IssueItem {
  event: Event;
  /** Strongest first. Only what raised the event (contribution > 0) is told to the reader. */
  reasons: Reason[];
  links: { like: string; dislike: string; calendar: string };
}

/** One question with an answer a link, such as "What would you never miss?" */
export interface IssueQuestion {
  text: string;
  options: { label: string; url: string }[];
}

export interface RenderedNewsletter {
  subject: string;
  /** The line mail programs show beside the subject. */
  preheader: string;
  html: string;
  text: string;
}

/** @throws RangeError for an issue without events, an unknown time zone or a malformed instant. */
export function renderNewsletter(issue: NewsletterIssue): RenderedNewsletter {
  const view = viewOf(issue);
  const headlines = { subject: subjectOf(view), preheader: preheaderOf(view) };
  return { ...headlines, html: fittedHtml(view, headlines), text: renderText(view) };
}
