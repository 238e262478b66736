import assert from "node:assert/strict";
import { indexBytes, MEMORY_BYTES, placeToSearch } from "./place.ts";

const situation = { vectors: 2000, dimensions: 512, isLoaded: false, queries: 1 };

Deno.test("placeToSearch() asks the database for few queries of a cold function", () => {
  assert.equal(placeToSearch(situation), "database");
  assert.equal(placeToSearch({ ...situation, queries: 10_000 }), "memory");
  assert.equal(placeToSearch({ ...situation, isLoaded: true }), "memory");
});

Deno.test("placeToSearch() loads nothing that does not fit", () => {
  const most = Math.floor(MEMORY_BYTES / indexBytes(1, 512));
  const many = { ...situation, queries: 10_000 };
  assert.equal(placeToSearch({ ...many, vectors: most }), "memory");
  assert.equal(placeToSearch({ ...many, vectors: most + 1 }), "database");
});
