import assert from "node:assert/strict";
import { remember, rememberLatest } from "./remember.ts";

Deno.test("remember() makes a value once", () => {
  const made: string[] = [];
  const read = remember((key: string) => made.push(key));
  assert.deepEqual(["a", "b", "a"].map(read), [1, 2, 1]);
  assert.deepEqual(made, ["a", "b"]);
});

Deno.test("rememberLatest() drops the least recently used value", () => {
  const made: string[] = [];
  const read = rememberLatest((key: string) => key, (key) => made.push(key), 2);
  for (const key of ["a", "b", "a", "c", "a"]) read(key);
  assert.deepEqual(made, ["a", "b", "c"], "a was asked for again");
  read("b");
  assert.deepEqual(made, ["a", "b", "c", "b"], "b had to go");
});
