/** The PostgreSQL server of the tests: a database a file, made for it and dropped after it. */
import { App } from "@supabase/lite";
import { DEVELOPMENT_KEYS } from "../../dev/keys.ts";
import { applyMigrations, preparePlatform } from "../../dev/migrate.ts";
import { openPostgres } from "../../dev/postgres.ts";

const MIGRATIONS = new URL("../../supabase/migrations/", import.meta.url);

export interface TestDatabase extends AsyncDisposable {
  /** postgres:// with the rights of DATABASE_URL. */
  url: string;
}

/** @throws {Error} saying how to get a server if DATABASE_URL names none */
export function serverUrl(): string {
  const url = Deno.env.get("DATABASE_URL");
  if (url) return url;
  throw new Error(
    "Cannot test on PostgreSQL as DATABASE_URL is not set: set it to a superuser's postgres:// URL " +
      "of a server made for tests, by `docker run` (the line is in docs/postgres.md) or, as root on " +
      'Debian, by `eval "$(.ci/postgres start)"`',
  );
}

/** A database with what a hosted project has before its first migration. */
export async function createPlatform(
  options: { name?: string; realCron?: boolean } = {},
): Promise<TestDatabase> {
  const { name = `connect3_test_${crypto.randomUUID().slice(0, 8)}`, realCron } = options;
  const drop = `drop database if exists ${name} with (force)`;
  await onServer(drop, `create database ${name}`);
  const url = Object.assign(new URL(serverUrl()), { pathname: name }).href;
  await using parts = new AsyncDisposableStack();
  parts.defer(() => onServer(drop));
  const database = await openPostgres(url);
  await preparePlatform(database, appOf(database), { realCron }).finally(() => database.close());
  const made = parts.move();
  return { url, [Symbol.asyncDispose]: () => made.disposeAsync() };
}

/** The same with every migration of the project. */
export async function createProject(
  options: { name?: string; realCron?: boolean } = {},
): Promise<TestDatabase> {
  const platform = await createPlatform(options);
  const database = await openPostgres(platform.url);
  await applyMigrations(database, MIGRATIONS).finally(() => database.close());
  return platform;
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
function appOf({ connection }: Awaited<ReturnType<typeof openPostgres>>): App {
  const { jwtSecret, publishableKey, secretKey } = DEVELOPMENT_KEYS;
  const keys = { jwt_secret: jwtSecret, publishable_key: publishableKey, secret_key: secretKey };
  return new App({ connection, auth: { enabled: true, ...keys } });
}

if (import.meta.main) {
  try {
    serverUrl();
  } catch (error) {
    console.error((error as Error).message);
    Deno.exit(1);
  }
}
