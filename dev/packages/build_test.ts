import assert from "node:assert/strict";
import { buildPackages, DEPLOYED_MAP, PACKAGES } from "./build.ts";

Deno.test("buildPackages() gives the committed packages and import map", async () => {
  const { files, importMap } = await buildPackages({ update: false });
  const remedy = "what the functions import has changed: run deno task build:packages";
  assert.equal(await Deno.readTextFile(DEPLOYED_MAP), importMap, remedy);
  const names = await Array.fromAsync(Deno.readDir(PACKAGES), ({ name }) => name);
  assert.deepEqual(names.sort(), [...files.keys()].sort(), remedy);
  for (const [name, text] of files) {
    assert.ok(await Deno.readTextFile(new URL(name, PACKAGES)) === text, `${name}: ${remedy}`);
  }
});
