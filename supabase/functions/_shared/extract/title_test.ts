import assert from "node:assert/strict";
import type { Kind } from "../event.ts";
import { toLines } from "./lines.ts";
import { findTitle } from "./title.ts";

const title = (caption: string, kind: Kind = "event") =>
  findTitle(toLines(caption), kind, { organisers: [], location: null });

const titles: [string, string][] = [
  ["🎉 End of Exams Bar Night! 🎉\nThe best night of the year", "End of Exams Bar Night"],
  ["Hungry? Join us for our Dumpling Workshop on Friday!", "Dumpling Workshop"],
  ["Blitz Night is back! Come along", "Blitz Night"],
  ["3 DAYS LEFT until Trivia Night!!", "Trivia Night"],
  ["Hey everyone!\nThe Film Society invites you to the Spring Gala at the hall", "Spring Gala"],
  ["Tired of losing marks? Come to our Referencing Workshop to learn how", "Referencing Workshop"],
  ["Looking for something fun?\nThis is it: our masquerade party, with a band", "Masquerade party"],
  ["Homesick? Same.\n\nOPEN GARDEN\nSat 4 May, 2pm, North Lawn\nBring a mat", "Open Garden"],
  ["Sat 4 May, from 11am, under the oak\nSlow Picnic", "Slow Picnic"],
  [
    "Tea tasting with the blenders of Leaf: five pots\nTue 5 May 4pm\nLeaf, 12 Mill St",
    "Tea tasting",
  ],
  [`Our beginners' workshop "Rust from Zero" takes you far. 5 May, 6pm`, "Rust from Zero"],
  ['<h1 style="color:red">QUIZ NIGHT</h1><script>alert("x")</script>\n5 May 6pm', "Quiz Night"],
  ["(Helmet needed to continue. Ask us.)\nNight ride on Friday at 6pm", "Night ride"],
  ["<h1>Chess Night</h1><p>Come along</p>\n5 May 6pm", "Chess Night"],
  [
    "Version control scares you?\nWe're running an Intro to Git session on 5 May, 6pm",
    "Intro to Git session",
  ],
  ["Reminder!\nThe Spring Gala is on 5 May at 6pm", "Spring Gala"],
  ["Drama Soc presents TWELFTH NIGHT\n5 May 6pm", "Twelfth Night"],
];
for (const [caption, expected] of titles) {
  Deno.test(`findTitle() names "${expected}"`, () => assert.equal(title(caption), expected));
}

Deno.test("findTitle() names no event by its opening", () => {
  assert.equal(
    title("Become a tutor!\nThe Peer Learning Program needs you", "deadline"),
    "Become a tutor",
  );
});

Deno.test("findTitle() does not take an organiser for the name", () => {
  const lines = toLines("Brought to you by Space Program.\nThe Quiz Night is on");
  assert.equal(
    findTitle(lines, "event", { organisers: ["Space Program"], location: null }),
    "Quiz Night",
  );
});

Deno.test("findTitle() keeps to a hundred characters, and is empty without words", () => {
  assert.ok(title("word ".repeat(100)).length <= 100);
  assert.equal(title("🎉"), "");
});
