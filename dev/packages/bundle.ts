/**
 * Bundles the functions' packages for deployment with `deno bundle`. Each bundle in
 * supabase/functions/_packages contains only the imported names. The output is the same on every
 * machine.
 */
import { fileURLToPath } from "node:url";
import { entryFor } from "./imports.ts";
import { licencesOf } from "./licences.ts";
import { runtimeFree } from "./runtime_free.ts";

const ROOT = new URL("../../", import.meta.url);
/** Pins the packages' own dependencies. */
const LOCK = new URL("./deno.lock", import.meta.url);

/** Options of a bundle. */
export interface BundleOptions {
  /** Update to the newest versions that the packages allow, and pin them. */
  update: boolean;
}

/**
 * Bundles packages; returns texts by file name.
 *
 * @throws {Error} with the message of `deno bundle`
 */
export async function bundle(
  imports: Map<string, Set<string>>,
  { update }: BundleOptions,
): Promise<Map<string, string>> {
  const [top, readable, small] = await Promise.all(
    [1, 2, 3].map(() => Deno.makeTempDir()),
  );
  const entries = `${top}/entries`;
  try {
    await Deno.mkdir(entries);
    for (const [specifier, names] of imports) {
      await Deno.writeTextFile(`${entries}/${fileName(specifier)}.ts`, entryFor(specifier, names));
    }
    await denoBundle(entries, readable!, await pinned(top!, [...imports.keys()], update));
    const files = await filesOf(readable!);
    const licences = await licencesOf(files.values(), readable!);
    // Two steps, because a minified file no longer shows the argument of a require().
    for (const [name, text] of runtimeFree(files)) {
      await Deno.writeTextFile(`${readable}/${name}`, text);
    }
    await denoBundle(readable!, small!, ["--no-config", "--no-lock", "--minify"]);
    return (await filesOf(small!)).set("LICENCES.txt", licences);
  } finally {
    for (const folder of [top, readable, small]) {
      await Deno.remove(folder!, { recursive: true });
    }
  }
}

/** File name of a package: `@supabase/server/core` is supabase-server-core. */
export function fileName(specifier: string): string {
  return specifier.replace(/^@/, "").replaceAll("/", "-");
}

/**
 * Options with a configuration of these packages only, so that other packages do not change the
 * lock.
 */
async function pinned(
  folder: string,
  specifiers: string[],
  update: boolean,
): Promise<string[]> {
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("import_map.json", ROOT)));
  const used = Object.entries<string>(imports).filter(([name]) =>
    specifiers.some((from) => from === name || name.endsWith("/") && from.startsWith(name))
  );
  const config = { imports: Object.fromEntries(used), nodeModulesDir: "none" };
  await Deno.writeTextFile(`${folder}/deno.json`, JSON.stringify(config));
  if (update) await Deno.remove(LOCK).catch(() => {});
  const lock = `--lock=${fileURLToPath(LOCK)}`;
  return ["--config", `${folder}/deno.json`, lock, ...update ? [] : ["--frozen-lockfile"]];
}

/**
 * Bundles each module of a folder separately. Shared chunks would not be uploaded, because the CLI
 * does not see imports in minified files.
 */
async function denoBundle(from: string, to: string, options: string[]) {
  const names = await Array.fromAsync(Deno.readDir(from), ({ name }) => name);
  const entries = names.sort().map((name) => `${from}/${name}`);
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--outdir", to, ...options, ...entries],
    // Comments name each module by its path relative to this folder.
    cwd: to,
    env: { NO_COLOR: "1" },
  }).output();
  if (!success) {
    throw new Error(`Cannot bundle the packages: ${new TextDecoder().decode(stderr)}`);
  }
}

async function filesOf(folder: string): Promise<Map<string, string>> {
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  const files = new Map<string, string>();
  for (const name of names.sort()) files.set(name, await Deno.readTextFile(`${folder}/${name}`));
  return files;
}
