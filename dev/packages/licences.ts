/** Collects the licences of bundled packages, because each requires its text to be included. */
import { resolve } from "node:path";

/** A comment of `deno bundle` with the path of a module in Deno's cache. */
const MODULE = /^ *\/\/ (\S*?\/npm\/[^/\s]+\/((?:@[^/\s]+\/)?[^/\s]+)\/(\d[^/\s]*))\//gm;

/**
 * Licence texts by package. Paths in `texts` are relative to `folder`.
 *
 * @throws {Error} for a package without a licence
 */
export async function licencesOf(texts: Iterable<string>, folder: string): Promise<string> {
  const found = new Map<string, string>();
  for (const text of texts) {
    for (const [, path, name, version] of text.matchAll(MODULE)) {
      found.set(`${name} ${version}`, resolve(folder, path!));
    }
  }
  const parts = await Promise.all(
    [...found].sort().map(async ([title, path]) => `# ${title}\n\n${await licenceIn(path)}`),
  );
  return parts.join("\n\n\n") + "\n";
}

async function licenceIn(folder: string): Promise<string> {
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  const file = names.sort().find((name) => /^licen[cs]e/i.test(name));
  if (file) return (await Deno.readTextFile(`${folder}/${file}`)).trim().replaceAll("\r\n", "\n");
  const { license, author } = JSON.parse(await Deno.readTextFile(`${folder}/package.json`));
  if (!license) throw new Error(`Cannot bundle ${folder}: it names no licence`);
  return [license, author?.name ?? author].filter(Boolean).join(", ");
}
