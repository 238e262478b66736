/** The database of the stack on a Postgres server, for developers with tools of their own. */
// Not used by name: @supabase/lite finds its optional peer only if the program itself loads it.
import "postgres";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { type Database, keepGrants, type Row, SEARCH_PATH } from "./database.ts";

/**
 * Connects to a Postgres server.
 *
 * @param url such as postgres://user:password@host:port/database
 * @throws {Error} if it cannot be reached
 */
export async function openPostgres(url: string): Promise<Database> {
  const connection = createPostgresConnection({
    url,
    postgresOptions: { connection: { search_path: SEARCH_PATH }, onnotice: () => {}, types: TYPES },
  });
  keepGrants(connection);
  const { driver } = connection;
  await driver.unsafe("select 1").catch(({ message }: Error) => {
    throw new Error(`Cannot reach the database at ${new URL(url).host}: ${message}`);
  });
  return {
    connection,
    exclusively: (work) => work(),
    query: async <T extends Row>(statement: string, values: unknown[] = []) =>
      await driver.unsafe<T[]>(statement, values.map(asParameter) as never[]),
    exec: async (script) => {
      const results = await driver.unsafe(script);
      return (Array.isArray(results[0]) ? results.at(-1) : results)?.count ?? 0;
    },
    close: () => connection.close(),
  };
}

/**
 * @supabase/lite passes JSON as text; its driver would encode it again.
 */
const asJson = (value: unknown) => typeof value === "string" ? value : JSON.stringify(value);
const TYPES = Object.fromEntries(
  Object.entries({ json: 114, jsonb: 3802 }).map(([name, oid]) => [
    name,
    { to: oid, from: [oid], serialize: asJson, parse: JSON.parse },
  ]),
);

/**
 * @supabase/lite removes the driver's own conversion of dates.
 */
const asParameter = (value: unknown) => value instanceof Date ? value.toISOString() : value;
