import assert from "node:assert/strict";
import { toLines } from "./lines.ts";
import { findSummary } from "./summary.ts";

const summary = (caption: string) => findSummary(toLines(caption), "Quiz Night");

Deno.test("findSummary() takes the first sentence that tells something", () => {
  const told = "Compete in teams of five for prizes and glory.";
  assert.equal(
    summary(`Quiz Night!\nThink you are clever enough for this one?\n${told} Fun.`),
    told,
  );
});

Deno.test("findSummary() takes no question, field, hashtag or link", () => {
  assert.equal(
    summary("Are you looking for something to do tonight?\n📅 Friday the 22nd of August 2025"),
    null,
  );
  assert.equal(summary("#quiz #night #students #university #melbourne"), null);
  assert.equal(summary("Register now with the link in our bio to save your spot"), null);
});

Deno.test("findSummary() keeps to two hundred characters", () => {
  assert.ok(summary("Join us for words and " + "words ".repeat(100))!.length <= 200);
});

Deno.test("findSummary() does not repeat the title with its date", () => {
  assert.equal(summary("Quiz Night is on this Friday 22 August from 6pm until 9pm!"), null);
  assert.equal(summary("Friday 22 August from 6pm in the big room of the Union House"), null);
});
