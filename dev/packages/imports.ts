/** Finds the package imports of the deployed files by their text. */

const STATEMENT = /^(?:import|export)\s+(?!type\s)([^;"']+?)\s+from\s+"([^."][^"]*)"/gm;
const EFFECT = /^import\s+"([^."][^"]*)"/gm;
const LATER = /\bimport\("([^."][^"]*)"\)/g;

/**
 * Adds the names that a file imports from each package at run time to `found`; "*" means all names.
 */
export function addImports(found: Map<string, Set<string>>, text: string) {
  const add = (from: string, names: string[]) => {
    if (from.startsWith("node:")) return;
    found.set(from, (found.get(from) ?? new Set()).union(new Set(names)));
  };
  for (const [, clause, from] of text.matchAll(STATEMENT)) {
    const names = namesOf(clause!);
    // A type-only import loads nothing.
    if (names.length > 0) add(from!, names);
  }
  for (const [, from] of text.matchAll(EFFECT)) add(from!, []);
  for (const [, from] of text.matchAll(LATER)) add(from!, ["*", "default"]);
}

/**
 * Imported names of a clause: `A, { b, type C, d as e }` gives default, b and d; `* as f` gives
 * "*".
 */
function namesOf(clause: string): string[] {
  const [, first = "", braces] = /^([^{]*?),?\s*(?:\{([^}]*)\})?$/.exec(clause) ?? [];
  const named = (braces ?? "").split(",").map((name) => name.trim().split(/\s+/))
    .filter(([name]) => name !== "" && name !== "type").map(([name]) => name!);
  if (first.includes("*")) return ["*"];
  return first.trim() === "" ? named : ["default", ...named];
}

/** A module that exports exactly these names of a package. */
export function entryFor(specifier: string, names: Set<string>): string {
  const from = JSON.stringify(specifier);
  const lines: string[] = [];
  if (names.size === 0) lines.push(`import ${from};`);
  if (names.has("*")) lines.push(`export * from ${from};`);
  const named = [...names].filter((name) => name !== "*").sort();
  if (named.length > 0) lines.push(`export { ${named.join(", ")} } from ${from};`);
  return lines.join("\n") + "\n";
}
