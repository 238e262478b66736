/**
 * The database of the stack: PGlite, in memory or in a directory (dev/stack/postgres.ts opens a server).
 * Everything goes through one lock, as PGlite is a single session: @supabase/lite opens a
 * transaction and changes the role in it, and a statement of somebody else in between would run
 * as the wrong role.
 */
import { PGlite } from "@electric-sql/pglite";
import { pgtap } from "@electric-sql/pglite/pgtap";
import { vector } from "@electric-sql/pglite/vector";
import { createPgliteConnection, type PgliteConnection } from "@supabase/lite/pglite";
import type { PostgresConnection } from "@supabase/lite/postgres";
import { DataDirError, prepareDataDir } from "./data_dir.ts";
import { createLock } from "./lock.ts";
import { keepingExitCode } from "./exit_code.ts";
import { emptyDataDir } from "./template.ts";

export type Row = Record<string, unknown>;

export interface Database {
  connection: PgliteConnection | PostgresConnection;
  /** Runs one statement with $1-style values as the owner of the database. */
  query<T extends Row>(statement: string, values?: unknown[]): Promise<T[]>;
  /** Runs a script as one transaction; answers how many rows its last statement gave or touched. */
  exec(script: string): Promise<number>;
  /** Keeps everybody else off the session while `work` runs; must not be nested. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What the platform sets for the owner, so that migrations see the names they see there. */
export const SEARCH_PATH = '"$user", public, extensions';

/** Of this PGlite. */
const POSTGRES_MAJOR = "17";

/**
 * Opens PGlite; `directory` keeps the data, without it they live in memory, beginning with `archive`.
 * @throws {Error} naming the directory if it cannot be opened
 */
export async function openPglite(
  directory?: string,
  archive: () => Promise<Blob> = emptyDataDir,
): Promise<Database> {
  const locked = createLock();
  const exclusively = <T>(work: () => Promise<T>) => locked(() => keepingExitCode(work));
  const exitCode = Deno.exitCode;
  const connection = await exclusively(() => connect(directory, archive)).catch((error) => {
    Deno.exitCode = exitCode;
    if (!directory || error instanceof DataDirError) throw error;
    const message = `Cannot open the database in ${directory}: its files are damaged`;
    throw new Error(message, { cause: error });
  });
  const { driver } = connection;
  return {
    connection,
    exclusively,
    query: async <T extends Row>(statement: string, values?: unknown[]) =>
      (await exclusively(() => driver.query<T>(statement, values))).rows,
    exec: async (script) => {
      const last = (await exclusively(() => driver.exec(script))).at(-1);
      return last?.rows.length || last?.affectedRows || 0;
    },
    close: () => exclusively(() => connection.close()),
  };
}

async function connect(
  directory: string | undefined,
  archive: () => Promise<Blob>,
): Promise<PgliteConnection> {
  if (directory) await prepareDataDir(directory, POSTGRES_MAJOR, unpackTemplate);
  const connection = await createPgliteConnection({
    url: directory ?? "memory://",
    pgliteOptions: {
      extensions: { vector, pgtap },
      loadDataDir: directory ? undefined : await archive(),
    },
  });
  keepGrants(connection);
  // The first statement: files that are damaged are found now.
  await connection.driver.exec(`set search_path = ${SEARCH_PATH}; set timezone = 'UTC'`);
  return connection;
}

async function unpackTemplate(directory: string) {
  const database = await PGlite.create({
    dataDir: directory,
    loadDataDir: await emptyDataDir(),
  });
  await database.close();
}

/**
 * @supabase/lite grants everything on every table with RLS to the three API roles before its first
 * request, which would hide a missing grant. It does so while its state is "unknown".
 */
export function keepGrants(connection: object) {
  Object.assign(connection, { rlsState: "active" });
}
