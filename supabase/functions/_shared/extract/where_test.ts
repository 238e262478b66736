import assert from "node:assert/strict";
import { toLines } from "./lines.ts";
import { findWhere } from "./where.ts";

const place = (caption: string) => findWhere(toLines(caption)).location;

const places: [string, string | null][] = [
  ["📍 Union House, Level 3", "Union House, Level 3"],
  ["Location: The Clyde Hotel", "The Clyde Hotel"],
  ["📍 Where: Old Arts 103", "Old Arts 103"],
  ["📍Lecture Theatre 2\n207-221 Bouverie Street", "Lecture Theatre 2, 207-221 Bouverie Street"],
  ["Fri 22 Aug | 6pm | Melba Hall", "Melba Hall"],
  ["Join us at the Queensberry Hotel!", "Queensberry Hotel"],
  ["📍 Location: To Be Announced 👀", null],
  ["📍 Apply now through the link in our bio", null],
  ["We are good at Maths and Physics", null],
  ["No place here", null],
];
for (const [caption, expected] of places) {
  Deno.test(`findWhere() of "${caption.replace("\n", " ")}"`, () => {
    assert.equal(place(caption), expected);
  });
}

Deno.test("findWhere() is online only where nobody can come in person", () => {
  const online = (caption: string) => findWhere(toLines(caption)).is_online;
  assert.ok(online("📍 Zoom"));
  assert.ok(online("Our webinar on tax"));
  assert.ok(!online("📍 Room 1. Can't make it? Join us on Zoom"));
  assert.ok(!online("📍 Hybrid: Hall 2 and Zoom, in person welcome"));
});
