import assert from "node:assert/strict";
import { overlap, wordReader } from "./overlap.ts";

const share = (a: string, b: string, least?: number) => {
  const read = wordReader();
  return overlap(read(a), read(b), least);
};

Deno.test("overlap() is the share of the shorter text's words in the longer", () => {
  assert.equal(share("Melbourne Museum", "Museum of Melbourne (11 Nicholson St)"), 1);
  assert.equal(share("Union House, Level 2", "Old Quad 2"), 1 / 3, "level tells nothing");
  assert.equal(share("Ｔｒｉｖｉａ", "trivia TRIVIA night"), 1, "letters of any width and case");
  assert.equal(share("The room", "the room"), 0, "nothing is left of it");
});

Deno.test("overlap() ignores endings, but not of numbers and short words", () => {
  assert.equal(share("entrepreneurial", "entrepreneurship"), 0);
  assert.equal(share("entrepreneurship", "entrepreneur"), 1);
  assert.equal(share("film", "films"), 0);
  assert.equal(share("12345", "123456"), 0);
});

Deno.test("overlap() is 0 for a text with fewer words than `least`", () => {
  assert.equal(share("Workshop", "Workshop", 2), 0);
  assert.equal(share("Paper workshop", "Workshop: paper", 2), 1);
});
