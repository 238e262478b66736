/**
 * The database of the stack: PGlite, in memory or in a directory (dev/stack/postgres.ts uses a
 * server).
 *
 * All statements pass one lock, because PGlite has a single session. @supabase/lite opens a
 * transaction and changes the role in it; another statement in between would run as the wrong role.
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

/** A row by column. */
export type Row = Record<string, unknown>;

/** A database of the stack. */
export interface Database {
  connection: PgliteConnection | PostgresConnection;
  /** Runs one statement with parameters ($1) as the owner of the database. */
  query<T extends Row>(statement: string, values?: unknown[]): Promise<T[]>;
  /** Runs a script as one transaction; returns the number of rows of its last statement. */
  exec(script: string): Promise<number>;
  /** Runs `work` with exclusive use of the session; must not be nested. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The platform's setting for the owner, so that migrations resolve the same names. */
export const SEARCH_PATH = '"$user", public, extensions';

/** Version of this PGlite. */
const POSTGRES_MAJOR = "17";

/**
 * Opens PGlite.
 *
 * @param directory keeps the data; without it they are in memory
 * @param archive initial data in memory
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
  // The first statement; it fails on damaged files.
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
 * Prevents grants by @supabase/lite. Before its first request it would grant everything on every
 * table with RLS to the three API roles, and so hide a missing grant. It does so only while its
 * state is "unknown".
 */
export function keepGrants(connection: object) {
  Object.assign(connection, { rlsState: "active" });
}
