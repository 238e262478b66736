/** The PostgreSQL server of the tests: a database for each file, made for it and dropped after it. */
import { App } from "@supabase/lite";
import { InputError } from "../../dev/cli/errors.ts";
import { DEVELOPMENT_KEYS } from "../../dev/stack/keys.ts";
import type { Database } from "../../dev/stack/database.ts";
import { applyMigrations, preparePlatform } from "../../dev/stack/migrate.ts";
import { openPostgres } from "../../dev/stack/postgres.ts";

const MIGRATIONS = new URL("../../supabase/migrations/", import.meta.url);

export interface TestDatabase extends AsyncDisposable {
  /** postgres:// as the role of DATABASE_URL. */
  url: string;
}

/** @throws {InputError} saying how to get a server if DATABASE_URL names none */
export function serverUrl(): string {
  const url = Deno.env.get("DATABASE_URL");
  if (url) return url;
  throw new InputError(
    "Cannot work on PostgreSQL as DATABASE_URL is not set: set it to a superuser's postgres:// URL " +
      "of a server made for tests, by `docker run` (the line is in docs/postgres.md) or, as root on " +
      'Debian, by `eval "$(.ci/postgres start)"`',
  );
}

export interface DatabaseOptions {
  /** False: as a hosted project is before its first migration. */
  isMigrated?: boolean;
  /** Name of the one that pg_cron works in: it is emptied before and after. */
  cronDatabase?: string;
}

/** A database with what the platform has, and the project's migrations. */
export async function createDatabase(
  { isMigrated = true, cronDatabase }: DatabaseOptions = {},
): Promise<TestDatabase> {
  const name = cronDatabase ?? `connect3_test_${crypto.randomUUID().slice(0, 8)}`;
  const url = Object.assign(new URL(serverUrl()), { pathname: name }).href;
  const drop = `drop database if exists ${name} with (force)`;
  const create = `create database ${name}`;
  await using parts = new AsyncDisposableStack();
  await onServer(drop, create);
  // Without its database pg_cron would be started again every second.
  parts.defer(() => cronDatabase ? onServer(drop, create) : onServer(drop));
  await using setup = new AsyncDisposableStack();
  const database = setup.adopt(await openPostgres(url), (database) => database.close());
  await preparePlatform(database, appOf(database), { realCron: cronDatabase !== undefined });
  if (isMigrated) await applyMigrations(database, MIGRATIONS);
  const made = parts.move();
  return { url, [Symbol.asyncDispose]: () => made.disposeAsync() };
}

/** Runs each statement outside of a transaction, as CREATE DATABASE wants. */
async function onServer(...statements: string[]) {
  const server = await openPostgres(serverUrl());
  try {
    for (const statement of statements) await server.query(statement);
  } finally {
    await server.close();
  }
}

/** It makes the schema auth, and serves nobody. */
function appOf({ connection }: Database): App {
  const { jwtSecret, publishableKey, secretKey } = DEVELOPMENT_KEYS;
  const keys = { jwt_secret: jwtSecret, publishable_key: publishableKey, secret_key: secretKey };
  return new App({ connection, auth: { enabled: true, ...keys } });
}
