/** The embedded database, like a hosted project before and after its first migration. */
import { App } from "@supabase/lite";
import { type Database, openPglite } from "../dev/stack/database.ts";
import { DEVELOPMENT_KEYS } from "../dev/stack/keys.ts";
import { applyMigrations, preparePlatform } from "../dev/stack/migrate.ts";

const MIGRATIONS = new URL("../supabase/migrations/", import.meta.url);

/** A database to migrate. */
export interface EmbeddedDatabase extends AsyncDisposable {
  database: Database;
  /** Applies the project's migrations. */
  migrate(): Promise<void>;
}

/** A project without migrations, but with roles, Auth and extensions. */
export async function emptyProject(): Promise<EmbeddedDatabase> {
  await using parts = new AsyncDisposableStack();
  const database = parts.adopt(await openPglite(), (database) => database.close());
  const { jwtSecret, publishableKey, secretKey } = DEVELOPMENT_KEYS;
  const keys = { jwt_secret: jwtSecret, publishable_key: publishableKey, secret_key: secretKey };
  const app = new App({ connection: database.connection, auth: { enabled: true, ...keys } });
  await preparePlatform(database, app);
  const made = parts.move();
  return {
    database,
    migrate: async () => void await applyMigrations(database, MIGRATIONS),
    [Symbol.asyncDispose]: () => made.disposeAsync(),
  };
}
