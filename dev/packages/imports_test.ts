import assert from "node:assert/strict";
import { addImports, entryFor } from "./imports.ts";

function importsOf(text: string) {
  const found = new Map<string, Set<string>>();
  addImports(found, text);
  return Object.fromEntries([...found].map(([name, names]) => [name, [...names].sort()]));
}

Deno.test("addImports() finds the names that a file loads from packages", () => {
  const text = 'import A, { b, type C, d as e } from "x";\nimport {\n  f,\n} from "@s/y/z";\n' +
    'import * as all from "u";\nexport { g } from "x";\nexport * from "v";\nimport "w";\n' +
    'const later = await import("zod");\n';
  assert.deepEqual(importsOf(text), {
    "x": ["A", "b", "d", "g"].map((name) => name === "A" ? "default" : name).sort(),
    "@s/y/z": ["f"],
    "u": ["*"],
    "v": ["*"],
    "w": [],
    "zod": ["*", "default"],
  });
});

Deno.test("addImports() skips types, files and Node's own modules", () => {
  const text =
    'import type { A } from "x";\nimport type B from "y";\nimport { type C } from "z";\n' +
    'export type { D } from "u";\nimport { e } from "./e.ts";\nimport f from "../f.ts";\n' +
    'import { g } from "node:crypto";\nawait import("./h.ts");\n';
  assert.deepEqual(importsOf(text), {});
});

Deno.test("entryFor() exports exactly these names", () => {
  assert.equal(entryFor("x", new Set(["b", "default"])), 'export { b, default } from "x";\n');
  assert.equal(entryFor("x", new Set(["*"])), 'export * from "x";\n');
  assert.equal(entryFor("x", new Set()), 'import "x";\n');
});
