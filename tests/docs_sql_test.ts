/** The SQL of docs/operations.md runs on a database with the project's migrations. */
import assert from "node:assert/strict";
import { migratedDatabase } from "./pgtap.ts";

const PAGE = new URL("../docs/operations.md", import.meta.url);
const ID = "00000000-0000-4000-8000-000000000000";

/** Schemas that the platform provides; the embedded database of the tests lacks them. */
const OF_PLATFORM = /\b(vault|cron|net)\./;

/** Statements of the SQL blocks, without comments, with an id for each ellipsis. */
function statementsOf(markdown: string): string[] {
  const blocks = Array.from(markdown.matchAll(/^```sql\n([^]*?)^```/gm), ([, sql]) => sql!);
  const sql = blocks.join("\n").replace(/ *-- .*$/gm, "").replaceAll("'{…, …}'", `'{${ID}}'`)
    .replaceAll("'…'", `'${ID}'`);
  return sql.split(/;\s*$/m).map((statement) => statement.trim()).filter(Boolean);
}

/** The error of a statement, in words; undefined if it ran, or refused the made-up id. */
async function faultOf(
  statement: string,
  run: (sql: string) => Promise<unknown>,
): Promise<string | undefined> {
  try {
    await run(`begin; ${statement}; rollback`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return /^Cannot /.test(message) ? undefined : `${message}: ${statement}`;
  }
}

Deno.test("docs/operations.md has SQL that runs: its functions, tables and columns exist", async () => {
  await using database = await migratedDatabase();
  const run = (sql: string) => database.run(sql);
  assert.match((await faultOf("select no_such_function()", run))!, /no_such_function/);
  const statements = statementsOf(await Deno.readTextFile(PAGE))
    .filter((statement) => !OF_PLATFORM.test(statement));
  assert.ok(statements.length >= 40, `${statements.length}`);
  const faults: string[] = [];
  for (const statement of statements) {
    const fault = await faultOf(statement, run);
    if (fault) faults.push(fault);
  }
  assert.deepEqual(faults, []);
});
