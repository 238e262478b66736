/** Runs supabase/tests on real PostgreSQL with real extensions; `deno task test` uses PGlite. */
import assert from "node:assert/strict";
import { pgtapFiles, pgtapScript } from "../pgtap.ts";
import { failuresOf } from "../tap.ts";
import { connect } from "./connections.ts";
import { createDatabase } from "./server.ts";

Deno.test("supabase/tests passes on PostgreSQL", async (t) => {
  await using database = await createDatabase();
  for (const file of await pgtapFiles()) {
    await t.step(file, async () => {
      // A connection of its own, because a failing script leaves an open transaction.
      await using owner = await connect(database.url);
      const results = await owner.sql.unsafe(await pgtapScript(file)).simple();
      const tap = results.flat().flatMap((row) => Object.values(row)).join("\n");
      const failures = failuresOf(tap);
      assert.equal(failures.length, 0, `\n${failures.join("\n")}`);
    });
  }
});
