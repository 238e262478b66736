/**
 * Data directories of Postgres to begin with. Making one takes PGlite some seconds, loading one that
 * was made before a fraction of that; they are kept in .data/template, which git ignores.
 */
import { PGlite } from "@electric-sql/pglite";
import { keepingExitCode } from "./exit_code.ts";

const FOLDER = new URL("../../.data/template/", import.meta.url);

const { imports }: { imports: Record<string, string> } = JSON.parse(
  await Deno.readTextFile(new URL("../../import_map.json", import.meta.url)),
);
/** Another PGlite cannot be sure to open it: the version is in the file's name. */
const VERSION = imports["@electric-sql/pglite"]!.split("@").at(-1)!;

/** The tar archive of an empty data directory of exactly this PGlite, for `loadDataDir`. */
export const emptyDataDir = (folder?: URL, make: () => Promise<Blob> = makeDataDir) =>
  keptDataDir({ kind: "pglite", version: VERSION, make, folder });

export interface KeptDataDir {
  kind: string;
  /** Of all that goes into it; archives of the same kind and other versions are removed. */
  version: string;
  make: () => Promise<Blob>;
  folder?: URL;
}

/**
 * Gives the archive of this kind and version, or makes and keeps it. Processes that start at once
 * make it once: the first holds a lock that ends with its process.
 */
export async function keptDataDir(
  { kind, version, make, folder = FOLDER }: KeptDataDir,
): Promise<Blob> {
  const file = new URL(`${kind}-${version}.tar`, folder);
  const kept = await readArchive(file);
  if (kept) return kept;
  await Deno.mkdir(folder, { recursive: true });
  using lock = await Deno.open(new URL(`${kind}.lock`, folder), { create: true, write: true });
  await lock.lock(true);
  const madeMeanwhile = await readArchive(file);
  if (madeMeanwhile) return madeMeanwhile;
  const archive = await keptAs(file, await keepingExitCode(make));
  await removeOthers(kind, file, folder);
  return archive;
}

async function removeOthers(kind: string, file: URL, folder: URL) {
  for await (const { name } of Deno.readDir(folder)) {
    const url = new URL(name, folder);
    if (name.startsWith(`${kind}-`) && url.href !== file.href) await Deno.remove(url);
  }
}

/** A rename is whole or not at all, so a process that dies here leaves no half archive. */
async function keptAs(file: URL, archive: Blob): Promise<Blob> {
  const unfinished = new URL(`${file.href}.part`);
  await Deno.writeFile(unfinished, archive.stream());
  await Deno.rename(unfinished, file);
  return archive;
}

async function makeDataDir(): Promise<Blob> {
  const database = await PGlite.create();
  const archive = await database.dumpDataDir("none");
  await database.close();
  return archive;
}

/** The archive in a file; undefined where there is none, or only a part or something else. */
async function readArchive(file: URL): Promise<Blob | undefined> {
  try {
    const bytes = await Deno.readFile(file);
    return isWholeTar(bytes) ? new Blob([bytes]) : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
}

const BLOCK = 512;

/** Follows the headers of the entries, each with the size of what comes before the next one. */
export function isWholeTar(bytes: Uint8Array): boolean {
  const text = (from: number, length: number) =>
    String.fromCharCode(...bytes.subarray(from, from + length));
  let at = 0;
  while (at + BLOCK <= bytes.length && bytes[at] !== 0) {
    const size = parseInt(text(at + 124, 12), 8);
    if (text(at + 257, 5) !== "ustar" || Number.isNaN(size)) return false;
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return at > 0 && at <= bytes.length && bytes.subarray(at).every((byte) => byte === 0);
}
