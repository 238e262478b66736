import assert from "node:assert/strict";
import { inPlainEnglish } from "./abroad.ts";
import { findWhen, type When } from "./when.ts";

/** A Wednesday morning. */
const WEDNESDAY = { date: "2026-03-11", time: "09:30" };
/** A Friday, late in the evening. */
const FRIDAY_NIGHT = { date: "2026-11-20", time: "22:00" };

const OPEN = { from: null, to: null, weekdays: null, except: [], after: null, before: null };

function read(query: string, now = WEDNESDAY): Omit<When, "isLoose"> | null {
  const { when } = findWhen(inPlainEnglish(query), now);
  if (!when) return null;
  const { isLoose: _, ...bounds } = when;
  return bounds;
}

function assertAll(cases: [query: string, expected: Partial<When>][], now = WEDNESDAY) {
  for (const [query, expected] of cases) {
    assert.deepEqual(read(query, now), { ...OPEN, ...expected }, query);
  }
}

Deno.test("findWhen() reads a day", () => {
  assertAll([
    ["pottery today", { from: "2026-03-11", to: "2026-03-11" }],
    ["tomorrow", { from: "2026-03-12", to: "2026-03-12" }],
    ["anything on friday?", { from: "2026-03-13", to: "2026-03-13" }],
    ["Sat chess", { from: "2026-03-14", to: "2026-03-14" }],
    ["quiz on the 28th", { from: "2026-03-28", to: "2026-03-28" }],
    ["april 3 concert", { from: "2026-04-03", to: "2026-04-03" }],
    ["12 march choir", { from: "2026-03-12", to: "2026-03-12" }],
    ["may 2nd", { from: "2026-05-02", to: "2026-05-02" }],
    ["14/3", { from: "2026-03-14", to: "2026-03-14" }],
    ["2026-03-20 lecture", { from: "2026-03-20", to: "2026-03-20" }],
  ]);
});

Deno.test("findWhen() reads stretches of days; a week ends on Sunday", () => {
  assertAll([
    ["this week", { from: "2026-03-11", to: "2026-03-15" }],
    ["next week", { from: "2026-03-16", to: "2026-03-22" }],
    ["this weekend", { from: "2026-03-14", to: "2026-03-15" }],
    ["on the weekend", { from: "2026-03-14", to: "2026-03-15" }],
    ["next weekend", { from: "2026-03-21", to: "2026-03-22" }],
    ["this month", { from: "2026-03-11", to: "2026-03-31" }],
    ["next month", { from: "2026-04-01", to: "2026-04-30" }],
    ["in january", { from: "2027-01-01", to: "2027-01-31" }],
    ["late march talks", { from: "2026-03-21", to: "2026-03-31" }],
    ["second week of april", { from: "2026-04-08", to: "2026-04-14" }],
    ["the next 3 days", { from: "2026-03-11", to: "2026-03-14" }],
    ["monday to wednesday", { from: "2026-03-16", to: "2026-03-18" }],
    ["until sunday", { from: "2026-03-11", to: "2026-03-15" }],
    ["after friday", { from: "2026-03-14" }],
    ["before 20 march", { from: "2026-03-11", to: "2026-03-19" }],
    ["saturday or monday", { from: "2026-03-14", to: "2026-03-16", weekdays: [6, 1] }],
    ["every tuesday", { weekdays: [2] }],
    ["not on mondays", { except: [1] }],
  ]);
});

Deno.test("findWhen() reads hours of the day", () => {
  assertAll([
    ["tomorrow after 5", { from: "2026-03-12", to: "2026-03-12", after: "17:00" }],
    ["before 10am", { before: "10:00" }],
    ["before noon", { before: "12:00" }],
    ["friday 7pm", { from: "2026-03-13", to: "2026-03-13", after: "18:30", before: "20:01" }],
    ["between 2 and 4pm", { after: "14:00", before: "16:00" }],
    ["sunday evening", { from: "2026-03-15", to: "2026-03-15", after: "17:00", before: "24:00" }],
    ["tonight", { from: "2026-03-11", to: "2026-03-11", after: "17:00" }],
    ["thursday lunch", { from: "2026-03-12", to: "2026-03-12", after: "11:00", before: "14:00" }],
    ["after 9 tonight", { from: "2026-03-11", to: "2026-03-11", after: "21:00" }],
  ]);
});

Deno.test("findWhen() takes words that only look like times for words", () => {
  const queries =
    "movie night|free lunch|may the fourth|week 4 quiz|room 214|24/7 study space|5k run|top 10|sun salutation|open mic|" +
    "march for science|2 for 1 drinks|game of thrones|the second sex|code 101";
  for (const query of queries.split("|")) {
    const when = read(query);
    assert.equal(when, null, `${query}: ${JSON.stringify(when)}`);
  }
});

Deno.test("findWhen() lets a weekday that is over mean the next one", () => {
  assertAll([
    ["friday", { from: "2026-11-27", to: "2026-11-27" }],
    ["this week", { from: "2026-11-20", to: "2026-11-22" }],
    ["tonight", { from: "2026-11-20", to: "2026-11-20", after: "17:00" }],
  ], FRIDAY_NIGHT);
});

Deno.test("findWhen() reads other languages' days", () => {
  const tomorrow = { from: "2026-03-12", to: "2026-03-12" };
  assertAll([
    ["明天", tomorrow],
    ["concert demain", tomorrow],
    ["comida mañana", tomorrow],
    ["acara besok", tomorrow],
    ["dieses Wochenende", { from: "2026-03-14", to: "2026-03-15" }],
    ["音乐 今晚", { from: "2026-03-11", to: "2026-03-11", after: "17:00" }],
  ]);
});

Deno.test("findWhen() says which words it read, and leaves the others", () => {
  const { said, rest } = findWhen("free yoga tomorrow after 5 near the lake", WEDNESDAY);
  assert.equal(said, "tomorrow after 5");
  assert.equal(rest.replace(/~+/g, "").replace(/ +/g, " "), "free yoga near the lake");
});
