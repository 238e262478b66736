/**
 * Cached data directories of Postgres. Creating one takes PGlite some seconds, loading a cached one
 * a fraction of that. They are in .data/template, ignored by git.
 */
import { PGlite } from "@electric-sql/pglite";
import { keepingExitCode } from "./exit_code.ts";

const FOLDER = new URL("../../.data/template/", import.meta.url);

const { imports }: { imports: Record<string, string> } = JSON.parse(
  await Deno.readTextFile(new URL("../../import_map.json", import.meta.url)),
);
/** Part of the file's name, because another version of PGlite may not be able to open it. */
const VERSION = imports["@electric-sql/pglite"]!.split("@").at(-1)!;

/** Tar archive of an empty data directory of exactly this PGlite, for `loadDataDir`. */
export const emptyDataDir = (folder?: URL, make: () => Promise<Blob> = makeDataDir) =>
  keptDataDir({ kind: "pglite", version: VERSION, make, folder });

/** A cached archive. */
export interface KeptDataDir {
  kind: string;
  /** Version of all its sources; archives of the same kind with other versions are removed. */
  version: string;
  make: () => Promise<Blob>;
  folder?: URL;
}

/**
 * Returns the cached archive of this kind and version, or creates it. Concurrent processes create
 * it once: the first holds a lock until it ends.
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

/** A rename is atomic, so a killed process leaves no partial archive. */
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

/** The archive in a file; undefined if the file is missing, partial or something else. */
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

/**
 * Checks that the archive is complete, following the headers of its entries, which have their
 * sizes.
 */
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
