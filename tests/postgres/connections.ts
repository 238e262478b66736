/** Connections to a database of the tests, and trials of what happens when all speak at once. */
import assert from "node:assert/strict";
import postgres, { type Sql } from "postgres";

export interface Connections extends AsyncDisposable {
  sql: Sql;
}

export interface ConnectOptions {
  /** How many statements may run at once. */
  count?: number;
  /** Whose rights they have; the server's owner by default. */
  role?: "service_role";
}

export async function connect(
  url: string,
  { count = 1, role }: ConnectOptions = {},
): Promise<Connections> {
  const sql = postgres(url, {
    max: count,
    onnotice: () => {},
    connection: role ? { role } : {},
  });
  // All of them at once, so that no trial waits for one to be opened.
  const backends = await atOnce(count, () => sql`select pg_backend_pid() as id, pg_sleep(0.05)`);
  assert.equal(new Set(backends.flat().map(({ id }) => id)).size, count);
  return { sql, [Symbol.asyncDispose]: () => sql.end() };
}

/** Starts `work` `count` times before any of them can answer. */
export function atOnce<T>(count: number, work: (index: number) => PromiseLike<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}
