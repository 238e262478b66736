import assert from "node:assert/strict";
import { failuresOf } from "./tap.ts";

Deno.test("failuresOf() is empty if all planned tests passed", () => {
  assert.deepEqual(failuresOf("1..2\n\nok 1 - one\nok 2 - two\n"), []);
});

Deno.test("failuresOf() returns a failing line with its comments only", () => {
  const tap = "1..2\nnot ok 1 - one\n# Failed test 1\n#  have: 3\nok 2 - two\n# a note";
  assert.deepEqual(failuresOf(tap), ["not ok 1 - one", "# Failed test 1", "#  have: 3"]);
});

Deno.test("failuresOf() reports missing tests and a missing plan", () => {
  const missing = "Cannot trust the results as 2 tests are planned: 1 ran";
  assert.deepEqual(failuresOf("1..2\nok 1 - one"), [missing]);
  assert.equal(failuresOf("ok 1 - one").length, 1);
  assert.equal(failuresOf("").length, 1);
});
