/** `deno task build:packages`: builds the packages for deployment, and their import map. */
import { runCommand } from "../cli/command.ts";
import { bundle, type BundleOptions, fileName } from "./bundle.ts";
import { addImports } from "./imports.ts";

const FUNCTIONS = new URL("../../supabase/functions/", import.meta.url);
/** Folder of the bundles. */
export const PACKAGES = new URL("_packages/", FUNCTIONS);
/** Import map for deployment. */
export const DEPLOYED_MAP = new URL("import_map.json", FUNCTIONS);

/** The bundles and their import map. */
export interface Packages {
  /** Text by file name, in supabase/functions/_packages. */
  files: Map<string, string>;
  importMap: string;
}

/**
 * Bundles the packages that the functions import.
 *
 * @throws {Error} if `deno bundle` fails
 */
export async function buildPackages(options: BundleOptions): Promise<Packages> {
  const imports = new Map<string, Set<string>>();
  for await (const text of deployedSources(FUNCTIONS)) addImports(imports, text);
  return { files: await bundle(imports, options), importMap: mapOf([...imports.keys()]) };
}

function mapOf(specifiers: string[]): string {
  const imports = Object.fromEntries(
    specifiers.sort().map((name) => [name, `./_packages/${fileName(name)}.js`]),
  );
  return JSON.stringify({ imports }, null, 2) + "\n";
}

async function* deployedSources(folder: URL): AsyncGenerator<string> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  for (const { name, isDirectory } of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
    if (isDirectory && name !== "test") yield* deployedSources(new URL(`${name}/`, folder));
    else if (/\.ts$/.test(name) && !/_test\.ts$|^test_/.test(name)) {
      yield await Deno.readTextFile(new URL(name, folder));
    }
  }
}

async function write({ files, importMap }: Packages) {
  await Deno.remove(PACKAGES, { recursive: true }).catch(() => {});
  await Deno.mkdir(PACKAGES);
  for (const [name, text] of files) await Deno.writeTextFile(new URL(name, PACKAGES), text);
  await Deno.writeTextFile(DEPLOYED_MAP, importMap);
}

if (import.meta.main) {
  const about = "Bundles what the functions import of packages into supabase/functions/_packages.";
  await runCommand(
    { name: "build:packages", about, options: {} },
    async () => await write(await buildPackages({ update: true })),
  );
}
