import assert from "node:assert/strict";
import { faultOf, isAcceptable, tokenF1 } from "./titles.ts";

Deno.test("tokenF1() is 1 for equal words, 0 without common words, and in between otherwise", () => {
  assert.equal(tokenF1("TRIVIA night!", "The Trivia Night"), 1);
  assert.equal(tokenF1("Sunday", "Jam session"), 0);
  assert.equal(tokenF1("Trivia with snacks", "Trivia Night"), 2 * 1 / 4);
  assert.equal(tokenF1("Soirée crêpes", "soiree crepes"), 1);
});

Deno.test("tokenF1() counts a repeated word as often as both titles have it", () => {
  assert.equal(tokenF1("mic mic", "open mic"), 0.5);
});

const faulty: [string, string][] = [
  ["Tuesday", "when"],
  ["Sun 4 May, from 9am, on the lawn", "when"],
  ["7pm Saturday", "when"],
  ["It's tomorrow", "when"],
  ["The Crown, 12 Mill St", "where"],
  ["Sports Hall, court 3", "where"],
  ["Old Library", "where"],
  ["$5 members", "price"],
  ["Link in bio", "link"],
  ["Register now", "call"],
  ["Hey everyone", "greeting"],
  ['H1 style="color:red">QUIZ', "markup"],
  ["🎉 Quiz Night", "decoration"],
  ["QUIZ NIGHT AND KARAOKE", "shouting"],
];
for (const [title, fault] of faulty) {
  Deno.test(`faultOf() "${title}" is ${fault}`, () => {
    assert.equal(faultOf(title, "Old Library, Room 2"), fault);
  });
}

Deno.test("faultOf() is null for names", () => {
  const names = [
    "Saturday Social",
    "24h Hackathon",
    "Quiz Night",
    "AGM",
    "Dinner at the Old Library",
  ];
  for (const name of names) assert.equal(faultOf(name, "Old Library, Room 2"), null, name);
});

Deno.test("isAcceptable() requires the name in order, and allows few other words", () => {
  assert.ok(isAcceptable("The Spring Trivia Night", "Trivia Night"));
  assert.ok(isAcceptable("Trivia Night at the big old Clyde", "Trivia Night"));
  assert.ok(!isAcceptable("Trivia", "Trivia Night"));
  assert.ok(!isAcceptable("Night of Trivia", "Trivia Night"));
  assert.ok(!isAcceptable("Trivia Night will bring you four rounds", "Trivia Night"));
});

Deno.test("isAcceptable() requires only the identifying words if they are given", () => {
  assert.ok(isAcceptable("Walk to the Falls", "Walking to the Falls", "falls"));
  assert.ok(!isAcceptable("Walk to the bus", "Walking to the Falls", "falls"));
});

Deno.test("isAcceptable() refuses a title that is truncated or has a fault", () => {
  for (const title of ["Trivia Night with", "Trivia Night:", "Trivia Night and how"]) {
    assert.ok(!isAcceptable(title, "Trivia Night"), title);
  }
  assert.ok(!isAcceptable("Sign up for Trivia Night", "Trivia Night"));
});
