import assert from "node:assert/strict";
import type { Given } from "../post/given.ts";
import { MAX_EVENTS, readingOf } from "./reading.ts";
import { draftOf } from "./test_draft.ts";

const CAPTION =
  "This week:\nTrivia night, Friday 6pm.\nPottery class, Saturday 2pm in Room 5!\nSee you";
const POST = { caption: CAPTION, posted_at: new Date("2025-08-20T09:00:00Z") };
const OPTIONS = { timeZone: "UTC", minConfidence: 0.5 };
const pottery = draftOf({
  title: "Pottery class",
  start_date: "2025-08-23",
  location: "Room 5",
  excerpt: "Pottery class, Saturday 2pm in Room 5!",
});
const read = (...drafts: Parameters<typeof readingOf>[0]) =>
  readingOf(drafts, POST, { known: [], given: null }, OPTIONS);

Deno.test("readingOf() makes an event of each draft, with its own part of the post", () => {
  const { kind, events, needs_review } = read(
    draftOf({ excerpt: "trivia night - friday 6PM" }),
    pottery,
  );
  assert.deepEqual([kind, needs_review], ["event", false]);
  assert.deepEqual(events.map(({ title, excerpt }) => [title, excerpt]), [
    ["Trivia night", "trivia night - friday 6PM"],
    ["Pottery class", "Pottery class, Saturday 2pm in Room 5!"],
  ]);
});

Deno.test("readingOf() takes no words for a part of the post that it does not have", () => {
  const { events } = read(draftOf({ excerpt: "Free money for all" }), {
    ...pottery,
    excerpt: null,
  });
  assert.deepEqual(events.map(({ excerpt }) => excerpt), [
    "Trivia night",
    "Pottery class\nRoom 5",
  ]);
});

Deno.test("readingOf() keeps the whole text for the only event of a post", () => {
  const [event] =
    read({ ...pottery, excerpt: "Pottery class" }, draftOf({ kind: "deadline" })).events;
  assert.equal(event!.excerpt, undefined);
});

Deno.test("readingOf() takes two equal drafts for one event", () => {
  assert.equal(read(pottery, { ...pottery, title: "POTTERY CLASS" }).events.length, 1);
});

Deno.test("readingOf() of no event says what the post is, and how sure that is", () => {
  const { kind, needs_review, events } = read(draftOf({ kind: "recap", confidence: 0.2 }));
  assert.deepEqual([kind, needs_review, events], ["recap", true, []]);
});

Deno.test("readingOf() keeps so many events of a post and has the rest looked at", () => {
  const many = Array.from({ length: MAX_EVENTS + 1 }, (_, i) => draftOf({ title: `Night ${i}` }));
  const { events, needs_review } = read(...many);
  assert.deepEqual([events.length, needs_review], [MAX_EVENTS, true]);
  assert.equal(read(...many.slice(1)).needs_review, false);
});

Deno.test("readingOf() gives events that were there before their ids", () => {
  const known = [{
    id: "a",
    title: "Pottery class",
    starts_at: "2025-08-23T18:00:00.000Z",
    is_all_day: false,
    is_withdrawn: false,
  }];
  const { events } = readingOf([draftOf(), pottery], POST, { known, given: null }, OPTIONS);
  assert.deepEqual(events.map(({ id }) => id), [undefined, "a"]);
});

const stated = (given: Given, ...drafts: Parameters<typeof readingOf>[0]) =>
  readingOf(drafts.length > 0 ? drafts : [draftOf()], POST, { known: [], given }, OPTIONS);

Deno.test("readingOf() takes what the source states in place of what was read", () => {
  const given = {
    title: "Trivia in the hall",
    starts_at: "2025-09-01T20:00:00+10:00",
    ends_at: "2025-09-01T12:30:00Z",
    location: "Guild House",
    is_online: false,
    organisers: ["Quiz Club"],
  };
  const { kind, events: [event] } = stated(given, draftOf({ kind: "announcement" }));
  assert.equal(kind, "event");
  const { title, starts_at, ends_at, location, organisers, category } = event!;
  assert.deepEqual({ title, location, organisers }, {
    title: "Trivia in the hall",
    location: "Guild House",
    organisers: ["Quiz Club"],
  });
  assert.deepEqual([starts_at, ends_at], ["2025-09-01T10:00:00.000Z", "2025-09-01T12:30:00.000Z"]);
  assert.equal(category, "social_cultural", "which no source states");
});

Deno.test("readingOf() reads what the source leaves open", () => {
  const [event] = stated({ location: "Guild House" }).events;
  assert.deepEqual([event!.title, event!.starts_at, event!.location], [
    "Trivia night",
    "2025-08-22T18:00:00.000Z",
    "Guild House",
  ]);
  const later = draftOf({ end_time: "20:00" });
  const start = { starts_at: "2025-08-22T18:00:00Z" };
  assert.equal(stated(start, later).events[0]!.ends_at, "2025-08-22T20:00:00.000Z");
  const elsewhere = { starts_at: "2025-08-23T18:00:00Z" };
  assert.equal(
    stated(elsewhere, later).events[0]!.ends_at,
    null,
    "an end of another start is none",
  );
});

Deno.test("readingOf() makes one event of a post whose source states a start, whatever was read", () => {
  const { events } = stated({ starts_at: "2025-08-23T18:00:00Z" }, draftOf(), pottery);
  assert.deepEqual(events.map(({ title, excerpt }) => [title, excerpt]), [
    ["Pottery class", undefined],
  ]);
});

Deno.test("readingOf() gives all events of a list the organisers that the source states, and nothing else", () => {
  const given = { organisers: ["Guild"], location: "Guild House", title: "This week" };
  const { events } = stated(given, draftOf(), pottery);
  assert.deepEqual(events.map(({ title, location, organisers }) => [title, location, organisers]), [
    ["Trivia night", null, ["Guild"]],
    ["Pottery class", "Room 5", ["Guild"]],
  ]);
});

Deno.test("readingOf() has no event where the source cancelled it, and reviews what is open", () => {
  const start = { starts_at: "2025-08-23T18:00:00Z" };
  assert.deepEqual(stated({ ...start, status: "cancelled" }).events, []);
  assert.equal(stated({ ...start, status: "tentative" }).events[0]!.needs_review, true);
  const [postponed] = stated({ ...start, status: "postponed" }).events;
  assert.deepEqual([postponed!.starts_at, postponed!.needs_review], [null, true]);
});

Deno.test("readingOf() refuses a stated start in a far year, and an end before it", () => {
  assert.equal(stated({ starts_at: "2035-01-01T00:00:00Z" }).events[0]!.starts_at, null);
  const backwards = { starts_at: "2025-08-23T18:00:00Z", ends_at: "2025-08-23T17:00:00Z" };
  assert.equal(stated(backwards).events[0]!.ends_at, null);
});
