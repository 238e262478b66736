import assert from "node:assert/strict";
import { askableCategories } from "./question.ts";
import type { Candidate, EventFacts, Member } from "./types.ts";

const stranger: Member = { id: "m", votes: [], preferences: {} };

function candidates(...categories: (string | null)[]): Candidate<EventFacts>[] {
  return categories.map((category, i) => ({
    event: { id: `${i}`, title: "", starts_at: "2026-03-05T07:00:00Z", category, organisers: [] },
    vector: undefined,
    posted_at: "2026-03-01T00:00:00Z",
  }));
}

const vote = (action: "like" | "dislike" | "not_going") => ({
  event: candidates("tech")[0]!.event,
  vector: undefined,
  action,
  voted_at: "2026-03-01T00:00:00Z",
});

Deno.test("askableCategories() offers the categories with most events, at most six", () => {
  const many = candidates("a", "b", "b", null, "c", "d", "e", "f", "g");
  assert.deepEqual(askableCategories(stranger, many), ["b", "a", "c", "d", "e", "f"]);
});

Deno.test("askableCategories() is empty for a member with a positive vote or a declared like", () => {
  const two = candidates("a", "b");
  assert.deepEqual(askableCategories({ ...stranger, votes: [vote("like")] }, two), []);
  assert.deepEqual(askableCategories({ ...stranger, preferences: { a: 0.9 } }, two), []);
});

Deno.test("askableCategories() still offers categories after negative answers alone", () => {
  const two = candidates("a", "b");
  assert.deepEqual(askableCategories({ ...stranger, votes: [vote("dislike")] }, two), ["a", "b"]);
  assert.deepEqual(askableCategories({ ...stranger, votes: [vote("not_going")] }, two), ["a", "b"]);
  assert.deepEqual(askableCategories({ ...stranger, preferences: { a: 0.2 } }, two), ["a", "b"]);
});

Deno.test("askableCategories() is empty with fewer than two categories", () => {
  assert.deepEqual(askableCategories(stranger, candidates("a", "a", null)), []);
  assert.deepEqual(askableCategories(stranger, []), []);
});
