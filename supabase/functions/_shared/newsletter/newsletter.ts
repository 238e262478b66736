/**
 * Renders a newsletter issue as a mail: subject, preheader, HTML and text. Pure: the same issue
 * gives the same bytes, so the content can be frozen before the first attempt to send it.
 */
import type { NewsletterIssue } from "./issue.ts";
import { fittedHtml } from "./fit.ts";
import { preheaderOf, subjectOf } from "./subject.ts";
import { renderText } from "./text.ts";
import { viewOf } from "./view.ts";

export type { IssueItem, IssueQuestion, NewsletterIssue } from "./issue.ts";

/** A mail, ready to be frozen and sent. */
export interface RenderedNewsletter {
  subject: string;
  /** The line after the subject in a mail program's list. */
  preheader: string;
  html: string;
  text: string;
}

/**
 * Renders an issue.
 *
 * @throws {RangeError} if the issue has no events, an unknown time zone or an invalid instant.
 */
export function renderNewsletter(issue: NewsletterIssue): RenderedNewsletter {
  const view = viewOf(issue);
  const headlines = { subject: subjectOf(view), preheader: preheaderOf(view) };
  return { ...headlines, html: fittedHtml(view, headlines), text: renderText(view) };
}
