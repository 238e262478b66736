import assert from "node:assert/strict";
import { embeddingText } from "./embedding_text.ts";

const FIELDS = {
  title: "Hack night",
  organisers: ["DSCubed", "CISSA"],
  category: "tech_innovation",
  location: "Old Arts",
  excerpt: "Bring a laptop",
};

Deno.test("embeddingText() gives title, organisers, category, place and excerpt a line each", () => {
  assert.equal(
    embeddingText(FIELDS),
    "Hack night\nDSCubed, CISSA\nTech & innovation\nOld Arts\nBring a laptop",
  );
});

Deno.test("embeddingText() leaves out what is missing or blank", () => {
  const bare = { ...FIELDS, organisers: [], category: null, location: " ", excerpt: "" };
  assert.equal(embeddingText(bare), "Hack night");
});

Deno.test("embeddingText() keeps a category that is none of ours", () => {
  assert.equal(embeddingText({ ...FIELDS, category: "Book Clubs" }).split("\n")[2], "Book Clubs");
});

Deno.test("embeddingText() cuts an excerpt without end", () => {
  const text = embeddingText({ ...FIELDS, excerpt: "x".repeat(100_000) });
  assert.equal(text.length, 8_000);
  assert.ok(text.startsWith("Hack night\n"));
});
