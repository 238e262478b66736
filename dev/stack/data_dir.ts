/** A directory that keeps a stack's data between starts. */
import { fileFault, makeFolder, readJson } from "../cli/files.ts";
import { Keys, makeKeys } from "./keys.ts";

/** An open data directory. */
export interface DataDir {
  /** Directory of Postgres; absent until the first start has unpacked all files. */
  database: string;
  keys: Keys;
  close(): void;
}

const KEYS_FILE = "keys.json";
const DATABASE = "pgdata";

/**
 * Files that are no data: the template may be in the same folder, and the system creates dot files.
 */
const IGNORED = /^(lock|template|keys\.json\.part|pgdata\.part|\..*)$/;

/**
 * Opens the directory for this process only.
 *
 * @throws {Error} if another stack uses it, or if it contains other files
 */
export async function openDataDir(path: string): Promise<DataDir> {
  await makeFolder(path);
  await refuseForeign(path);
  const lock = await Deno.open(`${path}/lock`, { create: true, write: true }).catch((error) => {
    throw new Error(`Cannot write to ${path}: ${fileFault(error)}; name another folder`);
  });
  try {
    if (!await lock.tryLock(true)) {
      throw new Error(
        `Cannot use ${path}: another stack uses it; stop that one, or name another folder`,
      );
    }
    return {
      database: `${path}/${DATABASE}`,
      keys: await keysIn(path),
      close: () => lock.close(),
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** The place of the data contains something else. */
export class DataDirError extends Error {
  override name = "DataDirError";
}

/**
 * Refuses a folder of something else. The keys are the first file of a stack, so a folder without
 * them has no stack.
 */
async function refuseForeign(path: string) {
  const names = await Array.fromAsync(Deno.readDir(path), ({ name }) => name);
  const others = names.filter((name) => !IGNORED.test(name)).sort();
  if (others.length === 0 || others.includes(KEYS_FILE)) return;
  const shown = others.slice(0, 3).join(", ") + (others.length > 3 ? ", …" : "");
  throw new Error(
    `Cannot use ${path} as the data of a stack as it has no ${KEYS_FILE} but other files ` +
      `(${shown}); name a new or an empty folder`,
  );
}

/** Keys of a directory, created at its first use and readable only by their owner. */
async function keysIn(path: string): Promise<Keys> {
  const file = `${path}/${KEYS_FILE}`;
  if (await exists(file)) {
    return await onData(path, () => Promise.try(readJson, file, "the keys of a stack", Keys));
  }
  const keys = await makeKeys();
  // Written atomically, because the process may be killed at any moment.
  await Deno.writeTextFile(`${file}.part`, JSON.stringify(keys, null, 2), { mode: 0o600 });
  await Deno.rename(`${file}.part`, file);
  return keys;
}

const remedyFor = (path: string) =>
  `put ${path} back from a copy, name another folder, or remove it to begin with an empty database`;

/**
 * Runs work on a stack's data. If it fails and there is a directory, the error names the remedy for
 * it.
 */
export async function onData<T>(path: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!path) throw error;
    const { message } = error as Error;
    throw new Error(`${message}; ${remedyFor(path)}`, { cause: error });
  }
}

/**
 * Prepares a data directory of Postgres. At the first use, fills a directory beside it and then
 * renames it, so that an existing one is complete even if a process was killed.
 *
 * @throws {DataDirError} if `directory` is no data directory of this major version
 */
export async function prepareDataDir(
  directory: string,
  major: string,
  fill: (unfinished: string) => Promise<void>,
): Promise<void> {
  if (await exists(directory)) {
    await checkVersion(directory, major);
    // Left by a killed process; an empty one prevents Postgres from starting. The lock ensures that
    // no other process has the directory open.
    return await removeIfThere(`${directory}/postmaster.pid`);
  }
  const unfinished = `${directory}.part`;
  await removeIfThere(unfinished);
  await fill(unfinished);
  await Deno.rename(unfinished, directory);
}

async function checkVersion(directory: string, major: string) {
  const file = `${directory}/PG_VERSION`;
  const found = await Deno.readTextFile(file).catch(() => undefined);
  if (found?.trim() === major) return;
  throw new DataDirError(
    found === undefined
      ? `Cannot read ${file}`
      : `Cannot open the database in ${directory}: it is of PostgreSQL ${
        found.trim().slice(0, 20)
      }, ` +
        `this stack has ${major}`,
  );
}

async function removeIfThere(path: string) {
  await Deno.remove(path, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}

function exists(path: string): Promise<boolean> {
  return Deno.stat(path).then(() => true, (error) => {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  });
}
