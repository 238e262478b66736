import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { versionOf } from "./prepared.ts";

Deno.test("versionOf() changes with the name and the contents of every file of a folder", async () => {
  const path = await Deno.makeTempDir();
  const folder = pathToFileURL(`${path}/`);
  const seen: string[] = [];
  const steps = [
    () => Deno.writeTextFile(`${path}/1_events.sql`, "select 1"),
    () => Deno.writeTextFile(`${path}/1_events.sql`, "select 2"),
    () => Deno.writeTextFile(`${path}/2_members.sql`, ""),
    () => Deno.rename(`${path}/2_members.sql`, `${path}/3_members.sql`),
    () => Deno.remove(`${path}/3_members.sql`),
  ];
  for (const step of steps) {
    await step();
    seen.push(await versionOf([folder]));
    assert.equal(await versionOf([folder]), seen.at(-1));
  }
  assert.equal(new Set(seen).size, 4);
  assert.equal(seen[4], seen[1], "the same files again are the same version");
  assert.notEqual(await versionOf([new URL("1_events.sql", folder), folder]), seen[4]);
  await Deno.remove(path, { recursive: true });
});
