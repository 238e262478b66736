import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { readRooms, worstOf } from "./check_prose.ts";

Deno.test("readRooms() gathers the paragraphs of every room", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/dev/cli`, { recursive: true });
    await Deno.writeTextFile(`${folder}/README.md`, "A page of prose.");
    await Deno.writeTextFile(`${folder}/dev/cli/a.ts`, "// The first comment.\n");
    await Deno.writeTextFile(`${folder}/dev/cli/b.ts`, "// The second comment.\n");
    await Deno.writeTextFile(`${folder}/dev/cli/data.json`, "{}");
    assert.deepEqual([...readRooms(pathToFileURL(`${folder}/`))], [
      ["README.md", ["A page of prose."]],
      ["dev/cli", ["The first comment.", "The second comment."]],
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("worstOf() puts the sentences with most relative-clause words first", () => {
  const paragraph = "This is fine. It is what it is. They who know what they want get it.";
  assert.deepEqual(worstOf([paragraph], 2), [
    "They who know what they want get it.",
    "It is what it is.",
  ]);
});
