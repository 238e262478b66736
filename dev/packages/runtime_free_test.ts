import assert from "node:assert/strict";
import { runtimeFree } from "./runtime_free.ts";

const BANNER = 'import { createRequire as __r } from "node:module";\n' +
  "var __require = __r(import.meta.url);\n";
const freed = (text: string) => runtimeFree(new Map([["a.js", text]])).get("a.js");

Deno.test("runtimeFree() imports each Node module of a CommonJS package once", () => {
  const text =
    `${BANNER}var a = __require("node:net"), b = __require("net"), c = __require("fs/promises");\n`;
  assert.equal(
    freed(text),
    'import __node_fs_promises from "node:fs/promises";\nimport __node_net from "node:net";\n' +
      "var a = __node_net, b = __node_net, c = __node_fs_promises;\n",
  );
  assert.equal(freed(`${BANNER}var a = 1;\n`), "var a = 1;\n");
  assert.equal(freed(`${BANNER}if (!__require.main) go();\n`), "if (!undefined) go();\n");
});

Deno.test("runtimeFree() throws for a require() of an unknown module", () => {
  assert.throws(() => freed(`${BANNER}var a = __require(name);\n`), /Cannot bundle a\.js/);
});

Deno.test("runtimeFree() names modules the same on every machine", () => {
  const comment = (home: string) => `// ${home}/npm/registry.npmjs.org/@x/y/1.2.3/lib/a.js\n`;
  assert.equal(freed(comment("../../root/.cache/deno")), "// @x/y/1.2.3/lib/a.js\n");
  assert.equal(freed(comment("../Users/Ada/Library/Caches/deno")), "// @x/y/1.2.3/lib/a.js\n");
});
