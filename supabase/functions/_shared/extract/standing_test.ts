import assert from "node:assert/strict";
import { standing } from "./standing.ts";

const sentences: [sentence: string, expected: string][] = [
  ["We're screening Spirited Away this Thursday!", "We're screening Spirited Away!"],
  ["This Thursday, we're screening Spirited Away.", "We're screening Spirited Away."],
  ["Tomorrow at 6pm, we're screening Spirited Away.", "We're screening Spirited Away."],
  ["Join us tonight for a screening.", "Join us for a screening."],
  ["Join us next Friday arvo for a screening.", "Join us for a screening."],
  ["Plus, we've got snacks for all.", "We've got snacks for all."],
  ["come and sing tomorrow", "come and sing"],
  // These need their day, or say something else without it.
  ["Sign-ups close tomorrow!", "Sign-ups close tomorrow!"],
  ["No training tonight.", "No training tonight."],
  ["The ball is this Friday!", "The ball is this Friday!"],
  ["Learn what tomorrow's leaders need.", "Learn what tomorrow's leaders need."],
  ["Last week we sang.", "Last week we sang."],
  ["we sang and danced.", "we sang and danced."],
];
for (const [sentence, expected] of sentences) {
  Deno.test(`standing() of "${sentence}"`, () => assert.equal(standing(sentence), expected));
}
