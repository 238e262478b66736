import assert from "node:assert/strict";
import { createDatabase } from "./server.ts";
import { stress } from "./stress.ts";

const SECONDS = 8;

Deno.test("stress() finds no error with all functions and deletions on 20 concurrent connections", async () => {
  await using database = await createDatabase();
  const { done, errors } = await stress(database.url, SECONDS);
  assert.deepEqual(errors, {});
  const idle = Object.entries(done).filter(([, count]) => count < 2);
  assert.deepEqual(idle, [], "these did nothing");
});
