import assert from "node:assert/strict";
import { findOrganisers } from "./who.ts";

const hosts: [string, string[]][] = [
  ["Hosted by Chess Club, Go Society and Film Club.", ["Chess Club", "Go Society", "Film Club"]],
  ["In collaboration with @film.soc and @chess_club", ["@film.soc", "@chess_club"]],
  ["Chess Club x Film Society Trivia Night", ["Chess Club", "Film Society"]],
  ["Join MedSoc for our quiz", ["MedSoc"]],
  ["The Film Society invites you to a screening", ["Film Society"]],
  ["Hosted by Film Society and @filmsociety.uni", ["Film Society"]],
  ["Join us for a quiz on Monday", []],
  ["come and see what we are hosting", []],
  ["", []],
];
for (const [text, expected] of hosts) {
  Deno.test(`findOrganisers() of "${text}"`, () => {
    assert.deepEqual(findOrganisers(text), expected);
  });
}
