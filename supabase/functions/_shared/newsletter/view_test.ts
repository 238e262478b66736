import { deepEqual, equal, ok } from "node:assert/strict";
import type { Event } from "../event/event.ts";
import { issueOf, itemOf } from "./test_issue.ts";
import { viewOf } from "./view.ts";

/** Evenings of these days of November 2026, best first. The issue is of Friday 20. */
const on = (...days: number[]) =>
  days.map((day): Partial<Event> => ({
    title: `Event of ${day}`,
    starts_at: `2026-11-${day}T07:00:00Z`,
    ends_at: null,
  }));
const view = (...events: Partial<Event>[]) => viewOf(issueOf(events));

Deno.test("viewOf() shows the best, the two next by date, and the rest as lines grouped by day", () => {
  const { lead, featured, groups, agenda, unnamed } = view(...on(25, 28, 24, 27, 21, 27, 30));
  equal(lead.title, "Event of 25");
  deepEqual(featured.map(({ title }) => title), ["Event of 24", "Event of 28"]);
  deepEqual(groups.map(({ day, events }) => [day, events.length]), [
    ["Tomorrow", 1],
    ["Friday 27 November", 2],
    ["Monday 30 November", 1],
  ]);
  deepEqual(agenda.map(({ day, start }) => `${day} ${start}`), [
    "Tuesday 6 pm",
    "Wednesday 6 pm",
    "Sat 28 Nov 6 pm",
  ]);
  equal(unnamed, 4);
});

Deno.test("viewOf() has no list of a single line", () => {
  for (const [count, full] of [[1, 1], [2, 2], [3, 3], [4, 4], [5, 3], [20, 3]] as const) {
    const { featured, groups, unnamed } = view(...Array(count).fill({}));
    const lines = groups.flatMap(({ events }) => events).length;
    deepEqual([1 + featured.length, lines, unnamed], [full, count - full, count - full]);
  }
});

Deno.test("viewOf() marks the week: the lead's day, days with events, and no day after it", () => {
  const { week } = view(...on(22, 20, 26, 27));
  deepEqual(week.map(({ weekday, day, state }) => `${weekday} ${day} ${state}`), [
    "Fri 20 on",
    "Sat 21 off",
    "Sun 22 lead",
    "Mon 23 off",
    "Tue 24 off",
    "Wed 25 off",
    "Thu 26 on",
  ]);
});

Deno.test("viewOf() gives each reason once, and none that says nothing", () => {
  const because = (...texts: string[]) => ({
    ...itemOf(),
    reasons: texts.map((text, i) => ({ term: "a", text, contribution: 1 - i / 10 })),
  });
  const { lead, featured, groupsWhy } = viewOf({
    ...issueOf(),
    items: [
      because("Today", "You like Arts & music"),
      because("You like Arts & music", "Like “Trivia”, which you liked"),
      because("5 members are interested (we do not know your taste yet)"),
      because("You like Arts & music"),
      because("You like Food & dining"),
      because("Just posted", "You like https://evil.example"),
    ],
  });
  deepEqual([lead.why, ...featured.map(({ why }) => why)], [
    "You like Arts & music",
    "Similar to “Trivia”, which you liked",
    "5 members are interested",
  ]);
  equal(groupsWhy, "Because you like Food & dining.");
  const empty = ["On now", "Starts in 9 days", "Posted 3 days ago", "Also coming up"];
  const { lead: bare } = viewOf({ ...issueOf(), items: [because(...empty)] });
  equal(bare.why, "");
});

Deno.test("viewOf() names the time zone once: at the end, or on top for a reader elsewhere", () => {
  const here = view({}, { is_online: true });
  equal(here.zoneNote, "");
  ok(here.footnote.endsWith("All times are Melbourne time."));
  const { zoneNote, footnote, lead, featured } = viewOf({
    ...issueOf([{}, { is_online: true }]),
    reader: { time_zone: "America/New_York" },
  });
  equal(zoneNote, "Times are Melbourne time, unless another is named.");
  ok(!footnote.includes("Melbourne"));
  deepEqual([lead.time, featured[0]?.time], ["6 – 8 pm", "2 – 4 am (New York time)"]);
});
