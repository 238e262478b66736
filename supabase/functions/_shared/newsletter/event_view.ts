/** One event of an issue in words. No text of strangers becomes a link or poses as the sender. */
import type { Event } from "../event/event.ts";
import { hostNames } from "../event/hosts.ts";
import { webUrl } from "../text/clean.ts";
import { strangersLine } from "../text/defuse.ts";
import { withoutHandles } from "../text/handles.ts";
import { posesAsSender } from "../text/impostor.ts";
import { pictureUrl, publicUrl } from "../text/public_url.ts";
import type { IssueItem } from "./issue.ts";
import type { DayParts, Language } from "./languages/language.ts";
import { type Clocks, whenOf, zonesDiffer, zoneWords } from "./when.ts";

/** The content of one event; "" for a missing field. */
export interface EventView {
  title: string;
  /** The first day. */
  day: DayParts;
  /** "Fri 27 Nov", the first day. */
  first: string;
  /** The same, of an all-day event with its last day. */
  date: string;
  /** "6 – 8 pm", with the zone if it is not the mail's. */
  time: string;
  /** "6 pm", likewise. */
  start: string;
  host: string;
  place: string;
  summary: string;
  why: string;
  /** The one action; null without a post, when the calendar takes its place. */
  action: { label: string; url: string } | null;
  image: string | null;
  links: IssueItem["links"] & { google: string };
}

/** What the events of an issue share. */
export interface Setting {
  clocks: Clocks;
  language: Language;
  senders: readonly string[];
}

/** Puts an event into words; `why` is added by the issue, which knows the other reasons. */
export function eventView({ event, links }: IssueItem, setting: Setting): EventView {
  const { clocks, language } = setting;
  const { time, start, ...when } = whenOf(event, clocks);
  const zone = ownZone(event, clocks);
  return {
    title: titleOf(event, setting),
    ...when,
    time: time + zone,
    start: start + zone,
    host: hostOf(event, setting),
    place: placeOf(event, language),
    summary: summaryOf(event.summary, event.title),
    why: "",
    action: actionOf(event.url, language),
    image: pictureOf(event, links),
    links: { ...links, google: `${links.calendar}&to=google` },
  };
}

/** The title is a headline and the subject, so it must not pose as the sender. */
function titleOf({ title }: Event, { language, senders }: Setting): string {
  const line = strangersLine(title, 120);
  return line && !posesAsSender(line, senders) ? line : language.untitled;
}

/** The zone of an online event, if the reader's clock is not the community's. */
function ownZone(event: Event, clocks: Clocks): string {
  const isReaders = event.is_online && !event.is_all_day;
  return isReaders && zonesDiffer(event.starts_at, clocks) ? ` (${zoneWords(event, clocks)})` : "";
}

/**
 * Allows pictures from the project's own origin; the embedded stack serves them from a local
 * address.
 */
function pictureOf({ image_url }: Event, links: IssueItem["links"]): string | null {
  const own = URL.parse(links.calendar)?.origin;
  const isOwn = own !== undefined && URL.parse(image_url ?? "")?.origin === own;
  return isOwn ? webUrl(image_url) : pictureUrl(image_url);
}

/** Sites and hosts that sell tickets. */
const SELLERS = "eventbrite humanitix trybooking ticketmaster ticketek moshtix oztix eventim " +
  "billetweb weezevent";
const TICKETS = new RegExp(`(?:^|\\.)(?:tickets?|${SELLERS.replaceAll(" ", "|")})\\.`);

function actionOf(url: string | null, language: Language): EventView["action"] {
  const target = publicUrl(url);
  if (!target) return null;
  const isTickets = TICKETS.test(new URL(target).hostname);
  return { label: isTickets ? language.tickets : language.details, url: target };
}

function placeOf({ location, is_online }: Event, { online }: Language): string {
  const place = strangersLine(location, 100);
  const isOnline = is_online && !place.toLowerCase().includes(online.toLowerCase());
  return [place, isOnline && online].filter(Boolean).join(" · ");
}

function hostOf(event: Event, { senders, language }: Setting): string {
  const names = hostNames(event, senders);
  return language.hosts(
    names.slice(0, names.length > 3 ? 2 : 3),
    names.length > 3 ? names.length - 2 : 0,
  );
}

/** A shorter rest of a summary says nothing. UTF-16 units. */
const SHORTEST_SUMMARY = 12;

/** The summary without handles, and without the title at its start. */
export function summaryOf(summary: string | null, title: string): string {
  const text = strangersLine(withoutHandles(summary ?? ""), 280);
  const start = strangersLine(title, 280);
  if (!start || !text.toLowerCase().startsWith(start.toLowerCase())) return text;
  const rest = text.slice(start.length);
  // "Jazz night is back" is a sentence; "Jazz night: bring a friend" repeats the title.
  const after = /^\s*(?:[:!.|–—…-]+\s*|$)/u.exec(rest);
  if (!after) return text;
  const own = rest.slice(after[0].length);
  return own.length < SHORTEST_SUMMARY ? "" : own.charAt(0).toUpperCase() + own.slice(1);
}
