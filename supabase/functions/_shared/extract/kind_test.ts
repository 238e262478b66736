import assert from "node:assert/strict";
import type { Kind } from "../event/event.ts";
import { guessKind } from "./kind.ts";
import { toLines } from "./lines.ts";
import { findWhen } from "./when.ts";

function kindOf(caption: string): Kind {
  const lines = toLines(caption);
  return guessKind(lines.map(({ text }) => text).join("\n"), findWhen(lines, "2025-08-18")).kind;
}

const posts: [string, Kind][] = [
  ["Quiz night\n📅 22 Aug\n⏰ 6pm", "event"],
  ["Join us for a workshop, date to be announced. Tickets soon!", "event"],
  ["Last year was fun, thank you everyone who joined!\nOur AGM\n📅 22 Aug 6pm", "event"],
  ["Applications close 22 August. Apply now!", "deadline"],
  ["We're recruiting! Committee applications are due 22 Aug", "deadline"],
  ["Register by 22 Aug", "deadline"],
  ["Thank you to everyone who came to our quiz! What a night.", "recap"],
  ["Throwback to the ball", "recap"],
  ["Applications are now open for the graduate program. Apply via the link", "announcement"],
  ["Meet our events team!", "announcement"],
  ["Our new podcast episode is out now", "announcement"],
  ["No training tonight, both sessions (6pm & 7pm) are cancelled", "announcement"],
  ["Cancelled: Quiz on 22 Aug. Join us on 29 Aug instead, 6pm", "event"],
  ["Tickets cannot be cancelled. Quiz night 22 Aug, 6pm", "event"],
  ["Form a team for our Case Competition! Registrations close 22 Aug", "deadline"],
  ["That was our musical: five sold-out shows! Thank you for laughing", "recap"],
  ["Thank you for supporting us, dear sponsors", "announcement"],
  ["We're looking for volunteer tutors, one hour a week", "announcement"],
  ["French table every Tuesday at 6pm", "event"],
  ["10% discount for members from our new sponsor", "announcement"],
  ["Our ball has been postponed. New date soon!", "announcement"],
  ["Congratulations to our newly elected committee! Thank you everyone who came", "announcement"],
  ["Meet the faces behind our club for 2025!", "announcement"],
  ["Thank you for backing us, dear sponsors", "announcement"],
  ["Tickets to our annual ball are live now!", "event"],
  ["Photos from Winter Ball are here", "recap"],
  ["Send us your photos from summer camp and win", "announcement"],
  ["Submit the best photos from summer camp", "announcement"],
  ["Yesterday 80 of you joined us for our quiz night", "recap"],
  ["Our office is closed for the break. Back on Monday 22 Sept", "announcement"],
  ["Our drop-in is closed from Mon. Back on Tue 26 Aug 5pm with pizza", "event"],
  ["We're back on Monday 22 Sept with trivia, 6pm", "event"],
  ["", "announcement"],
];
for (const [caption, expected] of posts) {
  Deno.test(`guessKind() of "${caption.slice(0, 40).replace(/\n/g, " ")}" is ${expected}`, () => {
    assert.equal(kindOf(caption), expected);
  });
}
