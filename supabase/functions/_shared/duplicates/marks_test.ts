import assert from "node:assert/strict";
import { ownMarks, signsOf } from "./marks.ts";

const marks: [caption: string, expected: string[]][] = [
  ["Book: https://www.Tickets.example/gala/?utm_source=ig#top.", ["tickets.example/gala"]],
  ["https://forms.example/view?id=1", ["forms.example/view?id=1"]],
  ["sign up: tickets.example/gala!", ["tickets.example/gala"]],
  ["https://tickets.example https://tickets.example/", []],
  ["#MelbourneHack2025 #hackathons26 #𝗪𝗶𝗻𝘁𝗲𝗿𝗕𝗮𝗹𝗹", [
    "#melbournehack",
    "#hackathons",
    "#winterball",
  ]],
  ["#trivia #uni #2026", []],
  ["https://linktr.ee/club https://instagram.com/club https://union.example/join/chess", []],
  ["https://facebook.com/events/123", ["facebook.com/events/123"]],
  ["no marks", []],
];
for (const [caption, expected] of marks) {
  Deno.test(`signsOf() finds the marks of "${caption}"`, () => {
    assert.deepEqual([...signsOf(caption).marks], expected);
  });
}

const links: [caption: string, expected: string[]][] = [
  ["https://tickets.example/", ["tickets.example"]],
  ["Pay at lan-night.example/dep or t.me/club_x.", ["lan-night.example/dep", "t.me/club_x"]],
  ["www.evil.example", ["evil.example"]],
  ["mail club@evil.example, call 7.30pm/8pm, e.g. Room 3.05/B, v2.0 and @film.club", []],
  ["https://linktr.ee/club https://instagram.com/club instagram.com/p/1", []],
];
for (const [caption, expected] of links) {
  Deno.test(`signsOf() finds the links of "${caption}"`, () => {
    assert.deepEqual([...signsOf(caption).links], expected);
  });
}

Deno.test("ownMarks() removes marks that occur on another day", () => {
  const posts = [
    { day: "mon", caption: "#filmsociety #springgala" },
    { day: "mon", caption: "#springgala" },
    { day: "tue", caption: "#filmsociety" },
  ];
  const own = ownMarks(posts, ({ caption }) => signsOf(caption).marks, ({ day }) => day);
  assert.deepEqual(posts.map((post) => [...own.get(post)!]), [
    ["#springgala"],
    ["#springgala"],
    [],
  ]);
});
