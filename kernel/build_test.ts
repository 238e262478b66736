import assert from "node:assert/strict";
import { buildKernels, EMBEDDED } from "./build.ts";

Deno.test("buildKernels() gives the embedded bytes", async () => {
  assert.equal(
    await Deno.readTextFile(EMBEDDED),
    await buildKernels(),
    "kernel/src has changed: run deno task build:kernel",
  );
});
