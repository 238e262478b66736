import assert from "node:assert/strict";
import { marksOf, ownMarks } from "./marks.ts";

const marks: [caption: string, expected: string[]][] = [
  ["Book: https://www.Tickets.example/gala/?utm=ig#top.", ["tickets.example/gala"]],
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
  Deno.test(`marksOf() of "${caption}"`, () => {
    assert.deepEqual([...marksOf(caption)], expected);
  });
}

Deno.test("ownMarks() leaves out what another day has too", () => {
  const posts = [
    { day: "mon", caption: "#filmsociety #springgala" },
    { day: "mon", caption: "#springgala" },
    { day: "tue", caption: "#filmsociety" },
  ];
  const own = ownMarks(posts, ({ day }) => day);
  assert.deepEqual(posts.map((post) => [...own.get(post)!]), [
    ["#springgala"],
    ["#springgala"],
    [],
  ]);
});
