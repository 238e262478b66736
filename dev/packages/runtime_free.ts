/** What `deno bundle` writes, without what differs between machines or costs a start. */

/** The folder of a package in Deno's cache, in comments and in names of CommonJS modules. */
const CACHED = /(?:\.\.\/)*[^\s"]*?\/npm\/[^/\s"]+\/(?=(?:@[^/\s"]+\/)?[^/\s"]+\/\d)/g;

/** Loads node:module into every function: 20 ms of its start. */
const CREATE_REQUIRE =
  /^import \{ createRequire as (\w+) \} from "node:module";\nvar __require = \1\(import\.meta\.url\);\n/m;

/** The same files without both. @throws {Error} where something is asked for by another require() */
export function runtimeFree(files: Map<string, string>): Map<string, string> {
  return new Map([...files].map(([name, text]) => [name, withoutRequire(name, text)]));
}

/** CommonJS asks for Node's modules by require(); here they are imported. */
function withoutRequire(name: string, text: string): string {
  const modules = new Set<string>();
  const body = text.replace(CREATE_REQUIRE, "").replace(CACHED, "")
    .replace(/\b__require\("(?:node:)?([\w/]+)"\)/g, (_, module) => {
      modules.add(module);
      return identifier(module);
    })
    .replace(/\b__require\.main\b/g, "undefined").replace(/^ +__require,?\n/gm, "");
  if (/(?<!function )\b__require\b/.test(body)) {
    throw new Error(`Cannot bundle ${name} as it asks require() for what is not known beforehand`);
  }
  const imports = [...modules].sort().map((module) =>
    `import ${identifier(module)} from "node:${module}";\n`
  );
  return imports.join("") + body;
}

const identifier = (module: string) => `__node_${module.replaceAll("/", "_")}`;
