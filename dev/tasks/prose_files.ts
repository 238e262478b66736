/** Finds the files with prose, and names the room of each. */

/** Generated and invented texts, and tests: their words are data. */
const LEFT_OUT = /^(?:node_modules|out|_packages|fixtures?|drafts)$|_test\.\w+$|\.types\.ts$|^\./;

/** Folders with a room in each subfolder, the longest path first. */
const HOUSES = [
  "supabase/functions/_shared/edge/",
  "supabase/functions/_shared/",
  "supabase/functions/",
  "supabase/",
  "dev/",
];

/** Paths below `folder`, relative to `root`; "" is the root itself. */
export function* filesBelow(root: URL, folder = ""): Generator<string> {
  const entries = [...Deno.readDirSync(new URL(`./${folder}`, root))];
  for (const { name, isDirectory, isFile } of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
    if (LEFT_OUT.test(name)) continue;
    if (isDirectory) yield* filesBelow(root, `${folder}${name}/`);
    else if (isFile) yield folder + name;
  }
}

/** A document is a room of its own; comments belong to the room of their file. */
export function roomOf(path: string): string {
  if (path.endsWith(".md")) return path;
  const house = HOUSES.find((name) => path.startsWith(name)) ?? "";
  return house + path.slice(house.length).split("/")[0];
}
