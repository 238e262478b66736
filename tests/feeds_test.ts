/** Calendars, feeds, pages and mails of `tests/sources/feeds`, each with the items that must come out. */
import assert from "node:assert/strict";
import { differences, expected } from "./sources/expected.ts";

for (const [name, { kind, tests }] of Object.entries(expected.files)) {
  Deno.test(`a source of kind ${kind} is read right: ${name} (${tests})`, async () => {
    assert.deepEqual(await differences(name), []);
  });
}
