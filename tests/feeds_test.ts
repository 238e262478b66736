/** Calendars, feeds, pages and mails of `tests/sources/feeds`, each with its expected items. */
import assert from "node:assert/strict";
import { differences, expected } from "./sources/expected.ts";

for (const [name, { kind, tests }] of Object.entries(expected.files)) {
  Deno.test(`a source of kind ${kind} is read correctly: ${name} (${tests})`, async () => {
    assert.deepEqual(await differences(name), []);
  });
}
