/** Runs the files of supabase/tests on the embedded database; `supabase test db` runs them, too. */
import assert from "node:assert/strict";
import type { PgliteConnection } from "@supabase/lite/pglite";
import { openPglite } from "../dev/stack/database.ts";
import { preparedDataDir } from "../dev/stack/prepared.ts";
import { failuresOf } from "./tap.ts";

const MIGRATIONS = new URL("../supabase/migrations/", import.meta.url);
const TESTS = new URL("../supabase/tests/", import.meta.url);

/** Names of the pgTAP files, sorted. */
export async function pgtapFiles(): Promise<string[]> {
  const files = (await Array.fromAsync(Deno.readDir(TESTS))).map(({ name }) => name);
  return files.filter((name) => name.endsWith(".sql")).sort();
}

/** A pgTAP file with its included file, as psql runs it. */
export async function pgtapScript(file: string): Promise<string> {
  const script = await Deno.readTextFile(new URL(file, TESTS));
  const included = /^\\ir (\S+)$/m.exec(script);
  if (!included) return script;
  const text = await Deno.readTextFile(new URL(included[1]!, TESTS));
  return script.replace(included[0], () => text);
}

/**
 * Runs every `of`-th pgTAP file from the `nth` on (1 is the first), each as a step. Deno uses one
 * core per test file, so the pgTAP files are split over several.
 */
export async function runPgtap(t: Deno.TestContext, { nth, of }: { nth: number; of: number }) {
  await using database = await migratedDatabase();
  const files = (await pgtapFiles()).filter((_, i) => i % of === nth - 1);
  for (const file of files) {
    await t.step(file, async () => {
      const failures = failuresOf(await database.run(await pgtapScript(file)));
      assert.equal(failures.length, 0, `\n${failures.join("\n")}`);
    });
  }
}

/** The embedded database with the project's migrations. */
export async function migratedDatabase() {
  const database = await openPglite(undefined, () => preparedDataDir(MIGRATIONS));
  const { driver } = database.connection as PgliteConnection;
  return {
    /** All texts returned by a script's statements. */
    async run(script: string): Promise<string> {
      try {
        const results = await driver.exec(script);
        return results.flatMap(({ rows }) => rows.flatMap(Object.values)).join("\n");
      } catch (error) {
        await driver.exec("rollback");
        throw error;
      }
    },
    [Symbol.asyncDispose]: () => database.close(),
  };
}
