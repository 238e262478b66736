/**
 * A newsletter issue as a mail: subject, preheader, HTML and text. Pure: the same issue gives the
 * same bytes, so that content can be frozen before the first attempt to send it.
 */
import type { NewsletterIssue } from "./issue.ts";
import { fittedHtml } from "./fit.ts";
import { preheaderOf, subjectOf } from "./subject.ts";
import { renderText } from "./text.ts";
import { viewOf } from "./view.ts";

export type { IssueItem, IssueQuestion, NewsletterIssue } from "./issue.ts";

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
