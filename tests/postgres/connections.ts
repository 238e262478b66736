/** Connections to a test database, for concurrent statements. */
import assert from "node:assert/strict";
import postgres, { type Sql } from "postgres";

/** Open connections. */
export interface Connections extends AsyncDisposable {
  sql: Sql;
}

/** Options of the connections. */
export interface ConnectOptions {
  /** Number of concurrent statements. */
  count?: number;
  /** Role of the statements; default: the server's owner. */
  role?: "service_role";
}

/** Opens connections. */
export async function connect(
  url: string,
  { count = 1, role }: ConnectOptions = {},
): Promise<Connections> {
  const sql = postgres(url, {
    max: count,
    onnotice: () => {},
    connection: role ? { role } : {},
  });
  // Opens all at once, so that no trial waits for a connection.
  const backends = await atOnce(count, () => sql`select pg_backend_pid() as id, pg_sleep(0.05)`);
  assert.equal(new Set(backends.flat().map(({ id }) => id)).size, count);
  return { sql, [Symbol.asyncDispose]: () => sql.end() };
}

/** Starts `work` `count` times before any of them can finish. */
export function atOnce<T>(count: number, work: (index: number) => PromiseLike<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}
