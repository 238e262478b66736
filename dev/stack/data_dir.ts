/** A directory that keeps a stack's data from one start to the next. */
import { fileFault, makeFolder, readJson } from "../cli/files.ts";
import { Keys, makeKeys } from "./keys.ts";

export interface DataDir {
  /** Where Postgres has its files; absent until the first start has unpacked them all. */
  database: string;
  keys: Keys;
  close(): void;
}

const KEYS_FILE = "keys.json";
const DATABASE = "pgdata";

/** Of ours, and not data: the template may lie in the same folder, files with a dot are the system's. */
const IGNORED = /^(lock|template|keys\.json\.part|pgdata\.part|\..*)$/;

/**
 * Takes the directory for this process alone.
 * @throws {Error} in a sentence if another stack has it, or if it holds something else
 */
export async function openDataDir(path: string): Promise<DataDir> {
  await makeFolder(path);
  await refuseForeign(path);
  const lock = await Deno.open(`${path}/lock`, { create: true, write: true }).catch((error) => {
    throw new Error(`Cannot write to ${path}: ${fileFault(error)}; name another folder`);
  });
  try {
    if (!await lock.tryLock(true)) {
      throw new Error(`Cannot use ${path} as another stack does; stop that one, or use another`);
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

/** What stands in the place of the data is something else. */
export class DataDirError extends Error {
  override name = "DataDirError";
}

/** The keys are the first file of a stack: a folder without them has nothing of a stack in it. */
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

/** The keys kept in a directory; made at its first use, and readable by their owner only. */
async function keysIn(path: string): Promise<Keys> {
  const file = `${path}/${KEYS_FILE}`;
  if (await exists(file)) {
    return await onData(path, () => Promise.try(readJson, file, "the keys of a stack", Keys));
  }
  const keys = await makeKeys();
  // Whole or not at all, as a process may be killed between any two bytes.
  await Deno.writeTextFile(`${file}.part`, JSON.stringify(keys, null, 2), { mode: 0o600 });
  await Deno.rename(`${file}.part`, file);
  return keys;
}

const remedyFor = (path: string) =>
  `put ${path} back from a copy, name another folder, or remove it to begin with an empty database`;

/** Does some work on a stack's data; an error of it says what to do about the directory, if any. */
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
 * Makes a data directory of Postgres ready to be opened. The first time it is filled beside its place,
 * then moved there: where there is one, it is whole, at whatever moment a process was killed.
 * @throws {DataDirError} if what is in its place is no data directory of this major version
 */
export async function prepareDataDir(
  directory: string,
  major: string,
  fill: (unfinished: string) => Promise<void>,
): Promise<void> {
  if (await exists(directory)) {
    await checkVersion(directory, major);
    // Left by a process that was killed; an empty one keeps Postgres from starting. The lock beside
    // the directory says that nobody has it open.
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
