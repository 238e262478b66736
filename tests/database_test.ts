/** Runs supabase/tests, which `supabase test db` runs too, on the database of the embedded stack. */
import assert from "node:assert/strict";
import { App } from "@supabase/lite";
import type { PgliteConnection } from "@supabase/lite/pglite";
import { openPglite } from "../dev/database.ts";
import { DEVELOPMENT_KEYS } from "../dev/keys.ts";
import { applyMigrations, preparePlatform } from "../dev/migrate.ts";
import { failuresOf } from "./tap.ts";

const SUPABASE = new URL("../supabase/", import.meta.url);
const TESTS = new URL("tests/", SUPABASE);

Deno.test("the database does what the migrations say", async (t) => {
  await using database = await migratedDatabase();
  for (const file of await testFiles()) {
    await t.step(file, async () => {
      const script = await Deno.readTextFile(new URL(file, TESTS));
      const failures = failuresOf(await database.run(script));
      assert.equal(failures.length, 0, `\n${failures.join("\n")}`);
    });
  }
});

async function testFiles(): Promise<string[]> {
  const files = (await Array.fromAsync(Deno.readDir(TESTS))).map(({ name }) => name);
  return files.filter((name) => name.endsWith(".sql")).sort();
}

async function migratedDatabase() {
  const database = await openPglite();
  const connection = database.connection as PgliteConnection;
  const { jwtSecret, publishableKey, secretKey } = DEVELOPMENT_KEYS;
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: jwtSecret,
      publishable_key: publishableKey,
      secret_key: secretKey,
    },
  });
  await preparePlatform(database, app);
  await applyMigrations(database, new URL("migrations/", SUPABASE));
  return {
    /** Every text that the statements of a script answered. */
    async run(script: string): Promise<string> {
      try {
        const results = await connection.driver.exec(script);
        return results.flatMap(({ rows }) => rows.flatMap(Object.values)).join("\n");
      } catch (error) {
        await connection.driver.exec("rollback");
        throw error;
      }
    },
    [Symbol.asyncDispose]: () => database.close(),
  };
}
