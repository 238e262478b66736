import assert from "node:assert/strict";
import { calm } from "./title_case.ts";

const titles: [string, string][] = [
  ["QUIZ NIGHT AT THE HALL", "Quiz Night at the Hall"],
  ["AGM AND LGBTQ+ MIXER", "AGM and LGBTQ+ Mixer"],
  ["CREEK CLEAN-UP", "Creek Clean-Up"],
  ["BALL: THE SEQUEL", "Ball: The Sequel"],
  ["MBSC PRESENTATIONS", "MBSC Presentations"],
  ["SOIRÉE CRÊPES", "Soirée Crêpes"],
  ["5K FUN RUN", "5K Fun Run"],
  ["PITCH NIGHT at the Shed", "Pitch Night at the Shed"],
];
for (const [shouted, expected] of titles) {
  Deno.test(`calm() reads "${shouted}"`, () => assert.equal(calm(shouted, shouted), expected));
}

Deno.test("calm() leaves what does not shout, and a lone acronym", () => {
  for (const title of ["Intro to SQL", "DSCubed x MINT", "AGM", "Quiz NIGHT for all"]) {
    assert.equal(calm(title, title), title);
  }
});

Deno.test("calm() spells a word as the text does elsewhere", () => {
  const text = "HACKMATE OPEN DAY\nJoin HackMate and the MASH crew. We open early, @hackmate!";
  assert.equal(calm("HACKMATE OPEN DAY WITH MASH", text), "HackMate Open Day with MASH");
});

Deno.test("calm() takes a long word in capitals for a word, a short one for a name", () => {
  assert.equal(calm("CONSULTING DAY", "Find out at CONSULTING, our day"), "Consulting Day");
  assert.equal(calm("UNICEF DAY", "Find out about UNICEF, our day"), "UNICEF Day");
});
