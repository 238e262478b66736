import assert from "node:assert/strict";
import { maskNumbers, toLines } from "./lines.ts";

const marked = (caption: string) => toLines(caption).map(({ marker, text }) => [marker, text]);

Deno.test("toLines() takes emoji and labels for what the line is about", () => {
  assert.deepEqual(marked("Quiz!\n📅 Friday\nTime: 7pm\n📍 Where: The Clyde\n🎟️ $5"), [
    [null, "Quiz!"],
    ["when", "Friday"],
    ["when", "7pm"],
    ["where", "The Clyde"],
    ["price", "$5"],
  ]);
});

Deno.test("toLines() breaks a line before a marking emoji", () => {
  assert.deepEqual(marked("🗓️ When: Wed 30th April, 3:30–4:30PM📍 Where: Masson Theatre"), [
    ["when", "Wed 30th April, 3:30-4:30PM"],
    ["where", "Masson Theatre"],
  ]);
});

Deno.test("toLines() reads emoji between sentences as a full stop", () => {
  assert.deepEqual(marked("Come along 🎉 Free food"), [[null, "Come along · Free food"]]);
  assert.deepEqual(marked("our AI 🤖 panel"), [[null, "our AI panel"]]);
});

Deno.test("toLines() knows headings and paragraphs", () => {
  const [heading, line, later] = toLines("Key dates:\nApplications close Friday\n\nApply now");
  assert.deepEqual([heading?.isHeading, line?.isHeading], [true, false]);
  assert.deepEqual([line?.paragraph, later?.paragraph], [0, 1]);
});

Deno.test("toLines() has no line for emoji, rules and blanks", () => {
  assert.deepEqual(toLines("🎉🎉\n------\n\n***\n"), []);
});

Deno.test("maskNumbers() blanks what only looks like a date or time, and keeps the length", () => {
  const hidden = [
    "https://x.org/2025-08-22",
    "me@x.org",
    "@club.2025",
    "$10-$15",
    "10%",
    "0412 345 678",
    "Room 12",
    "Level 3",
    "PAR-153-L1-189",
    "1st place",
    "24/7",
    "2025-26",
  ];
  for (const text of hidden) {
    assert.doesNotMatch(maskNumbers(text), /\d/, text);
    assert.equal(maskNumbers(text).length, text.length);
  }
});

Deno.test("maskNumbers() leaves dates and times", () => {
  for (
    const text of ["22/8/25", "1st May", "5:30-9PM", "2025-08-22", "7 till 9pm", "Sat 3 May 2025"]
  ) {
    assert.equal(maskNumbers(text), text);
  }
});

Deno.test("toLines() reads turned text as it is shown", () => {
  assert.deepEqual(marked("\u202Ethgin ziuQ\u202C, 6pm"), [[null, "Quiz night, 6pm"]]);
});
