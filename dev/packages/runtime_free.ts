/** Removes parts of a bundle that differ between machines or slow down a start. */

/** Path of a package in Deno's cache, in comments and in names of CommonJS modules. */
const CACHED = /(?:\.\.\/)*[^\s"]*?\/npm\/[^/\s"]+\/(?=(?:@[^/\s"]+\/)?[^/\s"]+\/\d)/g;

/** Would load node:module into every function, 20 ms of its start. */
const CREATE_REQUIRE =
  /^import \{ createRequire as (\w+) \} from "node:module";\nvar __require = \1\(import\.meta\.url\);\n/m;

/**
 * Returns the files without both.
 *
 * @throws {Error} for a require() of an unknown module
 */
export function runtimeFree(files: Map<string, string>): Map<string, string> {
  return new Map([...files].map(([name, text]) => [name, withoutRequire(name, text)]));
}

/** Replaces require() of Node's modules, as CommonJS has it, by imports. */
function withoutRequire(name: string, text: string): string {
  const modules = new Set<string>();
  const body = text.replace(CREATE_REQUIRE, "").replace(CACHED, "")
    .replace(/\b__require\("(?:node:)?([\w/]+)"\)/g, (_, module) => {
      modules.add(module);
      return identifier(module);
    })
    .replace(/\b__require\.main\b/g, "undefined").replace(/^ +__require,?\n/gm, "");
  if (/(?<!function )\b__require\b/.test(body)) {
    throw new Error(`Cannot bundle ${name}: it calls require() with an unknown module`);
  }
  const imports = [...modules].sort().map((module) =>
    `import ${identifier(module)} from "node:${module}";\n`
  );
  return imports.join("") + body;
}

const identifier = (module: string) => `__node_${module.replaceAll("/", "_")}`;
