import assert from "node:assert/strict";
import { fold, singularOf, stemOf, wordsOf } from "./fold.ts";
import { fuse } from "./fuse.ts";
import { findNegations } from "./negation.ts";
import { type Price, priceOf } from "./price.ts";
import { correct, editsBetween } from "./spelling.ts";

Deno.test("fold() makes accents, case and compatible signs equal, and keeps other scripts", () => {
  const pairs = [["Crêpes", "crepes"], ["STRASSE", "straße"], ["Ðalvík", "dalvik"], [
    "Smørrebrød",
    "smorrebrod",
  ]];
  for (const [a, b] of pairs) assert.equal(fold(a!), fold(b!), a!);
  assert.equal(fold("包饺子"), "包饺子");
  assert.equal(fold("नमस्ते"), "नमस्ते");
  assert.equal(fold("ＬＡＮ"), "lan");
});

Deno.test("wordsOf() parts words at signs, and drops the ending of a possessive", () => {
  assert.deepEqual(wordsOf("Women's breakfast, 7:45 — Creek Clean-Up!"), [
    "women",
    "breakfast",
    "7",
    "45",
    "creek",
    "clean",
    "up",
  ]);
  assert.deepEqual(wordsOf("\u0000 ... 🎉"), []);
});

Deno.test("stemOf() joins the forms of a word, singularOf() its plural alone", () => {
  assert.equal(stemOf("dances"), stemOf("dancing"));
  assert.equal(stemOf("饺子"), "饺子");
  const singulars = {
    stories: "story",
    boxes: "box",
    classes: "class",
    runs: "run",
    bus: "bus",
    yoga: "yoga",
  };
  for (const [word, singular] of Object.entries(singulars)) {
    assert.equal(singularOf(word), singular);
  }
});

Deno.test("editsBetween() counts a swap of neighbours once, and stops at the limit", () => {
  assert.equal(editsBetween("piknic", "picnic", 2), 1);
  assert.equal(editsBetween("recieve", "receive", 2), 1);
  assert.equal(editsBetween("abc", "abc", 1), 0);
  assert.equal(editsBetween("chess", "volleyball", 2), 3);
});

Deno.test("correct() finds the nearest known word, and none for a short or far one", () => {
  const known = new Map([["orchestra", 1], ["theatre", 2], ["learn", 5], ["chess", 1]]);
  assert.equal(correct("orchstra", known), "orchestra");
  assert.equal(correct("theater", known), "theatre");
  assert.equal(correct("earn", known), null);
  assert.equal(correct("che", known), null);
  assert.equal(correct("pottery", known), null);
});

Deno.test("findNegations() reads what is ruled out, up to the end of the thing", () => {
  const cases: [string, string[]][] = [
    ["not tech, with friends", ["tech"]],
    ["music but not karaoke", ["karaoke"]],
    ["party without alcohol or loud music", ["alcohol", "loud music"]],
    ["games -poker", ["poker"]],
    ["no sport please", ["sport"]],
    ["anything but trivia", ["trivia"]],
    ["i don't like dancing", ["dancing"]],
    ["dinner except for seafood at noon", ["seafood"]],
  ];
  for (const [query, expected] of cases) {
    assert.deepEqual(findNegations(query).not, expected, query);
  }
});

Deno.test("findNegations() takes idioms and hyphens for no negation", () => {
  for (
    const query of [
      "yoga no experience needed",
      "not sure",
      "why not paint",
      "speed-dating",
      "no rsvp drinks",
    ]
  ) {
    assert.deepEqual(findNegations(query).not, [], query);
  }
});

Deno.test("priceOf() tells free from paid, and a prize or a diet from a price", () => {
  const cases: [string, Price][] = [
    ["Free for everyone", "free"],
    ["$5 at the door", "paid"],
    ["Free for members, $5 otherwise", "partly"],
    ["By donation", "partly"],
    ["Gluten-free snacks", "unknown"],
    ["Feel free to ask", "unknown"],
    ["Free entry, $500 prize pool", "free"],
    ["entrée libre", "free"],
    ["Come along", "unknown"],
  ];
  for (const [text, price] of cases) assert.equal(priceOf(text), price, text);
});

Deno.test("fuse() adds reciprocal ranks, and gives equal scores one rank", () => {
  const fused = fuse([
    { scores: new Map([["a", 9], ["b", 9], ["c", 1]]), weight: 1 },
    { scores: new Map([["c", 1]]), weight: 2 },
  ]);
  assert.equal(fused.get("a"), fused.get("b"));
  assert.equal(fused.get("a"), 1 / 61);
  assert.equal(fused.get("c"), 1 / 63 + 2 / 61);
});
