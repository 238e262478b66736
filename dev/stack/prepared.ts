/**
 * The database of a stack in memory after the project's migrations. Preparing it takes three
 * seconds of CPU, so it is cached, like the empty database, until one of its sources changes.
 */
import { createHash } from "node:crypto";
import { App } from "@supabase/lite";
import type { PgliteConnection } from "@supabase/lite/pglite";
import { openPglite } from "./database.ts";
import { DEVELOPMENT_KEYS } from "./keys.ts";
import { applyMigrations, preparePlatform } from "./migrate.ts";
import { keptDataDir } from "./template.ts";

/** Sources of a prepared database apart from the migrations: files and folders. */
const SOURCES = ["./sql/", "./database.ts", "./migrate.ts", "../../import_map.json"];

/** Tar archive of a data directory with the platform's schemas and these migrations. */
export async function preparedDataDir(migrations: URL): Promise<Blob> {
  const sources = SOURCES.map((path) => new URL(path, import.meta.url));
  const version = await versionOf([migrations, ...sources]);
  return await keptDataDir({ kind: "prepared", version, make: () => prepare(migrations) });
}

async function prepare(migrations: URL): Promise<Blob> {
  const database = await openPglite();
  try {
    const { jwtSecret, publishableKey, secretKey } = DEVELOPMENT_KEYS;
    const keys = { jwt_secret: jwtSecret, publishable_key: publishableKey, secret_key: secretKey };
    const app = new App({ connection: database.connection, auth: { enabled: true, ...keys } });
    await preparePlatform(database, app);
    await applyMigrations(database, migrations);
    // Without a checkpoint every start would replay the migrations from the write-ahead log.
    await database.query("checkpoint");
    return await (database.connection as PgliteConnection).driver.dumpDataDir("none");
  } finally {
    await database.close();
  }
}

/** Hash of names and contents; changes when a file is changed, renamed, added or removed. */
export async function versionOf(paths: URL[]): Promise<string> {
  const files = (await Promise.all(paths.map(filesOf))).flat();
  const texts = await Promise.all(files.map((file) => Deno.readTextFile(file)));
  const names = files.map((file) => file.href.slice(file.href.lastIndexOf("/")));
  return createHash("sha256").update(JSON.stringify([names, texts])).digest("hex").slice(0, 16);
}

async function filesOf(path: URL): Promise<URL[]> {
  if (!path.href.endsWith("/")) return [path];
  const entries = await Array.fromAsync(Deno.readDir(path));
  const names = entries.filter(({ isFile }) => isFile).map(({ name }) => name).sort();
  return names.map((name) => new URL(name, path));
}
