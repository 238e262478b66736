/**
 * An empty Postgres to begin with. Making one takes PGlite some seconds (initdb), loading one that
 * was made before a tenth of that; it is kept in .data, which git ignores.
 */
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { keepingExitCode } from "./exit_code.ts";

const FOLDER = new URL("../.data/", import.meta.url);

/** Answers the tar archive of an empty data directory of exactly this PGlite. */
export async function emptyDataDir(): Promise<Blob> {
  const version = /@(\d[\w.-]*)/.exec(import.meta.resolve("@electric-sql/pglite"))?.[1];
  const file = new URL(`pglite-${version}.tar`, FOLDER);
  try {
    return new Blob([await Deno.readFile(file)]);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const archive = await keepingExitCode(makeDataDir);
  await Deno.mkdir(FOLDER, { recursive: true });
  // Several test files may be at this at once: each writes its own, and a rename is whole or not.
  const unfinished = await Deno.makeTempFile({ dir: fileURLToPath(FOLDER) });
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
