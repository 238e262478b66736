/** The edge functions of this repository: the folders of supabase/functions with an index.ts. */

const FUNCTIONS = new URL("../../supabase/functions/", import.meta.url);

/** Names of all functions, sorted. */
export function functionNames(): string[] {
  return Array.from(Deno.readDirSync(FUNCTIONS))
    .filter(({ name, isDirectory }) => isDirectory && hasDoor(name))
    .map(({ name }) => name)
    .sort();
}

function hasDoor(name: string): boolean {
  const files = Array.from(Deno.readDirSync(new URL(`${name}/`, FUNCTIONS)));
  return files.some((file) => file.name === "index.ts");
}
