import assert from "node:assert/strict";
import { sentencesOf } from "./sentences.ts";

Deno.test("sentencesOf() parts sentences and the parts of a line, not abbreviations and days", () => {
  assert.deepEqual(sentencesOf("Quiz! Bring friends. Now? · Free | Room 1"), [
    "Quiz!",
    "Bring friends.",
    "Now?",
    "Free",
    "Room 1",
  ]);
  assert.deepEqual(sentencesOf("Meet Dr. Lee of St. John am 12. März."), [
    "Meet Dr. Lee of St. John am 12. März.",
  ]);
  assert.deepEqual(sentencesOf(""), []);
});
