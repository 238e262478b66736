import { deepEqual, equal } from "node:assert/strict";
import type { Event } from "../event/event.ts";
import { summaryOf } from "./event_view.ts";
import { issueOf } from "./test_issue.ts";
import { viewOf } from "./view.ts";

const lead = (event: Partial<Event>) => viewOf(issueOf([event])).lead;

Deno.test("eventView() names hosts, handles in words", () => {
  const host = (...organisers: string[]) => lead({ organisers }).host;
  equal(host("Jazz Club", "@film.society_melb"), "Jazz Club, Film Society Melb");
  equal(host("chess_club"), "Chess Club");
  equal(host("A", "B", "C", "D", "E"), "A, B and 3 more");
  equal(host(), "");
});

Deno.test("summaryOf() leaves out a repeated title, but no sentence about it", () => {
  const short = (summary: string) => summaryOf(summary, "Jazz & tea");
  equal(short("Jazz & tea: bring a friend and a cup"), "Bring a friend and a cup");
  equal(short("JAZZ & TEA! We open at six."), "We open at six.");
  equal(short("Jazz & tea"), "");
  equal(short("Jazz & tea – Friday."), "");
  equal(short("Jazz & tea is back in the courtyard"), "Jazz & tea is back in the courtyard");
  equal(short("An evening of jazz & tea"), "An evening of jazz & tea");
  equal(summaryOf("Music", ""), "Music");
});

Deno.test("eventView() has one action: tickets at a seller, details elsewhere, none without a post", () => {
  const label = (url: string | null) => lead({ url }).action?.label;
  deepEqual(
    [
      "https://www.eventbrite.com.au/e/1",
      "https://events.humanitix.com/jazz",
      "https://tickets.club.example/1",
      "https://www.instagram.com/p/1/",
      "https://eventbrite-news.example/",
      "https://nas/tickets",
      null,
    ].map(label),
    ["Tickets", "Tickets", "Tickets", "Details", "Details", undefined, undefined],
  );
});
