/** The PostgreSQL server of the tests: each file creates its own database and drops it. */
import { App } from "@supabase/lite";
import { InputError } from "../../dev/cli/errors.ts";
import { DEVELOPMENT_KEYS } from "../../dev/stack/keys.ts";
import type { Database } from "../../dev/stack/database.ts";
import { applyMigrations, preparePlatform } from "../../dev/stack/migrate.ts";
import { openPostgres } from "../../dev/stack/postgres.ts";

const MIGRATIONS = new URL("../../supabase/migrations/", import.meta.url);

/** A database of the tests. */
export interface TestDatabase extends AsyncDisposable {
  /** postgres:// URL with the role of DATABASE_URL. */
  url: string;
}

/**
 * URL of the server.
 *
 * @throws {InputError} explaining how to get a server if DATABASE_URL is not set
 */
export function serverUrl(): string {
  const url = Deno.env.get("DATABASE_URL");
  if (url) return url;
  throw new InputError(
    "Cannot use PostgreSQL: DATABASE_URL is not set; set it to a superuser's postgres:// URL " +
      "of a server made for tests, by `docker run` (the line is in docs/postgres.md) or, as root on " +
      'Debian, by `eval "$(.ci/postgres start)"`',
  );
}

/** Options of a database. */
export interface DatabaseOptions {
  /** False for the state of a hosted project before its first migration. */
  isMigrated?: boolean;
  /** Name of pg_cron's database, which is emptied before and after. */
  cronDatabase?: string;
}

/** Creates a database with the platform's objects and the project's migrations. */
export async function createDatabase(
  { isMigrated = true, cronDatabase }: DatabaseOptions = {},
): Promise<TestDatabase> {
  const name = cronDatabase ?? `connect3_test_${crypto.randomUUID().slice(0, 8)}`;
  const url = Object.assign(new URL(serverUrl()), { pathname: name }).href;
  const drop = `drop database if exists ${name} with (force)`;
  const create = `create database ${name}`;
  await using parts = new AsyncDisposableStack();
  await onServer(drop, create);
  // Recreated, because pg_cron would restart every second without its database.
  parts.defer(() => cronDatabase ? onServer(drop, create) : onServer(drop));
  await using setup = new AsyncDisposableStack();
  const database = setup.adopt(await openPostgres(url), (database) => database.close());
  await preparePlatform(database, appOf(database), { realCron: cronDatabase !== undefined });
  if (isMigrated) await applyMigrations(database, MIGRATIONS);
  const made = parts.move();
  return { url, [Symbol.asyncDispose]: () => made.disposeAsync() };
}

/** Runs each statement outside of a transaction, as CREATE DATABASE requires. */
async function onServer(...statements: string[]) {
  const server = await openPostgres(serverUrl());
  try {
    for (const statement of statements) await server.query(statement);
  } finally {
    await server.close();
  }
}

/** Creates the schema auth; serves no requests. */
function appOf({ connection }: Database): App {
  const { jwtSecret, publishableKey, secretKey } = DEVELOPMENT_KEYS;
  const keys = { jwt_secret: jwtSecret, publishable_key: publishableKey, secret_key: secretKey };
  return new App({ connection, auth: { enabled: true, ...keys } });
}
