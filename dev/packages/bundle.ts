/**
 * The packages of the functions as they are deployed: of each only what is imported, in files of
 * supabase/functions/_packages, by `deno bundle`. What it writes is the same on every machine.
 */
import { fileURLToPath } from "node:url";
import { entryFor } from "./imports.ts";
import { licencesOf } from "./licences.ts";
import { runtimeFree } from "./runtime_free.ts";

const ROOT = new URL("../../", import.meta.url);
/** Pins what the packages themselves depend on. */
const LOCK = new URL("./deno.lock", import.meta.url);

export interface BundleOptions {
  /** Takes the newest packages that the packages allow, and pins them. */
  update: boolean;
}

/** The files of the bundle by name. @throws {Error} with the complaint of `deno bundle` */
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
    // What is made small no longer says which require() it meant: hence two steps.
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

/** `@supabase/server/core` as supabase-server-core. */
export function fileName(specifier: string): string {
  return specifier.replace(/^@/, "").replaceAll("/", "-");
}

/** Options with a configuration that knows these packages alone: others do not change what is pinned. */
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
 * Bundles each module of a folder alone. Chunks that several share would not be uploaded: the CLI does
 * not see the imports of what was made small.
 */
async function denoBundle(from: string, to: string, options: string[]) {
  const names = await Array.fromAsync(Deno.readDir(from), ({ name }) => name);
  const entries = names.sort().map((name) => `${from}/${name}`);
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--outdir", to, ...options, ...entries],
    // Comments name each module by its path from here.
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
