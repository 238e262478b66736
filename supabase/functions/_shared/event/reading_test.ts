import assert from "node:assert/strict";
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
const read = (...drafts: Parameters<typeof readingOf>[0]) => readingOf(drafts, POST, [], OPTIONS);

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
  const { events } = readingOf([draftOf(), pottery], POST, known, OPTIONS);
  assert.deepEqual(events.map(({ id }) => id), [undefined, "a"]);
});
