/** From a due member to a row of the outbox: choose events, render, freeze. */
import { type DueMember, factsOf, type OutboxRow } from "../_shared/edge/db/outbox.ts";
import {
  type Category,
  type Event,
  isUpcoming,
  labelOf,
  QUESTION,
  type Recommendation,
  upcomingUntil,
} from "../_shared/event/event.ts";
import {
  calendarLink,
  feedbackExpiry,
  feedbackLink,
  keyedId,
  type LinkKeys,
  oneClickLink,
  signToken,
} from "../_shared/links/links.ts";
import type { Address } from "../_shared/edge/mail/mail.ts";
import { freezeMail } from "../_shared/edge/mail/message.ts";
import {
  type IssueItem,
  type NewsletterIssue,
  renderNewsletter,
} from "../_shared/newsletter/newsletter.ts";
import { narrowPool } from "../_shared/ranking/narrow_pool.ts";
import type { Pool } from "../_shared/ranking/pool.ts";
import { askableCategories } from "../_shared/ranking/question.ts";
import { rank } from "../_shared/ranking/rank.ts";
import type { Member } from "../_shared/ranking/types.ts";
import type { KnownMember } from "../_shared/edge/catalogue/source.ts";
import { DAY_MS, HOUR_MS } from "../_shared/time/units.ts";

/** Nobody can still go to what begins while the mail is being read. */
const LEAD_HOURS = 2;

/** What all mails of a run share. */
export interface MailSettings {
  now: Date;
  model: string;
  events: number;
  daysAhead: number;
  community: Omit<NewsletterIssue["community"], "sender_name">;
  from: Address;
  preferencesUrl: string;
  functionsUrl: string;
  linkKeys: LinkKeys;
  /** Where answers go; absent: to the sender. */
  replyTo?: string;
  /** Header fields of the operator's. */
  headers?: Readonly<Record<string, string>>;
  /** The address whose mailbox is read, if one is. */
  mailbox: string | null;
}

/** A due member; previews and tests are signed for somebody else, so that their links do nothing. */
export type Addressee = DueMember & { signed_for?: string };

/** The events that newsletters of a run may hold, to be ranked for each of its members. */
export function poolOfIssue(
  pool: Pool<Event>,
  now: Date,
  { daysAhead }: Pick<MailSettings, "daysAhead">,
): Pool<Event> {
  const from = new Date(now.getTime() + LEAD_HOURS * HOUR_MS);
  const to = now.getTime() + daysAhead * DAY_MS;
  return narrowPool(pool, (event) => isUpcoming(event, from) && Date.parse(event.starts_at) < to);
}

/**
 * The mail of one member, or the row that says why there is none.
 *
 * @param pool As `poolOfIssue` gives it.
 * @param turn How many members of the run were planned over this pool before; absent for one on their own.
 */
export function planMail(
  due: Addressee,
  known: KnownMember,
  pool: Pool<Event>,
  settings: MailSettings,
  turn?: number,
): OutboxRow {
  const member = { ...known.member, time_zone: due.time_zone };
  const chosen = rank(member, pool, {
    limit: settings.events,
    exclude: known.mailed,
    turn,
    now: settings.now.getTime(),
  });
  const row = {
    id: crypto.randomUUID(),
    newsletter_id: due.newsletter_id,
    user_id: due.user_id,
    to_address: due.email,
    created_for: settings.now,
  };
  const nothing = {
    ...row,
    subject: null,
    message_id: null,
    mail: null,
    expires_at: due.closes_at,
  };
  if (chosen.length === 0) {
    return {
      ...nothing,
      status: "skipped",
      error: "no event that is new to this member",
      items: [],
    };
  }
  try {
    const mail = composeMail(due, known, chosen, pool, settings);
    return {
      ...row,
      subject: mail.subject,
      message_id: mail.message_id,
      mail,
      expires_at: expiry(due, chosen),
      status: "queued",
      error: null,
      items: chosen.map(({ event, score }, i) => ({
        event_id: event.id,
        position: i + 1,
        score,
        model: settings.model,
        told: factsOf(event),
      })),
    };
  } catch (error) {
    // An address that is none, say: this member's mail alone, and the operator can see why.
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    return { ...nothing, status: "failed", error: error.message, items: [] };
  }
}

/** One question to those of whom nothing is known, an answer a link. */
function questionFor(
  member: Member,
  pool: Pool<Event>,
  exp: Date,
  { functionsUrl, linkKeys }: MailSettings,
) {
  const categories = askableCategories(member, pool.whole) as Category[];
  if (categories.length === 0) return undefined;
  const options = categories.map((category) => ({
    label: labelOf(category),
    url: feedbackLink(
      functionsUrl,
      signToken({ action: "prefer", user_id: member.id, category, exp }, linkKeys),
    ),
  }));
  return { text: QUESTION, options };
}

function composeMail(
  due: Addressee,
  { member }: KnownMember,
  chosen: Recommendation[],
  pool: Pool<Event>,
  settings: MailSettings,
) {
  const { now, community, functionsUrl, linkKeys, from } = settings;
  const user_id = due.signed_for ?? due.user_id;
  const exp = feedbackExpiry(now);
  const voteLink = (action: "like" | "dislike", event_id: string) =>
    feedbackLink(functionsUrl, signToken({ action, user_id, event_id, exp }, linkKeys));
  const items = chosen.map(({ event, reasons }): IssueItem => ({
    event,
    reasons,
    links: {
      like: voteLink("like", event.id),
      dislike: voteLink("dislike", event.id),
      calendar: calendarLink(functionsUrl, event.id),
    },
  }));
  const unsubscribe = signToken({ action: "unsubscribe", user_id }, linkKeys);
  const { subject, html, text } = renderNewsletter({
    issued_at: now.toISOString(),
    reader: { time_zone: due.time_zone },
    community: { ...community, sender_name: from.name },
    question: questionFor({ ...member, id: user_id }, pool, exp, settings),
    items,
    links: {
      unsubscribe: feedbackLink(functionsUrl, unsubscribe),
      preferences: settings.preferencesUrl,
    },
  });
  return freezeMail({
    id: keyedId([due.newsletter_id, due.user_id, due.email], linkKeys),
    from,
    to: { name: due.name ?? "", address: due.email },
    senders: [community.name],
    subject,
    html,
    text,
    replyTo: settings.replyTo,
    headers: settings.headers,
    unsubscribe: oneClickLink(functionsUrl, unsubscribe),
    unsubscribeMail: settings.mailbox === null
      ? null
      : { to: settings.mailbox, subject: `unsubscribe ${unsubscribe}` },
  }, now);
}

/** When the window closes or the first of its events is upcoming no more, whichever comes first. */
function expiry(due: DueMember, chosen: Recommendation[]): string {
  const instants = chosen.map(({ event }) => upcomingUntil(event));
  return new Date(Math.min(Date.parse(due.closes_at), ...instants)).toISOString();
}
