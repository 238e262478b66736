/** A directory that keeps a stack's data from one start to the next. */
import { makeFolder } from "./command/files.ts";
import { type Keys, keysOf } from "./keys.ts";

export interface DataDir {
  /** Where Postgres has its files. */
  database: string;
  keys: Keys;
  close(): void;
}

/** Takes the directory for this process alone. @throws {Error} if another stack has it */
export async function openDataDir(path: string): Promise<DataDir> {
  await makeFolder(path);
  const lock = await Deno.open(`${path}/lock`, { create: true, write: true });
  if (!await lock.tryLock(true)) {
    lock.close();
    throw new Error(`Cannot use ${path} as another stack does; stop that one, or use another`);
  }
  return { database: `${path}/pgdata`, keys: await keysOf(path), close: () => lock.close() };
}
