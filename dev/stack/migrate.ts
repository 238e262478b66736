/** Brings a database to the state of a hosted project with this project's migrations. */
import type { App } from "@supabase/lite";
import type { Database } from "./database.ts";

/** Extensions of the platform that PGlite lacks; dev/stack/sql has a stand-in for each. */
export const STAND_INS = ["pg_cron", "pg_net", "supabase_vault"] as const;
/** Name of a stand-in. */
export type StandIn = typeof STAND_INS[number];

const SQL = new URL("./sql/", import.meta.url);

/**
 * Creates roles, auth and stand-ins; returns the stand-ins of this database.
 *
 * @param realCron lets pg_cron itself run the jobs in real time, if the server has it
 */
export async function preparePlatform(
  database: Database,
  app: App,
  { realCron = false } = {},
): Promise<StandIn[]> {
  await run(database, "platform");
  await app.ensureSystemSchema();
  await run(database, "auth_grants");
  // pg_cron works in only one database of a server, and not together with its stand-in.
  const real = await database.query<{ name: string }>(
    `select name from pg_available_extensions
     where name = any($1) and (name <> 'pg_cron' or installed_version is not null
       or $2 and to_regnamespace('cron') is null
         and current_setting('cron.database_name', true) = current_database())`,
    [STAND_INS, realCron],
  );
  const missing = STAND_INS.filter((name) => !real.some((extension) => extension.name === name));
  for (const name of missing) await run(database, name);
  return missing;
}

async function run(database: Database, name: string) {
  await database.exec(await Deno.readTextFile(new URL(`${name}.sql`, SQL)));
}

/**
 * Applies new migrations of `folder` in the order of their versions. Each is one transaction
 * together with its record in supabase_migrations.schema_migrations.
 *
 * @returns the file names of the applied migrations
 * @throws {Error} naming the file, with the error of Postgres
 */
export async function applyMigrations(database: Database, folder: URL): Promise<string[]> {
  const known = await database.query<{ version: string }>(
    "select version from supabase_migrations.schema_migrations",
  );
  const applied = new Set(known.map(({ version }) => version));
  const files = (await migrationFiles(folder)).filter((file) => !applied.has(versionOf(file)));
  for (const file of files) {
    const script = await Deno.readTextFile(new URL(file, folder));
    await database.exec(`${script}\n;${record(file)}`).catch((error: Error) => {
      throw new Error(`Cannot apply the migration ${file}: ${error.message}`, { cause: error });
    });
  }
  return files;
}

async function migrationFiles(folder: URL): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (/^\d+_\w+\.sql$/.test(name)) names.push(name);
  }
  return names.sort();
}

const versionOf = (file: string) => file.slice(0, file.indexOf("_"));

/**
 * Safe without escaping, because migrationFiles() only accepts names of digits, letters and
 * underscores.
 */
function record(file: string): string {
  const name = file.slice(file.indexOf("_") + 1, -".sql".length);
  return `insert into supabase_migrations.schema_migrations (version, name)
    values ('${versionOf(file)}', '${name}');`;
}
